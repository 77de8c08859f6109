"""The journal as a calendar (RFC 5545): one event an entry, with an id that stays the same for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from backbreak.core.journal import Entry
from backbreak.words import _
from backbreak.words import session as words

FOLD_BYTES: Final = 75
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


def calendar(entries: Iterable[Entry], version: str, names: Mapping[str, str]) -> Iterator[str]:
    """The lines of the calendar, each with its CRLF; `names` are the exercises' by id."""
    yield from _line("BEGIN", "VCALENDAR")
    yield from _line("VERSION", "2.0")
    yield from _line("PRODID", f"-//backbreak//backbreak {version}//EN")
    yield from _line("CALSCALE", "GREGORIAN")
    for entry in entries:
        yield from _event(entry, names)
    yield from _line("END", "VCALENDAR")


def _event(entry: Entry, names: Mapping[str, str]) -> Iterator[str]:
    start = entry.at - timedelta(seconds=entry.seconds)
    yield from _line("BEGIN", "VEVENT")
    yield from _line("UID", _text(f"{entry.id}@backbreak"))
    yield from _line("DTSTAMP", _instant(entry.at))
    yield from _line("DTSTART", _instant(start))
    if _instant(start) != _instant(entry.at):
        yield from _line("DTEND", _instant(entry.at))
    yield from _line("SEQUENCE", str(entry.rev))
    yield from _line("SUMMARY", _text(_summary(entry, names)))
    yield from _line("CATEGORIES", entry.outcome.value.upper())
    yield from _line("TRANSP", "TRANSPARENT")
    yield from _line("END", "VEVENT")


def _summary(entry: Entry, names: Mapping[str, str]) -> str:
    outcome = words.outcome(entry.outcome.value)
    if entry.exercise is None:
        return _("Break: %(outcome)s") % {"outcome": outcome}
    name = names.get(entry.exercise, entry.exercise)
    if not entry.planned_units:
        return _("%(name)s: %(outcome)s") % {"name": name, "outcome": outcome}
    return _("%(name)s: %(units)d of %(planned)d") % {
        "name": name,
        "units": entry.units or 0,
        "planned": entry.planned_units,
    }


def _instant(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """A TEXT value: escaped, and without control characters, which no calendar may hold."""
    return "".join(
        sign for sign in text.translate(_ESCAPES) if sign == "\t" or (sign >= " " and sign != "\x7f")
    )


def _line(name: str, value: str) -> Iterator[str]:
    """A content line, folded so that no piece is longer than FOLD_BYTES and no character is cut."""
    piece, size = "", 0
    for sign in f"{name}:{value}":
        width = len(sign.encode("utf-8", "replace"))
        if size + width > FOLD_BYTES:
            yield piece + "\r\n"
            piece, size = " ", 1
        piece += sign
        size += width
    yield piece + "\r\n"
