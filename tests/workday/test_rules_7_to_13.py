"""Rules 7 to 13 of the break cycle, as mornings of somebody's life."""

from __future__ import annotations

from datetime import timedelta

import pytest
from scenario import WORKWEEK, Day

# --- 7: sessions by hand -------------------------------------------------------------------------


@pytest.mark.parametrize("phase", ["sitting", "held", "prompting", "snoozed", "paused", "off"])
def test_rule_7_a_session_by_hand_starts_in_every_phase_but_session(phase: str) -> None:
    day = Day("09:00", hours=WORKWEEK)
    match phase:
        case "held":
            day.quiet("10:30", "microphone").until("11:10")
        case "prompting":
            day.until("11:10")
        case "snoozed":
            day.snoozes("11:05").until("11:10")
        case "paused":
            day.pauses("09:10").until("11:10")
        case "off":
            day.until("12:40")
        case _:
            day.until("10:10")
    day.in_phase(phase)
    day.seen.clear()
    start, end = day.now, day.now + timedelta(minutes=2)
    day.starts(day.label(start)).finishes(day.label(end)).in_phase(
        phase if phase in {"paused", "off"} else "sitting"
    )
    assert day.seen[0].endswith("session") and day.seen[1].endswith("completed")
    assert day.cycle.spell_start == end
    day.starts(day.label(end)).starts(day.label(end))
    assert day.seen[-1].endswith("refused start")


def test_rule_7_a_session_running_when_the_day_closes_is_let_finish() -> None:
    day = Day("09:00", hours=WORKWEEK).starts("12:29").finishes("12:31").in_phase("off")
    day.expect("11:00 prompt", "11:10 prompt", "11:20 prompt", "11:30 prompt", "11:40 prompt",
               "11:50 prompt", "12:00 prompt", "12:10 prompt", "12:20 prompt",
               "12:29 session", "12:31 completed")  # fmt: skip


def test_rule_7_stopped_with_nothing_done_goes_on_as_a_snooze() -> None:
    day = Day("09:00").starts("11:00").stops("11:01").in_phase("snoozed").until("11:11")
    day.expect("11:00 prompt", "11:00 session", "11:11 prompt")
    day.skips("11:12")
    assert day.entries[0].snoozes == 1


def test_rule_7_a_hand_started_session_with_nothing_done_leaves_no_trace() -> None:
    Day("09:00").starts("10:00").stops("10:01").until("11:00").expect("10:00 session", "11:00 prompt")


def test_rule_7_nobody_has_done_more_than_was_planned() -> None:
    assert Day("09:00").starts("10:00", units=5).finishes("10:02", units=99).last("completed").units == 5


def test_rule_7_stand_and_stretch_played_through_counts() -> None:
    day = Day("09:00").starts("10:00", units=0, exercise="stand-and-stretch").finishes("10:02", units=0)
    day.expect("10:00 session", "10:02 completed")
    assert day.cycle.spell_start == day.instant("10:02")


# --- 8: lock, and a window that is gone ----------------------------------------------------------


def test_rule_8_a_short_lock_freezes_the_session_and_idleness_is_ignored() -> None:
    day = Day("09:00").starts("10:00").idles("10:00:10").does("10:01:20", 2).locks("10:01:30")
    day.unlocks("10:03").finishes("10:04").expect(
        "10:00 session", "10:01:30 freeze", "10:03 thaw", "10:04 completed"
    )


def test_rule_8_back_too_late_it_is_partial_and_the_spell_starts_at_the_return() -> None:
    day = Day("09:00").starts("10:00").does("10:01", 2).locks("10:01:30").unlocks("10:20").until("12:20")
    day.expect("10:00 session", "10:01:30 freeze", "10:20 close", "10:01:30 partial", "12:20 prompt")
    assert day.entries[0].units == 2


def test_rule_8_a_window_gone_in_mid_unit_is_partial() -> None:
    day = Day("09:00").starts("10:00").does("10:01", 3).loses_window("10:01:10")
    day.expect("10:00 session", "10:01:10 close", "10:01:10 partial").in_phase("sitting")


def test_rule_8_a_window_silent_for_five_minutes_is_lost() -> None:
    day = Day("09:00").starts("10:00").does("10:01", 3).until("10:06")
    day.expect("10:00 session", "10:06 close", "10:01 partial")
    assert day.cycle.spell_start == day.instant("10:01")


# --- 9: pause ------------------------------------------------------------------------------------


def test_rule_9_pause_withdraws_and_resume_prompts_after_the_grace() -> None:
    day = Day("09:00").until("11:05").pauses("11:05", until="12:05").in_phase("paused").until("12:10")
    day.expect("11:00 prompt", "12:08 prompt")
    day.starts("12:11").finishes("12:13")
    assert day.entries[0].prompted == day.instant("11:00")


def test_rule_9_a_natural_break_in_the_pause_answers_the_episode() -> None:
    day = Day("09:00").pauses("11:05", until="13:00").locks("11:30").unlocks("12:00").until("14:00")
    day.expect("11:00 prompt", "12:00 natural", "14:00 prompt")


def test_rule_9_a_pause_is_a_wall_clock_instant_and_outlives_sleep_and_restart() -> None:
    Day("09:00").pauses("10:00", until="14:00").sleeps("10:30", wakes="12:30").in_phase("paused")
    Day("09:00").pauses("10:00", until="11:00").sleeps("10:30", wakes="12:30").in_phase("sitting")
    Day("09:00").pauses("10:00", until="14:00").dies("10:30", back="10:31").in_phase("paused")


# --- 10: off only silences -----------------------------------------------------------------------


def test_rule_10_presence_counts_on_while_off() -> None:
    Day("07:30", hours=WORKWEEK).until("09:30").expect("09:30 prompt")
    Day("06:00", hours=WORKWEEK).until("09:00").expect("09:00 prompt")
    Day("06:00", hours=WORKWEEK).locks("08:00").unlocks("08:30").until("10:30").expect("10:30 prompt")


@pytest.mark.parametrize("open_as", ["prompt", "hold", "snooze"])
def test_rule_10_whatever_is_open_when_the_day_closes_is_missed(open_as: str) -> None:
    day = Day("10:20", hours=WORKWEEK)
    if open_as == "hold":
        day.quiet("12:00", "microphone")
    day.until("12:21")
    if open_as == "snooze":
        day.snoozes("12:22")
    day.until("12:45").in_phase("off")
    assert day.seen[-1] == "12:30 missed"
    assert (day.last("missed").prompted is None) == (open_as == "hold")
    assert len(day.entries) == 1


# --- 11: clock steps -----------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [180, -180, 1, -1])
def test_t12_rule_11_a_step_moves_the_spell_and_not_the_sitting(minutes: int) -> None:
    day = Day("09:00", on=Day().instant("00:00") + timedelta(days=1)).steps_clock("10:00", minutes)
    due = day.instant("11:00") + timedelta(minutes=minutes)
    day.until(day.label(due))
    day.expect(f"{day.label(due)} prompt")


def test_rule_11_a_step_moves_snooze_and_hold() -> None:
    day = Day("09:00").snoozes("11:00").steps_clock("11:05", 180).until("14:10")
    day.expect("11:00 prompt", "14:10 prompt")
    day = Day("09:00").quiet("10:40", "microphone").steps_clock("11:30", 180).until("15:00")
    day.expect("15:00 silent prompt")


def test_rule_11_never_the_pause_nor_the_hours() -> None:
    day = Day("09:00").pauses("10:00", until="13:30").steps_clock("10:01", 180).in_phase("paused")
    day.until("13:30").in_phase("sitting")
    Day("09:00", hours=WORKWEEK).steps_clock("10:00", 180).in_phase("off")


def test_rule_11_a_clock_set_back_unannounced_is_taken_for_a_step() -> None:
    day = Day("09:00").types("10:00")
    day.now = day.instant("07:00")
    day.types("07:00").until("08:00").expect("08:00 prompt")


# --- 12: restart ---------------------------------------------------------------------------------


def test_rule_12_a_short_gap_goes_on() -> None:
    Day("09:00").dies("10:00", back="10:04").until("11:00").expect("11:00 prompt")
    day = Day("09:00").snoozes("11:00", 20).dies("11:05", back="11:06").in_phase("snoozed")
    day.until("11:20").expect("11:00 prompt", "11:20 prompt")
    day = Day("09:00").dies("11:05", back="11:06").in_phase("held").until("11:09")
    day.expect("11:00 prompt", "11:09 prompt")
    assert day.cycle.episode is not None and day.cycle.episode.prompted == day.instant("11:00")


def test_rule_12_a_long_gap_is_an_absence_and_ends_an_open_episode_once() -> None:
    day = Day("09:00").dies("11:05", back="11:40").until("13:40")
    day.expect("11:00 prompt", "11:40 natural", "13:40 prompt")


def test_rule_12_a_day_that_closed_meanwhile_is_missed() -> None:
    day = Day("09:00", hours=WORKWEEK).dies("11:05", back="+1 09:30").until("+1 11:30")
    day.expect("11:00 prompt", "12:30 missed", "+1 11:30 prompt")


# --- 13: it can say why --------------------------------------------------------------------------


def test_rule_13_every_hold_is_in_the_entry() -> None:
    day = Day("09:00").quiet("10:59", "fullscreen").locks("11:10").unlocks("11:11").quiet("11:12")
    day.until("11:20").skips("11:21")
    assert [hold.reason for hold in day.last("skipped").held] == ["fullscreen", "away", "just back"]


def test_the_heads_up_comes_once_before_the_prompt() -> None:
    Day("09:00", heads_up=2).until("11:00").expect("10:58 heads-up", "11:00 prompt")
