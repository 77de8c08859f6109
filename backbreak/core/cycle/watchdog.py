"""The watchdog: whether the cycle stands where it should have moved on from, and what to do about it.

A reminder that has fallen silent looks like one that has nothing to say. So somebody who does not depend on
the alarm asks, two minutes after it was due, whether the cycle moved. What heals is a Tick: `settle` looks at
all facts anew. Where the step itself fails there is `rescue`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from backbreak.core.cycle import holding
from backbreak.core.cycle.deadlines import wake_at
from backbreak.core.cycle.turn import stood_up
from backbreak.core.cycle.values import LOST_AFTER, Cycle, Phase, Policy
from backbreak.core.hours import is_open

PATIENCE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Overdue:
    """The phase the cycle still is in, and since when it should not be."""

    phase: Phase
    since: datetime


def overdue(cycle: Cycle, policy: Policy, now: datetime) -> Overdue | None:
    """What is wrong at `now`; None while all is well. To be asked after the clocks were compared: sleep is
    told of first, and is no fault."""
    since = _moves_at(cycle, policy)
    return None if since is None or now - since < PATIENCE else Overdue(cycle.phase, since)


def overdue_at(cycle: Cycle, policy: Policy) -> datetime | None:
    """When to look, should nothing have happened by then; None where the cycle waits for no instant."""
    since = _moves_at(cycle, policy)
    return None if since is None else since + PATIENCE


def _moves_at(cycle: Cycle, policy: Policy) -> datetime | None:
    """The instant the cycle does not outlast as it is: the alarm it asked for, or one already passed."""
    late = _outstayed(cycle, policy)
    return wake_at(cycle, policy) if late is None else late


def _outstayed(cycle: Cycle, policy: Policy) -> datetime | None:
    """Since when this phase has been wrong although no reason is on record; None where it is right."""
    at, episode, run = cycle.now, cycle.episode, cycle.run
    since: datetime | None = at
    match cycle.phase:
        case Phase.SESSION if run is not None:
            since = None if run.frozen is not None else run.listening + LOST_AFTER
        case Phase.PAUSED if cycle.paused is not None:
            since = cycle.paused_until
        case Phase.OFF:
            since = at if is_open(policy.week, policy.zone, at) else None
        case Phase.SITTING if episode is None:
            since = None if stood_up(cycle, policy, at) else cycle.due_at
        case Phase.SNOOZED if episode is not None and episode.snoozed_until is not None:
            since = episode.snoozed_until
        case Phase.HELD if episode is not None and holding.reasons(cycle, policy, at):
            since = None
        case Phase.PROMPTING if episode is not None and episode.shown is not None:
            since = None
    if cycle.phase not in (Phase.SESSION, Phase.PAUSED, Phase.OFF) and (
        cycle.paused is not None or not is_open(policy.week, policy.zone, at)
    ):
        return at
    return None if since is None or since > at else since
