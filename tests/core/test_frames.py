"""Any instant of a plan can be asked for: what is on, how long yet, what comes next."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak.core.catalogue import Catalogue
from backbreak.core.dose import Limits, RoundState
from backbreak.core.session import Phase, Plan, frame_at, plan, stretch_of

ROUND = RoundState(1, 0, 145)


@pytest.fixture(scope="module")
def hips(catalogue: Catalogue) -> Plan:
    """Five and five, with 42 s of stretches at the end."""
    return plan(catalogue.get("hip-flex"), 5, 0, Limits(), ROUND)


def test_a_frame_says_phase_side_rep_series_and_what_is_left(hips: Plan) -> None:
    frame = frame_at(hips, 15.0)  # prepare 8, rep one 8 to 14, then lift 14 to 16
    assert (frame.phase, frame.side, frame.rep, frame.series) == (Phase.LIFT, "left", 2, 1)
    assert (frame.seconds_left, frame.cue_progress, frame.total_progress) == (1.0, 0.5, 0.125)
    assert frame.next_cue is not None and frame.next_cue.phase is Phase.HOLD and frame.next_side == "left"


def test_a_border_belongs_to_the_cue_that_begins(hips: Plan) -> None:
    for before, after in pairwise(hips.cues):
        assert frame_at(hips, after.start_s).cue is after
        assert frame_at(hips, after.start_s - 0.0001).cue is before


def test_during_the_change_the_next_side_is_known_and_at_the_end_there_is_none(hips: Plan) -> None:
    change = next(cue for cue in hips.cues if cue.phase is Phase.CHANGE)
    assert frame_at(hips, change.start_s).next_side == "right"
    last = frame_at(hips, 1e9)
    assert (last.next_cue, last.next_side, last.seconds_left) == (None, None, 0)
    assert last.cue_progress == last.total_progress == 1
    assert frame_at(hips, -5) == frame_at(hips, 0)


def test_the_stretches_that_fill_the_end_take_turns(hips: Plan, catalogue: Catalogue) -> None:
    fillers = [index for index, cue in enumerate(hips.cues) if cue.exercise]
    assert [stretch_of(hips, index) for index in fillers] == ["reach", "right", "left"] * 2
    assert stretch_of(hips, 3) is None
    alone = plan(catalogue.stand_and_stretch, 0, 0, Limits(), ROUND)
    assert [stretch_of(alone, index) for index in range(5)] == [None, "reach", "right", "left", "reach"]


@given(st.floats(0, 120))
def test_progress_only_grows_and_seconds_left_add_up(hips: Plan, at: float) -> None:
    frame = frame_at(hips, at)
    assert frame.cue is hips.cues[frame.cue_index]
    assert frame.cue.start_s <= at <= frame.cue.end_s
    assert 0 <= frame.cue_progress <= 1 and 0 <= frame.total_progress <= 1
    assert frame.seconds_left == pytest.approx(frame.cue.end_s - at)
    assert frame_at(hips, at + 0.5).total_progress >= frame.total_progress


def test_the_reps_of_a_plan_begin_with_their_lifts(hips: Plan) -> None:
    lifts = [cue.start_s for cue in hips.cues if cue.phase is Phase.LIFT]
    assert list(hips.rep_starts) == lifts and len(lifts) == 10
