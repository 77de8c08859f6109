"""The cycle as plain data and back: what state.json holds between two runs."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Union, get_args, get_origin, get_type_hints

from backbreak.core.cycle.soundness import flaw
from backbreak.core.cycle.values import Cycle
from backbreak.core.errors import BackbreakError


class StateError(BackbreakError):
    """State that is not a cycle's: of a later version, or damaged."""


def to_plain(cycle: Cycle) -> dict[str, object]:
    """JSON-ready: instants as ISO 8601 text to the microsecond, tuples as lists."""
    plain = _plain(cycle)
    assert isinstance(plain, dict)
    return plain


def from_plain(data: object) -> Cycle:
    """The cycle written by `to_plain`; fields it does not know are dropped. Raises StateError."""
    cycle = _build(Cycle, data, "cycle")
    assert isinstance(cycle, Cycle)
    wrong = flaw(cycle)
    if wrong is not None:
        raise StateError(f"state: {wrong}")
    return cycle


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


@lru_cache(maxsize=32)
def _hints(kind: type) -> Mapping[str, object]:
    return get_type_hints(kind)


def _build(kind: object, data: object, where: str) -> object:
    """Make a value of the annotated kind, or say where the data does not fit it."""
    origin = get_origin(kind)
    if origin is types.UnionType or origin is Union:
        if data is None:
            return None
        return _build(next(arg for arg in get_args(kind) if arg is not type(None)), data, where)
    if origin is tuple:
        return _build_tuple(get_args(kind), data, where)
    if is_dataclass(kind) and isinstance(kind, type):
        if not isinstance(data, Mapping):
            raise StateError(f"state: {where} is not a table")
        known = {name: hint for name, hint in _hints(kind).items() if name in data}
        try:
            return kind(**{name: _build(hint, data[name], f"{where}.{name}") for name, hint in known.items()})
        except TypeError as error:
            raise StateError(f"state: {where}: {error}") from error
    return _build_plain(kind, data, where)


def _build_tuple(kinds: tuple[object, ...], data: object, where: str) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise StateError(f"state: {where} is not a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_build(kinds[0], one, where) for one in data)
    if len(data) != len(kinds):
        raise StateError(f"state: {where} has {len(data)} parts, not {len(kinds)}")
    return tuple(_build(kind, one, where) for kind, one in zip(kinds, data, strict=True))


def _build_plain(kind: object, data: object, where: str) -> object:
    try:
        if kind is datetime and isinstance(data, str):
            at = datetime.fromisoformat(data)
            if at.tzinfo is not None:
                return at.astimezone(UTC)
        elif isinstance(kind, type) and issubclass(kind, StrEnum):
            return kind(str(data))
        elif kind is float and isinstance(data, int | float) and not isinstance(data, bool):
            return float(data)
        elif isinstance(kind, type) and type(data) is kind:
            return data
    except (ValueError, OverflowError) as error:
        raise StateError(f"state: {where}: {error}") from error
    raise StateError(f"state: {where} is {data!r}")
