"""Working hours: a week of local-time ranges, answered in UTC.

The only place where local time takes part in a decision. A range whose end is not after its start runs past
midnight. No range at all means always open. The two bad nights of a year are settled here once: an edge that
does not exist (spring) is the next valid minute, one that exists twice (autumn) is the first of the two, so
that every edge happens exactly once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from backbreak.core.fields import range_minutes

Range = tuple[int, int]
"""Minutes after local midnight: (start, end); end <= start runs into the next day."""

Interval = tuple[datetime, datetime]
"""UTC instants: open from the first, closed from the second on."""

Week = tuple[tuple[Range, ...], ...]
"""Seven days from Monday, each with its ranges; ALWAYS is the week without any."""

FOREVER = datetime.max.replace(tzinfo=UTC)

_HORIZON_DAYS = 17
"""A week's only range may vanish in a spring night: then the one after next is the next."""

ALWAYS: Week = ((),) * 7


def parse_range(text: str) -> Range:
    """Read "09:00-12:30" (24:00 may be an end); raises ValueError with the text."""
    minutes = range_minutes(text)
    if minutes is None:
        raise ValueError(text)
    return minutes


def week_of(days: Sequence[Sequence[str]]) -> Week:
    """The week of seven lists of "HH:MM-HH:MM" texts, Monday first."""
    return tuple(tuple(parse_range(text) for text in day) for day in days)


def is_open(week: Week, zone: tzinfo, at: datetime) -> bool:
    """Whether `at` lies in working hours."""
    if week == ALWAYS:
        return True
    today = at.astimezone(zone).date()
    for start, end in _spans(week, zone, today):
        if at < end:
            return start <= at
    return False


def next_change(week: Week, zone: tzinfo, at: datetime) -> datetime | None:
    """The first instant after `at` at which working hours begin or end; None when they never do."""
    if week == ALWAYS:
        return None
    for start, end in _spans(week, zone, at.astimezone(zone).date()):
        if start > at:
            return start
        if end > at:
            return None if end is FOREVER else end
    return None


def next_opening(week: Week, zone: tzinfo, at: datetime) -> datetime | None:
    """The first beginning of working hours after `at`."""
    spans = _spans(week, zone, at.astimezone(zone).date())
    return next((start for start, _ in spans if start > at), None)


def last_closing(week: Week, zone: tzinfo, at: datetime) -> datetime | None:
    """The last instant up to `at` at which working hours ended; None while open, or if they never do."""
    if is_open(week, zone, at):
        return None
    today = at.astimezone(zone).date()
    days = (today - timedelta(days=back) for back in range(_HORIZON_DAYS))
    ends = (end for day in days for _, end in intervals(week, zone, day) if end <= at)
    return max(ends, default=None)


def tomorrow(week: Week, zone: tzinfo, at: datetime) -> datetime:
    """Until when "until tomorrow" lasts: the next day's working start, or its midnight without hours.

    In the small hours of a night shift the working day is still yesterday's.
    """
    today = at.astimezone(zone).date()
    midnight = instant(today + timedelta(days=1), 0, zone)
    on_shift = any(start <= at < end for start, end in intervals(week, zone, today - timedelta(days=1)))
    first = 0 if on_shift else 1
    days = (today + timedelta(days=offset) for offset in range(first, _HORIZON_DAYS))
    return next((start for day in days for start, _ in intervals(week, zone, day) if start > at), midnight)


@lru_cache(maxsize=512)
def intervals(week: Week, zone: tzinfo, day: date) -> tuple[Interval, ...]:
    """The ranges that begin on local `day`, as UTC instants; empty ones are left out."""
    found = []
    for start_min, end_min in week[day.weekday()]:
        end_day = day + timedelta(days=1) if end_min <= start_min else day
        start, end = instant(day, start_min, zone), instant(end_day, end_min, zone)
        if start < end:
            found.append((start, end))
    return tuple(sorted(found))


def instant(day: date, minute: int, zone: tzinfo) -> datetime:
    """The UTC instant of local `minute` of `day`; the next valid one where the clock skipped it."""
    local = datetime.combine(day, time()) + timedelta(minutes=minute)
    first = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == local:
        return first
    # The clock jumped over it: somewhere between the readings by the new and by the old offset.
    late, early = first, local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if early > late:
        early, late = late, early
    return _jump(zone, early, late)


def _jump(zone: tzinfo, early: datetime, late: datetime) -> datetime:
    """The first whole second from `early` to `late` at which the zone has the offset it has at `late`."""
    after = late.astimezone(zone).utcoffset()
    low, high = 0, int((late - early).total_seconds())
    while low < high:
        middle = (low + high) // 2
        if (early + timedelta(seconds=middle)).astimezone(zone).utcoffset() == after:
            high = middle
        else:
            low = middle + 1
    return early + timedelta(seconds=low)


@lru_cache(maxsize=16)
def _spans(week: Week, zone: tzinfo, today: date) -> tuple[Interval, ...]:
    """Open intervals from the day before on, for more than two weeks, those that touch joined."""
    days = (today + timedelta(days=offset) for offset in range(-1, _HORIZON_DAYS))
    found: list[Interval] = []
    for start, end in (pair for day in days for pair in intervals(week, zone, day)):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    # What still runs at the end of that time may run on for ever: there is no edge to tell of.
    if found and found[-1][1] > instant(today + timedelta(days=_HORIZON_DAYS - 1), 0, zone):
        found[-1] = (found[-1][0], FOREVER)
    return tuple(found)
