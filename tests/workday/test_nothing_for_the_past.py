"""What is over when the program looks again is not shown any more; what waits for somebody waits for them."""

from __future__ import annotations

from scenario import WORKWEEK, Day

from backbreak.core.cycle import events as e


def test_a_day_that_opened_while_the_program_was_being_started_shows_nothing_for_then() -> None:
    day = Day("06:00", hours=WORKWEEK).dies("08:57", back="09:01").until("09:05").expect("09:04 prompt")
    assert day.skips("09:05").entries[0].prompted == day.instant("09:04")


def test_a_process_that_stood_still_over_the_opening_shows_one_prompt_when_it_goes_on() -> None:
    day = Day("06:00", hours=WORKWEEK).until("08:59")
    day.post(e.Tick(day.instant("09:40"))).expect("09:40 prompt")


def test_a_program_that_stood_still_while_it_held_back_held_nothing_back() -> None:
    day = Day("09:00").locks("10:59").unlocks("11:00").dies("11:01", back="11:05").until("11:08")
    held = day.expect("11:08 prompt").skips("11:09").entries[0].held
    assert [(one.reason, day.label(one.start), day.label(one.end)) for one in held] == [
        ("just back", "11:00", "11:01"),
        ("just back", "11:05", "11:08"),
    ]


def test_a_repeat_waits_for_the_next_input() -> None:
    day = Day("09:00").idles("11:06").types("11:10:30").until("11:11")
    day.expect("11:00 prompt", "11:10:30 prompt")
