"""What tells of quiet may never stop telling of it: a program that holds the microphone after the call."""

from __future__ import annotations

import pytest
from scenario import Day

from backbreak.core.explain import explain, held_now


@pytest.mark.parametrize("reason", ["microphone", "screen_share", "do_not_disturb", "fullscreen"])
def test_t28_what_is_held_for_three_hours_no_longer_holds_the_prompt_after_the_cap(reason: str) -> None:
    day = Day("09:00").quiet("10:40", reason).until("11:59:59").expect().in_phase("held")
    assert day.reasons() == [reason]
    (told,) = held_now(day.cycle, day.policy)
    assert (told.id, told.at_most) == (reason.replace("_", "-"), day.instant("12:00"))
    day.until("12:05").expect("12:00 silent prompt").in_phase("prompting")
    shown = explain(day.cycle, day.policy)
    assert (shown.id, shown.because) == ("prompting-silently", told.id)
    day.quiet("13:40").starts("13:41").finishes("13:43")
    entry = day.last("completed")
    assert entry.prompted == day.instant("12:00")
    assert [(hold.reason, hold.start, hold.end) for hold in entry.held] == [
        (reason, day.instant("11:00"), day.instant("12:00"))
    ]
