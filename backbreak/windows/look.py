"""The look shared by all windows: which palette the desktop asks for, and the type everything is set in."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette

from backbreak.storage.places import resource
from backbreak.windows.painting import refused_ink
from backbreak.windows.palettes import Palette, Theme, mix, palette_of

FONT_FILES = ("Inter-Regular.otf", "Inter-SemiBold.otf", "Inter-Bold.otf")
FONT_FAMILY = "Inter"
USUAL_TYPE_PX = 13.4
"""Ten points, which most desktops begin with, at 96 dots an inch."""

__all__ = [
    "Palette",
    "Theme",
    "font",
    "load_fonts",
    "mix",
    "palette_of",
    "qt_palette",
    "theme_for",
    "type_scale",
    "worn",
]


def theme_for(setting: str) -> Theme:
    """Give the theme for `[look] theme` ("light", "dark", "contrast", "system"), the desktop's for the last.

    A desktop that asks for high contrast gets it whatever the setting. Needs a QGuiApplication.
    """
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)  # since Qt 6.10
    if (
        accessibility is not None
        and accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    ):
        return Theme.CONTRAST
    if setting != "system":
        return Theme(setting)
    return Theme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Theme.LIGHT


def qt_palette(palette: Palette) -> QPalette:
    """Give Qt's own widgets the same colours."""
    ours = QPalette(palette.ground)
    roles = {
        QPalette.ColorRole.Window: palette.ground,
        QPalette.ColorRole.Base: palette.card,
        QPalette.ColorRole.Button: palette.card,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.soft,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.ToolTipBase: palette.card,
        QPalette.ColorRole.ToolTipText: palette.text,
    }
    for role, colour in roles.items():
        ours.setColor(role, colour)
    ours.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text, refused_ink(ours))
    return ours


def worn(palette: QPalette) -> Palette | None:
    """Give the palette that Qt's widgets have the colours of; None for a palette that is not one of ours."""
    ours = (palette_of(theme) for theme in Theme)
    ground, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
    return next((one for one in ours if (one.ground, one.text) == (ground, text)), None)


@cache
def load_fonts() -> str:
    """Register our font with Qt, once a process, and name the family to use.

    It is the desktop's own where ours cannot be read.
    """
    loaded = [QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}"))) for name in FONT_FILES]
    if any(number < 0 for number in loaded):
        return QGuiApplication.font().family()
    return FONT_FAMILY


def type_scale() -> float:
    """Say how much larger than usual the application's type is: 1, or 2 for twice as large; never less."""
    return max(1.0, QFontInfo(QGuiApplication.font()).pixelSize() / USUAL_TYPE_PX)


def font(
    family: str, size_px: float, weight: QFont.Weight = QFont.Weight.Normal, tabular: bool = False
) -> QFont:
    """Make a font of a size in pixels; `tabular` gives all digits one width: counts do not wobble."""
    made = QFont(family)
    made.setPixelSize(max(1, round(size_px)))
    made.setWeight(weight)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
