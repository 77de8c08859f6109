"""What was changed in this window, step by step: in the file, at login, the journal's folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from backbreak.core.autostart import Standing
from backbreak.core.fields import Value
from backbreak.storage.journal_moving import move_journal
from backbreak.storage.places import Places
from backbreak.storage.settings import load
from backbreak.windows.settings import login
from backbreak.windows.settings.book import Book

JOURNAL = "journal.folder"
AUTOSTART = "autostart"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Change:
    """Something done: the names of what it was done to, and how it is taken back.

    What happens at login is taken back by whoever switches it, which may take long; `login` is what it was.
    """

    names: tuple[str, ...]
    back: Callable[[], object] | None
    login: bool = False


class Changes:
    """Does what is asked for and remembers the way back; raises BackbreakError, and then nothing was done."""

    def __init__(self, places: Places, book: Book, progress: Progress) -> None:
        """`progress(done, whole)` is told of bytes while a journal moves."""
        self._places, self._book, self._progress = places, book, progress
        self._done: list[Change] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to be taken back."""
        return bool(self._done)

    def change(self, values: dict[str, Value]) -> tuple[str, ...]:
        """Write values; which of them were other ones. A journal's folder takes the journal along."""
        if JOURNAL in values:
            return self.move(str(values[JOURNAL]))
        changed = tuple(self._book.changed(values))
        steps = self._book.steps
        try:
            self._book.change(values)
        finally:
            if self._book.steps > steps:  # written in part, where a later one failed
                self._done.append(Change(changed, self._book.undo))
        return changed

    def restore(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Have the defaults decide again; the journal goes back to its usual place if it alone is named."""
        if names == (JOURNAL,):
            return self.move("")
        told = self._book.restore([name for name in names if name != JOURNAL])
        if told:
            self._done.append(Change(told, self._book.undo))
        return told

    def move(self, folder: str) -> tuple[str, ...]:
        """Move the journal; an empty folder is the usual place."""
        places = self._places
        before = places.journal_dir(load(places)[0].journal.folder)
        wanted = places.journal_dir(folder)
        if wanted == before:
            return ()
        move_journal(places, wanted, self._progress)
        self._done.append(Change((JOURNAL,), lambda: self._move_back(before)))
        self._book.read()
        return (JOURNAL,)

    def _move_back(self, before: Path) -> None:
        move_journal(self._places, before, self._progress)
        self._book.read()

    def switched_login(self, was_on: bool, found: Standing) -> None:
        """Remember that starting at login was switched, if it was."""
        if login.is_on(found) != was_on:
            self._done.append(Change((AUTOSTART,), None, was_on))

    @property
    def login_before(self) -> bool | None:
        """Whether it started at login before the last change; None where that changed something else."""
        return self._done[-1].login if self._done and self._done[-1].back is None else None

    def forget_login(self) -> None:
        """What was last switched at login is switched back, whatever was changed meanwhile."""
        self._done.remove(next(one for one in reversed(self._done) if one.back is None))

    def undo(self) -> tuple[str, ...]:
        """Take back the last change, if not at login; a step that cannot be taken back stays the last."""
        back = self._done[-1].back if self._done else None
        if back is None:
            return ()
        back()
        return self._done.pop().names
