"""The ledger: what the journal's entries add up to. Progress is always folded from them, never stored.

Only attributes of an entry are used (at, id, day, outcome, exercise, units, round, owed_side), so a fold of
thirty thousand entries stays well under the tenth of a second that matters at start.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter

from backbreak.core.exercise import SIDES, Side
from backbreak.core.journal import Entry, Outcome

_COUNTED = frozenset((Outcome.COMPLETED, Outcome.PARTIAL))


@dataclass(frozen=True, slots=True)
class Ledger:
    """Units done in the current round and per day, and what was done last, up to the newest entry."""

    round: int = 1
    _done: Mapping[str, int] = field(default_factory=dict, hash=False)
    _by_day: Mapping[date, dict[str, int]] = field(default_factory=dict, hash=False)
    _last: Mapping[str, int] = field(default_factory=dict, hash=False)
    _owed: Mapping[str, Side | None] = field(default_factory=dict, hash=False)
    _count: int = 0
    _newest: tuple[datetime, str] | None = None

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Ledger:
        """Return the fold of merged entries, in whatever order they come."""
        tally = _Tally()
        for entry in sorted(filter(_counts, entries), key=attrgetter("at", "id")):
            tally.take(entry)
        return tally.ledger()

    def add(self, entry: Entry) -> Ledger:
        """Return the ledger with one more entry, which must be newer than every other.

        Raises ValueError for an older one (another device's, a correction): fold those afresh with `of`.
        """
        if not _counts(entry):
            return self
        if self._newest is not None and (entry.at, entry.id) <= self._newest:
            raise ValueError(f"entry {entry.id} is not newer than {self._newest[1]}; fold all of them again")
        tally = _Tally(self, entry.day)
        tally.take(entry)
        return tally.ledger()

    def done(self, exercise_id: str) -> int:
        """Return the units of the current round so far, not limited by the dose."""
        return self._done.get(exercise_id, 0)

    def done_on(self, day: date, exercise_id: str) -> int:
        """Return the units of a local day, of whichever round."""
        return self._by_day.get(day, {}).get(exercise_id, 0)

    def last(self, exercise_id: str) -> int:
        """Return how late in the fold the exercise was last done; -1 for never."""
        return self._last.get(exercise_id, -1)

    def owed_side(self, exercise_id: str) -> Side | None:
        """Return the side that fell behind in the newest entry of the exercise."""
        return self._owed.get(exercise_id)


def _counts(entry: Entry) -> bool:
    """Whether an entry is about an exercise at all, be it stand-and-stretch with its 0 units."""
    return entry.outcome in _COUNTED and entry.exercise is not None and entry.units is not None


class _Tally:
    """The fold under way: the ledger's values while they still change."""

    def __init__(self, start: Ledger | None = None, day: date | None = None) -> None:
        """Begin empty, or with copies of what an entry of `day` is going to change in `start`."""
        start = start or Ledger()
        self.round = start.round
        self.done = dict(start._done)
        self.by_day: dict[date, dict[str, int]] = dict(start._by_day)
        if day in self.by_day:
            self.by_day[day] = dict(self.by_day[day])
        self.last = dict(start._last)
        self.owed = dict(start._owed)
        self.count = start._count
        self.newest = start._newest
        self._day: date | None = None
        self._sums: dict[str, int] = {}

    def take(self, entry: Entry) -> None:
        """Fold one entry in; it is newer than those before."""
        exercise, units = entry.exercise, entry.units
        assert exercise is not None and units is not None
        number = entry.round
        if number is None:
            number = self.round
        elif number > self.round:
            self.round, self.done = number, {}
        if number == self.round:
            self.done[exercise] = self.done.get(exercise, 0) + units
        of_day = self._of_day(entry.day)
        of_day[exercise] = of_day.get(exercise, 0) + units
        self.last[exercise] = self.count
        self.owed[exercise] = None if entry.owed_side is None else _side(entry.owed_side)
        self.count += 1
        self.newest = (entry.at, entry.id)

    def _of_day(self, day: date) -> dict[str, int]:
        """Give the sums of a day; entries come by the day, so it is mostly the one before."""
        if day != self._day:
            self._day, self._sums = day, self.by_day.setdefault(day, {})
        return self._sums

    def ledger(self) -> Ledger:
        """Return the fold as a value; the tally is not used after it."""
        return Ledger(self.round, self.done, self.by_day, self.last, self.owed, self.count, self.newest)


def _side(text: str | None) -> Side | None:
    return next((side for side in SIDES if side == text), None)
