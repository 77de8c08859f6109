"""One setting described: what it is called, what it may hold, and how a wrong value is answered.

`core.settings` declares the fields; the settings window and `config set` ask them the same questions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from .errors import Message

Value: TypeAlias = bool | int | float | str | tuple[str, ...]

_RANGE = re.compile(r"\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*", re.ASCII)
_SHOWN = 60  # characters of a wrong value that a message repeats


class Kind(Enum):
    """What a field holds."""

    NUMBER = "number"
    INTEGER = "integer"
    SWITCH = "switch"
    CHOICE = "choice"
    TEXT = "text"
    NAMES = "names"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Field:
    """One key of one section, with its default and its limits (both ends allowed)."""

    section: str
    key: str
    kind: Kind
    default: Value
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The full name, as `config get` takes it: "rhythm.snooze_min"."""
        return f"{self.section}.{self.key}"

    @property
    def allowed(self) -> Message:
        """What may be written here, as the object of "use …"."""
        limits = {"least": self.minimum, "most": self.maximum}
        match self.kind:
            case Kind.NUMBER:
                return Message("a number from %(least)g to %(most)g", **limits)
            case Kind.INTEGER:
                return Message("a whole number from %(least)g to %(most)g", **limits)
            case Kind.SWITCH:
                return Message("true or false")
            case Kind.CHOICE:
                return _one_of(self.choices)
            case Kind.TEXT:
                return Message("a text in quotes, on one line")
            case Kind.NAMES:
                return Message('a list of names like ["lumbar"]')
            case Kind.HOURS:
                return Message('a list of ranges like ["09:00-12:30", "13:30-18:00"]')

    def read(self, raw: object) -> Value | None:
        """Give the usable value, in its one form, or None where it is not of this field's kind or limits."""
        match self.kind:
            case Kind.NUMBER:
                return float(raw) if isinstance(raw, int | float) and self._within(raw) else None
            case Kind.INTEGER:
                return raw if isinstance(raw, int) and self._within(raw) else None
            case Kind.SWITCH:
                return raw if isinstance(raw, bool) else None
            case Kind.CHOICE:
                return raw if isinstance(raw, str) and raw in self.choices else None
            case Kind.TEXT:
                return raw if isinstance(raw, str) and (raw == "" or raw.isprintable()) else None
            case Kind.NAMES:
                return _names(raw)
            case Kind.HOURS:
                return _ranges(raw)

    def read_text(self, text: str) -> Value | None:
        """Read a value as it is typed in a shell: no quotes, lists separated by commas."""
        text = text.strip()
        match self.kind:
            case Kind.NUMBER | Kind.INTEGER:
                return self.read(_typed_number(text))
            case Kind.SWITCH:
                return {"true": True, "on": True, "yes": True,
                        "false": False, "off": False, "no": False}.get(text.lower())
            case Kind.NAMES | Kind.HOURS:
                return self.read([part.strip() for part in text.split(",")] if text else [])
            case _:
                return self.read(text)

    def complaint(self, raw: object, instead: Value | None = None) -> Message:
        """Say what is wrong with a value, what may stand there, and what is used instead, if anything is."""
        told = {"name": self.name, "value": _shown(raw), "allowed": self.allowed}
        if instead is None:
            return Message("%(name)s is %(value)s; use %(allowed)s", **told)
        using = "%(name)s is %(value)s; use %(allowed)s. Using %(instead)s."
        return Message(using, instead=_shown(instead), **told)

    def _within(self, raw: float) -> bool:
        if isinstance(raw, bool) or self.minimum is None or self.maximum is None:
            return False
        return self.minimum <= raw <= self.maximum  # false for NaN too


def _one_of(choices: tuple[str, ...]) -> Message:
    first, *rest = choices
    if not rest:
        return Message('"%(choice)s"', choice=first)
    return Message('"%(choice)s" or %(others)s', choice=first, others=_one_of(tuple(rest)))


def range_minutes(text: str) -> tuple[int, int] | None:
    """Read "HH:MM-HH:MM" as minutes of the day, or None; an end at or before the start is past midnight.

    24:00 is allowed as the end only.
    """
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    hour, minute, end_hour, end_minute = map(int, found.groups())
    start, end = hour * 60 + minute, end_hour * 60 + end_minute
    return (start, end) if minute < 60 and end_minute < 60 and start < 1440 and end <= 1440 else None


def _ranges(raw: object) -> tuple[str, ...] | None:
    if not isinstance(raw, list | tuple):
        return None
    read: list[str] = []
    for one in raw:
        minutes = range_minutes(one) if isinstance(one, str) else None
        if minutes is None:
            return None
        start, end = minutes
        read.append(f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}")
    return tuple(read)


def _names(raw: object) -> tuple[str, ...] | None:
    if not isinstance(raw, list | tuple):
        return None
    names = tuple(one for one in raw if isinstance(one, str) and one and one.isprintable())
    return names if len(names) == len(raw) else None


def _typed_number(text: str) -> float | str:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _shown(raw: object) -> str:
    """Repeat a value as TOML would write it, short and on one line."""
    if isinstance(raw, list | tuple):
        text = "[" + ", ".join(_shown_item(one) for one in raw[:5]) + (", …]" if len(raw) > 5 else "]")
    else:
        text = _shown_item(raw)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _shown_item(raw: object) -> str:
    match raw:
        case bool():
            return "true" if raw else "false"
        case float():
            return f"{raw:g}"
        case int():
            return str(raw) if abs(raw) < 10**_SHOWN else Message("a very long number")
        case str():
            return f'"{raw}"' if raw.isprintable() else repr(raw)
        case list() | tuple():
            return "[…]"
        case dict():
            return Message("a table")
        case _:
            return " ".join(str(raw).split())
