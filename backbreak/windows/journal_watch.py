"""Notices that the journal has grown, whoever wrote: the resident, another window, another device's files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from backbreak.storage.journal import SUFFIX

SETTLE_MS = 100
"""A tool that syncs writes in more than one step."""


class JournalWatch(QObject):
    """`changed` is emitted a moment after something has been written."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = Path()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._tell)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._settle.start)
        self._watcher.directoryChanged.connect(self._settle.start)

    def watch(self, folder: Path) -> None:
        """Watch a journal's folder, or, as long as there is none, for its coming."""
        self._folder = folder
        self._look()

    def _look(self) -> None:
        """A file that was replaced is another one, so it is looked for anew."""
        there = next((one for one in (self._folder, *self._folder.parents) if one.is_dir()), Path("/"))
        files = self._folder.glob(f"*{SUFFIX}") if there == self._folder else ()
        wanted = {str(path) for path in (there, *files)}
        known = {*self._watcher.files(), *self._watcher.directories()}
        if gone := list(known - wanted):
            self._watcher.removePaths(gone)
        if new := list(wanted - known):
            self._watcher.addPaths(new)

    def _tell(self) -> None:
        self._look()
        self.changed.emit()
