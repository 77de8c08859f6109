"""How an instant is written on every wire: journal lines, `--json` documents, the door and the state file.

One form only, so that a text search and a script find the same thing everywhere: ISO 8601, UTC, a `Z`. Beside
it, an entry has what the wall clock showed: `offset_min`.
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo


def write_instant(at: datetime) -> str:
    """Write an aware instant as `2026-11-23T10:02:11Z`, with milliseconds only where there are some.

    Raises ValueError for a naive datetime: what it means depends on where it is read.
    """
    if at.tzinfo is not UTC:
        if at.utcoffset() is None:
            raise ValueError(f"{at!r} has no time zone")
        at = at.astimezone(UTC)
    precision = "milliseconds" if at.microsecond >= 1000 else "seconds"
    return at.replace(tzinfo=None).isoformat(timespec=precision) + "Z"


def read_instant(text: str) -> datetime:
    """Read an instant with any offset and give it in UTC; ValueError where it has none, or is no instant."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is UTC:
        return at
    if at.utcoffset() is None:
        raise ValueError(f"'{text}' has no time zone; end it with Z")
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"'{text}' is out of range") from error


def whole_second(at: datetime) -> datetime:
    """Return the instant without its fraction, as entries carry it."""
    return at.replace(microsecond=0)


def offset_min(at: datetime, zone: tzinfo) -> int:
    """Return how many whole minutes the zone's wall clock is ahead of UTC at that instant."""
    offset = at.astimezone(zone).utcoffset()
    return 0 if offset is None else int(offset.total_seconds() // 60)
