"""What the user may say to the cycle; what makes no sense now is refused, never half done."""

from __future__ import annotations

from dataclasses import replace

from backbreak.core.cycle.events import MeetingDeclared, Paused, Refused, Resumed, Skipped, Snoozed
from backbreak.core.cycle.turn import Turn, closed, put_off
from backbreak.core.cycle.values import Cycle, Phase, Policy
from backbreak.core.journal import Outcome

ANSWERABLE = (Phase.PROMPTING, Phase.SNOOZED, Phase.HELD)
"""The phases in which there is something to put off or to decline."""


def snoozes_used_up(cycle: Cycle, policy: Policy) -> bool:
    """Whether the open episode was put off as often as the settings allow."""
    return cycle.episode is not None and 0 < policy.snooze_limit <= cycle.episode.snoozes


def snooze(turn: Turn, event: Snoozed) -> None:
    """Put off from now, never from the last due time."""
    cycle = turn.cycle
    if cycle.episode is None or cycle.phase not in ANSWERABLE:
        turn.emit(Refused("snooze", cycle.phase.value))
        return
    if snoozes_used_up(cycle, turn.policy):
        turn.emit(Refused("snooze", "limit"))
        return
    until = event.at + (turn.policy.snooze if event.by is None else event.by)
    turn.set(episode=put_off(cycle.episode, event.at, until), due_at=until)


def skip(turn: Turn, event: Skipped) -> None:
    """Decline: logged, the spell runs on, and until the next prompt `start` undoes it."""
    cycle = turn.cycle
    if cycle.episode is None or cycle.phase not in ANSWERABLE:
        turn.emit(Refused("skip", cycle.phase.value))
        return
    episode = closed(cycle.episode, event.at)
    turn.record(Outcome.SKIPPED, event.at, episode, sat_s=turn.sat_s(event.at))
    turn.enter(Phase.SITTING, event.at)
    turn.set(
        episode=None,
        skipped=replace(episode, rev=episode.rev + 1, snoozed_until=None),
        due_from=event.at,
        due_at=event.at + turn.policy.limit,
    )


def pause(turn: Turn, event: Paused) -> None:
    """Stop the cycle; an open episode waits."""
    if turn.cycle.run is not None:
        turn.emit(Refused("pause", "session"))
    elif event.until is not None and event.until <= event.at:
        turn.emit(Refused("pause", "past"))
    else:
        turn.set(paused=event.at, paused_until=event.until)


def resume(turn: Turn, event: Resumed) -> None:
    """End the pause and the declared meeting."""
    cycle = turn.cycle
    if cycle.paused is None and cycle.meeting is None:
        turn.emit(Refused("resume", cycle.phase.value))
        return
    if cycle.paused is not None:
        turn.sense(back=event.at)
    turn.set(paused=None, paused_until=None, meeting=None)


def meet(turn: Turn, event: MeetingDeclared) -> None:
    """A meeting the user declared holds without a cap."""
    if turn.cycle.run is not None:
        turn.emit(Refused("meeting", "session"))
    elif event.until <= event.at:
        turn.emit(Refused("meeting", "past"))
    else:
        turn.set(meeting=(event.at, event.until))
