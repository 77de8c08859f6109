"""A request's arguments, checked: whoever speaks at the door is trusted with nothing."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from backbreak.core.settings import LONGEST_SESSION_S, SHORTEST_SESSION_S
from backbreak.door.protocol import DoorError
from backbreak.words import _

_LONGEST = 400


def text(args: Mapping[str, object], key: str) -> str | None:
    """A short text, or None where there is none."""
    value = args.get(key)
    if value is None or (isinstance(value, str) and len(value) <= _LONGEST):
        return value
    told = {"key": key, "most": _LONGEST}
    raise DoorError("usage", _("%(key)s must be a text of at most %(most)d letters") % told)


def number(args: Mapping[str, object], key: str, least: float, most: float) -> float | None:
    """A finite number in the range, or None where there is none."""
    value = args.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise DoorError("usage", _("%(key)s must be a number") % {"key": key})
    if not least <= value <= most:
        told = {"key": key, "least": least, "most": most, "value": value}
        raise DoorError("usage", _("%(key)s must be from %(least)g to %(most)g, not %(value)g") % told)
    return float(value)


def length(args: Mapping[str, object]) -> float | None:
    """The seconds a session may last, as the settings take them, or None where nothing is said."""
    return number(args, "seconds", SHORTEST_SESSION_S, LONGEST_SESSION_S)


def whole(args: Mapping[str, object], key: str) -> int | None:
    """A whole number from 0 to 10,000, or None where there is none."""
    value = number(args, key, 0, 10_000)
    if value is not None and value != int(value):
        raise DoorError("usage", _("%(key)s must be a whole number") % {"key": key})
    return None if value is None else int(value)


def flag(args: Mapping[str, object], key: str) -> bool:
    """True or false; false where there is none."""
    value = args.get(key, False)
    if not isinstance(value, bool):
        raise DoorError("usage", _("%(key)s must be true or false") % {"key": key})
    return value
