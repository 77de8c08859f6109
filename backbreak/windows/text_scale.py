"""The desktop's larger text where Qt does not know of it: GNOME's `text-scaling-factor`, under Wayland.

On X11 the desktop makes it part of `Xft.dpi`, by which Qt enlarges everything; under Wayland none of Qt's
themes reads it (seen with Qt 6.11). The settings portal is asked before anything else is made and never
waited for: the first window has larger text if the answer is there by then, and gets it later if it is not.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from backbreak.windows import look
from backbreak.windows.desktop_settings import DesktopSettings, has_session_bus

LEAST, MOST = 0.5, 3.0
"""What GNOME takes for a factor; anything else is a mistake, and changes nothing."""
ANSWER_MS = 60_000
"""Nobody waits for it, and a session that is just beginning takes its time to start the portal."""
_KEY = ("org.gnome.desktop.interface", "text-scaling-factor")
_SAID_TO_QT = ("QT_WAYLAND_FORCE_DPI", "QT_FONT_DPI", "QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS")
"""Whoever has set one of these has enlarged everything: Plasma does where it has GNOME's factor set too."""


def unknown_to_qt(platform: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether it is for us to enlarge text on this platform of Qt's; it is never to be done twice."""
    plasma = "KDE" in environ.get("XDG_CURRENT_DESKTOP", "").split(":")
    enlarged = any(environ.get(name) for name in _SAID_TO_QT)
    return platform.startswith("wayland") and not plasma and not enlarged


class TextScale(QObject):
    """How large the application's text is, in shares of what it would be: asks at once, and follows."""

    def __init__(self, application: QApplication, *, asks: bool) -> None:
        super().__init__(application)
        self._application = application
        self._font: QFont | None = None
        self._scale = 1.0
        self._desktop: DesktopSettings | None = None
        if asks and has_session_bus():
            self._desktop = DesktopSettings([_KEY], self)
            self._desktop.told.connect(self._told)
            self._desktop.ask(ANSWER_MS)

    def wear(self, font: QFont) -> None:
        """Set the application in this font, enlarged by what is known so far and by what is told later."""
        self._font = font
        if self._desktop is not None:
            self._desktop.settle()
        self._application.setFont(enlarged(font, self._scale))

    def _told(self, _name: str, value: object) -> None:
        scale = factor(value)
        if scale is None or scale == self._scale:
            return
        before, self._scale = look.type_scale(), scale
        if self._font is None:
            return
        from backbreak.windows.window import Dressed  # a program without windows of ours has no use for it

        self._application.setFont(enlarged(self._font, scale))
        for window in self._application.topLevelWidgets():
            if isinstance(window, Dressed) and window.isVisible():
                window.grow(look.type_scale() / before)


def factor(value: object) -> float | None:
    """Read a factor; None for what cannot be one."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not LEAST <= value <= MOST:
        return None
    return float(value)


def enlarged(font: QFont, scale: float) -> QFont:
    """Give the font in another size, which it may have in points or in pixels."""
    larger = QFont(font)
    if font.pointSizeF() > 0:
        larger.setPointSizeF(font.pointSizeF() * scale)
    else:
        larger.setPixelSize(round(font.pixelSize() * scale))
    return larger
