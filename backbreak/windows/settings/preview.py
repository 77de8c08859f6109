"""What tomorrow would look like: a willing person's day, played by the simulator for these settings.

Nothing here knows when to invite; it only chooses the day's beginning and end. No Qt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from backbreak.core.catalogue import Catalogue
from backbreak.core.entry import Entry, Outcome
from backbreak.core.hours import ALWAYS, week_of
from backbreak.core.personas import Persona, persona_named
from backbreak.core.settings import DAYS, Settings
from backbreak.core.simulate import Simulation, simulation

_DAY = 1440
WHO = "willing"


@dataclass(frozen=True, slots=True)
class Break:
    """When somebody is invited, and until when the break then lasts, in minutes of the day."""

    invited_min: float
    over_min: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """A day: at the computer from `begins_min` to `ends_min`; without working hours on it, both are 0.

    `working` are the hours in which somebody may be invited, all of the day's where none are set.
    """

    day: date
    begins_min: int
    ends_min: int
    working: tuple[tuple[int, int], ...]
    breaks: tuple[Break, ...]
    longest_sitting: timedelta


def next_working_day(today: date, settings: Settings) -> date:
    """Give the first day after this one on which somebody works, tomorrow where there is none."""
    days = [today + timedelta(days=ahead) for ahead in range(1, 8)]
    return next((day for day in days if _working(day, settings) is not None), days[0])


def outlook(day: date, settings: Settings, catalogue: Catalogue) -> Iterator[Outlook | None]:
    """Play the day piece by piece: None after each, and at last what came of it."""
    working, who = _working(day, settings), persona_named(WHO)
    if working is None:
        yield Outlook(day, 0, 0, (), (), timedelta(0))
        return
    who = _at_work(who, working)
    playing = simulation(1, who, 0, day, settings, catalogue)
    while True:
        try:
            next(playing)
        except StopIteration as over:
            yield _told(day, who, working, over.value)
            return
        yield None


def _working(day: date, settings: Settings) -> tuple[tuple[int, int], ...] | None:
    """The day's ranges, ends in the night beyond 1440; None where only other days have some."""
    week = week_of([getattr(settings.hours, name) for name in DAYS])
    if week == ALWAYS:
        return ()
    ranges = week[day.weekday()]
    return tuple(sorted((start, end if end > start else end + _DAY) for start, end in ranges)) or None


def _at_work(who: Persona, working: tuple[tuple[int, int], ...]) -> Persona:
    """Have somebody come when the working hours begin, go when they end, and be away in between."""
    who = replace(who, days=range(7))
    if not working:
        return who
    spells = sorted(working)
    ends, gaps = spells[0][1], list[tuple[int, int]]()
    for start, end in spells[1:]:
        if start > ends:
            gaps.append((ends, start - ends))
        ends = max(ends, end)
    return replace(who, begins_min=spells[0][0], ends_min=ends, leaves_min=tuple(gaps))


def _told(day: date, who: Persona, working: tuple[tuple[int, int], ...], came: Simulation) -> Outlook:
    midnight = datetime.combine(day, time(), UTC)
    breaks = tuple(_break(entry, midnight) for entry in came.entries if _is_break(entry))
    longest = timedelta(seconds=came.longest_sitting_s)
    return Outlook(day, who.begins_min, who.ends_min, working, breaks, longest)


def _is_break(entry: Entry) -> bool:
    return entry.prompted is not None and entry.outcome in (Outcome.COMPLETED, Outcome.PARTIAL)


def _break(entry: Entry, midnight: datetime) -> Break:
    assert entry.prompted is not None
    begun, over = entry.prompted - midnight, entry.at - midnight
    return Break(begun.total_seconds() / 60, over.total_seconds() / 60)
