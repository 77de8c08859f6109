"""Away and back: locks, sleep and idleness as facts, and what a return makes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from backbreak.core.cycle import sessions
from backbreak.core.cycle.events import (
    CloseSession,
    FreezeSession,
    InputSeen,
    Locked,
    Restarted,
    Slept,
    ThawSession,
    Unlocked,
    WentIdle,
)
from backbreak.core.cycle.turn import Turn, out_since
from backbreak.core.cycle.values import Presence
from backbreak.core.hours import is_open
from backbreak.core.journal import Outcome

_SAME_ABSENCE = timedelta(seconds=10)
"""A lock that follows a wake within this is the same absence: the signals came in the other order."""


def went_idle(turn: Turn, event: WentIdle) -> None:
    """No input for a while. During a session that is how exercising looks."""
    turn.sense(idle=min(event.since, event.at))


def input_seen(turn: Turn, event: InputSeen) -> None:
    """Somebody is there again."""
    before = out_since(turn.cycle.presence, turn.policy, event.at)
    turn.sense(idle=None)
    _if_back(turn, before, event.at)


def locked(turn: Turn, event: Locked) -> None:
    """The screen is locked: away at once."""
    presence = turn.cycle.presence
    if presence.locked is None:
        turn.sense(locked=_begun(presence, event.at))
        _gone(turn, event.at)


def unlocked(turn: Turn, event: Unlocked) -> None:
    """The screen is unlocked, which takes a hand on the keyboard."""
    if turn.cycle.presence.locked is None:
        return
    before = out_since(turn.cycle.presence, turn.policy, event.at)
    turn.sense(locked=None, idle=None)
    _if_back(turn, before, event.at)


def fell_asleep(turn: Turn, at: datetime) -> None:
    """The machine goes to sleep; seen once, however often it is told."""
    presence = turn.cycle.presence
    if presence.asleep is None:
        turn.sense(asleep=_begun(presence, at))
        _gone(turn, at)


def slept(turn: Turn, event: Slept) -> None:
    """The clocks show a sleep that is over. It may have been told before, or not at all."""
    before = out_since(turn.cycle.presence, turn.policy, event.at) or event.since
    presence = replace(turn.cycle.presence, asleep=None)
    if presence.locked is not None:
        # Still locked: it is one absence, from whichever began first.
        presence = replace(presence, locked=min(presence.locked, before))
    turn.set(presence=presence)
    _if_back(turn, before, event.at)


def restarted(turn: Turn, event: Restarted) -> None:
    """The program runs again: a long gap is an absence without an entry, a short one is nothing."""
    gap = event.at - event.stamped
    turn.set(presence=Presence(back=event.at), quiet=())
    run = turn.cycle.run
    if run is not None:
        turn.set(run=replace(run, heard=event.at, frozen=None))
    elif gap >= turn.policy.natural_break:
        natural(turn, event.stamped, event.at, logged=False)


def natural(turn: Turn, start: datetime, at: datetime, *, logged: bool = True) -> None:
    """A break nobody asked for ended the spell; the next one starts at the return."""
    cycle, policy = turn.cycle, turn.policy
    sat_s = max(0, int((start - cycle.spell_start).total_seconds()))
    away_s = max(0.0, (at - start).total_seconds())
    after_session = cycle.session_ended is not None and start - cycle.session_ended < policy.natural_break
    if cycle.episode is not None:
        turn.record(Outcome.NATURAL, at, cycle.episode, seconds=away_s, sat_s=sat_s)
    elif logged and not after_session and is_open(policy.week, policy.zone, start):
        turn.record(Outcome.NATURAL, at, None, id=turn.new_id(at), seconds=away_s, sat_s=sat_s)
    turn.start_spell(at)


def _gone(turn: Turn, at: datetime) -> None:
    """In a session the window stands still until the return."""
    if sessions.freeze(turn, at) is not None:
        turn.emit(FreezeSession())


def _begun(presence: Presence, at: datetime) -> datetime:
    """When this absence began: with the last short one, if that ended a moment ago."""
    last = presence.short_out
    return last[0] if last is not None and timedelta(0) <= at - last[1] <= _SAME_ABSENCE else at


def _if_back(turn: Turn, before: datetime | None, at: datetime) -> None:
    """Whoever was away and no longer is has returned."""
    if before is None or out_since(turn.cycle.presence, turn.policy, at) is not None:
        return
    run = turn.cycle.run
    if run is not None:
        if run.frozen is not None:
            _back_to_session(turn, run.frozen, at)
        return
    ended = turn.cycle.session_ended
    start = before if ended is None else max(before, ended)
    if at - start >= turn.policy.natural_break:
        natural(turn, start, at)
        turn.sense(back=at)
    else:
        turn.sense(back=at, short_out=(start, at))


def _back_to_session(turn: Turn, gone: datetime, at: datetime) -> None:
    """Back soon enough the session goes on; later it is what was done, and the spell starts at the return."""
    run = turn.cycle.run
    assert run is not None
    if at - gone < turn.policy.natural_break:
        turn.set(run=replace(run, frozen=None, heard=at))
        turn.emit(ThawSession())
        return
    turn.emit(CloseSession())
    if sessions.conclude(turn, run, gone):
        turn.start_spell(at)
    else:
        natural(turn, gone, at)
    turn.sense(back=at)
