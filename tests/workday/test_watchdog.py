"""A cycle that stands still is noticed, a Tick heals it, and where no Tick can, somebody begins anew."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenario import MONDAY, WORKWEEK, Day, policy
from walk import POLICIES, Move, Walk, moves
from workday.test_properties import SHORT, WALKS

from backbreak.core.cycle import Cycle, Phase, Policy, Task, persist, step
from backbreak.core.cycle import events as e
from backbreak.core.cycle.rescue import rescued
from backbreak.core.cycle.watchdog import PATIENCE, Overdue, overdue, overdue_at
from backbreak.core.journal import Outcome, decode, encode

SECOND = timedelta(seconds=1)


def test_a_due_time_that_nobody_woke_for_is_noticed_after_two_minutes() -> None:
    day = Day("09:00")
    assert overdue_at(day.cycle, day.policy) == day.instant("11:02")
    assert overdue(day.cycle, day.policy, day.instant("11:01:59")) is None
    assert overdue(day.cycle, day.policy, day.instant("11:02")) == Overdue(
        Phase.SITTING, day.instant("11:00")
    )


@pytest.mark.parametrize(("phase", "since"), [
    ("prompting", "11:10"), ("snoozed", "11:13"), ("session", "11:08"), ("paused", "11:33"), ("off", "13:30"),
])  # fmt: skip
def test_every_phase_has_its_own_deadline(phase: str, since: str) -> None:
    day = Day("09:00", hours=WORKWEEK)
    match phase:
        case "prompting":
            day.until("11:00")
        case "snoozed":
            day.snoozes("11:03")
        case "session":
            day.starts("11:03")
        case "paused":
            day.pauses("11:03", until="11:33")
        case "off":
            day.until("12:30")
    day.in_phase(phase)
    at = day.instant(since)
    assert overdue(day.cycle, day.policy, at + PATIENCE - SECOND) is None
    assert overdue(day.cycle, day.policy, at + PATIENCE) == Overdue(Phase(phase), at)


@pytest.mark.parametrize("reason", ["lock", "pause", "session behind the lock", "reading"])
def test_what_waits_for_no_instant_is_never_overdue(reason: str) -> None:
    day = Day("09:00", natural_break=5)
    match reason:
        case "lock":
            day.until("11:00").locks("11:01")
        case "pause":
            day.pauses("09:01")
        case "session behind the lock":
            day.starts("09:01").locks("09:02")
        case "reading":
            day = Day("09:00", reading=True).until("11:00").locks("11:00")
    assert overdue_at(day.cycle, day.policy) is None
    assert overdue(day.cycle, day.policy, day.instant("+60 09:00")) is None


@pytest.mark.parametrize("broken", [
    {"phase": Phase.HELD}, {"phase": Phase.SNOOZED}, {"phase": Phase.PAUSED}, {"phase": Phase.OFF},
    {"phase": Phase.SESSION}, {"phase": Phase.SITTING}, {"paused": datetime(2026, 1, 5, 11, tzinfo=UTC)},
])  # fmt: skip
def test_a_phase_without_a_recorded_reason_is_noticed_and_a_tick_puts_it_right(
    broken: dict[str, object],
) -> None:
    day = Day("09:00").until("11:05").in_phase("prompting")
    stuck = replace(day.cycle, **broken)  # type: ignore[arg-type]
    found = overdue(stuck, day.policy, day.instant("11:07:30"))
    assert found is not None and found.phase is stuck.phase and found.since <= day.instant("11:05")
    healed, _ = step(stuck, e.Tick(day.instant("11:07:30")), day.policy)
    assert overdue(healed, day.policy, healed.now + PATIENCE) is None
    assert healed.phase is (Phase.PAUSED if "paused" in broken else Phase.PROMPTING)


# --- wherever a walk leads -----------------------------------------------------------------------


def check(cycle: Cycle, rules: Policy, later: timedelta) -> None:
    """Well as it is, noticed when it is left alone for too long, and well again after a late Tick."""
    look = overdue_at(cycle, rules)
    assert overdue(cycle, rules, cycle.now) is None
    if look is not None:
        assert overdue(cycle, rules, look - SECOND) is None
        assert overdue(cycle, rules, look) is not None
    late, _ = step(cycle, e.Tick(cycle.now + later), rules)
    assert overdue(late, rules, late.now) is None
    again = overdue_at(late, rules)
    assert again is None or again > late.now + PATIENCE


@SHORT
@given(WALKS, st.sampled_from(POLICIES), st.timedeltas(timedelta(), timedelta(days=4)))
def test_a_tick_at_any_later_time_leaves_the_cycle_well(
    way: list[Move], rules: Policy, later: timedelta
) -> None:
    walk = Walk(rules)
    for move in way:
        walk.play(move)
        check(walk.cycle, walk.policy, later)


def test_a_long_walk_is_never_overdue_while_it_is_ticked() -> None:
    walk = Walk(POLICIES[1])
    for move in moves(11, 2_000):
        walk.play(move)
        check(walk.cycle, walk.policy, timedelta(minutes=move[2] * 300))


# --- beginning anew ------------------------------------------------------------------------------


def test_a_rescue_writes_the_open_prompt_down_and_goes_on_counting() -> None:
    day = Day("09:00").snoozes("11:00").until("11:12")
    fresh, orders = rescued(day.cycle, day.policy, day.now)
    withdrawn, record = orders
    assert isinstance(withdrawn, e.WithdrawPrompt) and isinstance(record, e.Record)
    entry = record.entry
    assert (entry.outcome, entry.snoozes, entry.prompted) == (Outcome.MISSED, 1, day.instant("11:00"))
    day.cycle = fresh
    day.until("11:20").expect("11:00 prompt", "11:10 prompt", "11:15 prompt")
    assert fresh.spell_start == day.instant("09:00")
    assert day.cycle.episode is not None and day.cycle.episode.id != entry.id


def test_a_rescue_keeps_what_a_session_had_done_and_closes_its_window() -> None:
    day = Day("09:00").starts("11:00").does("11:01", 3)
    fresh, orders = rescued(day.cycle, day.policy, day.now)
    closed, record = orders
    assert isinstance(closed, e.CloseSession) and isinstance(record, e.Record)
    assert (record.entry.outcome, record.entry.units, record.entry.id) == (Outcome.PARTIAL, 3, day.run_id)
    day.cycle = fresh
    day.until("13:01").expect("11:00 prompt", "11:00 session", "13:01 prompt")


def test_a_rescue_keeps_the_pause_the_lock_and_the_meeting() -> None:
    day = Day("09:00").meets("09:30", until="12:00").pauses("10:00", until="14:00").locks("10:05")
    fresh, orders = rescued(day.cycle, day.policy, day.now)
    assert orders == ()
    assert (fresh.paused_until, fresh.meeting) == (day.cycle.paused_until, day.cycle.meeting)
    assert fresh.presence.locked == day.instant("10:05")


FOREIGN = st.sampled_from(
    [None, 7, "x", MONDAY.replace(tzinfo=None), datetime.max.replace(tzinfo=UTC), (), (1, 2)]
)
DAMAGE = st.tuples(st.sampled_from([one.name for one in fields(Cycle)]), FOREIGN)


@SHORT
@given(st.lists(DAMAGE, min_size=1), st.data())
def test_whatever_a_cycle_is_damaged_by_it_is_left_behind_with_at_most_one_line(
    damage: list[tuple[str, object]], data: st.DataObject
) -> None:
    rules = policy("Europe/Berlin", hours=WORKWEEK)
    walk = Walk(rules)
    walk.policy = rules
    for move in moves(data.draw(st.integers(0, 50)), 30):
        walk.play(move)
    at = walk.now + timedelta(minutes=3)
    fresh, orders = rescued(replace(walk.cycle, **dict(damage)), walk.policy, at)  # type: ignore[arg-type]
    lines = [order.entry for order in orders if isinstance(order, e.Record)]
    assert len(lines) <= 1 and all(decode(encode(line)).id == line.id for line in lines)
    healthy, _ = step(fresh, e.Tick(at), walk.policy)
    assert persist.from_plain(persist.to_plain(healthy)) == healthy
    assert overdue(healthy, walk.policy, at) is None
    started, _ = step(healthy, e.Started(at, Task("pelvis-lift", 5, 1)), walk.policy)
    assert started.phase is Phase.SESSION
