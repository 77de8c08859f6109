"""Says when the settings, the user's or everybody's, have become other ones on the disk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from backbreak.storage.places import Places
from backbreak.windows.measures import SETTLE_MS


class SettingsWatch(QObject):
    """`changed` is emitted when they have stood still for a moment: an editor writes in several steps."""

    changed = Signal()

    def __init__(self, places: Places, parent: QObject) -> None:
        super().__init__(parent)
        folders = {places.config: places.settings_file}
        if places.site is not None and places.site_settings_file is not None:
            folders[places.site] = places.site_settings_file
        self._comes_in = {str(folder.parent): folder for folder in folders}
        self._paths = [str(path) for pair in folders.items() for path in (pair[0].parent, *pair)]
        self._known: dict[str, tuple[int, int]] = {}
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._still)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._settle.start)
        self._watcher.directoryChanged.connect(self._stirred)
        self._watch()

    def close(self) -> None:
        """Watch no longer: the system has only so many watches for all of a user's programs."""
        self._settle.stop()
        self._watcher.deleteLater()

    def _watch(self) -> None:
        """Watch what is there: what was replaced or made anew is another one, so it is looked for anew."""
        there = {path: one for path in self._paths if (one := _identity(path)) is not None}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        others = {path for path in watched if self._known.get(path) != there.get(path)}
        if others:
            self._watcher.removePaths(sorted(others))
        if new := there.keys() - (watched - others):
            self._watcher.addPaths(sorted(new))
        self._known = there

    def _stirred(self, path: str) -> None:
        """Where a folder of ours lies, others have theirs: there only its own coming and going counts."""
        ours = self._comes_in.get(path)
        if ours is None or _identity(ours) != self._known.get(str(ours)):
            self._settle.start()

    def _still(self) -> None:
        self._watch()
        self.changed.emit()


def _identity(path: str | Path) -> tuple[int, int] | None:
    """Give what tells a file or folder from another of its name; None for none, or one out of our reach."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
