"""A request's arguments, checked: whoever speaks at the door is trusted with nothing."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from backbreak.core.settings import LONGEST_SESSION_S, SHORTEST_SESSION_S
from backbreak.door.protocol import DoorError

_LONGEST = 400


def text(args: Mapping[str, object], key: str) -> str | None:
    """A short text, or None where there is none."""
    value = args.get(key)
    if value is None or (isinstance(value, str) and len(value) <= _LONGEST):
        return value
    raise DoorError("usage", f"{key} must be a text of at most {_LONGEST} letters")


def number(args: Mapping[str, object], key: str, least: float, most: float) -> float | None:
    """A finite number in the range, or None where there is none."""
    value = args.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise DoorError("usage", f"{key} must be a number")
    if not least <= value <= most:
        raise DoorError("usage", f"{key} must be from {least:g} to {most:g}, not {value:g}")
    return float(value)


def length(args: Mapping[str, object]) -> float | None:
    """The seconds a session may last, as the settings take them, or None where nothing is said."""
    return number(args, "seconds", SHORTEST_SESSION_S, LONGEST_SESSION_S)


def whole(args: Mapping[str, object], key: str) -> int | None:
    """A whole number from 0 to 10,000, or None where there is none."""
    value = number(args, key, 0, 10_000)
    if value is not None and value != int(value):
        raise DoorError("usage", f"{key} must be a whole number")
    return None if value is None else int(value)


def flag(args: Mapping[str, object], key: str) -> bool:
    """True or false; false where there is none."""
    value = args.get(key, False)
    if not isinstance(value, bool):
        raise DoorError("usage", f"{key} must be true or false")
    return value
