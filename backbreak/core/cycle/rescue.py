"""The last resort: a cycle that no step can take further is left behind, and what it owed is written down.

No order of events is known to lead here. But a bug, or a state file that was written by one, must not silence
a reminder for weeks: whoever was going to be reminded still is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from backbreak.core.cycle.events import CloseSession, Effect, Record, Tick, WithdrawPrompt
from backbreak.core.cycle.persist import from_plain, to_plain
from backbreak.core.cycle.sessions import entry_of_run
from backbreak.core.cycle.step import step
from backbreak.core.cycle.turn import closed, entry_of
from backbreak.core.cycle.values import Cycle, Episode, Phase, Policy, Presence, begin
from backbreak.core.journal import Entry, Outcome, decode, encode

Made = TypeVar("Made")
Anew = Callable[[Cycle, Policy, datetime, Entry | None], Cycle]


def rescued(cycle: Cycle, policy: Policy, at: datetime) -> tuple[Cycle, tuple[Effect, ...]]:
    """A cycle that a Tick at `at` accepts, and the orders that leave the old one behind; never raises.

    An open prompt is `missed`, a session is what was reported of it. The spell, the pause, a lock and the
    declared meeting are kept as far as they are sound. It is like a start of the program: the grace applies.
    """
    orders: list[Effect] = []
    if cycle.phase is Phase.PROMPTING:
        orders.append(WithdrawPrompt())
    if cycle.run is not None:
        orders.append(CloseSession())
    owed = _attempt(partial(_owed, cycle, policy, at))
    if owed is not None:
        orders.append(Record(owed))
    for anew in (_with_all_that_holds, _with_the_spell):
        fresh = _attempt(partial(_tried, anew, cycle, policy, at, owed))
        if fresh is not None:
            return fresh, tuple(orders)
    return replace(begin(at, policy), presence=Presence(back=at)), tuple(orders)


def _with_all_that_holds(cycle: Cycle, policy: Policy, at: datetime, owed: Entry | None) -> Cycle:
    presence = replace(cycle.presence, back=at, short_out=None)
    return replace(
        _with_the_spell(cycle, policy, at, owed),
        presence=presence,
        meeting=cycle.meeting,
        paused=cycle.paused,
        paused_until=cycle.paused_until,
        session_ended=cycle.session_ended,
    )


def _with_the_spell(cycle: Cycle, policy: Policy, at: datetime, owed: Entry | None) -> Cycle:
    """The sitting goes on, unless it was ended by what the session had done."""
    start = at if owed is not None and owed.units else min(cycle.spell_start, at)
    fresh = replace(begin(start, policy), now=at, presence=Presence(back=at), issued=int(cycle.issued) + 1)
    return replace(fresh, due_at=max(fresh.due_at, at))


def _owed(cycle: Cycle, policy: Policy, at: datetime) -> Entry | None:
    """The line that the open prompt or the session still owes the journal, fit to be written."""
    run = cycle.run
    episode: Episode | None = cycle.episode if run is None else run.episode
    if run is not None and run.units:
        whole = run.units >= run.task.planned_units
        made = entry_of_run(run, policy, Outcome.COMPLETED if whole else Outcome.PARTIAL, at)
    elif episode is not None and not (run is not None and run.undoes_skip):
        made = entry_of(policy, Outcome.MISSED, at, closed(episode, at))
    else:
        return None
    decode(encode(made))
    return made


def _tried(anew: Anew, cycle: Cycle, policy: Policy, at: datetime, owed: Entry | None) -> Cycle:
    """What is made anew, if a step can take it further and the next process can read it."""
    fresh = anew(cycle, policy, at, owed)
    further, _ = step(fresh, Tick(at), policy)
    from_plain(to_plain(further))
    return fresh


def _attempt(make: Callable[[], Made]) -> Made | None:
    """What comes of it, None if that fails: whatever is wrong with the old cycle, it ends here."""
    try:
        return make()
    except Exception:  # noqa: BLE001 - of a damaged value anything may come
        return None
