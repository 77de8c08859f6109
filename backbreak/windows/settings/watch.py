"""Says when a settings file, the user's or everybody's, has become another one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from backbreak.storage.places import Places
from backbreak.windows.measures import SETTLE_MS


class FileWatch(QObject):
    """`changed` is emitted when they have stood still for a moment: an editor writes in several steps."""

    changed = Signal()

    def __init__(self, places: Places, parent: QObject) -> None:
        super().__init__(parent)
        self._paths: list[Path] = [places.config, places.settings_file]
        if places.site is not None:
            self._paths += [places.site, places.site / "settings.toml"]
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._still)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._settle.start)
        self._watcher.directoryChanged.connect(self._settle.start)
        self.watch()

    def watch(self) -> None:
        """Watch what is there: a file that was replaced is another one, so it is looked for anew."""
        wanted = {str(path) for path in self._paths if path.exists()}
        for path in wanted.difference(self._watcher.files(), self._watcher.directories()):
            self._watcher.addPath(path)

    def close(self) -> None:
        """Watch no longer: the system has only so many watches for all of a user's programs."""
        self._settle.stop()
        self._watcher.deleteLater()

    def _still(self) -> None:
        self.watch()
        self.changed.emit()
