"""Taking known keys out of a JSON object, one small function per kind, so that what is left over is unknown.

Written for speed as well: ten years of journal are some 600,000 keys, and they pass through here at every
start. Each function removes the key and checks it; `WireError` names key and value.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from sys import intern
from typing import TypeVar

from .errors import BackbreakError, Message
from .instants import read_instant

_Member = TypeVar("_Member")
_SHOWN = 40  # characters of a wrong value that a message repeats
LARGEST = 2**53  # what every JSON reader can hold exactly
FIRST = datetime(1970, 1, 2, tzinfo=UTC)  # this and the next leave room for local
LAST = datetime(9000, 1, 1, tzinfo=UTC)   # time, and for sums on either side


class WireError(BackbreakError):
    """A document that cannot be what it should be."""


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not JSON")


_raw_decode = json.JSONDecoder(parse_constant=_refuse).raw_decode


def read_object(text: str) -> dict[str, object]:
    """Read a JSON object; WireError for anything else, however it is broken."""
    text = text.strip()
    try:
        document: object
        document, end = _raw_decode(text)
    except (ValueError, RecursionError) as error:
        raise WireError("not a JSON document (%(why)s)", why=str(error).splitlines()[0]) from error
    if end != len(text):
        raise WireError("more than one JSON document")
    if type(document) is not dict:
        raise WireError("a JSON %(type)s, not an object", type=type(document).__name__)
    return document


def read_objects(texts: Sequence[str]) -> list[dict[str, object]] | None:
    """Read many JSON objects at once, which is quicker than one by one; None unless each is one.

    Between each two stands a mark that none of them contains. When every second value read is the mark, then
    each text is a value of its own, and no torn ones have run together.
    """
    mark = "|"
    everything = "\n".join(texts)
    if "\\u007" in everything:  # so the mark could be written, and not be seen
        return None
    while f'"{mark}"' in everything:
        mark += "|"
    everything = "[" + f',"{mark}",'.join(texts) + "]"
    try:
        values: object
        values, end = _raw_decode(everything)
    except (ValueError, RecursionError):
        return None
    marks = len(texts) - 1
    if (type(values) is not list or end != len(everything)
            or len(values) != marks + len(texts) or values[1::2].count(mark) != marks):
        return None
    documents: list[dict[str, object]] = values[::2]
    return documents if all(type(document) is dict for document in documents) else None


def _wrong(key: str, raw: object, wanted: Message) -> WireError:
    text = ascii(raw)
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return WireError("'%(key)s' is %(value)s, not %(wanted)s", key=key, value=shown, wanted=wanted)


def take_name(document: dict[str, object], key: str) -> str:
    """Take a text of one line that must be there and not be empty."""
    raw = document.pop(key, None)
    if type(raw) is not str or not raw or not is_line(raw):
        raise _wrong(key, raw, Message("a name"))
    return raw


def is_line(text: str) -> bool:
    """Whether a text fits a line anywhere: nothing in it moves a terminal's cursor, or cannot be written."""
    return text.isprintable() or not any(map(_harms, text))


def _harms(letter: str) -> bool:
    control, half = letter < " " or "\x7f" <= letter < "\xa0", "\ud800" <= letter <= "\udfff"
    return control or half or letter in "\u2028\u2029"


def take_text(document: dict[str, object], key: str) -> str | None:
    """Take a text of one line or None; equal texts become one object: the same few names fill a journal."""
    raw = document.pop(key, None)
    if raw is None:
        return None
    if type(raw) is not str or not is_line(raw):
        raise _wrong(key, raw, Message("a text"))
    return intern(raw)


def take_count(document: dict[str, object], key: str, default: int) -> int:
    """Take a whole number from 0, or the default where the key is missing."""
    raw = document.pop(key, default)
    if type(raw) is not int or not 0 <= raw <= LARGEST:
        raise _wrong(key, raw, Message("a whole number from 0"))
    return raw


def take_count_or_none(document: dict[str, object], key: str) -> int | None:
    """Take a whole number from 0, or None."""
    raw = document.pop(key, None)
    if raw is None:
        return None
    if type(raw) is not int or not 0 <= raw <= LARGEST:
        raise _wrong(key, raw, Message("a whole number from 0, or null"))
    return raw


def take_offset(document: dict[str, object], key: str) -> int:
    """Take an offset from UTC in minutes, 0 where it is missing; less than a day either way."""
    raw = document.pop(key, 0)
    if type(raw) is not int or not -1440 < raw < 1440:
        raise _wrong(key, raw, Message("an offset in minutes"))
    return raw


def take_seconds(document: dict[str, object], key: str) -> float:
    """Take a finite number of seconds from 0, 0.0 where it is missing."""
    raw = document.pop(key, 0.0)
    if (type(raw) is not float and type(raw) is not int) or not 0 <= raw <= LARGEST:  # NaN is not either
        raise _wrong(key, raw, Message("a number of seconds"))
    return float(raw)


def take_switch(document: dict[str, object], key: str) -> bool:
    """Take true or false, false where it is missing."""
    raw = document.pop(key, False)
    if raw is not False and raw is not True:
        raise _wrong(key, raw, Message("true or false"))
    return raw


def whole(rest: dict[str, object]) -> dict[str, object]:
    """Give a document if it can be written again as it is: JSON reads 1e999, and has no word for it."""
    try:
        json.dumps(rest, allow_nan=False)
    except (ValueError, RecursionError) as error:
        raise WireError("something in it cannot be written again (%(why)s)", why=error) from error
    return rest


def take_instant(document: dict[str, object], key: str) -> datetime:
    """Take an instant with an offset, given in UTC."""
    return _instant(key, document.pop(key, None))


def take_instant_or_none(document: dict[str, object], key: str) -> datetime | None:
    """Take an instant with an offset, given in UTC, or None."""
    raw = document.pop(key, None)
    return None if raw is None else _instant(key, raw)


def _instant(key: str, raw: object) -> datetime:
    if type(raw) is str:
        try:
            at = read_instant(raw)
        except ValueError as error:
            raise _wrong(key, raw, Message("an instant like 2026-11-23T10:02:11Z")) from error
        if FIRST <= at < LAST:
            return at
    raise _wrong(key, raw, Message("an instant like 2026-11-23T10:02:11Z"))


def take_member(document: dict[str, object], key: str, members: Mapping[str, _Member]) -> _Member:
    """Take one of a few known texts and give what it stands for."""
    raw = document.pop(key, None)
    found = members.get(raw) if type(raw) is str else None
    if found is None:
        raise _wrong(key, raw, Message("one of %(names)s", names=", ".join(members)))
    return found


def take_member_or_none(document: dict[str, object], key: str,
                        members: Mapping[str, _Member]) -> _Member | None:
    """Take one of a few known texts and give what it stands for, or None for null."""
    if document.get(key) is None:
        document.pop(key, None)
        return None
    return take_member(document, key, members)
