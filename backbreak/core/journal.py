"""The journal: one break, one line, read by every version and written for good.

The journal is the only memory of what was done; rounds, streaks and reports are folds of it. So a line that
can be understood is understood, whoever wrote it: unknown keys travel along in `extra`, and a line is refused
only where guessing would make the folds wrong. The files themselves are the business of `storage.journal`.

Reading goes two ways with one result. Nearly every line has every key in its expected type, and ten years
of them must not be felt at a start: such a line is checked as a whole. Any other is taken apart key by key,
which is slower and knows what to say.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, make_dataclass
from datetime import UTC, datetime
from itertools import product
from operator import attrgetter, itemgetter
from sys import intern
from types import MappingProxyType
from typing import TypeVar

from . import wire
from .entry import NOTHING, VERSION, Entry, Feel, Held, Outcome

__all__ = ["VERSION", "Entry", "EntryError", "Feel", "Held", "Outcome", "decode", "decode_all",
           "encode", "merge", "winner"]

_Raw = TypeVar("_Raw")


class EntryError(wire.WireError):
    """A line that is not an entry: torn, foreign, or damaged."""


def encode(entry: Entry) -> str:
    """Write an entry as one line of plain ASCII, without its newline; instants to the millisecond."""
    return json.dumps(entry.as_json(), separators=(",", ":"), allow_nan=False)


def decode(line: str) -> Entry:
    """Read one line; EntryError says what is wrong with one that is not ours.

    Only `id`, `at` and `outcome` are demanded. A higher `v` is read by the same rules and kept.
    """
    try:
        return _entry_of(wire.read_object(line))
    except wire.WireError as error:
        raise EntryError(error.told) from error


def decode_all(lines: Sequence[str]) -> list[Entry | EntryError]:
    """Read many lines, each as `decode` does; in the place of one that is not ours stands what is wrong."""
    documents = wire.read_objects(lines)
    if documents is None:
        return [_tried(decode, line) for line in lines]
    return [_tried(_entry_of, document) for document in documents]


def _tried(read: Callable[[_Raw], Entry], raw: _Raw) -> Entry | EntryError:
    try:
        return read(raw)
    except wire.WireError as error:
        return EntryError(error.told)


def _entry_of(document: dict[str, object]) -> Entry:
    entry = _as_expected(document)
    return _key_by_key(document) if entry is None else entry


def merge(entries: Iterable[Entry]) -> list[Entry]:
    """Keep of each id the entry with the highest (rev, device), drop the deleted, sort by (at, id).

    Two lines of one (rev, device) are a session that both the resident and its window recorded: the one with
    more units wins, for units that were acknowledged are never lost again.
    """
    best: dict[str, Entry] = {}
    for entry in entries:
        known = best.setdefault(entry.id, entry)
        if known is not entry and _standing(entry) >= _standing(known):
            best[entry.id] = entry
    return sorted((entry for entry in best.values() if not entry.deleted), key=attrgetter("at", "id"))


def winner(entries: Iterable[Entry]) -> Entry | None:
    """Give the one of several entries of one id that counts, deleted or not; None for none."""
    return max(reversed(list(entries)), key=_standing, default=None)  # of equals the later, as in `merge`


def _standing(entry: Entry) -> tuple[int, str, int]:
    return entry.rev, entry.device, entry.units or 0


_KEYS = tuple(one.name for one in fields(Entry) if one.name != "extra")
_values_of = itemgetter(*_KEYS)
_MOST = wire.LARGEST
_OUTCOMES: Mapping[str, Outcome] = MappingProxyType({one.value: one for one in Outcome})
_FEELS: Mapping[str, Feel] = MappingProxyType({one.value: one for one in Feel})
_SIDES: Mapping[str, str] = MappingProxyType({"left": "left", "right": "right"})

# An entry being put together: the same slots, not yet frozen. The way into a frozen dataclass sets every
# field through object.__setattr__, which took as long as reading the JSON.
_Draft = make_dataclass(
    "_Draft",
    [(one.name, object) for one in fields(Entry)],
    slots=True,
    namespace={"__doc__": "An entry being read."},  # without one dataclasses would load inspect to write it
)


def _shapes() -> Iterable[tuple[type, ...]]:
    nullable = {"prompted": str, "round": int, "exercise": str, "units": int, "planned_units": int,
                "owed_side": str, "feel": str}
    fixed = {"v": int, "id": str, "rev": int, "at": str, "utc_offset_min": int, "device": str, "outcome": str,
             "seconds": float, "sat_s": int, "snoozes": int, "held": list, "deleted": bool}
    return product(*((nullable[key], type(None)) if key in nullable else (fixed[key],) for key in _KEYS))


_SHAPES = frozenset(_shapes())


def _as_expected(document: dict[str, object]) -> Entry | None:
    """Read a document with every key in its expected type; None leaves it, untouched, to the careful way."""
    try:
        values = _values_of(document)
        if tuple(map(type, values)) not in _SHAPES:
            return None
        (v, name, rev, at, offset, device, outcome, prompted, number, exercise, units, planned, owed, seconds,
         sat, snoozes, held, feel, deleted) = values
        at = _instant(at)
        outcome = _OUTCOMES[outcome]
        prompted = _instant(prompted) if prompted is not None else None
        feel = _FEELS[feel] if feel is not None else None
        owed = _SIDES[owed] if owed is not None else None
    except (KeyError, ValueError):
        return None
    if not (0 <= rev <= _MOST and 0 <= sat <= _MOST and 0 <= snoozes <= _MOST and 0 <= seconds <= _MOST
            and (number is None or 0 <= number <= _MOST) and (units is None or 0 <= units <= _MOST)
            and (planned is None or 0 <= planned <= _MOST) and 0 <= v <= _MOST and -1440 < offset < 1440
            and name.isprintable() and device.isprintable() and name
            and (exercise is None or exercise.isprintable())):
        return None
    extra = NOTHING
    if len(document) > len(_KEYS):
        extra = wire.whole({key: value for key, value in document.items() if key not in _KEYS})
    entry: Entry = _Draft(
        v, name, rev, at, offset, intern(device), outcome, prompted, number, exercise and intern(exercise),
        units, planned, owed, seconds, sat, snoozes, _held(held) if held else (), feel, deleted, extra)
    entry.__class__ = Entry
    return entry


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is not UTC or not wire.FIRST <= at < wire.LAST:
        raise ValueError
    return at


def _key_by_key(document: dict[str, object]) -> Entry:
    return Entry(
        v=wire.take_count(document, "v", VERSION),
        id=wire.take_name(document, "id"),
        rev=wire.take_count(document, "rev", 0),
        at=wire.take_instant(document, "at"),
        utc_offset_min=wire.take_offset(document, "utc_offset_min"),
        device=wire.take_text(document, "device") or "",
        outcome=wire.take_member(document, "outcome", _OUTCOMES),
        prompted=wire.take_instant_or_none(document, "prompted"),
        round=wire.take_count_or_none(document, "round"),
        exercise=wire.take_text(document, "exercise"),
        units=wire.take_count_or_none(document, "units"),
        planned_units=wire.take_count_or_none(document, "planned_units"),
        owed_side=wire.take_member_or_none(document, "owed_side", _SIDES),
        seconds=wire.take_seconds(document, "seconds"),
        sat_s=wire.take_count(document, "sat_s", 0),
        snoozes=wire.take_count(document, "snoozes", 0),
        held=_held(document.pop("held", None)),
        feel=wire.take_member_or_none(document, "feel", _FEELS),
        deleted=wire.take_switch(document, "deleted"),
        extra=wire.whole(document) if document else NOTHING,  # what nobody took is unknown
    )


def _held(raw: object) -> tuple[Held, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list):
        raise wire.WireError("'held' is not a list of reasons")
    return tuple(map(_held_of, raw))


def _held_of(raw: object) -> Held:
    if not isinstance(raw, dict):
        raise wire.WireError("'held' has something that is not a reason with its times")
    part: dict[str, object] = dict(raw)
    return Held(wire.take_name(part, "reason"),
                wire.take_instant(part, "from"), wire.take_instant(part, "to"))
