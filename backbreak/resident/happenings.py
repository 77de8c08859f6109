"""What happens that somebody outside may want to know: the events of the bus and of the hooks."""

from __future__ import annotations

from dataclasses import dataclass

from backbreak.core.cycle import Cycle
from backbreak.core.cycle import events as e
from backbreak.core.entry import Entry, Outcome

PROMPT, SESSION_STARTED = "prompt", "session-started"
SNOOZED, PAUSED, RESUMED = "snoozed", "paused", "resumed"

EVENTS = (PROMPT, SESSION_STARTED, *(outcome.value for outcome in Outcome), SNOOZED, PAUSED, RESUMED)
"""Their names; an entry's is its outcome."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One of EVENTS, with the entry where it is one."""

    event: str
    entry: Entry | None = None


def ordered(effect: e.Effect) -> Happening | None:
    """What an order of the cycle means to others, None for nothing."""
    match effect:
        case e.ShowPrompt():
            return Happening(PROMPT)
        case e.OpenSession():
            return Happening(SESSION_STARTED)
        case e.Record():
            return Happening(effect.entry.outcome.value, effect.entry)
        case _:
            return None


def noticed(before: Cycle, after: Cycle) -> list[Happening]:
    """What no order tells of: that it was put off, paused, or goes on after a pause."""
    found = []
    if after.episode is not None and after.episode.snoozes > _snoozes(before, after.episode.id):
        found.append(Happening(SNOOZED))
    begun = after.paused is not None and before.paused is None
    longer = after.paused is not None and after.paused_until != before.paused_until
    if begun or longer:
        found.append(Happening(PAUSED))
    elif before.paused is not None and after.paused is None:
        found.append(Happening(RESUMED))
    return found


def _snoozes(cycle: Cycle, episode: str) -> int:
    """How often that episode had been put off; a session that answers it keeps it."""
    one = cycle.run.episode if cycle.run is not None else cycle.episode
    return one.snoozes if one is not None and one.id == episode else 0
