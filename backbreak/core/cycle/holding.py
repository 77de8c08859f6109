"""Why nobody is prompted although a prompt is due: the reasons, how long they have held, when they end."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from backbreak.core.cycle.turn import out_since
from backbreak.core.cycle.values import (
    AWAY,
    JUST_BACK,
    JUST_BACK_CAP,
    MEETING,
    NO_INPUT,
    NO_INPUT_AFTER,
    QUIET_LINGERS,
    Cycle,
    Hold,
    Phase,
    Policy,
    Quiet,
)

_NOT_QUIET = frozenset({AWAY, NO_INPUT, JUST_BACK, MEETING})

Reason = tuple[str, datetime]
"""A reason's name and since when it holds."""


def reasons(cycle: Cycle, policy: Policy, at: datetime) -> tuple[Reason, ...]:
    """Everything that forbids a prompt now, the weightiest first; empty when nothing does."""
    found: list[Reason] = []
    gone = out_since(cycle.presence, policy, at)
    if gone is not None:
        found.append((AWAY, gone))
    elif (idle := no_input(cycle, policy, at)) is not None and cycle.phase is not Phase.PROMPTING:
        found.append((NO_INPUT, idle))
    back = cycle.presence.back if gone is None else None  # who has left again is not just back
    if back is not None and at < back + policy.grace and _left(cycle, {JUST_BACK}, JUST_BACK_CAP, at):
        found.append((JUST_BACK, back))
    if cycle.meeting is not None and at < cycle.meeting[1]:
        found.append((MEETING, cycle.meeting[0]))
    quiet = quiet_now(cycle, at)
    if quiet and _left(cycle, {one.reason for one in quiet}, policy.hold_cap, at, quiet=True):
        found.extend((one.reason, one.since) for one in weightiest(quiet))
    return tuple(found)


def no_input(cycle: Cycle, policy: Policy, at: datetime) -> datetime | None:
    """Since when there is no input, once that is a minute; None when reading counts as presence."""
    idle = cycle.presence.idle
    if idle is None or policy.reading or at - idle < NO_INPUT_AFTER:
        return None
    return idle


def quiet_now(cycle: Cycle, at: datetime) -> tuple[Quiet, ...]:
    """The detected quiet reasons, with those that ended less than the hysteresis ago."""
    return tuple(q for q in cycle.quiet if q.ended is None or at < q.ended + QUIET_LINGERS)


def weightiest(quiet: Iterable[Quiet]) -> list[Quiet]:
    """What still asks for quiet before what only lingers."""
    return sorted(quiet, key=lambda one: one.ended is not None)


def ends(cycle: Cycle, policy: Policy, at: datetime) -> list[datetime]:
    """Instants after `at` at which a reason may end or change by the mere passing of time."""
    found = []
    presence = cycle.presence
    if presence.back is not None and at < presence.back + policy.grace:
        found.append(grace_ends(cycle, policy, at))
    if cycle.meeting is not None:
        found.append(cycle.meeting[1])
    quiet = quiet_now(cycle, at)
    found.extend(q.ended + QUIET_LINGERS for q in quiet if q.ended is not None)
    if quiet:
        found.append(cap_ends(cycle, policy, at))
    return [end for end in found if end > at]


def grace_ends(cycle: Cycle, policy: Policy, at: datetime) -> datetime:
    """When "just back" holds no more: after the grace, or earlier where it has held the episode enough."""
    back = cycle.presence.back or at
    left = _left(cycle, {JUST_BACK}, JUST_BACK_CAP, at)
    return min(back + policy.grace, at + left) if left else back + policy.grace


def cap_ends(cycle: Cycle, policy: Policy, at: datetime) -> datetime:
    """When the quiet that goes on at `at` has held this episode for as long as it may."""
    names = {one.reason for one in quiet_now(cycle, at)}
    return at + _left(cycle, names, policy.hold_cap, at, quiet=True)


def _left(
    cycle: Cycle, names: Collection[str], cap: timedelta, at: datetime, *, quiet: bool = False
) -> timedelta:
    """What is left of the time these reasons may hold an episode; all quiet ones share one cap."""
    if cycle.episode is None:
        return cap
    ours = (h for h in cycle.episode.holds if (h.reason not in _NOT_QUIET if quiet else h.reason in names))
    return max(timedelta(0), cap - spent(ours, at))


def spent(holds: Iterable[Hold], at: datetime) -> timedelta:
    """How long at least one of the holds applied, up to `at`."""
    total, reached = timedelta(0), None
    for hold in sorted(holds, key=lambda one: one.start):
        end = hold.end or at
        start = hold.start if reached is None else max(hold.start, reached)
        if end > start:
            total += end - start
            reached = end
    return total
