"""What is handed out, and when: each sounding once, in time, through pauses, jumps and re-timed plans."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak.core.hearing import Sounding
from backbreak.core.phrases import Phrase, Saying
from backbreak.sound.line import LOOK_AHEAD_S, Line

TICK_S = 0.016


def tone(at_s: float, name: str = "rising") -> Sounding:
    return Sounding(at_s, at_s + 1.0, "earcon", name, 0)


def word(at_s: float, end_s: float) -> Sounding:
    return Sounding(at_s, end_s, "speech", "word", 0, Phrase(Saying.WORD))


def played(
    line: Line, from_s: float, to_s: float, now_s: float, speed: float = 1.0
) -> list[tuple[float, Sounding]]:
    """Play a stretch; return what was handed out, with the moment it is due (now_s is at from_s)."""
    out = []
    position_s = from_s
    while position_s < to_s:
        orders = line.follow(now_s + (position_s - from_s) / speed, position_s, moving=True)
        assert orders.anchor_s is not None
        out += [(orders.anchor_s + one.at_s / speed, one) for one in orders.due]
        position_s += TICK_S * speed
    return out


@pytest.mark.parametrize("speed", [0.5, 1.0, 4.0])
def test_everything_is_handed_out_once_before_its_moment_and_due_when_it_should(speed: float) -> None:
    heard = [tone(0.0), tone(2.0), word(2.5, 3.5), tone(4.0)]
    line = Line(speed)
    line.lay(heard)
    out = played(line, 0.0, 5.0, now_s=100.0, speed=speed)
    assert [one for _, one in out] == heard
    for due_s, one in out:
        assert due_s == pytest.approx(100.0 + one.at_s / speed)


def test_a_sounding_is_handed_out_the_look_ahead_before_its_moment() -> None:
    line = Line()
    line.lay([tone(10.0)])
    assert not played(line, 0.0, 10.0 - LOOK_AHEAD_S - TICK_S, now_s=0.0)
    line.lay([tone(10.0)])
    assert played(line, 0.0, 10.0 - LOOK_AHEAD_S + 2 * TICK_S, now_s=0.0)


def test_a_pause_hushes_once_and_nothing_is_handed_out_in_it() -> None:
    line = Line()
    line.lay([tone(1.0), tone(2.0)])
    played(line, 0.0, 1.5, now_s=0.0)
    assert line.follow(1.5, 1.5, moving=False).hush
    for nth in range(100):
        orders = line.follow(1.6 + nth, 1.5, moving=False)
        assert not orders.hush and not orders.due and orders.anchor_s is None


def test_going_on_counts_three_two_one_and_then_goes_on_where_it_was() -> None:
    line = Line()
    line.lay([tone(1.0), tone(2.0, "steady")])
    played(line, 0.0, 1.7, now_s=0.0)
    line.follow(1.7, 1.7, moving=False)
    out: list[tuple[float, str]] = []
    for nth in range(200):
        now_s = 50.0 + nth * TICK_S
        gone_s = nth * TICK_S
        orders = line.follow(now_s, 1.7 + max(gone_s - 3.0, 0.0), gone_s >= 3.0, max(3.0 - gone_s, 0.0))
        out += [((orders.anchor_s or 0.0) + one.at_s, one.name) for one in orders.due]
    assert [name for _, name in out] == ["tick", "tick", "last-tick", "steady"]
    assert [at_s for at_s, _ in out] == pytest.approx([50.0, 51.0, 52.0, 53.3])


def test_without_tones_nothing_is_counted() -> None:
    line = Line(ticks=False)
    line.lay([tone(9.0)])
    assert not line.follow(0.0, 1.0, moving=False, resuming_s=3.0).due


def test_a_skip_hushes_and_the_tone_of_the_next_cue_is_due_at_once() -> None:
    line = Line()
    line.lay([tone(0.0), tone(4.0, "steady"), word(4.2, 5.0), tone(8.0, "falling")])
    played(line, 0.0, 1.0, now_s=0.0)
    orders = line.follow(1.016, 4.0, moving=True)
    assert orders.hush
    assert [one.name for one in orders.due] == ["steady", "word"]
    assert played(line, 4.016, 9.0, now_s=1.032)[0][1].name == "falling"


def test_words_about_what_was_passed_over_are_not_said() -> None:
    line = Line()
    line.lay([word(1.0, 3.0), tone(2.5), word(3.0, 4.0)])
    played(line, 0.0, 0.1, now_s=0.0)
    assert [one.at_s for one in line.follow(0.2, 2.0, moving=True).due] == []
    assert [one for _, one in played(line, 2.016, 4.0, now_s=0.216)] == [tone(2.5), word(3.0, 4.0)]


def test_going_back_hands_out_again_what_comes_again() -> None:
    line = Line()
    heard = [tone(1.0), word(1.5, 2.0), tone(3.0)]
    line.lay(heard)
    played(line, 0.0, 3.5, now_s=0.0)
    orders = line.follow(3.6, 1.0, moving=True)
    assert orders.hush
    again = [*orders.due, *(one for _, one in played(line, 1.016, 4.0, now_s=3.616))]
    assert again == heard


def test_a_late_tick_moves_nothing_and_hushes_nothing() -> None:
    line = Line()
    line.lay([tone(1.0)])
    line.follow(10.0, 0.0, moving=True)
    orders = line.follow(12.0, 1.95, moving=True)  # two seconds without a tick, read 50 ms early
    assert not orders.hush
    assert [one.name for one in orders.due] == ["rising"]


def test_a_plan_timed_anew_is_played_from_there_without_a_hush() -> None:
    line = Line()
    line.lay([tone(1.0), tone(6.0)])
    played(line, 0.0, 2.0, now_s=0.0)
    line.lay([tone(1.0), tone(3.0, "falling")])
    orders = line.follow(2.0, 2.0, moving=True)
    assert not orders.hush and not orders.due
    assert [one.name for _, one in played(line, 2.016, 4.0, now_s=2.016)] == ["falling"]


def test_the_phrases_ahead_are_wanted_first() -> None:
    line = Line()
    line.lay([word(1.0, 2.0), tone(1.5), word(3.0, 4.0), word(5.0, 6.0)])
    assert [one.at_s for one in line.wanted(2.5)] == [3.0, 5.0, 1.0]


STEPS = st.lists(
    st.one_of(
        st.floats(0.016, 0.1).map(lambda s: ("on", s)),
        st.floats(0.5, 5.0).map(lambda s: ("pause", s)),
        st.floats(-20.0, 20.0).map(lambda s: ("jump", s)),
    ),
    max_size=200,
)


@given(STEPS)
def test_whatever_is_pressed_nothing_is_ever_due_long_ago_nor_far_ahead(
    steps: list[tuple[str, float]],
) -> None:
    line = Line()
    line.lay([tone(float(second)) for second in range(60)])
    now_s, position_s, handed = 1000.0, 0.0, []
    for kind, amount in steps:
        now_s += amount if kind != "jump" else 0.01
        if kind == "on":
            position_s += amount
        elif kind == "jump":
            position_s = min(max(position_s + amount, 0.0), 60.0)
        orders = line.follow(now_s, position_s, moving=kind != "pause")
        if orders.hush or kind == "pause":
            handed = []
        for one in orders.due:
            wait_s = (orders.anchor_s or 0.0) + one.at_s - now_s
            assert -0.25 <= wait_s <= LOOK_AHEAD_S + 0.001
            handed.append(one.at_s)
        assert all(one < other for one, other in pairwise(handed)), "twice, or out of order"
