"""When the cycle next changes by the passing of time alone."""

from __future__ import annotations

from datetime import datetime, timedelta

from backbreak.core.cycle import holding
from backbreak.core.cycle.turn import stood_up
from backbreak.core.cycle.values import AWAKE_AFTER, LOST_AFTER, NO_INPUT_AFTER, Cycle, Phase, Policy
from backbreak.core.hours import is_open, next_change, next_opening

_USUAL_BREAK = timedelta(minutes=5)


def deadline(cycle: Cycle, policy: Policy) -> datetime | None:
    """The instant people care about; None while off, in a session, or paused without end.

    While held: when the reasons may end by themselves, else since when the prompt has been due.
    """
    closes = next_change(policy.week, policy.zone, cycle.now)
    match cycle.phase:
        case Phase.OFF | Phase.SESSION:
            return None
        case Phase.PAUSED:
            return cycle.paused_until
        case Phase.PROMPTING:
            episode = cycle.episode
            if episode is None or episode.shown is None:
                return None
            # To somebody without input the repeat waits for the next one.
            return max(cycle.now, episode.shown + policy.repeat)
        case Phase.HELD:
            return min(holding.ends(cycle, policy, cycle.now), default=cycle.due_at)
        case _:
            # Away for a natural break: whoever came back now would have the whole limit before them.
            due = cycle.now + policy.limit if stood_up(cycle, policy, cycle.now) else cycle.due_at
            return due if closes is None else min(due, closes)


def stamp_every(policy: Policy, usual: timedelta) -> timedelta:
    """How old the state on disk may be, where it is `usual` for the usual natural break.

    A gap shorter than a natural break must be seen to be one, however short those are.
    """
    return min(usual, usual * (policy.natural_break / _USUAL_BREAK))


def opens_at(cycle: Cycle, policy: Policy) -> datetime | None:
    """When the day opens again; None while it is open, or if it never does."""
    if is_open(policy.week, policy.zone, cycle.now):
        return None
    return next_opening(policy.week, policy.zone, cycle.now)


def wake_at(cycle: Cycle, policy: Policy) -> datetime | None:
    """The next instant at which a Tick may change something, later than `cycle.now`; None if none is."""
    found: list[datetime | None] = []
    run, episode, presence = cycle.run, cycle.episode, cycle.presence
    if run is not None:
        found.append(None if run.frozen is not None else run.listening + LOST_AFTER)
    else:
        found += [next_change(policy.week, policy.zone, cycle.now), cycle.paused_until]
    if presence.asleep is not None:
        found.append(presence.asleep + AWAKE_AFTER)
    match cycle.phase:
        case Phase.SITTING:
            found.append(cycle.due_at)
            if policy.heads_up and cycle.warned != cycle.due_at:
                found.append(cycle.due_at - policy.heads_up)
        case Phase.SNOOZED if episode is not None:
            found.append(episode.snoozed_until)
        case Phase.PROMPTING if episode is not None and episode.shown is not None:
            found.append(episode.shown + policy.repeat)
    if cycle.phase in (Phase.HELD, Phase.PROMPTING, Phase.SITTING):
        found += holding.ends(cycle, policy, cycle.now)
        if presence.idle is not None and not policy.reading:
            found += [presence.idle + policy.natural_break, presence.idle + NO_INPUT_AFTER]
    return min((at for at in found if at is not None and at > cycle.now), default=None)
