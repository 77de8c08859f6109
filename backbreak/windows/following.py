"""Follows the settings while a window is open: colours, language and lengths are those of now."""

from __future__ import annotations

import os

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from backbreak.storage.settings import load
from backbreak.windows.alone import Home
from backbreak.windows.appearance import appearance_of
from backbreak.windows.measures import SETTLE_MS


class Following(QObject):
    """`changed` is emitted when the settings are other ones; the home has them by then."""

    changed = Signal()

    def __init__(self, home: Home, application: QApplication) -> None:
        super().__init__(application)
        self._home, self._appearance = home, appearance_of(application, home.settings.look)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)  # an editor writes in several steps
        self._settle.timeout.connect(self._read)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._settle.start)
        self._watcher.directoryChanged.connect(self._settle.start)
        self._watch()

    def _watch(self) -> None:
        """A file that was replaced is another one, so it is looked for anew."""
        places = self._home.places
        site, file = places.site, places.site_settings_file
        fleet = [] if site is None or file is None else [site.parent, site, file]
        every = map(str, (places.config, places.settings_file, *fleet))
        wanted = set(filter(os.path.exists, every))  # which takes a folder we may not look into as none
        for path in wanted.difference(self._watcher.files(), self._watcher.directories()):
            self._watcher.addPath(path)

    def _read(self) -> None:
        self._watch()
        from backbreak.windows import motion

        settings, _problems = load(self._home.places)
        if settings != self._home.settings:
            self._home.follow(settings)
            self._appearance.use(settings.look)
            motion.follow(settings.look.motion)
            self.changed.emit()
