"""How long a person wants to be left alone: the grammar of `backbreak pause`.

A wish is read without knowing what time it is and becomes an instant when now and the zone are given. When
tomorrow begins depends on the working hours, which is the resident's to know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import Enum, auto
from typing import Final

from backbreak.core.errors import BackbreakError
from backbreak.core.hours import instant

LONGEST: Final = timedelta(days=366)
"""A longer pause is a mistyped one."""

_LENGTH: Final = re.compile(r"(?:(?P<hours>\d{1,5})h)?(?:(?P<minutes>\d{1,6})m?)?", re.ASCII | re.IGNORECASE)
_CLOCK: Final = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d{2})", re.ASCII)


class Tomorrow(Enum):
    """Until work starts on the next working day."""

    TOMORROW = auto()


@dataclass(frozen=True, slots=True)
class For:
    """For so long from now."""

    length: timedelta


@dataclass(frozen=True, slots=True)
class Until:
    """Until the clock on the wall says so next."""

    at: time


Wish = For | Until | Tomorrow


class WishError(BackbreakError):
    """The text is not in the grammar."""


def parse_wish(text: str) -> Wish:
    """Read "90m", "1h30m", "2h", "45" (minutes), "14:30" or "tomorrow"; raises WishError."""
    stripped = text.strip()
    if stripped.lower() == "tomorrow":
        return Tomorrow.TOMORROW
    if clock := _CLOCK.fullmatch(stripped):
        hour, minute = int(clock["hour"]), int(clock["minute"])
        if hour < 24 and minute < 60:
            return Until(time(hour, minute))
    elif stripped and (parts := _LENGTH.fullmatch(stripped)):
        length = timedelta(hours=int(parts["hours"] or 0), minutes=int(parts["minutes"] or 0))
        if timedelta(0) < length <= LONGEST:
            return For(length)
    raise WishError(
        "cannot pause until %(text)r: say 90m, 1h30m, 2h, a number of minutes, 14:30 or tomorrow", text=text
    )


def resolve(wish: For | Until, now: datetime, zone: tzinfo) -> datetime:
    """The instant (UTC) a wish made at the aware instant `now` means to a person in `zone`.

    A time of day that is already past is tomorrow's; one that the clocks jump over is the next that exists.
    """
    if isinstance(wish, For):
        return (now + wish.length).astimezone(UTC)
    today = now.astimezone(zone).date()
    minute = wish.at.hour * 60 + wish.at.minute
    at = instant(today, minute, zone)
    return at if at > now else instant(today + timedelta(days=1), minute, zone)
