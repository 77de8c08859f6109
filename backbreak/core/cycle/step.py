"""`step`: one event in, the next cycle and the orders out.

How it works. Time first: whatever was bound to happen between the last step and this event (the day closing,
a pause running out, a due time passing while the user was away) is settled at its own instant, in order. Then
the event's fact is noted. Then `settle` puts the cycle where all facts together say it belongs. Prompts are
never shown for the past: a process that stood still wakes to one decision.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta

from backbreak.core.cycle import commands, events, holding, presence, sessions
from backbreak.core.cycle.settle import settle
from backbreak.core.cycle.turn import Turn, closed, out_since
from backbreak.core.cycle.values import Cycle, Policy, Presence, Quiet
from backbreak.core.hours import next_change
from backbreak.core.journal import Entry, Outcome

STEP_TOLERANCE = timedelta(seconds=5)
"""A clock that goes back by more than this without being announced is a clock that was set."""


_GAPS = (events.Slept, events.Restarted)


def step(cycle: Cycle, event: events.Event, policy: Policy) -> tuple[Cycle, tuple[events.Effect, ...]]:
    """Take the cycle past one event; never raises, whatever the order of events."""
    turn = Turn(cycle, policy)
    at = event.at
    if isinstance(event, events.ClockStepped):
        _advance(turn, max(cycle.now, at - event.by))
        turn.set(**_shifts(turn.cycle, event.by))
    elif isinstance(event, events.Restarted) and event.at < event.stamped:
        turn.set(**_shifts(cycle, event.at - event.stamped))
        event = replace(event, stamped=event.at)
    elif at < cycle.now - STEP_TOLERANCE:
        turn.set(**_shifts(cycle, at - cycle.now))
    at = max(at, turn.cycle.now)
    presence.stayed_awake(turn, _gap_start(event) if isinstance(event, _GAPS) else at)
    if isinstance(event, _GAPS):
        _advance(turn, min(at, max(_gap_start(event), turn.cycle.now)))
        _fall_silent(turn, event, at)
    if isinstance(event, events.PolicyChanged):
        turn.set(now=at)  # what is past was not judged by it
    _advance(turn, at)
    _note(turn, event if event.at is at else replace(event, at=at))
    settle(turn, at)
    return turn.cycle, tuple(turn.effects)


def _gap_start(event: events.Slept | events.Restarted) -> datetime:
    return event.since if isinstance(event, events.Slept) else event.stamped


def _fall_silent(turn: Turn, event: events.Slept | events.Restarted, at: datetime) -> None:
    """Nobody was there in the gap that has just ended: note it before the gap's hours are played."""
    if isinstance(event, events.Slept):
        presence.fell_asleep(turn, event.since)
        turn.past = True
        settle(turn, turn.cycle.now)
        return
    if turn.cycle.episode is not None:  # a program that does not run holds nothing back
        turn.set(episode=closed(turn.cycle.episode, turn.cycle.now))
    if at - event.stamped >= turn.policy.natural_break:
        gone = out_since(turn.cycle.presence, turn.policy, event.stamped)
        turn.set(presence=Presence(asleep=gone or event.stamped))


def _advance(turn: Turn, to: datetime) -> None:
    """Settle, in order, at every instant on the way that would not have waited for `to`."""
    turn.past = True
    while (at := _boundary(turn.cycle, turn.policy)) is not None and at < to:
        settle(turn, at)
    turn.past = False
    turn.set(now=to)


def _boundary(cycle: Cycle, policy: Policy) -> datetime | None:
    """The next edge of hours or pause; and, while nobody is there to see it late, of the due time."""
    if cycle.run is not None:
        return None
    found = [next_change(policy.week, policy.zone, cycle.now), cycle.paused_until]
    if out_since(cycle.presence, policy, cycle.now) is not None:
        snoozed = cycle.episode.snoozed_until if cycle.episode else None
        found += [cycle.due_at if cycle.episode is None else snoozed]
    return min((at for at in found if at is not None and at > cycle.now), default=None)


def _note(turn: Turn, event: events.Event) -> None:
    """Take in what happened around the user and the program."""
    match event:
        case events.Restarted():
            presence.restarted(turn, event)
        case events.PolicyChanged():
            _policy_changed(turn)
        case events.WentIdle():
            presence.went_idle(turn, event)
        case events.InputSeen():
            presence.input_seen(turn, event)
        case events.Locked():
            presence.locked(turn, event)
        case events.Unlocked():
            presence.unlocked(turn, event)
        case events.FellAsleep():
            presence.fell_asleep(turn, event.at)
        case events.Slept():
            presence.slept(turn, event)
        case events.QuietIs():
            _quiet_is(turn, event)
        case events.Recorded():
            _recorded(turn, event)
        case events.BreakElsewhere():
            _elsewhere(turn, event)
        case _:
            _obey(turn, event)


def _obey(turn: Turn, event: events.Event) -> None:
    """Take in what the user said, and what the session's window tells."""
    match event:
        case events.Started():
            sessions.start(turn, event)
        case events.Snoozed():
            commands.snooze(turn, event)
        case events.Skipped():
            commands.skip(turn, event)
        case events.Paused():
            commands.pause(turn, event)
        case events.Resumed():
            commands.resume(turn, event)
        case events.MeetingDeclared():
            commands.meet(turn, event)
        case events.Progressed():
            sessions.progress(turn, event)
        case events.Ended():
            sessions.end(turn, event)
        case events.Swapped():
            sessions.swap(turn, event)
        case events.Lost() if turn.cycle.run is not None and turn.cycle.run.id == event.run:
            sessions.lose(turn, event.at)
        case _:  # a Tick: that time has passed is all there is to it
            pass


def _quiet_is(turn: Turn, event: events.QuietIs) -> None:
    known = {one.reason: one for one in holding.quiet_now(turn.cycle, event.at)}
    current = []
    for reason in sorted(event.reasons | known.keys()):
        one = known.get(reason) or Quiet(reason, event.at)
        current.append(replace(one, ended=None if reason in event.reasons else one.ended or event.at))
    turn.set(quiet=tuple(current))


def _policy_changed(turn: Turn) -> None:
    if turn.cycle.episode is None:
        turn.set(due_at=turn.cycle.due_from + turn.policy.limit)


def _recorded(turn: Turn, event: events.Recorded) -> None:
    """Somebody else wrote the entry this cycle was about to write."""
    cycle, entry = turn.cycle, event.entry
    run, episode = cycle.run, cycle.episode
    if run is not None and run.id == entry.id and entry.rev >= run.rev:
        turn.set(run=None)
    elif episode is None or episode.id != entry.id:
        return
    if entry.outcome is Outcome.SKIPPED:
        due_at = entry.at + turn.policy.limit
        skipped = replace(episode, rev=entry.rev + 1, snoozed_until=None) if episode else None
        turn.set(episode=None, skipped=skipped, due_from=entry.at, due_at=due_at)
    elif entry.outcome is Outcome.MISSED:
        turn.set(episode=None, due_at=cycle.due_from + turn.policy.limit)
    else:
        turn.start_spell(max(cycle.spell_start, min(entry.at, event.at)))
        if run is not None and sessions.outlived(run, turn.policy):
            turn.start_spell(max(turn.cycle.spell_start, run.listening))
        if entry.outcome is not Outcome.NATURAL:
            turn.set(session_ended=entry.at, skipped=None)


def _elsewhere(turn: Turn, event: events.BreakElsewhere) -> None:
    """A break on another device starts the spell anew if it lies in this one."""
    done, cycle = event.entry, turn.cycle
    if cycle.run is None and cycle.spell_start < done.at <= event.at and _counts(done):
        turn.start_spell(done.at)
        turn.set(session_ended=done.at, skipped=None)


def _counts(entry: Entry) -> bool:
    partial = entry.outcome is Outcome.PARTIAL and bool(entry.units)
    return entry.outcome is Outcome.COMPLETED or partial


def _shifts(cycle: Cycle, by: timedelta) -> dict[str, object]:
    """The fields of the cycle moved with the clock; a pause stays where the wall clock says it ends."""
    moved = {field.name: _moved(getattr(cycle, field.name), by) for field in fields(cycle)}
    return moved | {"paused_until": cycle.paused_until}


def _moved(value: object, by: timedelta) -> object:
    if isinstance(value, datetime):
        return value + by
    if isinstance(value, tuple):
        return tuple(_moved(one, by) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _moved(getattr(value, f.name), by) for f in fields(value)})
    return value
