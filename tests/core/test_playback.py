"""Playing a plan: nothing needs touching, and touching never cheats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backbreak.core.catalogue import Catalogue
from backbreak.core.dose import Ledger, Limits, RoundState, choose_explicit
from backbreak.core.journal import Outcome
from backbreak.core.playback import (
    CueChanged,
    Fact,
    Finished,
    Playback,
    Step,
    UnitDone,
    advance,
    back,
    go_on,
    outcome,
    pause,
    resume,
    skip,
)
from backbreak.core.session import Phase, Plan, plan

ROUND = RoundState(1, 0, 145)
ARMS = ("opposite-arm-leg", "opposite-arm-leg-prone")
IDS = (*ARMS, "leg-lifts", "pelvis-lift", "hip-flex", "lumbar", "obliques", "stand-and-stretch")
PRESSES: dict[str, Callable[[Playback], Step]]
PRESSES = {"pause": pause, "resume": resume, "skip": skip, "back": back, "go on": go_on}


def planned(catalogue: Catalogue, exercise_id: str, seconds: float = 120, units: int | None = None) -> Plan:
    limits = Limits(seconds=seconds)
    choice = choose_explicit(Ledger(), catalogue, limits, exercise_id, units)
    return plan(catalogue.get(exercise_id), choice.units, 0, limits, ROUND)


def to(playback: Playback, at_s: float) -> Playback:
    """Play on to a place of the plan."""
    return advance(playback, at_s - playback.position_s)[0]


def begin_of(one: Plan, phase: Phase, side: str | None, rep: int) -> float:
    wanted = (phase, side, rep)
    return next(cue.start_s for cue in one.cues if (cue.phase, cue.side, cue.rep) == wanted)


@pytest.mark.parametrize("exercise_id", IDS)
@pytest.mark.parametrize("step_s", [1 / 60, 0.7, 500])
def test_played_to_the_end_without_a_touch_everything_is_done(
    catalogue: Catalogue, exercise_id: str, step_s: float
) -> None:
    one = planned(catalogue, exercise_id)
    playback, told = Playback(one), list[Fact]()
    while not playback.finished:
        playback, facts = advance(playback, step_s)
        told += facts
    assert playback.units == one.units and outcome(playback) is Outcome.COMPLETED
    assert playback.played_s == pytest.approx(one.seconds) and playback.owed_side is None
    assert [fact.units for fact in told if isinstance(fact, UnitDone)] == list(range(1, one.units + 1))
    assert [fact.cue for fact in told if isinstance(fact, CueChanged)] == list(one.cues[1:])
    assert told[-1] == Finished() and told.count(Finished()) == 1
    assert advance(playback, 1) == skip(playback) == back(playback) == pause(playback) == (playback, ())


def test_a_rep_counts_when_its_lowering_ends_and_a_unit_when_both_sides_have_it(catalogue: Catalogue) -> None:
    one = planned(catalogue, "opposite-arm-leg")
    playback = to(Playback(one), 17.9)
    assert (playback.credited, playback.owed_side) == (frozenset(), None)
    playback = to(playback, 18.0)
    assert (playback.credited, playback.units, playback.owed_side) == ({("right", 1)}, 0, "left")
    playback, facts = advance(playback, 9)
    assert (playback.units, playback.owed_side) == (1, None) and UnitDone(1) in facts


def test_stopped_at_left_five_and_right_two_counts_two_and_owes_the_right(catalogue: Catalogue) -> None:
    one = planned(catalogue, "hip-flex")
    playback = to(Playback(one), begin_of(one, Phase.LIFT, "right", 3) + 1)
    assert (playback.side_reps("left"), playback.side_reps("right")) == (5, 2)
    assert (playback.units, playback.owed_side, outcome(playback)) == (2, "right", Outcome.PARTIAL)


def test_stopped_before_the_first_unit_there_is_nothing_to_count(catalogue: Catalogue) -> None:
    assert outcome(to(Playback(planned(catalogue, "lumbar")), 12)) is None
    assert outcome(to(Playback(planned(catalogue, "leg-lifts")), 60)) is None
    assert outcome(to(Playback(planned(catalogue, "stand-and-stretch")), 60)) is None


def test_all_the_work_done_is_completed_even_when_getting_up_is_cut_short(catalogue: Catalogue) -> None:
    one = planned(catalogue, "pelvis-lift")
    assert outcome(to(Playback(one), one.seconds - 10)) is Outcome.COMPLETED


def test_while_paused_nothing_moves_and_going_on_takes_a_countdown(catalogue: Catalogue) -> None:
    playback = to(Playback(planned(catalogue, "lumbar")), 20)
    paused, _ = pause(playback)
    assert advance(paused, 100) == (paused, ())
    going, _ = resume(paused)
    assert (going.paused, going.resuming_s) == (False, 3)
    going, facts = advance(going, 2)
    assert (going.resuming_s, going.position_s, facts) == (1, 20, ())
    going, _ = advance(going, 1.5)
    assert (going.resuming_s, going.position_s, going.played_s) == (0, 20.5, 20.5)
    again, _ = pause(advance(resume(paused)[0], 1)[0])
    assert (again.resuming_s, again.paused) == (0, True)
    assert resume(going) == (going, ())


@pytest.mark.parametrize(
    ("phase", "counts"), [(Phase.LIFT, False), (Phase.HOLD, False), (Phase.LOWER, True), (Phase.SETTLE, True)]
)
def test_a_rep_whose_lift_or_hold_is_skipped_does_not_count(
    catalogue: Catalogue, phase: Phase, counts: bool
) -> None:
    one = planned(catalogue, "lumbar")
    at_s = begin_of(one, phase, None, 2) + 0.2
    playback, facts = skip(to(Playback(one), at_s))
    index = next(nth for nth, cue in enumerate(one.cues) if cue.start_s <= at_s < cue.end_s)
    assert playback.position_s == one.cues[index].end_s and CueChanged(one.cues[index + 1]) in facts
    ended = to(playback, one.seconds)
    assert ended.units == one.units - (not counts)
    assert outcome(ended) is (Outcome.COMPLETED if counts else Outcome.PARTIAL)


def test_a_stretch_that_is_skipped_leaves_stand_and_stretch_uncounted(catalogue: Catalogue) -> None:
    one = planned(catalogue, "stand-and-stretch")
    playback, _ = skip(to(Playback(one), 20))
    assert outcome(to(playback, one.seconds)) is None
    prepared, _ = skip(Playback(one))
    assert outcome(to(prepared, one.seconds)) is Outcome.COMPLETED


def test_back_goes_to_the_start_of_the_rep_or_when_it_has_hardly_begun_to_the_one_before(
    catalogue: Catalogue,
) -> None:
    one = planned(catalogue, "lumbar")
    first, second = one.rep_starts[:2]
    assert back(to(Playback(one), second + 2))[0].position_s == second
    assert back(to(Playback(one), second + 1.4))[0].position_s == first
    assert back(to(Playback(one), first + 1))[0].position_s == 0
    assert back(to(Playback(one), 5))[0].position_s == 0
    resting = next(cue for cue in one.cues if cue.phase is Phase.REST)
    playback, facts = back(to(Playback(one), resting.start_s + 1))
    assert playback.position_s == one.rep_starts[7] and facts == (CueChanged(playback.frame.cue),)


def test_back_never_counts_a_rep_twice_and_gives_a_skipped_one_another_chance(catalogue: Catalogue) -> None:
    one = planned(catalogue, "lumbar")
    third = to(Playback(one), one.rep_starts[2] + 2)
    repeated = to(back(back(third)[0])[0], one.rep_starts[2] + 2)
    assert repeated.credited == third.credited and repeated.units == 2
    assert repeated.played_s > third.played_s
    skipped = to(skip(third)[0], one.rep_starts[3] + 2)
    assert skipped.units == 2 and skipped.spoiled == {(None, 3)}
    redone = to(back(back(skipped)[0])[0], one.rep_starts[4])
    assert redone.spoiled == frozenset() and redone.units == 4


scripts = st.lists(
    st.floats(0, 15) | st.sampled_from(["pause", "resume", "skip", "back"]) | st.just("skip"), max_size=60
)


@settings(max_examples=150)
@given(exercise_id=st.sampled_from(IDS), seconds=st.sampled_from([92.0, 120.0, 240.0]), script=scripts)
def test_whatever_is_pressed_nothing_counts_twice_and_never_more_than_planned(
    catalogue: Catalogue, exercise_id: str, seconds: float, script: list[str | float]
) -> None:
    one = planned(catalogue, exercise_id, seconds)
    playback, told = Playback(one), list[Fact]()
    for press in script:
        before = playback
        playback, facts = PRESSES[press](before) if isinstance(press, str) else advance(before, press)
        told += facts
        assert 0 <= playback.position_s <= one.seconds and 0 <= playback.resuming_s <= 3
        assert before.units <= playback.units <= one.units
        assert before.credited <= playback.credited and before.played_s <= playback.played_s
        if isinstance(press, str):
            assert playback.played_s == before.played_s
        if before.paused and not isinstance(press, str):
            assert playback == before
    counted = [fact.units for fact in told if isinstance(fact, UnitDone)]
    assert counted == list(range(1, playback.units + 1))
    assert told.count(Finished()) <= 1
    if playback.completed and one.units:
        assert playback.owed_side is None


def test_moving_on_changes_the_place_and_nothing_else(catalogue: Catalogue) -> None:
    laid_out = planned(catalogue, "leg-lifts")
    rep = (None, 1)
    begun = Playback(laid_out, 1.0, 1.0, False, 0.0, frozenset({rep}), frozenset({rep}), True, laid_out)
    further, facts = advance(begun, 0.016)
    assert not facts and further == replace(begun, position_s=1.016, played_s=1.016)
    assert all(getattr(begun, each.name) != each.default for each in fields(begun)[5:]), "none is left out"
