"""Random harm to what TOML and JSON hold, and a way to write everything that their readers may meet."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from random import Random

HUGE = 10**4400
"""More digits than Python reads or writes."""

VALUES: tuple[object, ...] = (
    None, True, False, 0, -1, 1, 2, 3.5, 60, 3600, 2**31, 2**53 + 1, 2**63, -(2**64), 10**30, HUGE, -HUGE,
    1e-9, 1e30,
    1e308, float("inf"), float("-inf"), float("nan"), -0.0, "", " ", "0", "-1", "true", "left", "none",
    "lumbar",
    "stand-and-stretch", "09:00-12:30", "25:00-99:99", "completed", "held", "session",
    "2026-01-05T10:00:00+00:00",
    "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59-23:59", "2026-01-05T10:00:00", "2026-02-30T10:00:00Z",
    "\0", "\n",
    "a\nb", "\r\n", "\x1b[31m", "\ufeff", "\u202e", "\u2028", "\x85", "\ud800", "e\u0301" * 9, "\U0001f9d8",
    "٣", "ß" * 60,
    "../../etc/passwd", "/dev/zero", "a/b", "x" * 500, "x" * 70_000, (), ("a",), (1, 2), ((),), {},
    {"value": 4, "mark": "guessed"},
    {"": ""}, ({"id": 1},),
)  # fmt: skip
"""What may stand in the place of any value; tuples become lists."""

KEYS = (
    "",
    "id",
    "v",
    "value",
    "mark",
    "\0",
    "\ud800",
    "a.b",
    "Ä",
    "x" * 300,
    "__class__",
    "exercise",
    "cycle",
)
TIMES = (date(1979, 5, 27), datetime.fromisoformat("1979-05-27T07:32"), time(7, 32))
"""What TOML has beside what JSON has."""


def changed(document: object, chance: Random, values: Sequence[object] = VALUES, most: int = 4) -> object:
    """Give a copy of the document with one to `most` changes: of a value, a key, a place, a depth."""
    root: list[object] = [copy.deepcopy(document)]
    for _ in range(chance.randint(1, most)):
        places = list(_places(root))
        holder, key = chance.choice(places)
        chance.choice(_CHANGES)(holder, key, chance, values, places)
    return root[0]


def _places(root: object) -> Iterator[tuple[object, object]]:
    """Every place of a document, as what holds it and the key or number there; the whole one first."""
    holders = [root]
    for holder in holders:
        keys = holder if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        for key in keys:
            yield holder, key
            holders.append(holder[key])  # type: ignore[index]


def plain(value: object) -> object:
    """A value of VALUES as a document of its own: tuples as lists."""
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return {key: plain(one) for key, one in value.items()} if isinstance(value, dict) else value


def _other(holder, key, chance, values, places) -> None:  # type: ignore[no-untyped-def]
    holder[key] = plain(chance.choice(values))


def _gone(holder, key, chance, values, places) -> None:  # type: ignore[no-untyped-def]
    if len(places) > 1 and places[0][0] is not holder:
        del holder[key]


def _renamed(holder, key, chance, values, places) -> None:  # type: ignore[no-untyped-def]
    if isinstance(holder, dict):
        holder[chance.choice(KEYS)] = holder.pop(key)


def _doubled(holder, key, chance, values, places) -> None:  # type: ignore[no-untyped-def]
    if isinstance(holder, list) and places[0][0] is not holder:
        holder.insert(key, copy.deepcopy(holder[key]))


def _swapped(holder, key, chance, values, places) -> None:  # type: ignore[no-untyped-def]
    """The value of another place: of the right kind, and wrong."""
    other, there = chance.choice(places)
    with suppress(RecursionError):  # it is deep already
        holder[key] = copy.deepcopy(other[there])


def _nested(holder, key, chance, values, places) -> None:  # type: ignore[no-untyped-def]
    for _ in range(chance.choice((1, 1, 1, 300))):
        holder[key] = [holder[key]] if chance.random() < 0.5 else {"a": holder[key]}


def _number(holder, key, chance, values, places) -> None:  # type: ignore[no-untyped-def]
    now = holder[key]
    if isinstance(now, int | float) and not isinstance(now, bool) and -(10**15) < now < 10**15:
        holder[key] = now + chance.choice((1, -1, 0.5, now, -2 * now, 100 * now))
    else:
        _other(holder, key, chance, values, places)


_CHANGES = (
    _other,
    _other,
    _other,
    _other,
    _gone,
    _renamed,
    _doubled,
    _swapped,
    _swapped,
    _nested,
    _number,
    _number,
)


def as_json(document: object) -> str:
    """Write a document, with numbers beyond all reason in it: 1e999 is infinite, and JSON nonetheless."""
    try:
        text = json.dumps(_writable(document))
    except RecursionError:
        return "[" * 5_000
    for mark, number in (("+", "1" + "0" * 4400), ("-", "-1" + "0" * 4400)):
        text = text.replace(f'"\\u2063{mark}"', number)
    return text.replace("-Infinity", "-1e999").replace("Infinity", "1e999")


def _writable(value: object) -> object:
    """The document with a mark in the place of each number that Python refuses to write."""
    if isinstance(value, dict):
        return {key: _writable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_writable(one) for one in value]
    if isinstance(value, int) and abs(value) >= HUGE:
        return "\u2063+" if value > 0 else "\u2063-"
    return value


def toml_value(value: object) -> str:
    """Write a value as TOML does; one that TOML does not know is written wrongly, which is harm as well."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return "9" * 4400 if abs(value) >= HUGE else str(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=True).replace("\x7f", "\\u007f")
    return value.isoformat() if isinstance(value, date | time) else str(value)
