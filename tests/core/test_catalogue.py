"""The catalogue holds what the article prescribes and says where each value is from."""

from __future__ import annotations

import json
from typing import Any

import pytest

from backbreak.core.catalogue import Catalogue, UnknownExercise, exercise_json

# number, hold, reps, series, sides, first side, lift, lower, settle, prepare, change, rest
PRESCRIBED = {
    "opposite-arm-leg": (1, 4, 10, 3, "alternate", "right", 2, 2, 1, 10, 0, 0),
    "opposite-arm-leg-prone": (2, 2, 10, 3, "alternate", "right", 2, 2, 1, 10, 0, 0),
    "leg-lifts": (3, 30, 1, 3, "grouped", "left", 3, 3, 0, 10, 6, 0),
    "pelvis-lift": (4, 10, 10, 1, "none", None, 2, 2, 3, 10, 0, 0),
    "hip-flex": (5, 1, 10, 1, "grouped", "left", 2, 2, 1, 8, 6, 0),
    "lumbar": (6, 1, 8, 4, "none", None, 2, 2, 1, 10, 0, 10),
    "obliques": (6, 1, 10, 3, "grouped", "right", 2, 2, 1, 10, 10, 0),
    "stand-and-stretch": (0, 9, 0, 0, "none", None, 0, 0, 0, 8, 0, 0),
}
MARKED = (
    "position", "space", "equipment", "sides", "first_side", "reps", "series", "hold_s", "lift_s", "lower_s",
    "settle_s", "prepare_s", "change_s", "rest_s", "trains", "feel", "caution", "easier",
)  # fmt: skip


@pytest.mark.parametrize("exercise_id", PRESCRIBED)
def test_every_exercise_is_as_the_article_prescribes_it(catalogue: Catalogue, exercise_id: str) -> None:
    ex = catalogue.get(exercise_id)
    assert PRESCRIBED[exercise_id] == (
        ex.number, ex.hold_s, ex.reps, ex.series, ex.sides, ex.first_side, ex.lift_s, ex.lower_s, ex.settle_s,
        ex.prepare_s, ex.change_s, ex.rest_s,
    )  # fmt: skip


def test_the_catalogue_is_the_seven_parts_in_order_and_stand_and_stretch(catalogue: Catalogue) -> None:
    assert catalogue.ids == tuple(PRESCRIBED)
    assert [part.id for part in catalogue.parts] == list(PRESCRIBED)[:7]
    assert catalogue.stand_and_stretch.id == "stand-and-stretch"
    assert [part.total_units for part in catalogue.parts] == [30, 30, 3, 10, 10, 32, 30]
    assert "lumbar" in catalogue and "plank" not in catalogue
    assert len({part.pose for part in catalogue}) == 8


def test_only_the_hip_flex_is_done_standing_and_only_the_obliques_need_a_sofa(catalogue: Catalogue) -> None:
    assert [part.id for part in catalogue.parts if part.space == "standing"] == ["hip-flex"]
    assert [part.id for part in catalogue.parts if part.needs_sofa()] == ["obliques"]
    on_a_mat = [part.id for part in catalogue.parts if "mat" in part.equipment]
    assert on_a_mat == ["opposite-arm-leg-prone", "pelvis-lift"]
    assert [part.id for part in catalogue if part.settle_between_only] == ["pelvis-lift"]


def test_every_value_of_the_built_in_catalogue_carries_its_mark_and_its_reason(
    catalogue: Catalogue, exercises_document: dict[str, Any]
) -> None:
    for row in exercises_document["exercise"]:
        exercise = catalogue.get(row["id"])
        assert exercise.section, exercise.id
        for key in MARKED:
            silent = key not in row or row[key] == 0
            assert silent or exercise.marks[key] in ("stated", "inferred", "ambiguous"), (exercise.id, key)
            if exercise.marks.get(key, "stated") != "stated":
                assert exercise.source.reasons[key], (exercise.id, key)


@pytest.mark.parametrize("exercise_id", PRESCRIBED)
def test_every_exercise_can_be_explained_and_guided(catalogue: Catalogue, exercise_id: str) -> None:
    exercise = catalogue.get(exercise_id)
    texts = exercise.texts
    assert texts.needs and texts.trains and texts.feel and texts.caution and texts.easier
    assert len(texts.steps) >= 3
    assert exercise.prepare_text() and exercise.caption("prepare") and exercise.caption("finish")
    if exercise.sides != "none":
        for phase in ("lift", "hold"):
            left, right = exercise.caption(phase, "left"), exercise.caption(phase, "right")
            assert left and right
        assert exercise.caption("lift", "left") != exercise.caption("lift", "right")
        assert exercise.side_name("left") != exercise.side_name("right")
    if exercise.sides == "grouped":
        assert exercise.prepare_text("left") != exercise.prepare_text("right")


def test_the_leg_lifts_begin_with_the_left_leg_up_and_the_right_knee_bent(catalogue: Catalogue) -> None:
    legs = catalogue.get("leg-lifts")
    assert "right knee" in legs.prepare_text() and "left knee" in legs.prepare_text("right")
    assert "left leg" in legs.caption("lift", "left")


def test_no_text_promises_an_effect_and_none_is_too_long_to_read_in_passing(catalogue: Catalogue) -> None:
    for exercise in catalogue:
        texts = exercise.texts
        captions = [line for by_phase in texts.captions.values() for line in by_phase.values()]
        sentences = [*texts.steps, texts.needs, texts.trains, texts.feel, texts.caution, texts.easier]
        for line in [*captions, *sentences, *texts.prepare.values()]:
            for word in ("proven", "prevent", "cure", "reliev", "heal", "guarantee"):
                assert word not in line.lower(), line
        assert all(len(line) <= 60 for line in captions), exercise.id
        assert all(len(line) <= 130 for line in texts.prepare.values()), exercise.id


def test_an_exercise_as_json_has_the_promised_keys_and_no_number_is_null(catalogue: Catalogue) -> None:
    keys = [
        "id", "number", "name", "position", "space", "equipment", "sides", "first_side", "hold_s", "reps",
        "series", "lift_s", "lower_s", "settle_s", "prepare_s", "change_s", "rest_s", "total_units", "source",
    ]  # fmt: skip
    for exercise in catalogue:
        document = json.loads(json.dumps(exercise_json(exercise)))
        assert list(document) == keys
        counts = ("number", "reps", "series", "total_units")
        numbers = [key for key in keys if key.endswith("_s") or key in counts]
        assert all(isinstance(document[key], int | float) for key in numbers)
        assert document["source"]["section"] and document["source"]["marks"]


def test_an_unknown_id_is_answered_with_the_nearest_one_or_with_all(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownExercise, match="did you mean hip-flex"):
        catalogue.get("hipflex")
    with pytest.raises(UnknownExercise, match=r"opposite-arm-leg, .*stand-and-stretch"):
        catalogue.get("zzz")
