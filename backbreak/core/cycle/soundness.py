"""Whether a cycle that was read fits together: no step leads to one that does not.

A state file may be damaged, or edited by hand, in a way that leaves every field of its kind. Going on from
such a cycle would mean prompts without an invitation and times out of order; a new spell costs a countdown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime

from backbreak.core.cycle.values import Cycle, Episode, Phase
from backbreak.core.wire import FIRST, LARGEST, LAST, is_line

_MAY_LIE_AHEAD = frozenset({"due_at", "paused_until", "snoozed_until", "meeting", "warned"})
"""The instants that are not of the past."""


def flaw(cycle: Cycle) -> str | None:
    """What does not fit in a cycle, in a few words; None for a sound one."""
    for name, value in _values(cycle, "cycle"):
        if isinstance(value, datetime):
            if not FIRST <= value < LAST:
                return f"{name} is beyond all times"
            if value > cycle.now and name.rpartition(".")[2] not in _MAY_LIE_AHEAD:
                return f"{name} is later than now"
        elif isinstance(value, int | float):
            if not 0 <= value <= LARGEST:
                return f"{name} is no amount"
        elif isinstance(value, str) and not (value and is_line(value)):
            return f"{name} is no name"
    return _phase_flaw(cycle) or _order_flaw(cycle)


def _values(value: object, name: str) -> Iterator[tuple[str, object]]:
    """Every plain value in it with its place; those of a list have the list's."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _values(getattr(value, field.name), f"{name}.{field.name}")
    elif isinstance(value, tuple):
        for one in value:
            yield from _values(one, name)
    elif value is not None and not isinstance(value, bool):
        yield name, value


def _phase_flaw(cycle: Cycle) -> str | None:
    phase, episode, run = cycle.phase, cycle.episode, cycle.run
    fits = {
        Phase.SITTING: episode is None,
        Phase.HELD: episode is not None,
        Phase.PROMPTING: episode is not None and None not in (episode.prompted, episode.shown),
        Phase.SNOOZED: episode is not None and episode.snoozed_until == cycle.due_at,
        Phase.PAUSED: cycle.paused is not None,
    }
    if (phase is Phase.SESSION) != (run is not None) or not fits.get(phase, True):
        return f"what is {phase} is missing, or there is something else"
    if run is not None and episode is not None:
        return "an invitation beside a session"
    return None


def _order_flaw(cycle: Cycle) -> str | None:
    if cycle.due_from > cycle.due_at:
        return "due before it counts from"
    spans = [cycle.meeting, cycle.presence.short_out]
    for episode in _episodes(cycle):
        spans += [(hold.start, hold.end or hold.start) for hold in episode.holds]
    spans += [(quiet.since, quiet.ended or quiet.since) for quiet in cycle.quiet]
    if any(span is not None and span[0] > span[1] for span in spans):
        return "something ended before it began"
    if cycle.run is not None and cycle.run.owed_side not in (None, "left", "right"):
        return "an owed side that is none"
    return None


def _episodes(cycle: Cycle) -> Iterator[Episode]:
    answered = None if cycle.run is None else cycle.run.episode
    for episode in (cycle.episode, cycle.skipped, answered):
        if episode is not None:
            yield episode
