"""Which settings a fleet's file keeps from being changed: names, or whole sections, in its `[locked]` table.

What cannot be understood locks nothing and is told of, each mistake by itself; the rest is locked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .errors import Message
from .settings import FIELDS, SECTIONS, Problem, find_field

TABLE, KEY = "locked", "keys"
EVERY = ".*"
"""What stands after a section's name to mean all of it."""

_SHOWN = 60  # characters of a wrong name that a message repeats

NEVER = frozenset({"session.exclude"})
"""What nobody else may decide: an exercise that hurts is left out by the person it hurts."""


def read_locks(tables: Mapping[str, object]) -> tuple[frozenset[str], tuple[Problem, ...]]:
    """Give the full names of the settings that a fleet's tables lock, and what is wrong with others."""
    table = tables.get(TABLE, {})
    if not isinstance(table, Mapping):
        return _none(
            Message(
                'locked is not a table; write [locked] and, below it, keys = ["rhythm.*"]. Nothing is locked.'
            )
        )
    wanted = table.get(KEY, [])
    if not isinstance(wanted, list):
        return _none(
            Message(
                'locked.keys is not a list; write keys = ["rhythm.sitting_limit_min", "session.*"]. '
                "Nothing is locked."
            )
        )
    locked, problems = set[str](), list[Problem]()
    for one in wanted:
        names = frozenset(_names(one))
        if names:
            locked |= names
        else:
            problems.append(Problem(TABLE, KEY, _complaint(one)))
    for key in table:
        if key != KEY:
            told = Message("locked.%(key)s means nothing; only locked.keys does", key=key)
            problems.append(Problem(TABLE, str(key), told))
    return frozenset(locked), tuple(problems)


def _none(complaint: Message) -> tuple[frozenset[str], tuple[Problem, ...]]:
    return frozenset(), (Problem(TABLE, "", complaint),)


def _names(wanted: object) -> Iterator[str]:
    """The settings meant by one item: itself, or all of a section but what is never locked."""
    if not isinstance(wanted, str) or wanted in NEVER:
        return
    if wanted.endswith(EVERY):
        section = wanted.removesuffix(EVERY)
        yield from (one.name for one in FIELDS if one.section == section and one.name not in NEVER)
    elif find_field(wanted) is not None:
        yield wanted


def _complaint(wanted: object) -> Message:
    if not isinstance(wanted, str):
        return Message("locked.keys holds something that is not a name in quotes; it locks nothing")
    if wanted in NEVER:
        return Message(
            "locked.keys names %(name)s, which stays with the person: an exercise that hurts must be "
            "possible to leave out; take it out of the list",
            name=wanted,
        )
    section = wanted.partition(".")[0]
    known = [one.name for one in FIELDS if one.section == section] or [name + EVERY for name in SECTIONS]
    allowed = ", ".join(known)
    return Message(
        "locked.keys names %(name)r, and there is no such setting; use one of %(allowed)s",
        name=wanted[:_SHOWN],
        allowed=allowed,
    )
