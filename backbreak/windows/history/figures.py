"""What the history shows, as values: folded from the journal by the same figures as the report. No Qt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter

from backbreak.core import report
from backbreak.core.catalogue import Catalogue
from backbreak.core.dose import Ledger, Limits, RoundState, limits_of, round_state
from backbreak.core.entry import Entry, Outcome
from backbreak.core.exercise import Exercise
from backbreak.core.settings import Settings

WEEKS = 53
"""A year and the days that make its weeks whole."""
LEVELS = 4
"""Steps of a day's colour and size."""

Counts = Mapping[Outcome, int]
NOTHING: Counts = dict.fromkeys(Outcome, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """One exercise of the round, in units; `wanted` is False where the settings leave it out."""

    name: str
    done: int
    total: int
    wanted: bool = True

    @property
    def left(self) -> int:
        """What is still to do."""
        return max(0, self.total - self.done)


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview is drawn from; `days` has those of the last year with an entry.

    `parts` are the article's, which `round` counts, and then those of packs.
    """

    today: date
    round: RoundState
    parts: tuple[Part, ...]
    week: Mapping[date, Counts]
    days: Mapping[date, Counts] = field(hash=False)
    streak: int
    adherence: float | None
    longest_s: int | None
    median_s: int | None
    entries: int

    @property
    def counts(self) -> Counts:
        """What today came to."""
        return self.on(self.today)

    @property
    def busiest(self) -> int:
        """The most breaks of a day in the last year, at least as many as there are levels."""
        return max(LEVELS, *(done(counts) for counts in self.days.values()), 0)

    def on(self, day: date) -> Counts:
        """What a day came to."""
        return self.days.get(day, NOTHING)


def overview(entries: Sequence[Entry], catalogue: Catalogue, settings: Settings, today: date) -> Overview:
    """Fold merged entries, in their order."""
    lately = _since(entries, first_day(today))
    ledger, limits = Ledger.of(entries), limits_of(settings)
    state = round_state(ledger, catalogue, limits)
    begun = ledger.round == state.number  # else every part is done, and the next round starts empty
    return Overview(
        today=today,
        round=state,
        parts=tuple(_part(one, ledger if begun else Ledger(), limits) for one in catalogue.parts),
        week=report.week(lately, today),
        days=_year(lately, today),
        streak=report.streak(entries, today),
        adherence=report.adherence(entries),
        longest_s=report.longest_spell_s(entries),
        median_s=report.median_spell_s(entries),
        entries=len(entries),
    )


def _part(part: Exercise, ledger: Ledger, limits: Limits) -> Part:
    wanted = bool(part.pack) or round_state(Ledger(), Catalogue((part,)), limits).total > 0
    return Part(part.name, min(part.total_units, ledger.done(part.id)), part.total_units, wanted)


def _since(entries: Sequence[Entry], first: date) -> Sequence[Entry]:
    """Give the entries from a day on, and perhaps some before: ten years are not looked through for one."""
    midnight = datetime.combine(first, time(), UTC) - timedelta(days=2)  # no clock differs by more
    return entries[bisect_left(entries, midnight, key=attrgetter("at")) :]


def _year(entries: Iterable[Entry], today: date) -> dict[date, Counts]:
    first = first_day(today)
    found: dict[date, dict[Outcome, int]] = {}
    for entry in entries:
        day = entry.day
        if first <= day <= today:
            counts = found.get(day)
            if counts is None:
                counts = found[day] = dict.fromkeys(Outcome, 0)
            counts[entry.outcome] += 1
    return dict(found)


def first_day(today: date, weeks: int = WEEKS) -> date:
    """Give the Monday that so many weeks begin with, today's being the last."""
    return today - timedelta(days=today.weekday(), weeks=weeks - 1)


def done(counts: Counts) -> int:
    """Count breaks, whole or in part."""
    return counts[Outcome.COMPLETED] + counts[Outcome.PARTIAL]


def level(counts: Counts, busiest: int) -> int | None:
    """Say how full a day is: 0 to LEVELS beside the busiest one; None without an entry."""
    if not any(counts.values()):
        return None
    return min(LEVELS, -(-done(counts) * LEVELS // max(LEVELS, busiest)))


def months(days: Mapping[date, Counts]) -> dict[tuple[int, int], Counts]:
    """Add days up by year and month, in order."""
    found: dict[tuple[int, int], dict[Outcome, int]] = {}
    for day in sorted(days):
        sums = found.setdefault((day.year, day.month), dict.fromkeys(Outcome, 0))
        for outcome, count in days[day].items():
            sums[outcome] += count
    return dict(found)


def totals(days: Iterable[Counts]) -> Counts:
    """Add up what several days came to."""
    sums = dict.fromkeys(Outcome, 0)
    for counts in days:
        for outcome, count in counts.items():
            sums[outcome] += count
    return sums
