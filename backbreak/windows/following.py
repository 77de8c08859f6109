"""Follows the settings while a window is open: colours, language and lengths are those of now."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from backbreak.storage.settings import load
from backbreak.windows.alone import Home
from backbreak.windows.appearance import appearance_of
from backbreak.windows.settings_watch import SettingsWatch


class Following(QObject):
    """`changed` is emitted when the settings are other ones; the home has them by then."""

    changed = Signal()

    def __init__(self, home: Home, application: QApplication) -> None:
        super().__init__(application)
        self._home, self._appearance = home, appearance_of(application, home.settings.look)
        self._watch = SettingsWatch(home.places, self)
        self._watch.changed.connect(self._read)

    def _read(self) -> None:
        from backbreak.windows import motion

        settings, _problems = load(self._home.places)
        if settings != self._home.settings:
            self._home.follow(settings)
            self._appearance.use(settings.look)
            motion.follow(settings.look.motion)
            self.changed.emit()
