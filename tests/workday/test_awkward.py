"""The awkward moments: the clock is set, the program dies, the settings change, signals lie, others write."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from scenario import WORKWEEK, Day

from backbreak.core.cycle import deadline, wake_at
from backbreak.core.cycle import events as e
from backbreak.core.journal import Entry, Outcome


def change(day: Day, text: str, **minutes: float) -> Day:
    """The settings are changed at that time."""
    day.until(text)
    day.policy = replace(day.policy, **{key: timedelta(minutes=value) for key, value in minutes.items()})  # type: ignore[arg-type]
    return day.post(e.PolicyChanged(day.now))


def elsewhere(day: Day, text: str, at: str, outcome: str = "completed", units: int | None = 5) -> Day:
    """At `text` the journal of another device arrives, with a break at `at`."""
    entry = Entry(id="far", at=day.instant(at), device="far", outcome=Outcome(outcome), units=units)
    return day.until(text).post(e.BreakElsewhere(day.now, entry))


# --- 11: the clock is set ------------------------------------------------------------------------


def test_rules_9_and_11_a_step_of_the_clock_during_a_pause() -> None:
    # On by an hour: two hours of sitting are over at 12:00 by the new clock, as the pause is.
    Day("09:00").pauses("10:00", until="12:00").steps_clock("10:30", 60).until("12:10").expect("12:03 prompt")
    # Right over the end of the pause, with the prompt still open: not at once.
    day = Day("09:00").pauses("11:05", until="12:00").steps_clock("11:30", 60).in_phase("held")
    day.until("12:40").expect("11:00 prompt", "12:33 prompt")
    # Back by an hour: the pause is by the wall, and the two hours of sitting are over within it.
    day = Day("09:00").pauses("10:00", until="11:00").steps_clock("10:30", -60).until("11:05")
    day.expect("11:03 prompt")


def test_rules_8_and_11_a_step_of_the_clock_in_mid_session() -> None:
    day = Day("09:00").starts("11:00").steps_clock("11:01", 180).finishes("14:02").until("16:02")
    day.expect("11:00 prompt", "11:00 session", "14:02 completed", "16:02 prompt")
    assert (day.entries[0].sat_s, day.entries[0].prompted) == (7200, day.instant("14:00"))
    day = Day("09:00").starts("11:00").does("11:01", 2).steps_clock("11:01:30", -180).until("08:05")
    day.in_phase("session").until("08:07").expect(
        "11:00 prompt", "11:00 session", "08:06 close", "08:01 partial"
    )


def test_rules_5_and_11_a_step_of_the_clock_after_a_skip() -> None:
    day = Day("09:00").skips("11:00").steps_clock("11:30", 180).until("16:00")
    day.expect("11:00 prompt", "11:00 skipped", "16:00 prompt")


@pytest.mark.parametrize(("minutes", "seen"), [(180, ["18:00 prompt"]), (-180, ["12:00 prompt"])])
def test_rules_1_and_11_a_step_of_the_clock_while_away_is_no_absence(minutes: int, seen: list[str]) -> None:
    day = Day("13:00").locks("14:30").steps_clock("14:31", minutes)
    day.unlocks(day.label(day.now + timedelta(minutes=2))).until(seen[0].split()[0]).expect(*seen)


def test_rules_10_and_11_a_clock_set_into_the_evening_closes_the_day_on_the_prompt() -> None:
    day = Day("09:00", hours=WORKWEEK).steps_clock("11:05", 420).in_phase("off")
    day.expect("11:00 prompt", "18:05 missed")


# --- 12: the program dies ------------------------------------------------------------------------


def test_rules_5_and_12_a_snooze_that_runs_out_while_the_program_is_gone() -> None:
    day = Day("09:00").snoozes("11:00").dies("11:08", back="11:12").until("11:20")
    day.expect("11:00 prompt", "11:15 prompt")
    day = Day("09:00").snoozes("11:00").dies("11:05", back="11:40").until("13:40")
    day.expect("11:00 prompt", "11:40 natural", "13:40 prompt")


def test_rules_9_and_12_a_pause_that_runs_out_while_the_program_is_gone() -> None:
    day = Day("09:00").pauses("10:00", until="11:00").dies("10:57", back="11:01").until("11:10")
    day.expect("11:04 prompt")
    day = Day("09:00").pauses("10:00", until="11:00").dies("10:30", back="12:00").until("14:00")
    day.expect("14:00 prompt")
    Day("09:00").pauses("10:00").dies("10:30", back="12:00").until("18:00").in_phase("paused").expect()


def test_rules_8_and_12_the_program_dies_and_the_window_plays_on() -> None:
    day = Day("09:00").starts("11:00").does("11:01", 2).dies("11:01:10", back="11:01:20").finishes("11:02")
    assert day.last("completed").prompted == day.instant("11:00")
    day = Day("09:00").starts("11:00").dies("11:01", back="11:10")
    line = Entry(id=day.run_id, at=day.instant("11:02"), outcome=Outcome.COMPLETED, units=5)
    day.post(e.Recorded(day.now, line)).in_phase("sitting").until("13:10")
    day.expect("11:00 prompt", "11:00 session", "13:10 prompt")


def test_rules_8_and_12_both_are_gone_overnight_and_the_break_stays_yesterdays() -> None:
    day = Day("09:00").starts("11:00").does("11:01", 2).dies("11:01:30", back="+1 09:00").until("+1 11:00")
    day.expect("11:00 prompt", "11:00 session", "+1 09:05 close", "11:01 partial", "+1 11:00 prompt")
    day = Day("09:00").starts("11:00").does("11:01", 0).dies("11:01:30", back="+1 09:00").until("+1 11:00")
    assert [entry.outcome for entry in day.entries] == ["natural"]


def test_rules_5_and_12_an_old_line_of_an_undone_skip_does_not_end_the_session() -> None:
    day = Day("09:00").skips("11:00").starts("11:30")
    day.post(e.Recorded(day.now, day.entries[0])).in_phase("session").finishes("11:32").last("completed")


def test_rules_1_and_12_an_absence_outlives_a_short_gap() -> None:
    # Gone to lunch, and the program restarts behind the lock.
    day = Day("09:00").locks("10:00").dies("10:20", back="10:21").locks("10:21").unlocks("10:40")
    day.expect("10:21 natural").until("12:40").expect("12:40 prompt")
    assert day.entries[0].seconds == 21 * 60
    # Not yet a natural break when it died, but one in all.
    day = Day("09:00").locks("10:00").dies("10:02", back="10:03").locks("10:03").unlocks("10:06")
    day.expect("10:06 natural")
    # And nobody there any more to see the end of it: it had become one before.
    assert Day("09:00").locks("10:00").dies("10:20", back="11:00").last("natural").seconds == 3600


@pytest.mark.parametrize("grace", [0, 3])
def test_rules_4_and_12_an_open_prompt_is_shown_again_by_the_next_process(grace: int) -> None:
    day = Day("09:00", grace=grace).dies("11:05", back="11:06").until("11:09")
    day.expect("11:00 prompt", f"11:{6 + grace:02} prompt")


def test_rules_3_and_12_a_restart_in_a_call_does_not_ring_into_it() -> None:
    day = Day("09:00", grace=0).quiet("10:50", "microphone").dies("11:05", back="11:06").in_phase("held")
    day.quiet("11:06:05", "microphone").until("11:20").expect().in_phase("held")


# --- settings and other devices ------------------------------------------------------------------


def test_a_change_of_the_limit_counts_from_what_the_limit_counted_from() -> None:
    change(Day("09:00"), "10:30", limit=60).expect("10:30 prompt")
    change(Day("09:00"), "10:30", limit=180).until("12:00").expect("12:00 prompt")
    day = change(Day("09:00").snoozes("11:00"), "11:05", limit=30).until("11:10")
    day.expect("11:00 prompt", "11:10 prompt")
    day = change(Day("09:00").skips("11:05"), "11:20", limit=60).until("12:05")
    day.expect("11:00 prompt", "11:05 skipped", "12:05 prompt")
    day = change(Day("09:00").starts("10:00"), "10:01", limit=90).stops("10:01:30").until("10:30")
    day.expect("10:00 session", "10:30 prompt")


def test_new_hours_do_not_judge_what_is_past() -> None:
    day = Day("09:00").until("13:05")
    day.policy = replace(day.policy, week=Day(hours=WORKWEEK).policy.week)
    day.seen.clear()
    day.post(e.PolicyChanged(day.now)).in_phase("off").expect("13:05 missed")


@pytest.mark.parametrize("phase", ["prompting", "snoozed", "held", "paused"])
def test_a_break_elsewhere_closes_the_episode_without_an_entry(phase: str) -> None:
    day = Day("09:00")
    match phase:
        case "snoozed":
            day.snoozes("11:00")
        case "held":
            day.quiet("10:50", "microphone")
        case "paused":
            day.pauses("11:01", until="11:30")
    day.until("11:05").in_phase(phase)
    day.seen.clear()
    elsewhere(day, "11:05", at="11:04").quiet("11:06").until("13:05").expect("13:04 prompt")


def test_a_break_elsewhere_counts_only_in_this_spell_and_not_in_a_session() -> None:
    elsewhere(Day("09:00"), "10:00", at="08:50").until("11:00").expect("11:00 prompt")
    elsewhere(Day("09:00"), "10:00", at="09:50", outcome="natural").until("11:00").expect("11:00 prompt")
    day = elsewhere(Day("09:00"), "10:00", at="09:50", outcome="partial", units=0).until("11:00")
    day.expect("11:00 prompt")
    day = elsewhere(Day("09:00").starts("11:00"), "11:01", at="10:30").finishes("11:02")
    assert [entry.outcome for entry in day.entries] == ["completed"]
    # Arrived so late that the next one is due already: another invitation, not the old one.
    day = elsewhere(Day("08:00", limit=30).until("08:31"), "09:00", at="08:20")
    assert day.cycle.episode is not None and day.cycle.episode.showings == 1


# --- signals that lie ----------------------------------------------------------------------------


def test_a_sleep_that_came_to_nothing_leaves_nobody_away() -> None:
    day = Day("09:00").until("10:00").post(e.FellAsleep(Day().instant("10:00"))).until("11:00")
    day.expect("11:00 prompt")
    day = Day("09:00").starts("10:00").until("10:01")
    day.post(e.FellAsleep(day.now)).until("10:02").finishes("10:03")
    day.expect("10:00 session", "10:01 freeze", "10:02 thaw", "10:03 completed")


def test_one_absence_is_one_whatever_signals_it_is_made_of() -> None:
    # The screen locks itself after three idle minutes; typing the password comes before the unlock.
    day = Day("09:00").idles("10:00").locks("10:03").types("10:05:55").unlocks("10:06")
    assert day.last("natural").seconds == 360
    # Nobody told of the input between two idle times.
    day = Day("09:00").idles("10:00").idles("10:20").types("10:22").until("12:20")
    day.expect("10:20 natural", "12:20 prompt")
    # A computer that wakes up for a moment in the night.
    day = Day("20:00").sleeps("21:00", wakes="+1 03:00").sleeps("+1 03:00:05", wakes="+1 08:00")
    day.until("+1 10:00").expect("+1 03:00 natural", "+1 10:00 prompt")


def test_input_told_of_before_the_spell_began_is_no_absence() -> None:
    day = Day("09:00").locks("10:00").unlocks("10:30").expect("10:30 natural")
    day.post(e.WentIdle(day.instant("10:31"), day.instant("10:00"))).types("10:32").expect()


def test_settings_by_which_nobody_was_away_do_not_prompt_into_a_resume() -> None:
    day = Day("09:00", limit=60).idles("09:58").sleeps("10:20", wakes="10:21")
    day.policy = replace(day.policy, reading=True)
    day.post(e.PolicyChanged(day.now)).until("10:30").expect("10:24 prompt")


def test_a_program_that_does_not_run_has_held_nothing_back() -> None:
    day = Day("09:00", limit=60).until("10:00").pauses("10:05", until="10:20").dies("10:18", back="10:22")
    assert day.reasons() == ["just back"]
    day.until("10:25").skips("10:25").expect("10:00 prompt", "10:25 prompt", "10:25 skipped")
    assert [(one.reason, day.label(one.start), day.label(one.end)) for one in day.entries[0].held] == [
        ("just back", "10:22", "10:25")
    ]


def test_no_countdown_is_below_zero() -> None:
    day = Day("09:00").locks("10:00").until("11:30").in_phase("sitting")
    assert deadline(day.cycle, day.policy) == day.cycle.now + timedelta(hours=2)
    day = Day("09:00").until("11:00").idles("11:08").until("11:12").in_phase("prompting")
    due, wake = deadline(day.cycle, day.policy), wake_at(day.cycle, day.policy)
    assert due is not None and due >= day.cycle.now
    assert wake is not None and wake > day.cycle.now
