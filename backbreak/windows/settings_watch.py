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
        self._files = [file for file in (places.settings_file, places.site_settings_file) if file is not None]
        self._comes_in: dict[str, Path] = {}
        self._known: dict[str, tuple[int, int]] = {}
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._still)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._settle.start)
        self._watcher.directoryChanged.connect(self._stirred)
        self._watch()
        self._settle.start()  # they may have changed since they were read, while the window was made

    def close(self) -> None:
        """Watch no longer: the system has only so many watches for all of a user's programs."""
        self._settle.stop()
        self._watcher.deleteLater()

    def _watch(self) -> None:
        """Watch what is there: what was replaced or made anew is another one, so it is looked for anew."""
        self._comes_in = dict(_way_to(file.parent) for file in self._files)
        ours = {path for file in self._files for path in (file, file.parent)} | {*self._comes_in.values()}
        paths = {*self._comes_in, *map(str, ours)}
        there = {path: one for path in paths if (one := _identity(path)) is not None}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        others = {path for path in watched if self._known.get(path) != there.get(path)}
        if others:
            self._watcher.removePaths(sorted(others))
        if new := there.keys() - (watched - others):
            self._watcher.addPaths(sorted(new))
        self._known = there
        if any(_identity(one) != there.get(str(one)) for one in self._comes_in.values()):
            self._settle.start()  # it came before its coming was watched for

    def _stirred(self, path: str) -> None:
        """Where ours is or will be, others have their folders: there only its coming and going counts."""
        ours = self._comes_in.get(path)
        if ours is None or _identity(ours) != self._known.get(str(ours)):
            self._settle.start()

    def _still(self) -> None:
        self._watch()
        self.changed.emit()


def _way_to(folder: Path) -> tuple[str, Path]:
    """Give the next folder above one that is there, and what of the way to that one lies in it."""
    while _identity(folder.parent) is None and folder.parent != folder:
        folder = folder.parent
    return str(folder.parent), folder


def _identity(path: str | Path) -> tuple[int, int] | None:
    """Give what tells a file or folder from another of its name; None for none, or one out of our reach."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
