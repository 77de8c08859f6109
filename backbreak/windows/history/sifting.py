"""Which entries the list shows. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from backbreak.core.entry import Entry, Outcome


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; None asks for nothing in particular."""

    outcome: Outcome | None = None
    exercise: str | None = None
    first: date | None = None
    last: date | None = None
    held: bool = False
    """Only what was held back for a while."""

    def takes(self, entry: Entry) -> bool:
        """Tell whether an entry is among them."""
        if self.outcome is not None and entry.outcome is not self.outcome:
            return False
        if self.exercise is not None and entry.exercise != self.exercise:
            return False
        if self.held and not entry.held:
            return False
        if self.first is None and self.last is None:
            return True
        day = entry.day
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def sift(entries: Iterable[Entry], wanted: Wanted) -> list[Entry]:
    """Give the entries looked for, the newest first; `entries` are in order, the oldest first."""
    found = list(entries) if wanted == Wanted() else [entry for entry in entries if wanted.takes(entry)]
    found.reverse()
    return found
