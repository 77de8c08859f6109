"""The journal on disk: one file per device, lines added and never changed, all files read as one.

The folder may be synced between machines by anything: no two devices write to the same file, and whatever a
tool or a crash leaves of a line is passed over and named. While the folder is gone with its drive, lines wait
in the state.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from backbreak.core.errors import Message
from backbreak.core.journal import Entry, encode, merge, winner
from backbreak.core.system_errors import reason

from .durable import append_line
from .failures import failure
from .journal_file import JournalFile
from .lock import locked

SUFFIX = ".jsonl"

_HIDDEN = (".", "~")  # so begin what syncing tools, editors and file managers leave beside a file


class Where(Protocol):
    """What a home knows of its journal's folder."""

    @property
    def waiting(self) -> Path:
        """The file in which lines wait while the folder is gone."""

    def now(self) -> Path | None:
        """The folder as the settings have it now; None for the one known."""

    def is_gone(self, folder: Path) -> bool:
        """Whether a folder that has held the journal is not there any more."""

    def remember(self, folder: Path) -> None:
        """Keep that this folder holds the journal."""


class JournalStore:
    """One folder of journal files; this device writes to its own, `DEVICE.jsonl`.

    What has been read is kept, and read on from where it ended: after a break one line, not ten years.
    `where` follows the settings: a journal that is moved while we run takes what we write along. Without it
    the folder stays the one given, and is made where it is not there.
    """

    def __init__(self, folder: Path, device: str, lock_path: Path, where: Where | None = None) -> None:
        self.folder = folder
        self._where = where
        self.device = device
        self._lock_path = lock_path
        self._files: dict[str, JournalFile] = {}
        self._waiting: JournalFile | None = None
        self._remembered: Path | None = None
        self._merged: list[Entry] | None = None
        self._unreadable: str | None = None
        self.generation = 0
        """Another number whenever a look at the folder has found something new."""

    @property
    def problems(self) -> list[str]:
        """What the last reading could not use, each as "file:line: what is wrong"."""
        found = [problem for file in self._read() for problem in file.problems]
        return [self._unreadable, *found] if self._unreadable else found

    def append(self, entry: Entry) -> Entry:
        """Write an entry, as this device's, and give it as written; it is on the disk when this returns.

        StorageError where it is not; trying again does no harm, for equal ids merge. Where the folder is gone
        it waits in the state.
        """
        if entry.device != self.device:
            entry = replace(entry, device=self.device)
        line = encode(entry).encode("ascii")
        with locked(self._lock_path):
            self.follow()
            if self._where is not None and self._where.is_gone(self.folder):
                append_line(self._where.waiting, line)
            else:
                self._bring_in()
                append_line(self._own, line)
                self._remember()
        return entry

    def bring_in(self) -> None:
        """Write into the folder what has waited for it, if it is there again. Raises StorageError."""
        if self._where is not None and os.path.exists(self._where.waiting):  # noqa: PTH110 - cheap
            with locked(self._lock_path):
                self.follow()
                if not self._where.is_gone(self.folder):
                    self._bring_in()

    @property
    def gone(self) -> Message | None:
        """What is to be told while the folder is gone; None while it is there, or was never made."""
        if self._where is None or not self._where.is_gone(self.folder):
            return None
        told = (
            "the journal's folder %(folder)s is not there: connect the drive it is on, or create the folder "
            "to begin a new journal; until then what you do is kept in %(file)s"
        )
        return Message(told, folder=self.folder, file=self._where.waiting)

    def follow(self) -> bool:
        """Go where the settings say the journal lies; whether that is another folder than before."""
        folder = None if self._where is None else self._where.now()
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
        self._waiting = None
        self._merged = None

    @property
    def _own(self) -> Path:
        return self.folder / (self.device + SUFFIX)

    def _bring_in(self) -> None:
        """Add what has waited to our own file, under the lock; dying in between repeats it, and ids merge."""
        if self._where is None:
            return
        try:
            content = self._where.waiting.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise failure("read", self._where.waiting, error) from error
        lines = [line for line in content.split(b"\n") if line]
        if lines:
            append_line(self._own, b"\n".join(lines))
        with suppress(OSError):  # then it is brought in once more
            self._where.waiting.unlink()

    def _remember(self) -> None:
        if self._where is not None and self._remembered != self.folder:
            self._where.remember(self.folder)
            self._remembered = self.folder

    def _read(self) -> Iterator[JournalFile]:
        for name in sorted(self._files):
            yield self._files[name]
        if self._waiting is not None:
            yield self._waiting

    def _every(self) -> Iterator[Entry]:
        for file in self._read():
            yield from file.entries

    def _refresh(self) -> bool:
        """Read what is new in the folder; whether there was anything."""
        changed = self.follow() | self._refresh_waiting()
        names = self._names()
        if names is not None:
            gone = self._files.keys() - names
            for name in gone:
                del self._files[name]
            changed |= bool(gone)
            for name in names:
                file = self._files.setdefault(name, JournalFile(self.folder / name))
                changed |= file.refresh()
        if changed:
            self._merged = None
            self.generation += 1
        return changed

    def _refresh_waiting(self) -> bool:
        known, path = self._waiting, None if self._where is None else self._where.waiting
        if path is None or not os.path.exists(path):  # noqa: PTH110 - cheap
            self._waiting = None
            return known is not None
        self._waiting = known or JournalFile(path)
        return self._waiting.refresh()

    def _names(self) -> set[str] | None:
        """The names of the folder's files; None while it is gone: what was read of it is all there is."""
        self._unreadable = None
        try:
            return {name for name in os.listdir(self.folder) if is_journal(name)}  # noqa: PTH208 - cheap
        except OSError as error:
            self._unreadable = self.gone
            if self._unreadable is not None:
                return None
            if isinstance(error, FileNotFoundError):
                return set()
            told = "%(folder)s: cannot be read (%(why)s); no entry of it counts"
            self._unreadable = Message(told, folder=self.folder, why=reason(error))
            return set()


def is_journal(name: str) -> bool:
    """Whether a file of this name is a part of the journal: a device's, or a copy some tool has made of one.

    Copies are read like anything else, for equal ids merge: what only a conflict's copy has is not lost.
    """
    return name.endswith(SUFFIX) and not name.startswith(_HIDDEN)
