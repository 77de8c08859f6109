"""A week of working hours as minutes that can be painted: what is added or taken away, and back to ranges.

A week is a circle of minutes from Monday's midnight on. Ranges of a day that run past midnight lie on the
next day too, so whoever paints there changes the day they begin on. No Qt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from backbreak.core.fields import range_minutes

DAY, WEEK = 1440, 7 * 1440
QUARTER = 15

Span = tuple[int, int]
"""Minutes from Monday's midnight: from the first, up to the second."""
Ranges = tuple[str, ...]
"""A day of the settings: "HH:MM-HH:MM" each."""


_DIGITS = "".join(chr(zero + digit) for zero in (0x660, 0x6F0) for digit in range(10))
_WRITTEN = str.maketrans(f"\u2013\u2014\u2212;\u060c\u061b{_DIGITS}", f"---,,,{'0123456789' * 2}")
"""Dashes, separators and digits of other keyboards, as the settings have them."""


def as_written(typed: str) -> str:
    """Give typed hours with the signs that the settings are written with."""
    return typed.translate(_WRITTEN)


def spans_of(week: Sequence[Ranges]) -> tuple[Span, ...]:
    """Give the times in working hours, in order, those that touch joined, none past Sunday's midnight."""
    found: list[Span] = []
    for day, ranges in enumerate(week):
        for text in ranges:
            minutes = range_minutes(text)
            if minutes is not None:
                start, end = minutes
                found += _within(day * DAY + start, day * DAY + end + (DAY if end <= start else 0))
    return _joined(found)


def painted(week: Sequence[Ranges], span: Span, *, working: bool) -> tuple[Ranges, ...]:
    """Give the week with a span of it painted or erased; days it does not touch stay as they were written.

    A span that begins before Monday or ends after Sunday goes round.
    """
    before = spans_of(week)
    cut = _joined(_within(*span))
    after = _joined([*before, *cut]) if working else _without(before, cut)
    told, anew = _ranges(before), _ranges(after)
    return tuple(tuple(week[day]) if told[day] == anew[day] else anew[day] for day in range(7))


def is_working(week: Sequence[Ranges], minute: int) -> bool:
    """Whether a minute of the week lies in working hours as they are written."""
    return any(start <= minute % WEEK < end for start, end in spans_of(week))


def _within(start: int, end: int) -> list[Span]:
    """A span of any beginning, of a week at most, cut where the week goes round."""
    length = min(end - start, WEEK)
    start %= WEEK
    end = start + length
    return [(start, end)] if end <= WEEK else [(start, WEEK), (0, end - WEEK)]


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start < end:
            found.append((start, end))
    return tuple(found)


def _without(spans: Iterable[Span], cuts: Iterable[Span]) -> tuple[Span, ...]:
    left = list(spans)
    for begin, stop in cuts:
        rest: list[Span] = []
        for start, end in left:
            rest += [(start, min(end, begin)), (max(start, stop), end)]
        left = [(start, end) for start, end in rest if start < end]
    return tuple(left)


def _ranges(spans: tuple[Span, ...]) -> list[Ranges]:
    """Write spans as the days' ranges: one that runs past midnight belongs to the day it begins on."""
    whole = list(spans)
    if len(whole) > 1 and whole[0][0] == 0 and whole[-1][1] == WEEK:
        start, end = whole.pop(0)
        whole[-1] = (whole[-1][0], WEEK + end - start)
    days: list[list[str]] = [[] for _day in range(7)]
    for start, end in whole:
        while start < end:
            midnight = (start // DAY + 1) * DAY
            night = midnight < end <= start + DAY
            until = end if night else min(end, midnight)
            days[start // DAY % 7].append(f"{_clock(start % DAY)}-{_clock(until - midnight + DAY)}")
            start = until
    return [tuple(sorted(day)) for day in days]


def _clock(minute: int) -> str:
    """Write a time of day; midnight is 24:00 as an end, times after it are those of the next day."""
    minute = minute - DAY if minute > DAY else minute
    return f"{minute // 60:02}:{minute % 60:02}"
