"""Why the cycle prompts or does not, and until when: ids and instants, from which `words` makes sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from backbreak.core.cycle import holding
from backbreak.core.cycle.deadlines import opens_at
from backbreak.core.cycle.turn import out_since
from backbreak.core.cycle.values import AWAY, JUST_BACK, MEETING, Cycle, Phase, Policy
from backbreak.core.hours import next_change


@dataclass(frozen=True, slots=True)
class Reason:
    """What is going on, since when, and until when if that is known.

    Ids: sitting, skipped, day-ends, away, no-input, just-back, meeting, do-not-disturb, microphone,
    fullscreen, screen-share, prompting, prompting-silently, snoozed, session, session-frozen, paused,
    outside-hours.
    """

    id: str
    since: datetime | None = None
    until: datetime | None = None


def explain(cycle: Cycle, policy: Policy) -> Reason:
    """The one reason that decides now."""
    episode, at = cycle.episode, cycle.now
    match cycle.phase:
        case Phase.OFF:
            return Reason("outside-hours", until=opens_at(cycle, policy))
        case Phase.PAUSED:
            return Reason("paused", cycle.paused, cycle.paused_until)
        case Phase.SESSION:
            frozen = cycle.run.frozen if cycle.run else None
            return Reason("session" if frozen is None else "session-frozen", frozen or _started(cycle))
        case Phase.SNOOZED:
            return Reason("snoozed", until=episode.snoozed_until if episode else None)
        case Phase.PROMPTING:
            silent = episode is not None and episode.silent
            return Reason(
                "prompting-silently" if silent else "prompting", episode.prompted if episode else None
            )
        case Phase.HELD:
            found = holding.reasons(cycle, policy, at)
            if found:
                return _held(cycle, policy, *found[0])
    return _sitting(cycle, policy)


def held_now(cycle: Cycle, policy: Policy) -> tuple[Reason, ...]:
    """Every reason that holds, the weightiest first; empty unless a prompt is due and held."""
    if cycle.phase is not Phase.HELD:
        return ()
    return tuple(_held(cycle, policy, *one) for one in holding.reasons(cycle, policy, cycle.now))


def _sitting(cycle: Cycle, policy: Policy) -> Reason:
    gone = out_since(cycle.presence, policy, cycle.now)
    if gone is not None:
        return Reason(AWAY, gone)
    closes = next_change(policy.week, policy.zone, cycle.now)
    if closes is not None and closes < cycle.due_at:
        return Reason("day-ends", cycle.spell_start, closes)
    if cycle.due_from != cycle.spell_start:
        return Reason("skipped", cycle.due_from, cycle.due_at)
    return Reason("sitting", cycle.spell_start, cycle.due_at)


def _held(cycle: Cycle, policy: Policy, name: str, since: datetime) -> Reason:
    until: datetime | None = None
    if name == JUST_BACK:
        until = since + policy.grace
    elif name == MEETING and cycle.meeting is not None:
        until = cycle.meeting[1]
    return Reason(name.replace(" ", "-").replace("_", "-"), since, until)


def _started(cycle: Cycle) -> datetime | None:
    return cycle.run.started if cycle.run else None


def sitting(cycle: Cycle, policy: Policy, at: datetime) -> timedelta:
    """How long the spell has lasted; it stands still while the user is away, and is over after a break."""
    gone = out_since(cycle.presence, policy, at)
    if gone is not None and at - gone >= policy.natural_break:
        return timedelta(0)
    return max(timedelta(0), (gone or at) - cycle.spell_start)
