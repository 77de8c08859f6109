"""A catalogue written by hand is read with care: every mistake is told with its place."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from backbreak.core.catalogue import CatalogueError, parse

HEAD = {"schema": "backbreak-exercises/1", "article": "Mine"}
MINIMAL = """
schema = "backbreak-exercises/1"
article = "Mine"
[[exercise]]
id = "wall-sit"
number = 7
name = "Wall Sit"
section = "mine"
pose = "lunge"
position = "Back against a wall"
space = "standing"
equipment = []
sides = "none"
reps = 3
series = 1
hold_s = 20
lift_s = 2
lower_s = 2
settle_s = 4
prepare_s = 8
change_s = 0
rest_s = 0
prepare = "Stand with your back to a wall."
[exercise.captions]
prepare = "To the wall"
lift = "Slide down"
hold = "Sit"
lower = "Up"
settle = "Rest"
finish = "Done"
"""


def pack(**changes: object) -> dict[str, Any]:
    """A pack of one exercise beside stand-and-stretch; a change of None takes the key out."""
    document: dict[str, Any] = tomllib.loads(MINIMAL)
    stretch = copy.deepcopy(document["exercise"][0]) | {"id": "stand-and-stretch", "reps": 0, "series": 0}
    first = document["exercise"][0]
    for key, value in changes.items():
        first[key] = value
        if value is None:
            del first[key]
    return document | {"exercise": [first, stretch]}


def test_a_pack_with_bare_values_is_read_and_carries_no_marks() -> None:
    exercise = parse(pack()).get("wall-sit")
    assert (exercise.hold_s, exercise.total_units, exercise.marks) == (20, 3, {})
    assert exercise.texts.steps == () and exercise.caption("change") == ""


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"hold_s": "long"}, "hold_s must be a number from 0 to 600, not 'long'"),
        ({"hold_s": True}, "hold_s must be a number"),
        ({"hold_s": -1}, "hold_s must be a number from 0 to 600, not -1"),
        ({"hold_s": float("nan")}, "hold_s must be a number from 0 to 600, not nan"),
        ({"hold_s": None}, "hold_s is missing; it must be a number from 0 to 600"),
        ({"reps": None}, "reps is missing; it must be a whole number from 0 to 200"),
        ({"reps": 2.5}, "reps must be a whole number from 0 to 200, not 2.5"),
        ({"reps": 0}, "series must be 0 when reps is 0"),
        ({"sides": "both"}, "sides must be one of alternate, grouped, none, not 'both'"),
        ({"sides": "alternate"}, "first_side is missing; it must be one of left, right"),
        ({"first_side": "left"}, "first_side has no meaning"),
        ({"sides": "alternate", "first_side": "left"}, "side_names.left is missing"),
        ({"change_s": 5}, "change_s is only for exercises whose sides is \"grouped\""),
        ({"rest_s": 5}, "captions.rest is missing"),
        ({"hold_s": 0, "lift_s": 0, "lower_s": 0}, "hold_s must be more than 0"),
        ({"space": "moon"}, "space must be one of floor, standing"),
        ({"equipment": ["kettlebell"]}, "equipment may hold mat, sofa, not 'kettlebell'"),
        ({"equipment": "mat"}, "equipment must be a list of texts"),
        ({"name": ""}, "name must be a text"),
        ({"steps": [1]}, "steps must be a list of texts"),
        ({"captions": 1}, "captions must be a table"),
        ({"captions": {"jump": "x"}}, "jump is not known here"),
        ({"settle_between_only": 1}, "settle_between_only must be true or false"),
        ({"hold": 4}, "hold is not known here; did you mean hold_s?"),
        ({"zzz": 4}, "zzz is not known here; choose one of"),
        ({"hold_s": {"value": 4, "mark": "guessed"}}, "hold_s: mark must be one of stated, inferred, amb"),
        ({"hold_s": {"value": 4}}, "hold_s: mark is missing"),
        ({"prepare": {"left": "a"}}, "prepare: right is missing"),
    ],
)  # fmt: skip
def test_a_bad_value_is_reported_with_file_exercise_key_and_what_is_allowed(
    changes: Mapping[str, object], told: str
) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse(pack(**changes), file="mine.toml")
    message = str(caught.value)
    assert message.startswith("mine.toml: exercise 'wall-sit': ")
    assert told in message and "\n" not in message


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ({}, "mine.toml: schema is missing"),
        ({"schema": "other/1"}, "schema must be one of backbreak-exercises/1, not 'other/1'"),
        (HEAD, "exercise is missing"),
        ({**HEAD, "exercise": []}, "exercise must be a list of tables"),
        ({**HEAD, "exercise": [{}]}, "exercise number 1: id is missing"),
        ({**HEAD, "colour": 1}, "colour is not known here"),
    ],
)
def test_a_document_that_is_no_catalogue_says_why(document: Mapping[str, object], told: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse(document, file="mine.toml")
    assert told in str(caught.value)


def test_an_id_that_is_taken_and_a_missing_fallback_are_reported() -> None:
    twice = pack()
    twice["exercise"].insert(1, twice["exercise"][0])
    with pytest.raises(CatalogueError, match="'wall-sit': id is taken"):
        parse(twice)
    lone = pack()
    del lone["exercise"][1]
    with pytest.raises(CatalogueError, match="'stand-and-stretch' is missing"):
        parse(lone)
