"""Whenever it does not prompt it can say why, since when, and until when where that is known."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenario import WORKWEEK, Day
from walk import POLICIES, Move, Walk, moves
from workday.test_properties import SHORT, WALKS

from backbreak.core.cycle import Cycle, Phase, Policy
from backbreak.core.dose import RoundState
from backbreak.core.explain import Reason, explain, held_now
from backbreak.resident.snapshot import Surroundings, status, tray_view, why
from backbreak.words.reasons import sentence

AROUND = Surroundings(RoundState(1, 0, 145), tray=True, idle_source="absent")
SECOND = timedelta(seconds=1)


def said(day: Day) -> str:
    """The sentence of the present moment."""
    return sentence(explain(day.cycle, day.policy), day.policy.zone, day.cycle.now)


@pytest.mark.parametrize(("quiet", "sentence"), [
    ("microphone", "A call: the microphone is in use since 10:40; the prompt waits, at most until 12:00"),
    ("do_not_disturb", "Break due: do-not-disturb is on since 10:40; the prompt waits, at most until 12:00"),
    ("fullscreen", "Break due: full screen since 10:40; the prompt waits, at most until 12:00"),
    ("screen_share", "Break due: the screen is shared since 10:40; the prompt waits, at most until 12:00"),
    ("camera", "Break due: quiet since 10:40; the prompt waits, at most until 12:00"),
])  # fmt: skip
def test_quiet_is_named_with_since_when_and_when_it_gives_way(quiet: str, sentence: str) -> None:
    day = Day("09:00").quiet("10:40", quiet).until("11:20")
    assert said(day) == sentence
    day.quiet("11:21").in_phase("held")
    assert said(day).endswith("the prompt comes within half a minute")
    day.quiet("11:21:10", quiet).until("12:00:30").in_phase("prompting")
    assert said(day).startswith("A break is due: invited since 12:00, silently, as ")


def test_the_cap_that_is_told_is_the_cap_that_comes() -> None:
    day = Day("09:00").quiet("10:50", "microphone").snoozes("11:20").in_phase("snoozed").until("11:45")
    (held,) = held_now(day.cycle, day.policy)
    assert held == Reason("microphone", day.instant("10:50"), None, day.instant("12:10"))
    day.until("12:10").expect("12:10 silent prompt")


def test_of_two_reasons_the_one_that_goes_on_is_told_before_the_one_that_lingers() -> None:
    day = Day("09:00").quiet("10:40", "do_not_disturb", "microphone").until("11:20")
    day.quiet("11:20", "microphone")
    assert [one.id for one in held_now(day.cycle, day.policy)] == ["microphone", "do-not-disturb"]


@pytest.mark.parametrize(("at", "sentence"), [
    ("08:30", "Outside working hours until 09:00"),
    ("09:30", "Next break at 10:30"),
    ("10:31", "A break is due: invited since 10:30"),
    ("10:46", "Snoozed until 10:55"),
    ("10:56", "Break due: keyboard and mouse untouched since 10:53; the prompt waits for you"),
    ("11:01", "Away since 10:53"),
    ("11:06", "Next break at 13:05"),
    ("11:16", "In a meeting until 13:20; the next break comes after it"),
    ("11:21", "Away since 11:20"),
    ("11:31", "Paused until 12:00"),
    ("12:01", "Next break at 13:05"),
    ("13:11", "No break due before the working hours end at 13:30"),
    ("13:30", "Outside working hours until 14:00"),
])  # fmt: skip
def test_every_hour_of_a_day_has_its_sentence(at: str, sentence: str) -> None:
    day = Day("08:30", hours={**WORKWEEK, "monday": ("09:00-13:30", "14:00-18:00")})
    story = (
        ("10:45", lambda: day.snoozes("10:45")),
        ("10:55", lambda: day.idles("10:53")),
        ("11:05", lambda: day.types("11:05")),
        ("11:15", lambda: day.meets("11:15", until="13:20")),
        ("11:20", lambda: day.locks("11:20")),
        ("11:24", lambda: day.unlocks("11:24")),
        ("11:30", lambda: day.pauses("11:30", until="12:00")),
        ("12:00", lambda: day.resumes("12:00")),
        ("13:10", lambda: day.skips("13:10")),
    )
    for when, happens in story:
        if when <= at:
            happens()
    day.until(at)
    assert said(day) == sentence


def test_a_weekend_is_off_since_the_last_working_hour_ended() -> None:
    day = Day("09:00", hours=WORKWEEK).locks("12:35").until("+5 10:00")
    assert explain(day.cycle, day.policy) == Reason(
        "outside-hours", day.instant("+4 18:00"), day.instant("+7 09:00")
    )
    never = Day("09:00", hours={"monday": ("10:00-10:00",)})
    assert explain(never.cycle, never.policy).since < never.now


def test_without_an_idle_source_nothing_is_claimed_about_input() -> None:
    day = Day("09:00").until("11:00").expect("11:00 prompt")
    document = status(day.cycle, day.policy, day.now, AROUND)
    assert (document["away"], document["idle_source"]) == (False, "absent")
    assert "untouched" not in said(day) and "Away" not in said(day)


# --- wherever a walk leads -----------------------------------------------------------------------


def check(cycle: Cycle, rules: Policy) -> None:
    """There is a reason with its since, and everybody tells the same one."""
    reason, now = explain(cycle, rules), cycle.now
    assert reason.since <= now
    assert reason.until is None or reason.until > now
    assert reason.at_most is None or reason.at_most > now
    text = sentence(reason, rules.zone, now)
    assert len(text) > 10 and "%" not in text and "_" not in text
    told = status(cycle, rules, now, AROUND)
    view = tray_view(cycle, rules, now, None)
    assert told["reason"] == {"id": reason.id, "text": text}
    assert view.tooltip_text == text == view.rows[0].label
    assert view.rows[1].visible == (told["sitting_since"] is not None)
    answer = why(cycle, rules, now, [])
    assert answer["reason"]["text"] == text  # type: ignore[index]
    _check_holds(cycle, rules)


def _check_holds(cycle: Cycle, rules: Policy) -> None:
    held = held_now(cycle, rules)
    assert bool(held) == (cycle.phase is Phase.HELD)
    if held:
        assert cycle.episode is not None
        going_on = {
            hold.reason.replace("_", "-").replace(" ", "-") for hold in cycle.episode.holds if not hold.end
        }
        assert going_on == {one.id for one in held} and explain(cycle, rules) == held[0]
    if cycle.phase is Phase.PROMPTING:
        assert cycle.episode is not None
        assert (explain(cycle, rules).because != "") == cycle.episode.silent


@SHORT
@given(WALKS, st.sampled_from(POLICIES))
def test_every_state_of_any_walk_has_an_answer(way: list[Move], rules: Policy) -> None:
    walk = Walk(rules)
    for move in way:
        walk.play(move)
        check(walk.cycle, walk.policy)


@pytest.mark.parametrize("seed", [21, 22])
def test_every_state_of_a_long_walk_has_an_answer(seed: int) -> None:
    walk = Walk(POLICIES[seed % len(POLICIES)])
    seen = set()
    for move in moves(seed, 1_500):
        walk.play(move)
        check(walk.cycle, walk.policy)
        seen.add(explain(walk.cycle, walk.policy).id)
    assert {"sitting", "away", "prompting", "snoozed", "session", "paused"} <= seen
