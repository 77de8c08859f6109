"""Each rule of the break cycle, as a morning of somebody's life."""

from __future__ import annotations

from datetime import timedelta

import pytest
from scenario import WORKWEEK, Day


def test_two_hours_of_sitting_bring_the_prompt_and_a_session_starts_the_next_spell() -> None:
    day = Day("09:00").starts("11:00").finishes("11:02").until("13:02")
    day.expect("11:00 prompt", "11:00 session", "11:02 completed", "13:02 prompt")
    entry = day.last("completed")
    assert (entry.sat_s, entry.snoozes, entry.prompted) == (7200, 0, day.instant("11:00"))
    assert (entry.exercise, entry.units, entry.planned_units, entry.round) == ("pelvis-lift", 5, 5, 1)


# --- 1: away, and the natural break --------------------------------------------------------------


def test_rule_1_forty_seconds_of_lock_change_nothing() -> None:
    Day("09:00").locks("10:50").unlocks("10:50:40").until("11:00").expect("11:00 prompt")


def test_rule_1_a_long_lunch_is_a_natural_break_and_the_spell_starts_at_the_return() -> None:
    day = Day("09:00").locks("10:30").unlocks("11:10").until("13:10")
    day.expect("11:10 natural", "13:10 prompt")
    entry = day.entries[0]
    assert (entry.seconds, entry.sat_s, entry.prompted) == (2400.0, 5400, None)


def test_rule_1_idleness_counts_back_to_the_last_input() -> None:
    Day("09:00").idles("10:00").types("10:05").until("12:05").expect("10:05 natural", "12:05 prompt")
    Day("09:00").idles("10:00").types("10:04:59").until("11:00").expect("11:00 prompt")


def test_rule_1_no_entry_for_an_absence_begun_outside_hours() -> None:
    day = Day("08:00", hours=WORKWEEK).locks("08:30").unlocks("09:10").until("11:10")
    day.expect("11:10 prompt")


def test_rule_1_no_entry_right_after_a_session_only_the_spell_moves() -> None:
    day = Day("09:00").starts("11:00").finishes("11:02").locks("11:04").unlocks("11:30")
    day.until("13:30").expect("11:00 prompt", "11:00 session", "11:02 completed", "13:30 prompt")


def test_rule_1_no_entry_because_the_program_was_not_running() -> None:
    Day("09:00").dies("10:00", back="10:30").until("12:30").expect("12:30 prompt")


def test_rule_1_reading_never_counts_as_idle_but_lock_and_sleep_do() -> None:
    Day("09:00", reading=True).idles("09:30").until("11:00").expect("11:00 prompt")
    Day("09:00", reading=True).locks("09:30").unlocks("09:40").expect("09:40 natural")
    Day("09:00", reading=True).sleeps("09:30", wakes="09:40").expect("09:40 natural")


# --- 2: no input, and just back ------------------------------------------------------------------


def test_rule_2_due_while_idle_waits_for_input() -> None:
    day = Day("09:00").idles("10:58:30").until("11:01").in_phase("held")
    assert day.reasons() == ["no input"]
    day.types("11:01:30").expect("11:01:30 prompt")


def test_rule_2_due_while_idle_may_become_a_natural_break() -> None:
    day = Day("09:00").idles("10:57").until("11:01:59").in_phase("held").until("11:10")
    assert day.reasons() == ["away"]
    day.types("11:20").until("13:20").expect("11:20 natural", "13:20 prompt")
    natural = day.entries[0]
    assert natural.prompted is None
    assert [hold.reason for hold in natural.held] == ["no input", "away"]


@pytest.mark.parametrize("reason", ["unlock", "resume", "start"])
def test_rule_2_nobody_is_prompted_within_three_minutes_of_coming_back(reason: str) -> None:
    day = Day("09:00")
    if reason == "unlock":
        day.locks("10:58").unlocks("10:59")
    elif reason == "resume":
        day.sleeps("10:58", wakes="10:59")
    else:
        day.dies("10:58", back="10:59")
    day.until("11:01").in_phase("held")
    assert day.reasons() == ["just back"]
    day.until("11:30").expect("11:02 prompt", "11:12 prompt", "11:22 prompt")


def test_rule_2_just_back_holds_an_episode_for_ten_minutes_at_most() -> None:
    day = Day("09:00")
    for minute in range(1, 16, 2):
        day.locks(f"11:{minute:02}").unlocks(f"11:{minute:02}:10")
    first = next(seen for seen in day.seen if "prompt" in seen and not seen.startswith("11:00"))
    assert "11:11" <= first < "11:14"


# --- 3: quiet ------------------------------------------------------------------------------------


def test_rule_3_a_call_holds_and_the_prompt_comes_half_a_minute_after_it() -> None:
    day = Day("09:00").quiet("10:40", "microphone").quiet("11:20")
    day.until("11:25").expect("11:20:30 prompt")
    held = day.starts("11:26").finishes("11:28").last("completed").held
    assert [(h.reason, h.end - h.start) for h in held] == [("microphone", timedelta(minutes=20, seconds=30))]


def test_rule_3_a_flap_of_the_detector_is_not_the_end_of_the_call() -> None:
    day = Day("09:00").quiet("10:40", "microphone").quiet("11:05").quiet("11:05:20", "microphone")
    day.until("11:30").expect().in_phase("held")


def test_rule_3_the_cap_ends_in_a_silent_prompt_and_one_normal_one_when_quiet_ends() -> None:
    day = Day("09:00").quiet("10:40", "do_not_disturb").quiet("12:15")
    day.until("12:20").expect("12:00 silent prompt", "12:10 silent prompt", "12:15:30 prompt")


def test_rule_3_nothing_is_shown_on_a_shared_screen() -> None:
    day = Day("09:00").quiet("10:40", "screen_share").until("12:00").expect("12:00 silent prompt")
    assert day.cycle.episode is not None and not day.cycle.episode.card


def test_rule_3_a_declared_meeting_is_not_capped() -> None:
    day = Day("09:00").meets("10:30", until="13:30").until("13:00").expect().in_phase("held")
    day.until("13:31").expect("13:30 prompt")


# --- 4: repeats, and one entry -------------------------------------------------------------------


def test_rule_4_an_unanswered_prompt_repeats_every_ten_minutes_of_presence() -> None:
    day = Day("09:00").until("11:25").expect("11:00 prompt", "11:10 prompt", "11:20 prompt")
    day.locks("11:26").unlocks("11:28").until("11:35").expect("11:31 prompt")
    day.starts("11:36").finishes("11:38").expect("11:36 session", "11:38 completed")
    assert len(day.entries) == 1


def test_rule_4_the_day_closing_on_a_prompt_is_one_missed_entry() -> None:
    day = Day("15:55", hours=WORKWEEK).locks("18:10").unlocks("+1 09:00").until("+1 10:00")
    day.expect("17:55 prompt", "18:00 missed")
    assert day.entries[0].prompted == day.instant("17:55")


def test_rule_4_nobody_misses_a_prompt_who_had_long_left() -> None:
    day = Day("15:55", hours=WORKWEEK).locks("17:40").unlocks("+3 09:30").until("+3 11:30")
    day.expect("+3 09:30 natural", "+3 11:30 prompt")


# --- 5: snooze and skip --------------------------------------------------------------------------


def test_rule_5_snooze_counts_from_now_and_skip_leaves_the_spell_running() -> None:
    day = Day("09:00").snoozes("11:04").snoozes("11:10").until("11:19").expect("11:00 prompt")
    day.until("11:21").expect("11:20 prompt").skips("11:22").until("13:22")
    day.expect("11:22 skipped", "13:22 prompt")
    assert day.entries[0].snoozes == 2
    assert day.entries[0].sat_s == 2 * 3600 + 22 * 60
    assert day.cycle.spell_start == day.instant("09:00")


def test_rule_5_with_the_limit_reached_a_snooze_is_refused() -> None:
    day = Day("09:00", snooze_limit=1).snoozes("11:00").snoozes("11:10")
    day.expect("11:00 prompt", "11:10 prompt", "11:10 refused snooze").in_phase("prompting")


def test_rule_5_start_undoes_a_skip_with_the_same_id_and_the_next_rev() -> None:
    day = Day("09:00").skips("11:01").starts("11:30").finishes("11:32")
    day.expect("11:00 prompt", "11:01 skipped", "11:30 session", "11:32 completed")
    skipped, done = day.entries
    assert (done.id, done.rev) == (skipped.id, skipped.rev + 1)
    assert done.prompted == day.instant("11:00")


def test_rule_5_the_next_prompt_ends_the_undoing() -> None:
    day = Day("09:00").skips("11:00").until("13:00").starts("13:01").finishes("13:03")
    assert day.entries[0].id != day.entries[1].id


# --- 6: reading is sitting -----------------------------------------------------------------------


def test_rule_6_four_minutes_without_input_are_still_sitting() -> None:
    day = Day("09:00")
    for hour in (9, 10):
        for minute in range(0, 55, 5):
            day.idles(f"{hour}:{minute:02}").types(f"{hour}:{minute + 4:02}:30")
    day.until("11:00").expect("11:00 prompt")
