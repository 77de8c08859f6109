"""Plans: contiguous, within the budget, equal on both sides, every hold as prescribed, easy to read back."""

from __future__ import annotations

import copy
import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak.core.catalogue import Catalogue
from backbreak.core.dose import DoseError, Ledger, Limits, RoundState, capacity, choose_explicit
from backbreak.core.session import Phase, Plan, PlanError, plan, plan_from_json, plan_json

ROUND = RoundState(3, 9, 145)
ARMS = ("opposite-arm-leg", "opposite-arm-leg-prone")
PARTS = (*ARMS, "leg-lifts", "pelvis-lift", "hip-flex", "lumbar", "obliques")
BUDGETS = (92.0, 120.0, 150.0, 180.0, 240.0)


def planned(catalogue: Catalogue, exercise_id: str, limits: Limits | None = None, done: int = 0) -> Plan:
    """The session a person gets who asks for this exercise."""
    limits = limits or Limits()
    choice = choose_explicit(Ledger(), catalogue, limits, exercise_id)
    return plan(catalogue.get(exercise_id), choice.units, done, limits, ROUND)


def check(catalogue: Catalogue, one: Plan, limits: Limits) -> None:
    """Assert everything that must hold of any plan of a part."""
    exercise = catalogue.get(one.exercise)
    at = 0.0
    for cue in one.cues:
        assert cue.start_s == at and cue.end_s > at
        at = cue.end_s
        assert round(at, 3) == at
        bare = cue.phase in (Phase.PREPARE, Phase.REST, Phase.CHANGE, Phase.FINISH)
        assert (cue.rep is None) == bare and (cue.series is None) == bare
        assert (cue.side is None) == (bare or exercise.sides == "none")
        if cue.phase is Phase.HOLD:
            assert cue.seconds == exercise.hold_s
        assert cue.series is None or 1 <= cue.series <= exercise.series
    assert one.seconds == at <= one.budget_s == limits.seconds
    holds = Counter(cue.side for cue in one.cues if cue.phase is Phase.HOLD)
    sides = {None} if exercise.sides == "none" else {"left", "right"}
    assert holds == dict.fromkeys(sides, one.units)
    assert next(cue.side for cue in one.cues if cue.phase is Phase.HOLD) == one.first_side
    work_end = max(cue.end_s for cue in one.cues if cue.phase is not Phase.FINISH)
    ending = [cue for cue in one.cues if cue.phase is Phase.FINISH]
    assert one.cues[-len(ending) :] == tuple(ending)
    assert ending[0].seconds == 4 and ending[0].exercise is None
    if limits.seconds - work_end - 4 >= 12:
        assert one.seconds == pytest.approx(limits.seconds, abs=0.001)
        assert {cue.exercise for cue in ending[1:]} == {"stand-and-stretch"} and len(ending) % 3 == 1
    else:
        assert len(ending) == 1


@pytest.mark.parametrize("seconds", BUDGETS)
@pytest.mark.parametrize("exercise_id", PARTS)
def test_every_part_at_every_usual_length_is_a_proper_plan(
    catalogue: Catalogue, exercise_id: str, seconds: float
) -> None:
    limits = Limits(seconds=seconds)
    one = planned(catalogue, exercise_id, limits)
    check(catalogue, one, limits)
    assert one.first_side == catalogue.get(exercise_id).first_side


@given(
    exercise_id=st.sampled_from(PARTS),
    seconds=st.floats(30, 900),
    tempo=st.floats(0.5, 3),
    done=st.integers(0, 31),
    owed=st.sampled_from(["left", "right"]),
)
def test_any_budget_tempo_progress_and_owed_side_make_a_proper_plan(
    catalogue: Catalogue, exercise_id: str, seconds: float, tempo: float, done: int, owed: Any
) -> None:
    part, limits = catalogue.get(exercise_id), Limits(seconds=round(seconds, 2), tempo=tempo)
    done %= part.total_units
    units = capacity(part, limits, done, part.total_units - done)
    if not units:
        with pytest.raises(DoseError, match=f"1 units of {part.id} do not fit"):
            plan(part, 1, done, limits, ROUND)
        return
    one = plan(part, units, done, limits, ROUND, None if part.sides == "none" else owed)
    check(catalogue, one, limits)
    assert one.first_side == (None if part.sides == "none" else owed)
    assert plan_from_json(json.loads(json.dumps(plan_json(one)))) == one


def rhythm(one: Plan, until: float = 1e9) -> list[tuple[str, str | None, int | None, float]]:
    return [(cue.phase.value, cue.side, cue.rep, cue.seconds) for cue in one.cues if cue.start_s < until]


def test_the_arm_and_leg_lift_alternates_and_begins_with_the_right_arm(catalogue: Catalogue) -> None:
    one = planned(catalogue, "opposite-arm-leg")
    assert rhythm(one, 28) == [
        ("prepare", None, None, 10),
        ("lift", "right", 1, 2), ("hold", "right", 1, 4), ("lower", "right", 1, 2), ("settle", "right", 1, 1),
        ("lift", "left", 1, 2), ("hold", "left", 1, 4), ("lower", "left", 1, 2), ("settle", "left", 1, 1),
    ]  # fmt: skip
    assert rhythm(one)[-4:] == [("finish", None, None, length) for length in (4, 6, 5, 5)]


def test_the_leg_lifts_are_one_side_the_change_and_the_other(catalogue: Catalogue) -> None:
    assert rhythm(planned(catalogue, "leg-lifts", Limits(seconds=92))) == [
        ("prepare", None, None, 10),
        ("lift", "left", 1, 3), ("hold", "left", 1, 30), ("lower", "left", 1, 3),
        ("change", None, None, 6),
        ("lift", "right", 1, 3), ("hold", "right", 1, 30), ("lower", "right", 1, 3),
        ("finish", None, None, 4),
    ]  # fmt: skip


def test_after_the_last_pelvis_lift_there_is_no_settling(catalogue: Catalogue) -> None:
    one = planned(catalogue, "pelvis-lift")
    assert [cue.seconds for cue in one.cues if cue.phase is Phase.SETTLE] == [3, 3, 3, 3]
    assert max(cue.end_s for cue in one.cues if cue.phase is Phase.LOWER) == 10 + 5 * 17 - 3


def test_the_lumbar_rests_between_two_series_of_the_dose_wherever_they_fall(catalogue: Catalogue) -> None:
    def rests_after(done: int, units: int) -> list[int]:
        one = plan(catalogue.get("lumbar"), units, done, Limits(seconds=300), ROUND)
        check(catalogue, one, Limits(seconds=300))
        cues = one.cues
        return [cues[at - 1].rep or 0 for at, cue in enumerate(cues) if cue.phase is Phase.REST]

    assert rests_after(0, 16) == [8]
    assert rests_after(0, 32) == [8, 16, 24]
    assert rests_after(5, 10) == [3]
    assert rests_after(5, 3) == []
    assert rests_after(16, 16) == [8]


def test_reps_count_over_the_session_and_series_over_the_dose(catalogue: Catalogue) -> None:
    one = plan(catalogue.get("obliques"), 8, 16, Limits(), ROUND)
    counted = [(cue.rep, cue.series) for cue in one.cues if cue.phase is Phase.LIFT and cue.side == "left"]
    assert counted == [(1, 2), (2, 2), (3, 2), (4, 2), (5, 3), (6, 3), (7, 3), (8, 3)]


def test_tempo_stretches_lift_lower_and_settle_only(catalogue: Catalogue) -> None:
    one = plan(catalogue.get("lumbar"), 9, 0, Limits(tempo=1.2), ROUND)
    lengths = {cue.phase.value: cue.seconds for cue in one.cues if cue.phase is not Phase.FINISH}
    assert lengths == {"prepare": 10, "lift": 2.4, "hold": 1, "lower": 2.4, "settle": 1.2, "rest": 10}


def test_more_units_than_fit_are_refused(catalogue: Catalogue) -> None:
    with pytest.raises(DoseError, match="9 units of hip-flex do not fit 120 s"):
        plan(catalogue.get("hip-flex"), 9, 0, Limits(), ROUND)


@pytest.mark.parametrize("seconds", [30.0, 40.0, *BUDGETS, 95.5, 900.0])
def test_stand_and_stretch_reaches_up_and_leans_to_both_sides_in_whole_seconds(
    catalogue: Catalogue, seconds: float
) -> None:
    one = planned(catalogue, "stand-and-stretch", Limits(seconds=seconds))
    holds = [cue for cue in one.cues if cue.phase is Phase.HOLD]
    assert [cue.phase for cue in one.cues] == [Phase.PREPARE, *[Phase.HOLD] * len(holds), Phase.FINISH]
    assert [cue.side for cue in holds] == [None, "right", "left"] * (len(holds) // 3)
    assert [cue.rep for cue in holds] == list(range(1, len(holds) + 1))
    assert len({cue.seconds for cue in holds}) == 1 and holds[0].seconds in range(5, 10)
    assert one.cues[-1].seconds >= 4 and one.seconds == seconds and one.units == 0
    assert plan_from_json(json.loads(json.dumps(plan_json(one)))) == one


def test_stand_and_stretch_needs_a_second_for_each_stretch(catalogue: Catalogue) -> None:
    assert planned(catalogue, "stand-and-stretch", Limits(seconds=15)).seconds == 15
    with pytest.raises(DoseError, match="give it 15 s or more"):
        planned(catalogue, "stand-and-stretch", Limits(seconds=14))


def test_a_plan_as_json_has_the_promised_keys(catalogue: Catalogue) -> None:
    document = plan_json(planned(catalogue, "hip-flex"))
    assert list(document) == ["exercise", "units", "seconds", "budget_s", "cues", "round"]
    assert document["round"] == {"number": 3, "done": 9, "total": 145}
    cues: Any = document["cues"]
    assert cues[1] == {"start_s": 8.0, "end_s": 10.0, "phase": "lift", "side": "left", "rep": 1, "series": 1}
    assert cues[-1]["exercise"] == "stand-and-stretch" and cues[-1]["side"] is None
    assert document["seconds"] == cues[-1]["end_s"] == 120


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("units",), 4, "cues must have the reps 1 to 4 of the left side"),
        (("units",), 0, "units must be 0 for stand-and-stretch"),
        (("exercise",), 7, "exercise must be a text, not 7"),
        (("seconds",), 119, "seconds must be 120.0, where the last cue ends, not 119.0"),
        (("budget_s",), "x", "budget_s must be a number"),
        (("cues",), [], "cues must be a list of tables"),
        (("cues", 2, "start_s"), 9, "cues[2].start_s must be 10.0, where the cue before ends, not 9.0"),
        (("cues", 2, "end_s"), 10, "cues[2].end_s must be after its start_s 10.0, not 10.0"),
        (("cues", 2, "phase"), "jump", "cues[2]: phase must be one of prepare, lift, hold, lower"),
        (("cues", 2, "side"), "up", "cues[2]: side must be one of left, right, not 'up'"),
        (("cues", 2, "side"), ..., "cues[2]: side is missing"),
        (("cues", 2, "rep"), 0, "cues[2]: rep must be a whole number from 1"),
        (("cues", 2, "rep"), 9, "must have the reps 1 to 5"),
        (("round", "number"), 0, "round: number must be a whole number from 1"),
        (("round",), 3, "round must be a table"),
    ],
)
def test_a_plan_from_a_file_is_checked_and_a_mistake_located(
    catalogue: Catalogue, path: tuple[Any, ...], value: Any, told: str
) -> None:
    document: Any = copy.deepcopy(plan_json(planned(catalogue, "hip-flex")))
    place = document
    for key in path[:-1]:
        place = place[key]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    with pytest.raises(PlanError) as caught:
        plan_from_json(document, where="mine.json")
    assert str(caught.value).startswith("mine.json: ") and told in str(caught.value)
