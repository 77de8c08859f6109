"""The journal on disk: one file per device, lines added and never changed, all files read as one.

The folder may be synced between machines by anything: no two devices write to the same file, and whatever a
tool or a crash leaves of a line is passed over and named.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from backbreak.core.errors import Message
from backbreak.core.journal import Entry, encode, merge, winner

from .durable import append_line
from .failures import reason
from .journal_file import JournalFile
from .lock import locked

SUFFIX = ".jsonl"

_HIDDEN = (".", "~")  # so begin what syncing tools, editors and file managers leave beside a file


class JournalStore:
    """One folder of journal files; this device writes to its own, `DEVICE.jsonl`.

    What has been read is kept, and read on from where it ended: after a break one line, not ten years.
    `where()` gives the folder as the settings have it now, None for the one known: a journal that is moved
    while we run takes what we write along.
    """

    def __init__(
        self, folder: Path, device: str, lock_path: Path, where: Callable[[], Path | None] = lambda: None
    ) -> None:
        self.folder = folder
        self._where = where
        self.device = device
        self._lock_path = lock_path
        self._files: dict[str, JournalFile] = {}
        self._merged: list[Entry] | None = None
        self._unreadable: str | None = None
        self.generation = 0
        """Another number whenever a look at the folder has found something new."""

    @property
    def problems(self) -> list[str]:
        """What the last reading could not use, each as "file:line: what is wrong"."""
        found = [problem for name in sorted(self._files) for problem in self._files[name].problems]
        return [self._unreadable, *found] if self._unreadable else found

    def append(self, entry: Entry) -> Entry:
        """Write an entry, as this device's, and give it as written; it is on the disk when this returns.

        StorageError where it is not; trying again does no harm, for equal ids merge.
        """
        if entry.device != self.device:
            entry = replace(entry, device=self.device)
        line = encode(entry).encode("ascii")
        with locked(self._lock_path):
            self.follow()
            append_line(self.folder / (self.device + SUFFIX), line)
        return entry

    def follow(self) -> bool:
        """Go where the settings say the journal lies; whether that is another folder than before."""
        folder = self._where()
        if folder is None or folder == self.folder:
            return False
        self.folder = folder
        self.forget()
        self.generation += 1
        return True

    def load(self) -> list[Entry]:
        """Give the entries of all devices, corrections applied, deleted ones gone, oldest first.

        Never fails: what cannot be read is among `problems`. Files that did not change are not read again.
        """
        if self._refresh() or self._merged is None:
            self._merged = merge(self._every())
        return list(self._merged)

    def find(self, name: str) -> Entry | None:
        """Give the entry of an id as it stands now, deleted or not, so that a correction can follow."""
        self._refresh()
        return winner(entry for entry in self._every() if entry.id == name)

    def ids(self) -> set[str]:
        """Give the id of every entry, those of deleted ones, too."""
        self._refresh()
        return {entry.id for entry in self._every()}

    def forget(self) -> None:
        """Let go of everything read; the next load reads the files again."""
        self._files.clear()
        self._merged = None

    def _every(self) -> Iterator[Entry]:
        for name in sorted(self._files):
            yield from self._files[name].entries

    def _refresh(self) -> bool:
        """Read what is new in the folder; whether there was anything."""
        moved = self.follow()
        names = self._names()
        gone = self._files.keys() - names
        for name in gone:
            del self._files[name]
        changed = bool(gone) or moved
        for name in names:
            file = self._files.setdefault(name, JournalFile(self.folder / name))
            changed |= file.refresh()
        if changed:
            self._merged = None
            self.generation += 1
        return changed

    def _names(self) -> set[str]:
        self._unreadable = None
        try:
            return {name for name in os.listdir(self.folder) if is_journal(name)}  # noqa: PTH208 - cheap
        except FileNotFoundError:
            return set()
        except OSError as error:
            told = "%(folder)s: cannot be read (%(why)s); no entry of it counts"
            self._unreadable = Message(told, folder=self.folder, why=reason(error))
            return set()


def is_journal(name: str) -> bool:
    """Whether a file of this name is a part of the journal: a device's, or a copy some tool has made of one.

    Copies are read like anything else, for equal ids merge: what only a conflict's copy has is not lost.
    """
    return name.endswith(SUFFIX) and not name.startswith(_HIDDEN)
