"""Easier, live: holds shrink and grow again while one plays, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from math import nextafter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak.core.catalogue import Catalogue
from backbreak.core.cues import Cue, Phase, Plan
from backbreak.core.dose import Ledger, Limits, RoundState, choose_explicit
from backbreak.core.easing import eases, retimed
from backbreak.core.journal import Outcome
from backbreak.core.playback import (
    CueChanged,
    Fact,
    Playback,
    Step,
    UnitDone,
    advance,
    back,
    ease,
    outcome,
    pause,
    resume,
    skip,
)
from backbreak.core.session import plan

ROUND = RoundState(1, 0, 145)
HOLDING = ("opposite-arm-leg", "leg-lifts", "pelvis-lift")
MOVING = ("opposite-arm-leg-prone", "hip-flex", "lumbar", "obliques", "stand-and-stretch")
PRESSES: dict[str, Callable[[Playback], Step]] = {
    "ease": ease, "pause": pause, "resume": resume, "skip": skip, "back": back,
}  # fmt: skip


def planned(catalogue: Catalogue, exercise_id: str, seconds: float = 120, tempo: float = 1.0) -> Plan:
    limits = Limits(seconds=seconds, tempo=tempo)
    choice = choose_explicit(Ledger(), catalogue, limits, exercise_id)
    return plan(catalogue.get(exercise_id), choice.units, 0, limits, ROUND)


def to(playback: Playback, at_s: float) -> Playback:
    """Play on to a place of the plan as it is played."""
    return advance(playback, at_s - playback.position_s)[0]


def eased(playback: Playback) -> Playback:
    return ease(playback)[0]


def holds(one: Plan) -> list[float]:
    return [cue.seconds for cue in one.cues if cue.phase is Phase.HOLD]


def names(one: Plan) -> list[tuple[object, ...]]:
    return [(cue.phase, cue.side, cue.rep, cue.series, cue.exercise) for cue in one.cues]


def sound(playback: Playback) -> None:
    """A plan as played is the prescribed one with other times: contiguous, and no hold longer."""
    one, whole = playback.plan, playback.prescribed
    assert names(one) == names(whole) and one.units == whole.units and one.first_side == whole.first_side
    assert one.cues[0].start_s == 0 and one.cues[-1].end_s == one.seconds <= whole.seconds
    assert all(before.end_s == after.start_s for before, after in pairwise(one.cues))
    for cue, other in zip(one.cues, whole.cues, strict=True):
        assert cue.start_s == round(cue.start_s, 3) and 0 < cue.seconds <= other.seconds
        assert cue.phase is Phase.HOLD or cue.seconds == other.seconds


@pytest.mark.parametrize("exercise_id", HOLDING)
def test_where_the_work_is_holding_easier_halves_the_holds_to_come(
    catalogue: Catalogue, exercise_id: str
) -> None:
    one = planned(catalogue, exercise_id)
    easy = eased(Playback(one))
    assert eases(one) == easy.eases == "hold" and easy.eased
    assert holds(easy.plan) == [seconds / 2 for seconds in holds(one)]
    assert easy.prescribed == one and easy.plan.seconds == one.seconds - sum(holds(one)) / 2
    sound(easy)


@pytest.mark.parametrize("exercise_id", MOVING)
def test_where_the_work_is_moving_the_timeline_stays_and_only_the_figure_knows(
    catalogue: Catalogue, exercise_id: str
) -> None:
    one = planned(catalogue, exercise_id)
    easy = eased(Playback(one))
    assert eases(one) == easy.eases == "range"
    assert easy == replace(Playback(one), eased=True) and eased(easy) == Playback(one)


def test_the_hold_that_is_on_ends_at_its_half(catalogue: Catalogue) -> None:
    playback = to(Playback(planned(catalogue, "pelvis-lift")), 14)
    easy = eased(playback)
    assert easy.position_s == 14 and easy.frame.cue.end_s == 17 and easy.frame.seconds_left == 3
    assert holds(easy.plan) == [5, 5, 5, 5, 5]


def test_the_hold_that_is_past_its_half_ends_now_and_counts(catalogue: Catalogue) -> None:
    playback = to(Playback(planned(catalogue, "pelvis-lift")), 19.5)
    easy, told = ease(playback)
    assert told == () and easy.position_s == 19.5 and easy.frame.phase is Phase.HOLD
    assert easy.frame.seconds_left == pytest.approx(0.001)
    lowering, told = advance(easy, 0.016)
    assert [fact.cue.phase for fact in told if isinstance(fact, CueChanged)] == [Phase.LOWER]
    assert to(lowering, 23).units == 1


def test_holds_that_are_over_stay_as_they_were_done(catalogue: Catalogue) -> None:
    playback = eased(to(Playback(planned(catalogue, "pelvis-lift")), 40))
    assert holds(playback.plan) == [10, 10, 5, 5, 5]
    assert holds(eased(to(playback, 55)).plan) == [10, 10, 5, 10, 10]


def test_easing_as_the_hold_begins_and_just_before_it_ends_leaves_no_empty_cue(catalogue: Catalogue) -> None:
    one = planned(catalogue, "pelvis-lift")
    for at_s in (12, 12.0004, 16.9999, 17, 17.0005, 17.019, 21.999, 21.9996, nextafter(22, 0)):
        easy = eased(to(Playback(one), at_s))
        sound(easy)
        assert easy.position_s == pytest.approx(at_s) and easy.frame.phase is Phase.HOLD
        assert easy.frame.seconds_left > 0


def test_going_back_repeats_the_rep_as_easy_as_it_is_now(catalogue: Catalogue) -> None:
    playback = to(Playback(planned(catalogue, "pelvis-lift")), 40)
    again, _ = back(eased(playback))
    assert again.position_s == 27 and holds(again.plan) == [10, 5, 5, 5, 5]
    restored, _ = back(eased(again))
    assert restored.position_s == 10 and holds(restored.plan) == [10] * 5
    sound(again)


def test_who_never_asks_for_easier_plays_the_very_plan_that_was_laid_out(catalogue: Catalogue) -> None:
    one = planned(catalogue, "pelvis-lift")
    again, _ = back(to(Playback(one), 40))
    assert again.plan is one and again.prescribed is one


def test_the_stretches_of_spare_time_keep_their_length_and_the_session_ends_early(
    catalogue: Catalogue,
) -> None:
    one = planned(catalogue, "pelvis-lift")
    easy = eased(Playback(one))
    assert [cue.seconds for cue in easy.plan.cues[-4:]] == [cue.seconds for cue in one.cues[-4:]]
    assert (one.seconds, easy.plan.seconds, easy.plan.budget_s) == (120, 95, 120)


def test_no_instant_whatever_makes_a_hold_longer(catalogue: Catalogue) -> None:
    one = planned(catalogue, "pelvis-lift")
    assert retimed(one, one, 0, eased=True, now_s=999) == one


@pytest.mark.parametrize("exercise_id", HOLDING)
def test_an_easier_session_played_through_is_completed_in_less_time(
    catalogue: Catalogue, exercise_id: str
) -> None:
    one = planned(catalogue, exercise_id)
    playback, told = advance(eased(Playback(one)), 500)
    assert outcome(playback) is Outcome.COMPLETED and playback.units == one.units
    assert playback.played_s == playback.plan.seconds < one.seconds
    assert [fact.units for fact in told if isinstance(fact, UnitDone)] == list(range(1, one.units + 1))
    assert ease(playback) == (playback, ())


def test_what_is_easier_is_asked_of_the_plan_as_prescribed(catalogue: Catalogue) -> None:
    playback = eased(Playback(planned(catalogue, "opposite-arm-leg")))
    assert eases(playback.plan) == "range" and playback.eases == "hold"


def test_a_hold_at_the_very_end_of_a_rep_counts_when_it_is_cut_short() -> None:
    cues = (Cue(0, 2, Phase.PREPARE), Cue(2, 8, Phase.HOLD, None, 1, 1), Cue(8, 12, Phase.FINISH))
    playback = eased(to(Playback(Plan("mine", 1, 12, 12, cues, ROUND)), 7))
    assert advance(playback, 0.01)[1][0] == UnitDone(1)


presses = st.lists(
    st.floats(0, 15) | st.sampled_from(["pause", "resume", "skip", "back"]) | st.just("ease"), max_size=50
)
sessions = st.tuples(
    st.sampled_from((*HOLDING, *MOVING)), st.sampled_from([100.0, 120.0, 240.0]), st.sampled_from([1.0, 1.37])
)


@given(session=sessions, script=presses)
def test_whenever_it_is_switched_the_plan_stays_sound_and_the_credit_the_same(
    catalogue: Catalogue, session: tuple[str, float, float], script: list[str | float]
) -> None:
    one = planned(catalogue, *session)
    playback, told = Playback(one), list[Fact]()
    for press in script:
        before = playback
        playback, facts = PRESSES[press](before) if isinstance(press, str) else advance(before, press)
        told += facts
        sound(playback)
        assert playback.prescribed == one and 0 <= playback.position_s <= playback.plan.seconds
        past = playback.plan.index_at(min(before.position_s, playback.position_s))
        assert playback.plan.cues[:past] == before.plan.cues[:past]
        if press == "ease" and not before.finished:
            assert playback.eased != before.eased and facts == ()
            assert replace(playback, eased=before.eased, plan=one, laid_out=None) == replace(
                before, plan=one, laid_out=None
            )
            assert playback.frame.cue_index == before.frame.cue_index
        begun = playback.plan.index_at(playback.position_s) + 1
        for cue, other in list(zip(playback.plan.cues, one.cues, strict=True))[begun:]:
            working = cue.phase is Phase.HOLD and playback.eases == "hold"
            assert cue.seconds == other.seconds / (2 if working and playback.eased else 1)
    assert [fact.units for fact in told if isinstance(fact, UnitDone)] == list(range(1, playback.units + 1))
    changed = [fact.cue for fact in told if isinstance(fact, CueChanged)]
    assert {(cue.phase, cue.side, cue.rep) for cue in changed} <= {(c.phase, c.side, c.rep) for c in one.cues}


@given(session=sessions, at=st.floats(0, 1), again=st.booleans())
def test_switching_twice_restores_the_rest(
    catalogue: Catalogue, session: tuple[str, float, float], at: float, again: bool
) -> None:
    playback = Playback(planned(catalogue, *session))
    playback = eased(playback) if again else playback
    playback = to(playback, at * playback.plan.seconds * 0.999)
    twice = eased(eased(playback))
    assert (twice.plan, twice.position_s, twice.eased) == (playback.plan, playback.position_s, again)
    assert advance(twice, 500)[0].credited == advance(playback, 500)[0].credited


@given(session=sessions, at=st.lists(st.floats(0, 1), max_size=6))
def test_the_same_presses_credit_the_same_easier_or_not(
    catalogue: Catalogue, session: tuple[str, float, float], at: list[float]
) -> None:
    plain = easy = Playback(planned(catalogue, *session))
    for nth, share in enumerate(at):
        cue = int(share * (len(plain.plan.cues) - 1))
        if nth % 2:
            plain, easy = skip(plain)[0], skip(easy)[0]
        easy = eased(easy)
        plain, easy = (to(one, max(one.position_s, one.plan.cues[cue].start_s)) for one in (plain, easy))
        assert (easy.frame.cue_index, easy.credited) == (plain.frame.cue_index, plain.credited)
        assert (easy.units, easy.owed_side, outcome(easy)) == (plain.units, plain.owed_side, outcome(plain))
