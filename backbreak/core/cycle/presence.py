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
from backbreak.core.cycle.values import AWAKE_AFTER, Phase, Presence, Run
from backbreak.core.hours import is_open
from backbreak.core.journal import Outcome

_SAME_ABSENCE = timedelta(seconds=10)
"""A lock that follows a wake within this is the same absence: the signals came in the other order."""


def went_idle(turn: Turn, event: WentIdle) -> None:
    """No input for a while, though there was when this spell began. It is how exercising looks, too."""
    since = min(max(event.since, turn.cycle.spell_start), event.at)
    known = turn.cycle.presence.idle
    if known is not None and event.since - known > _SAME_ABSENCE:
        input_seen(turn, InputSeen(since))  # a later last input than the one we knew: nobody told of it
    if turn.cycle.presence.idle is None:
        turn.sense(idle=since)


def input_seen(turn: Turn, event: InputSeen) -> None:
    """Somebody is there again."""
    before = out_since(turn.cycle.presence, turn.policy, event.at)
    presence = replace(turn.cycle.presence, idle=None, asleep=None)
    turn.set(presence=_still_locked(presence, before))
    _if_back(turn, before, event.at)


def _still_locked(presence: Presence, before: datetime | None) -> Presence:
    """An absence that goes on behind the lock is one absence, from whatever began it."""
    if presence.locked is None or before is None:
        return presence
    return replace(presence, locked=min(presence.locked, before))


def locked(turn: Turn, event: Locked) -> None:
    """The screen is locked: away at once."""
    presence = turn.cycle.presence
    if presence.locked is None:
        begun = _begun(presence, event.at)
        turn.sense(locked=begun)
        _gone(turn, begun)


def unlocked(turn: Turn, event: Unlocked) -> None:
    """The screen is unlocked, which takes a hand on the keyboard."""
    if turn.cycle.presence.locked is None:
        return
    before = out_since(turn.cycle.presence, turn.policy, event.at)
    turn.sense(locked=None, idle=None, asleep=None)
    _if_back(turn, before, event.at)


def fell_asleep(turn: Turn, at: datetime) -> None:
    """The machine goes to sleep; seen once, however often it is told."""
    presence = turn.cycle.presence
    if presence.asleep is None:
        begun = _begun(presence, at)
        turn.sense(asleep=begun)
        _gone(turn, begun)


def stayed_awake(turn: Turn, at: datetime) -> None:
    """A minute after falling asleep was told of, and no sleep yet: it came to nothing, nobody left."""
    asleep = turn.cycle.presence.asleep
    if asleep is None or at - asleep < AWAKE_AFTER:
        return
    turn.sense(asleep=None)
    run = turn.cycle.run
    if run is not None and run.frozen is not None and turn.cycle.presence.locked is None:
        _thaw(turn, run, at)


def slept(turn: Turn, event: Slept) -> None:
    """The clocks show a sleep that is over. It may have been told before, or not at all."""
    before = out_since(turn.cycle.presence, turn.policy, event.at) or event.since
    # A resume is one even where somebody is still away: other settings may say in a moment that nobody is.
    woken = replace(turn.cycle.presence, asleep=None, back=event.at)
    turn.set(presence=_still_locked(woken, before))
    _if_back(turn, before, event.at)


def restarted(turn: Turn, event: Restarted) -> None:
    """The program runs again: a long gap is an absence without an entry, a short one is nothing.

    Whoever was away is taken to be back; if not, the shell says so next, and it is the same absence.
    """
    before = out_since(turn.cycle.presence, turn.policy, event.at)
    if (episode := turn.cycle.episode) is not None:  # a program that does not run holds nothing back
        held = tuple(hold for hold in episode.holds if hold.start < event.stamped)
        turn.set(episode=replace(episode, holds=held))
    if turn.cycle.phase is Phase.PROMPTING:
        turn.enter(Phase.HELD, event.at)  # nothing stands on the screen of a program that has just begun
    # What asked for quiet lingers until the detectors are heard again.
    quiet = tuple(replace(one, ended=one.ended or event.at) for one in turn.cycle.quiet)
    turn.set(presence=Presence(back=event.at), quiet=quiet)
    run = turn.cycle.run
    if run is not None and run.frozen is None:
        turn.set(run=replace(run, listening=event.at))
    elif run is None and event.at - event.stamped >= turn.policy.natural_break:
        start = max(before or event.stamped, turn.cycle.spell_start)
        # Logged only if the program still saw it become a natural break.
        natural(turn, start, event.at, logged=event.stamped - start >= turn.policy.natural_break)
    else:
        _if_back(turn, before, event.at)


def natural(turn: Turn, start: datetime, at: datetime, *, logged: bool = True) -> None:
    """A break nobody asked for ended the spell; the next one starts at the return."""
    cycle, policy = turn.cycle, turn.policy
    sat_s = max(0, int((start - cycle.spell_start).total_seconds()))
    away_s = max(0.0, (at - start).total_seconds())
    after_session = cycle.session_ended is not None and start - cycle.session_ended < policy.natural_break
    after_absence = start - cycle.spell_start <= _SAME_ABSENCE
    if cycle.episode is not None:
        turn.record(Outcome.NATURAL, at, cycle.episode, seconds=away_s, sat_s=sat_s)
    elif logged and not after_session and not after_absence and is_open(policy.week, policy.zone, start):
        # Named by when the absence began: told again after a crash, it is the same entry again.
        turn.record(Outcome.NATURAL, at, None, id=turn.new_id(start), seconds=away_s, sat_s=sat_s)
    turn.start_spell(at)


def _gone(turn: Turn, at: datetime) -> None:
    """In a session the window stands still until the return."""
    if sessions.freeze(turn, at) is not None:
        turn.emit(FreezeSession())


def _thaw(turn: Turn, run: Run, at: datetime) -> None:
    turn.set(run=replace(run, frozen=None, heard=at, listening=at))
    turn.emit(ThawSession())


def _begun(presence: Presence, at: datetime) -> datetime:
    """When this absence began: with the last short one, if that ended a moment ago or is told of again."""
    last = presence.short_out
    return last[0] if last is not None and last[0] <= at <= last[1] + _SAME_ABSENCE else at


def _if_back(turn: Turn, before: datetime | None, at: datetime) -> None:
    """Whoever was away and no longer is has returned."""
    if before is None or out_since(turn.cycle.presence, turn.policy, at) is not None:
        return
    turn.sense(back=at)
    run = turn.cycle.run
    if run is not None:
        if run.frozen is not None:
            _back_to_session(turn, run.frozen, at)
        return
    start = max(before, turn.cycle.spell_start)
    if at - start >= turn.policy.natural_break:
        natural(turn, start, at)
    elif start < at:
        turn.sense(short_out=(start, at))


def _back_to_session(turn: Turn, gone: datetime, at: datetime) -> None:
    """Back soon enough the session goes on; later it is what was done, and the spell starts at the return."""
    run = turn.cycle.run
    assert run is not None
    if at - gone < turn.policy.natural_break:
        _thaw(turn, run, at)
        return
    turn.emit(CloseSession())
    if sessions.conclude(turn, run, gone):
        turn.start_spell(at)
    else:
        natural(turn, gone, at)
