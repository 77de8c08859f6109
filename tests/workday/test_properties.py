"""Wherever a random walk leads: one prompt, one session, one entry, no rude moment, no lost break."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scenario import MONDAY, policy
from walk import GAPS, KINDS, POLICIES, Move, Walk, moves

from backbreak.core.cycle import Phase, Policy, Task, begin, step, wake_at
from backbreak.core.cycle import events as e

MINUTE = timedelta(minutes=1)
WALKS = st.lists(
    st.tuples(st.sampled_from(sorted(KINDS)), st.sampled_from(GAPS), st.floats(0, 1, width=16)), max_size=60
)
SHORT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def walk_through(walk: Walk, way: list[Move]) -> None:
    for number, move in enumerate(way):
        walk.play(move)
        if number % 250 == 0:
            walk.account()
    walk.account()


@pytest.mark.parametrize("seed", [1, 2])
def test_t34_ten_thousand_events_keep_every_promise(seed: int) -> None:
    walk_through(Walk(POLICIES[seed]), list(moves(seed, 10_000)))


def test_a_walk_comes_to_the_same_however_often_the_cycle_is_woken() -> None:
    walk_through(Walk(POLICIES[0], extra_ticks=(None, MINUTE)), list(moves(3, 4_000)))


def test_facts_told_twice_change_nothing() -> None:
    walk_through(Walk(POLICIES[4], extra_ticks=(None, None), doubled=True), list(moves(4, 3_000)))


@SHORT
@given(WALKS, st.sampled_from(POLICIES))
def test_any_short_walk_keeps_every_promise(way: list[Move], rules: Policy) -> None:
    walk_through(Walk(rules), way)


@SHORT
@given(WALKS, st.sampled_from(POLICIES))
def test_any_short_walk_is_the_same_woken_more_often_or_told_twice(way: list[Move], rules: Policy) -> None:
    walk_through(Walk(rules, extra_ticks=(None, MINUTE)), way)
    walk_through(Walk(rules, extra_ticks=(None, None), doubled=True), way)


# --- nobody who sits is forgotten ----------------------------------------------------------------


class Sitter:
    """Somebody who is nearly always there: short absences, calls, and answers to prompts, sooner or later."""

    def __init__(self, seed: int, rules: Policy, longest_quiet_min: float) -> None:
        self.dice, self.rules, self.longest_quiet_min = Random(seed), rules, longest_quiet_min
        self.cycle = begin(MONDAY, rules)
        self.seen = MONDAY
        self.longest = timedelta()

    def post(self, event: e.Event) -> None:
        self.cycle, effects = step(self.cycle, event, self.rules)
        self.longest = max(self.longest, self.cycle.now - self.seen)
        if self.cycle.phase in (Phase.PROMPTING, Phase.SESSION):
            self.seen = self.cycle.now
        if any(isinstance(effect, e.Record | e.ShowPrompt) for effect in effects):
            self.seen = self.cycle.now

    def sits(self, minutes: float) -> None:
        to = self.cycle.now + timedelta(minutes=minutes)
        while (wake := wake_at(self.cycle, self.rules)) is not None and wake <= to:
            self.post(e.Tick(wake))
        self.post(e.Tick(to))

    def lives(self) -> None:
        """One little thing of an office day."""
        dice = self.dice
        match dice.choice(("lock", "idle", "quiet", "answer", "answer", "restart", "work")):
            case "lock":
                self.post(e.Locked(self.cycle.now))
                self.sits(dice.uniform(0.1, 4.9))
                self.post(e.Unlocked(self.cycle.now))
            case "idle":
                self.sits(1)
                self.post(e.WentIdle(self.cycle.now, self.cycle.now - MINUTE))
                self.sits(dice.uniform(0, 3.9))
                self.post(e.InputSeen(self.cycle.now))
            case "quiet":
                self.post(e.QuietIs(self.cycle.now, frozenset({"microphone"})))
                self.sits(dice.uniform(1, self.longest_quiet_min))
                self.post(e.QuietIs(self.cycle.now, frozenset()))
            case "answer":
                self.answers()
            case "restart":
                at = self.cycle.now + timedelta(minutes=dice.uniform(0, 4.9))
                self.post(e.Restarted(at, self.cycle.now))
        self.sits(dice.uniform(4, 40))

    def answers(self) -> None:
        if self.cycle.phase is Phase.PROMPTING:
            self.post(e.Started(self.cycle.now, Task("pelvis-lift", 5, 1)))
            self.sits(2)
            run = self.cycle.run
            assert run is not None
            self.post(e.Ended(self.cycle.now, run.id, 5, None, 120.0, completed=True))


@pytest.mark.parametrize("limit", [30, 120])
@pytest.mark.parametrize("seed", range(4))
def test_whoever_sits_is_prompted_in_time(seed: int, limit: int) -> None:
    rules = policy(limit=limit, hold_cap=60)
    sitter = Sitter(seed, rules, longest_quiet_min=200)
    for _ in range(800):
        sitter.lives()
    # Held by a call (60 min an episode) and by coming back (10), and then off the desk for under five.
    assert sitter.longest <= rules.limit + rules.hold_cap + timedelta(minutes=10 + 15)


@pytest.mark.parametrize("seed", range(4))
def test_whoever_sits_undisturbed_waits_no_longer_than_the_grace(seed: int) -> None:
    rules, dice = policy(), Random(seed)
    sitter = Sitter(seed, rules, longest_quiet_min=0)
    for _ in range(800):
        sitter.sits(dice.uniform(5, 60))
        if dice.random() < 0.5:
            sitter.post(e.Locked(sitter.cycle.now))
            sitter.sits(dice.uniform(0.1, 4.9))
            sitter.post(e.Unlocked(sitter.cycle.now))
        if dice.random() < 0.3:
            sitter.answers()
    assert sitter.longest <= rules.limit + rules.grace + rules.natural_break + MINUTE
