"""Where two rules meet: what comes first, what gives way, and that it is still one entry."""

from __future__ import annotations

from datetime import timedelta

import pytest
from scenario import WORKWEEK, Day

from backbreak.core.cycle import Task
from backbreak.core.cycle import events as e

# --- 1 and 2: short and long absences around the due time ----------------------------------------


def test_rules_1_and_2_a_lock_at_two_hours_minus_ninety_seconds() -> None:
    Day("09:00").locks("10:58:30").unlocks("10:59:10").until("11:05").expect("11:02:10 prompt")
    Day("09:00").locks("10:58:30").unlocks("11:03:20").until("11:10").expect("11:06:20 prompt")
    day = Day("09:00").locks("10:58:30").unlocks("11:03:30").until("13:04")
    day.expect("11:03:30 natural", "13:03:30 prompt")
    assert day.entries[0].prompted is None and [h.reason for h in day.entries[0].held] == ["away"]


def test_rules_1_and_2_two_returns_in_a_row() -> None:
    day = Day("09:00").locks("10:59").unlocks("11:00:30").locks("11:02").unlocks("11:02:30")
    day.until("11:10").expect("11:05:30 prompt")
    # A lock that follows an unlock at once is the same absence.
    Day("09:00").locks("10:00").unlocks("10:02").locks("10:02:05").unlocks("10:05").expect("10:05 natural")
    Day("09:00").locks("10:00").unlocks("10:02").locks("10:03").unlocks("10:05").expect()


# --- 1 and others --------------------------------------------------------------------------------


def test_rules_1_and_4_a_lock_begins_while_the_prompt_is_open() -> None:
    day = Day("09:00").locks("11:05").in_phase("held").unlocks("11:07").until("11:12")
    day.expect("11:00 prompt", "11:10 prompt").starts("11:13").finishes("11:15")
    assert len(day.entries) == 1
    day = Day("09:00").locks("11:05").unlocks("11:30").until("13:29").expect("11:00 prompt", "11:30 natural")
    assert day.entries[0].prompted == day.instant("11:00") and day.entries[0].sat_s == 7500


def test_rules_1_and_5_snooze_and_then_a_natural_break() -> None:
    day = Day("09:00").snoozes("11:00").locks("11:02").unlocks("11:20").until("13:20")
    day.expect("11:00 prompt", "11:20 natural", "13:20 prompt")
    assert day.entries[0].snoozes == 1


def test_rules_1_and_5_a_natural_break_after_a_skip_is_an_entry_of_its_own() -> None:
    day = Day("09:00").skips("11:00").locks("11:30").unlocks("11:45").until("13:45")
    day.expect("11:00 prompt", "11:00 skipped", "11:45 natural", "13:45 prompt")
    assert len({entry.id for entry in day.entries}) == 2


def test_rules_1_and_10_lunch_outside_the_hours() -> None:
    sat_through = Day("11:00", hours=WORKWEEK).until("13:40")
    sat_through.expect("13:30 prompt", "13:40 prompt")
    left = Day("09:00", hours=WORKWEEK).locks("10:59").unlocks("11:05").locks("12:35").unlocks("13:25")
    left.until("15:25").expect("11:05 natural", "15:25 prompt")
    left_early = Day("11:00", hours=WORKWEEK).locks("12:25").unlocks("13:40").until("15:40")
    left_early.expect("13:40 natural", "15:40 prompt")


@pytest.mark.parametrize(("slept", "seen"), [
    ("17:58", ["17:55 prompt", "18:00 missed", "+1 08:30 natural", "+1 10:30 prompt"]),
    ("17:00", ["+1 08:30 natural", "+1 10:30 prompt"]),
    ("18:20", ["17:55 prompt", "18:00 missed", "+1 10:30 prompt"]),
])  # fmt: skip
def test_rules_1_and_10_sleep_over_the_end_of_the_day(slept: str, seen: list[str]) -> None:
    day = Day("15:55", hours=WORKWEEK).sleeps(slept, wakes="+1 08:30").until("+1 10:30")
    day.expect(*seen)


# --- 3 and others --------------------------------------------------------------------------------


def test_rules_2_and_3_quiet_and_a_lock_together() -> None:
    day = Day("09:00").quiet("10:50", "microphone").locks("10:59").unlocks("11:02").quiet("11:10")
    day.until("11:15").expect("11:10:30 prompt").skips("11:16")
    assert [hold.reason for hold in day.entries[0].held] == ["away", "microphone", "just back"]
    day = Day("09:00").quiet("10:50", "microphone").locks("10:59").unlocks("11:09").until("13:08")
    day.expect("11:09 natural")


def test_rules_3_and_4_quiet_begins_while_prompting() -> None:
    day = Day("09:00").quiet("11:05", "microphone").in_phase("held").quiet("11:08").until("11:20")
    day.expect("11:00 prompt", "11:08:30 prompt", "11:18:30 prompt")
    assert day.skips("11:21").entries[0].prompted == day.instant("11:00")


def test_rules_3_and_4_the_cap_is_one_for_the_episode() -> None:
    day = Day("09:00").quiet("10:40", "microphone").quiet("12:05").until("12:06")
    day.expect("12:00 silent prompt", "12:05:30 prompt")
    # Quiet again: it may not hold any more, but silence it may ask for; ended, one normal prompt.
    day.quiet("12:07", "fullscreen").quiet("12:12").until("12:20")
    day.expect("12:07 silent prompt", "12:12:30 prompt")


def test_rules_3_and_5_a_snooze_does_not_use_up_the_cap() -> None:
    day = Day("09:00").quiet("10:40", "microphone").snoozes("11:30", 60).in_phase("snoozed").until("13:01")
    day.expect("13:00 silent prompt")
    assert [h.end - h.start for h in day.skips("13:02").entries[0].held] == [timedelta(minutes=30)] * 2


def test_rules_3_and_9_a_meeting_and_a_pause() -> None:
    day = Day("09:00").meets("10:30", until="11:30").pauses("10:40", until="11:10").until("11:35")
    day.expect("11:30 prompt")
    day = Day("09:00").meets("10:30", until="12:30").pauses("10:40").resumes("11:05").until("11:10")
    day.expect("11:08 prompt")


def test_rules_3_and_13_quiet_that_comes_back_while_off_counts_from_its_return() -> None:
    day = Day("11:00", hours=WORKWEEK).quiet("12:00", "microphone").quiet("12:40")
    day.quiet("13:20", "microphone")
    assert [one.since for one in day.cycle.quiet] == [day.instant("13:20")]


@pytest.mark.parametrize(("begins", "ends", "seen"), [
    ("10:50", "10:57", ["10:58 heads-up", "11:00 prompt"]),
    ("10:57", "10:59", ["10:59:30 heads-up", "11:00 prompt"]),
    ("10:57", "11:05", ["11:05:30 prompt"]),
])  # fmt: skip
def test_rules_3_and_13_no_heads_up_into_a_call(begins: str, ends: str, seen: list[str]) -> None:
    day = Day("09:00", heads_up=2).quiet(begins, "microphone").quiet(ends).until("11:06")
    day.expect(*seen)


# --- 5 and others --------------------------------------------------------------------------------


def test_rules_5_and_7_skip_then_start_then_stop_then_start_again() -> None:
    day = Day("09:00").skips("11:00").starts("11:30").stops("11:31").in_phase("sitting")
    assert day.cycle.due_at == day.instant("13:00")
    day.starts("11:40").finishes("11:42").expect(
        "11:00 prompt", "11:00 skipped", "11:30 session", "11:40 session", "11:42 completed"
    )
    assert len({entry.id for entry in day.entries}) == 1 and [entry.rev for entry in day.entries] == [0, 1]


def test_rules_5_and_10_the_day_closes_on_a_snooze() -> None:
    day = Day("15:50", hours=WORKWEEK).snoozes("17:55").until("+1 08:00")
    day.expect("17:50 prompt", "18:00 missed")
    assert (day.entries[0].snoozes, day.entries[0].prompted) == (1, day.instant("17:50"))


def test_rules_5_and_10_a_skip_late_in_the_day_misses_nothing() -> None:
    day = Day("15:50", hours=WORKWEEK).skips("17:55").until("+1 08:00")
    day.expect("17:50 prompt", "17:55 skipped")


def test_rules_4_and_5_a_limit_on_snoozes_counts_those_of_the_episode_only() -> None:
    day = Day("09:00", snooze_limit=1).snoozes("11:00").skips("11:10").snoozes("13:10").until("13:20")
    day.expect("11:00 prompt", "11:10 prompt", "11:10 skipped", "13:10 prompt", "13:20 prompt")


# --- 7 and 8: sessions ---------------------------------------------------------------------------


def test_rules_7_and_9_a_session_by_hand_while_paused() -> None:
    day = Day("09:00").pauses("11:05").starts("11:30").finishes("11:32").in_phase("paused")
    day.expect("11:00 prompt", "11:30 session", "11:32 completed")
    assert day.entries[0].prompted == day.instant("11:00")
    day.resumes("13:00").until("13:33").expect("13:32 prompt")


def test_rules_7_and_9_stopped_at_once_while_paused_the_episode_waits() -> None:
    day = Day("09:00").pauses("11:05").starts("11:30").stops("11:31").in_phase("paused").until("12:30")
    day.resumes("12:30").until("12:40").expect("11:00 prompt", "11:30 session", "12:33 prompt")


def test_rules_7_and_10_stopped_with_nothing_done_after_the_day_closed_is_missed() -> None:
    day = Day("15:50", hours=WORKWEEK).starts("17:59").stops("18:01").in_phase("off")
    day.expect("17:50 prompt", "17:59 session", "18:01 missed")


@pytest.mark.parametrize(("units", "seen"), [(2, ["11:01:10 partial"]), (0, ["11:11:10 prompt"])])
def test_rules_4_and_8_the_window_is_gone_in_mid_unit(units: int, seen: list[str]) -> None:
    day = Day("09:00").starts("11:00").does("11:01", units).loses_window("11:01:10").until("11:12")
    day.expect("11:00 prompt", "11:00 session", "11:01:10 close", *seen)


def test_rules_1_and_8_left_for_long_with_nothing_done_answers_the_prompt() -> None:
    day = Day("09:00").starts("11:00").locks("11:01").unlocks("11:20").until("13:19")
    day.expect("11:00 prompt", "11:00 session", "11:01 freeze", "11:20 close", "11:20 natural")
    assert day.entries[0].prompted == day.instant("11:00")


def test_rules_1_and_8_a_window_lost_behind_the_lock_ended_when_its_user_left() -> None:
    day = Day("09:00").starts("10:00").does("10:01", 2).locks("10:01:30").loses_window("10:15")
    day.unlocks("10:18").until("12:18")
    day.expect("10:00 session", "10:01:30 freeze", "10:15 close", "10:01:30 partial", "12:18 prompt")


def test_rules_7_and_8_a_swap_closes_one_entry_and_opens_another() -> None:
    day = Day("09:00").starts("11:00").does("11:01", 2)
    day.post(e.Swapped(day.now, day.run_id, Task("hip-flex", 3, 1))).finishes("11:03", units=3)
    partial, done = day.entries
    assert (partial.outcome, partial.prompted, partial.units) == ("partial", day.instant("11:00"), 2)
    assert (done.outcome, done.prompted, done.exercise) == ("completed", None, "hip-flex")
    assert partial.id != done.id
    nothing_yet = Day("09:00").starts("11:00")
    nothing_yet.post(e.Swapped(nothing_yet.now, nothing_yet.run_id, Task("hip-flex", 3, 1)))
    assert nothing_yet.finishes("11:03", units=3).last("completed").prompted == nothing_yet.instant("11:00")
    assert len(nothing_yet.entries) == 1


# --- 9 and 10 ------------------------------------------------------------------------------------


def test_rules_4_and_9_a_pause_during_the_prompt_takes_no_answers() -> None:
    day = Day("09:00").pauses("11:05", until="11:30").snoozes("11:10").skips("11:11").until("11:34")
    day.expect("11:00 prompt", "11:10 refused snooze", "11:11 refused skip", "11:33 prompt")


def test_rules_9_and_10_the_day_closes_on_a_paused_prompt() -> None:
    day = Day("15:50", hours=WORKWEEK).pauses("17:55", until="+1 09:00").until("+1 09:10")
    day.expect("17:50 prompt", "18:00 missed", "+1 09:03 prompt")
