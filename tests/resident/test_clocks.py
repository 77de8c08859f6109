"""From the readings of the clocks to what the user sees of it, with a machine that is only imagined."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from resident.test_clockwatch import Face
from scenario import Day

from backbreak.resident.clocks import ClockFacts
from backbreak.resident.clockwatch import ClockWatch


def imagined(day: Day) -> tuple[Face, ClockFacts]:
    """A machine whose wall clock shows the day's time."""
    face = Face(real=day.now.timestamp())
    return face, ClockFacts(ClockWatch(face.clocks()))


def look(day: Day, face: Face, facts: ClockFacts) -> list[str]:
    """The program wakes and looks at the clocks; gives the names of what it found."""
    now = datetime.fromtimestamp(face.real, UTC)
    found = facts.since_last(now)
    for event in found:
        day.post(event)
    return [type(event).__name__ for event in found]


def test_t11_ninety_minutes_with_the_lid_closed_are_one_absence_and_no_prompt_on_waking() -> None:
    day = Day("10:30").until("12:29")
    face, facts = imagined(day)
    face.wait(1)
    face.sleep(90 * 60)
    assert look(day, face, facts) == ["Slept"]
    assert look(day, face, facts) == []
    day.until("16:00").expect("13:59:01 natural", "15:59:01 prompt")


def test_t11_a_short_nap_over_the_due_time_is_followed_by_one_prompt_after_the_grace() -> None:
    day = Day("09:00").until("10:59")
    face, facts = imagined(day)
    face.sleep(4 * 60)
    assert look(day, face, facts) == ["Slept"]
    day.until("11:15").expect("11:06 prompt")


@pytest.mark.parametrize("hours", [3, -3])
def test_t12_a_clock_set_by_three_hours_leaves_what_is_left_of_the_sitting(hours: int) -> None:
    day = Day("12:00").until("13:00")
    face, facts = imagined(day)
    face.step(hours * 3600)
    assert look(day, face, facts) == ["ClockStepped"]
    due = day.now + timedelta(hours=1)
    day.until(day.label(due)).expect(f"{day.label(due)} prompt")


def test_t12_a_clock_set_while_asleep_is_both() -> None:
    day = Day("12:00").until("13:00")
    face, facts = imagined(day)
    face.sleep(30 * 60)
    face.step(3600)
    assert look(day, face, facts) == ["ClockStepped", "Slept"]
    assert day.last("natural").seconds == 30 * 60
    day.seen.clear()
    day.until("16:31").expect("16:30 prompt")
