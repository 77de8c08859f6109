"""Corrections of the journal by the history window: as new lines, which can be taken back. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from backbreak.core import amend
from backbreak.core.entry import Entry
from backbreak.storage.journal import JournalStore

Change = Callable[[Entry], Entry]


class Correcting:
    """Looks at the disk before each line: another window or device may have written meanwhile."""

    def __init__(self, store: Callable[[], JournalStore]) -> None:
        self._store = store
        self._before: list[Entry] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a correction of this window to take back."""
        return bool(self._before)

    def change(self, name: str, change: Change) -> Entry | None:
        """Write the entry of an id as changed and give it; None where it is gone or stays as it is.

        Raises StorageError when the disk refuses, and whatever the change does.
        """
        known = self._store().find(name)
        if known is None or known.deleted:
            return None
        changed = change(known)
        if (changed.units, changed.feel, changed.deleted) == (known.units, known.feel, known.deleted):
            return None
        written = self._store().append(changed)
        self._before.append(known)
        return written

    def undo(self) -> Entry | None:
        """Take the last correction back and give the entry as it is again; raises StorageError."""
        if not self._before:
            return None
        before = self._before[-1]
        known = self._store().find(before.id) or before
        written = self._store().append(amend.as_before(known, before))
        self._before.pop()
        return written
