"""Why the cycle prompts or does not, and until when: ids and instants, from which `words` makes sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from backbreak.core.cycle import holding
from backbreak.core.cycle.deadlines import opens_at
from backbreak.core.cycle.turn import out_since
from backbreak.core.cycle.values import (
    AWAY,
    JUST_BACK,
    MEETING,
    QUIET_LINGERS,
    Cycle,
    Episode,
    Phase,
    Policy,
)
from backbreak.core.hours import last_closing, next_change


@dataclass(frozen=True, slots=True)
class Reason:
    """What is going on, since when, and until when if that is known.

    Ids: sitting, skipped, meeting-first, day-ends, away, no-input, just-back, meeting, do-not-disturb,
    microphone, fullscreen, screen-share, prompting, prompting-silently, snoozed, session, session-frozen,
    paused, outside-hours.
    """

    id: str
    since: datetime
    until: datetime | None = None
    """When it ends by itself, where that is known."""
    at_most: datetime | None = None
    """When it ceases to hold the prompt back if it has not ended by then: the quiet cap."""
    because: str = ""
    """The id of what asks for quiet while the prompt is silent."""


def explain(cycle: Cycle, policy: Policy) -> Reason:
    """The one reason that decides now."""
    episode, at = cycle.episode, cycle.now
    match cycle.phase:
        case Phase.OFF:
            closed = last_closing(policy.week, policy.zone, at)
            return Reason("outside-hours", closed or cycle.spell_start, opens_at(cycle, policy))
        case Phase.PAUSED if cycle.paused is not None:
            return Reason("paused", cycle.paused, cycle.paused_until)
        case Phase.SESSION if (run := cycle.run) is not None:
            if run.frozen is not None:
                return Reason("session-frozen", run.frozen)
            return Reason("session", run.started)
        case Phase.SNOOZED if episode is not None:
            return Reason("snoozed", episode.snoozed or episode.opened, episode.snoozed_until)
        case Phase.PROMPTING if episode is not None:
            return _prompting(cycle, episode)
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
    meeting = cycle.meeting
    if meeting is not None and meeting[1] > cycle.due_at and (closes is None or meeting[1] < closes):
        return Reason("meeting-first", *meeting)
    if closes is not None and closes < cycle.due_at:
        return Reason("day-ends", cycle.spell_start, closes)
    if cycle.due_from != cycle.spell_start:
        return Reason("skipped", cycle.due_from, cycle.due_at)
    return Reason("sitting", cycle.spell_start, cycle.due_at)


def _prompting(cycle: Cycle, episode: Episode) -> Reason:
    since = episode.prompted or episode.opened
    quiet = holding.quiet_now(cycle, cycle.now)
    if not quiet:
        return Reason("prompting", since)
    return Reason("prompting-silently", since, because=_id(holding.weightiest(quiet)[0].reason))


def _held(cycle: Cycle, policy: Policy, name: str, since: datetime) -> Reason:
    """One reason that holds, with when it ends or gives way."""
    if name == JUST_BACK:
        return Reason(_id(name), since, holding.grace_ends(cycle, policy, cycle.now))
    if name == MEETING and cycle.meeting is not None:
        return Reason(_id(name), since, cycle.meeting[1])
    quiet = next((one for one in holding.quiet_now(cycle, cycle.now) if one.reason == name), None)
    if quiet is None:
        return Reason(_id(name), since)
    lingers = None if quiet.ended is None else quiet.ended + QUIET_LINGERS
    return Reason(_id(name), since, lingers, holding.cap_ends(cycle, policy, cycle.now))


def _id(name: str) -> str:
    return name.replace(" ", "-").replace("_", "-")


def sitting(cycle: Cycle, policy: Policy, at: datetime) -> timedelta:
    """How long the spell has lasted; it stands still while the user is away, and is over after a break."""
    gone = out_since(cycle.presence, policy, at)
    if gone is not None and at - gone >= policy.natural_break:
        return timedelta(0)
    return max(timedelta(0), (gone or at) - cycle.spell_start)
