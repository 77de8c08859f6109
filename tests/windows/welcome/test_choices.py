"""What is asked as a value, and what of it has to be written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backbreak.core.settings import Settings, parse
from backbreak.storage.catalogue import load_catalogue
from backbreak.windows.welcome.choices import Wishes, changes, limits, missing, staying, wishes

CATALOGUE = load_catalogue()
ON_MATS = ["opposite-arm-leg-prone", "pelvis-lift"]


def set_to(settings: Settings) -> Wishes:
    return wishes(settings, CATALOGUE, login=False, understood=False)


USUAL = set_to(Settings())


@pytest.mark.parametrize(
    ("chosen", "written"),
    [
        ({}, {}),
        ({"place": "standing"}, {"session.place": "standing"}),
        ({"sofa": False}, {"session.sofa": False}),
        ({"limit_min": 45.0}, {"rhythm.sitting_limit_min": 45.0}),
        ({"cues": False, "voice": False}, {"sound.cues": False, "sound.voice": False}),
        ({"out": frozenset({"lumbar"})}, {"session.exclude": ["lumbar"]}),
        ({"mat": False}, {"session.exclude": ON_MATS}),
        ({"mat": False, "out": frozenset({"lumbar"})}, {"session.exclude": [*ON_MATS, "lumbar"]}),
        ({"login": True, "understood": True}, {}),
    ],
)
def test_only_what_was_chosen_otherwise_is_written(chosen, written) -> None:
    assert changes(USUAL, replace(USUAL, **chosen), CATALOGUE, ()) == written


def test_a_mat_that_is_not_there_is_remembered_by_what_is_left_out() -> None:
    settings, _ = parse({"session": {"exclude": [*ON_MATS, "lumbar"]}})
    without = set_to(settings)
    assert not without.mat and without.out == {"lumbar"}
    written = changes(without, replace(without, mat=True), CATALOGUE, settings.session.exclude)
    assert written == {"session.exclude": ["lumbar"]}


def test_one_exercise_left_out_does_not_mean_that_there_is_no_mat() -> None:
    settings, _ = parse({"session": {"exclude": ["pelvis-lift"]}})
    assert set_to(settings).mat and set_to(settings).out == {"pelvis-lift"}


def test_names_that_are_no_exercise_stay_as_they_were_written() -> None:
    settings, _ = parse({"session": {"exclude": ["somebodys-own", "lumbar"]}})
    before = set_to(settings)
    after = replace(before, out=before.out - {"lumbar"} | {"hip-flex"})
    written = changes(before, after, CATALOGUE, settings.session.exclude)
    assert written == {"session.exclude": ["somebodys-own", "hip-flex"]}


def test_a_limit_of_ones_own_is_offered_among_the_others() -> None:
    assert limits(120.0) == (30, 45, 60, 90, 120)
    assert limits(50.0) == (30, 45, 50, 60, 90, 120)


def test_place_and_kit_decide_what_can_be_done() -> None:
    assert len(staying(USUAL, CATALOGUE)) == 7
    assert [one.id for one in staying(replace(USUAL, place="standing"), CATALOGUE)] == ["hip-flex"]
    bare = replace(USUAL, mat=False, sofa=False)
    assert {one.id: missing(bare, one) for one in CATALOGUE.parts if missing(bare, one)} == {
        "opposite-arm-leg-prone": "mat",
        "pelvis-lift": "mat",
        "obliques": "sofa",
    }
