"""The session within the cycle: begun, heard of, frozen by a lock, ended, lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from backbreak.core.cycle.events import (
    CloseSession,
    Ended,
    OpenSession,
    Progressed,
    Record,
    Refused,
    Started,
    Swapped,
)
from backbreak.core.cycle.turn import Turn, closed, entry_of, put_off
from backbreak.core.cycle.values import Episode, Phase, Policy, Run
from backbreak.core.journal import Entry, Outcome


def start(turn: Turn, event: Started) -> None:
    """Start answers the open episode, undoes a skip, or is a session by hand."""
    cycle = turn.cycle
    if cycle.run is not None:
        turn.emit(Refused("start", "session"))
        return
    episode = cycle.episode or cycle.skipped
    run = Run(
        id=episode.id if episode else turn.new_id(event.at),
        rev=episode.rev if episode else 0,
        task=event.task,
        started=event.at,
        heard=event.at,
        listening=event.at,
        sat_s=turn.sat_s(event.at),
        episode=closed(episode, event.at) if episode else None,
        undoes_skip=cycle.episode is None and cycle.skipped is not None,
    )
    turn.set(run=run, episode=None)
    turn.enter(Phase.SESSION, event.at)
    turn.emit(OpenSession(run.id))


def progress(turn: Turn, event: Progressed) -> None:
    """Take over what the window says is done; a window of another session is not heard."""
    run = turn.cycle.run
    if run is None or run.id != event.run:
        turn.emit(Refused("session-beat", "other-session"))
        return
    turn.set(run=replace(_told(run, event), heard=event.at, listening=event.at))


def end(turn: Turn, event: Ended) -> None:
    """The window says it is over."""
    run = turn.cycle.run
    if run is None or run.id != event.run:
        turn.emit(Refused("session-finish", "other-session"))
        return
    conclude(turn, _told(run, event), event.at, played_through=event.completed)


def _told(run: Run, event: Progressed | Ended) -> Run:
    """The run as the window tells of it; more than was planned cannot have been done."""
    units = min(event.units, run.task.planned_units)
    return replace(run, units=units, owed_side=event.owed_side, played_s=event.played_s)


def swap(turn: Turn, event: Swapped) -> None:
    """What was done is closed, and the session goes on with something else."""
    run = turn.cycle.run
    if run is None or run.id != event.run:
        turn.emit(Refused("session-swap", "other-session"))
        return
    fresh = replace(
        run, task=event.task, started=event.at, heard=event.at, listening=event.at, units=0, owed_side=None,
        played_s=0.0,
    )  # fmt: skip
    if run.units:
        conclude(turn, run, event.at)
        fresh = replace(fresh, id=turn.new_id(event.at), rev=0, sat_s=0, episode=None, undoes_skip=False)
    turn.set(run=fresh, episode=None)


def lose(turn: Turn, at: datetime) -> None:
    """The window is gone or mute: what it reported counts, up to when it was last heard."""
    run = turn.cycle.run
    if run is not None:
        turn.emit(CloseSession())
        conclude(turn, run, at if run.frozen is None else min(at, run.frozen))


def outlived(run: Run, policy: Policy) -> bool:
    """Whether the program was gone for a natural break's time since the window was last heard."""
    return run.listening - run.heard >= policy.natural_break


def freeze(turn: Turn, at: datetime) -> Run | None:
    """The user is gone since `at`: the run stands still; None if there is none to freeze."""
    run = turn.cycle.run
    if run is None or run.frozen is not None:
        return None
    frozen = replace(run, frozen=at)
    turn.set(run=frozen)
    return frozen


def conclude(turn: Turn, run: Run, at: datetime, *, played_through: bool = False) -> bool:
    """End the run at `at`; gives whether something was done, and so was recorded."""
    stretched = played_through and run.task.planned_units == 0
    turn.set(run=None)
    # Lying on a mat is not idling: whoever was in a session was last seen at its end.
    idle = turn.cycle.presence.idle
    turn.sense(idle=None if idle is None else max(idle, at))
    if run.units < 1 and not stretched:
        if run.episode is not None and not run.undoes_skip:
            _put_off(turn, run.episode, at)
        return False
    whole = stretched or run.units >= run.task.planned_units
    turn.emit(Record(entry_of_run(run, turn.policy, Outcome.COMPLETED if whole else Outcome.PARTIAL, at)))
    turn.start_spell(at)
    turn.set(session_ended=at, skipped=None)
    return True


def entry_of_run(run: Run, policy: Policy, outcome: Outcome, at: datetime) -> Entry:
    """The entry of a run that ends at `at`, with what it was told so far."""
    return entry_of(
        policy,
        outcome,
        at,
        run.episode,
        id=run.id,
        rev=run.rev,
        round=run.task.round,
        exercise=run.task.exercise,
        units=run.units,
        planned_units=run.task.planned_units,
        owed_side=run.owed_side,
        seconds=round(run.played_s, 1),
        sat_s=run.sat_s,
    )


def _put_off(turn: Turn, episode: Episode, at: datetime) -> None:
    """Stopped with nothing done: the episode goes on as a snooze."""
    until = at + turn.policy.snooze
    turn.set(episode=put_off(episode, at, until), due_at=until)
