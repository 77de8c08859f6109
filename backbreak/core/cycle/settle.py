"""The level-triggered heart: whatever has happened, this puts the cycle where it belongs at an instant.

`settle` looks at facts only (pause, hours, due time, reasons to hold) and never at which event came before,
so that a signal that is missing, doubled or late ends in the same phase as one that was not.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from backbreak.core.cycle import holding
from backbreak.core.cycle.events import HeadsUp, ShowPrompt
from backbreak.core.cycle.presence import natural
from backbreak.core.cycle.sessions import lose, outlived
from backbreak.core.cycle.turn import Turn, open_holds, stood_up
from backbreak.core.cycle.values import LOST_AFTER, PRESENTING, Episode, Hold, Phase
from backbreak.core.hours import is_open
from backbreak.core.journal import Outcome


def settle(turn: Turn, at: datetime) -> None:
    """Bring the cycle to `at`: exactly one phase, and the orders that leading there takes."""
    turn.set(now=at)
    _expire(turn, at)
    run = turn.cycle.run
    if run is not None:
        if run.frozen is not None or at - run.listening < LOST_AFTER:
            turn.enter(Phase.SESSION, at)
            return
        lose(turn, run.heard)
        if outlived(run, turn.policy):
            natural(turn, run.heard, run.listening, logged=False)
    _end_pause(turn, at)
    opened = is_open(turn.policy.week, turn.policy.zone, at)
    if not opened and turn.cycle.episode is not None:
        _miss(turn, at)
    if turn.cycle.paused is not None:
        turn.enter(Phase.PAUSED, at)
    elif not opened:
        turn.enter(Phase.OFF, at)
    elif turn.cycle.episode is None and (
        at < turn.cycle.due_at or stood_up(turn.cycle, turn.policy, at)
    ):
        turn.enter(Phase.SITTING, at)
        _heads_up(turn, at)
    else:
        _invite(turn, at)


def _expire(turn: Turn, at: datetime) -> None:
    """End what only lasts until an instant: a meeting, quiet that has lingered."""
    cycle = turn.cycle
    if cycle.meeting is not None and cycle.meeting[1] <= at:
        turn.set(meeting=None)
    if cycle.quiet:
        turn.set(quiet=holding.quiet_now(cycle, at))


def _end_pause(turn: Turn, at: datetime) -> None:
    """A pause that has run out is like a return: nobody is prompted at once."""
    until = turn.cycle.paused_until
    if until is not None and until <= at:
        turn.sense(back=at)
        turn.set(paused=None, paused_until=None)


def _miss(turn: Turn, at: datetime) -> None:
    """The day closes on an open episode."""
    turn.record(Outcome.MISSED, at, turn.cycle.episode, sat_s=turn.sat_s(at))
    turn.set(episode=None, due_at=turn.cycle.due_from + turn.policy.limit)


def _heads_up(turn: Turn, at: datetime) -> None:
    """Tell once that the prompt is near, unless nobody should be interrupted."""
    cycle, ahead = turn.cycle, turn.policy.heads_up
    if turn.past or not ahead or cycle.warned == cycle.due_at:
        return
    if not cycle.due_at - ahead <= at < cycle.due_at:
        return
    if not holding.reasons(cycle, turn.policy, at):
        turn.set(warned=cycle.due_at)
        turn.emit(HeadsUp(cycle.due_at))


def _invite(turn: Turn, at: datetime) -> None:
    """An episode is open, or due to open: prompt, hold, or wait for the snooze."""
    episode = turn.cycle.episode
    if episode is None:
        episode = Episode(id=turn.new_id(at), opened=at)
        turn.set(episode=episode, skipped=None)
    if episode.snoozed_until is not None:
        if at < episode.snoozed_until:
            turn.enter(Phase.SNOOZED, at)
            return
        turn.set(episode=replace(episode, snoozed_until=None))
    if turn.past or holding.reasons(turn.cycle, turn.policy, at):
        turn.enter(Phase.HELD, at)
        _hold(turn, at)
    else:
        _prompt(turn, at)


def _hold(turn: Turn, at: datetime) -> None:
    """Note which reasons hold the prompt back from now on, and which no longer do."""
    episode = turn.cycle.episode
    assert episode is not None
    names = [name for name, _ in holding.reasons(turn.cycle, turn.policy, at)]
    going_on = {hold.reason for hold in open_holds(episode)}
    kept = (
        hold if hold.end is not None or hold.reason in names else replace(hold, end=at)
        for hold in episode.holds
    )
    begun = (Hold(name, at) for name in names if name not in going_on)
    holds = tuple(hold for hold in (*kept, *begun) if hold.end is None or hold.end > hold.start)
    turn.set(episode=replace(episode, holds=holds))


def _prompt(turn: Turn, at: datetime) -> None:
    """Show the invitation, show it again, or leave it standing."""
    already = turn.cycle.phase is Phase.PROMPTING
    turn.enter(Phase.PROMPTING, at)
    episode = turn.cycle.episode
    assert episode is not None
    quiet = {one.reason for one in holding.quiet_now(turn.cycle, at)}
    silent, card = bool(quiet), not (quiet & PRESENTING)
    if already and (silent, card) == (episode.silent, episode.card) and not _repeats(turn, episode, at):
        return
    episode = replace(
        episode,
        prompted=episode.prompted or at,
        shown=at,
        showings=episode.showings + 1,
        silent=silent,
        card=card,
    )
    turn.set(episode=episode)
    turn.emit(ShowPrompt(episode.id, episode.showings, silent, card))


def _repeats(turn: Turn, episode: Episode, at: datetime) -> bool:
    """Whether an unanswered invitation is repeated now: only to somebody who is there."""
    if episode.shown is not None and at < episode.shown + turn.policy.repeat:
        return False
    return holding.no_input(turn.cycle, turn.policy, at) is None
