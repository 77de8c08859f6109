"""What the whole application wears, followed live: colours, language, direction of reading, size of type.

Windows hear of it by Qt's own events: PaletteChange, LanguageChange, LayoutDirectionChange, FontChange.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from backbreak import words
from backbreak.core.settings import Look
from backbreak.windows import locales, look


class Appearance(QObject):
    """The one place that applies `[look]` and the desktop's own wishes to an application."""

    def __init__(self, application: QApplication, chosen: Look) -> None:
        """Dress the application, which the appearance belongs to and lives as long as."""
        super().__init__(application)
        self._application, self._chosen = application, chosen
        words.use(chosen.language)
        locales.follow(application)
        self._dress()
        self._hints = application.styleHints()
        self._hints.colorSchemeChanged.connect(self._dress)
        accessibility = getattr(self._hints, "accessibility", None)  # since Qt 6.10
        if accessibility is not None:
            accessibility().contrastPreferenceChanged.connect(self._dress)

    def use(self, chosen: Look) -> None:
        """Wear what the settings say from now on."""
        before, self._chosen = self._chosen, chosen
        if chosen.theme != before.theme:
            self._dress()
        if chosen.language != before.language:
            self._speak()

    def _dress(self) -> None:
        palette = look.palette_of(look.theme_for(self._chosen.theme))
        self._application.setPalette(look.qt_palette(palette))

    def _speak(self) -> None:
        before = words.language()
        if words.use(self._chosen.language) != before:
            locales.follow(self._application)
            QApplication.sendEvent(self._application, QEvent(QEvent.Type.LanguageChange))


def appearance_of(application: QApplication, chosen: Look) -> Appearance:
    """Give what an application wears, dressing one that nobody has dressed yet."""
    found = application.findChild(Appearance)
    return found if isinstance(found, Appearance) else Appearance(application, chosen)
