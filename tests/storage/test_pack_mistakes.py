"""A pack that is taken can be played; random mistakes in one crash, hang and hide nothing.

Ten thousand of them by hand: `mutations(seed, 10_000)` into `survive`.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from storage.packs import EXAMPLE, mutations

from backbreak.core.catalogue import Catalogue
from backbreak.core.dose import DoseError, Ledger, Limits, choose_explicit
from backbreak.core.figure import choreograph, figure_at, parse
from backbreak.core.hearing import hear
from backbreak.core.phrases import speaking_s
from backbreak.core.session import lay_out
from backbreak.core.settings import DEFAULT
from backbreak.storage.catalogue import load_catalogue, poses_document
from backbreak.storage.packs import load_exercises
from backbreak.storage.places import Places, places_for
from backbreak.words.speech import Speech

ARTICLE = load_catalogue().ids


@pytest.fixture
def places(tmp_path: Path) -> Places:
    found = places_for(tmp_path)
    found.exercises_dir.mkdir(parents=True)
    return found


def play(catalogue: Catalogue, exercise_id: str) -> None:
    """Plan a session of an exercise, hear it, and look at its figure every few seconds."""
    limits = Limits(seconds=120)
    try:
        choice = choose_explicit(Ledger(), catalogue, limits, exercise_id)
    except DoseError:
        return  # a repetition may be longer than two minutes
    plan = lay_out(choice, catalogue, limits)
    exercise = catalogue.get(exercise_id)
    assert plan.seconds <= 120 and plan.cues[-1].end_s == plan.seconds
    speech = Speech(exercise, catalogue.stand_and_stretch)
    assert hear(plan, DEFAULT.sound, lambda phrase: speaking_s(speech.sentence(phrase)))
    score = choreograph(parse(poses_document(catalogue)), plan.cues, exercise.pose)
    for second in range(0, int(plan.seconds), 3):
        for x, y in figure_at(score, second).picture.skeleton.points().values():
            assert -30 < x < 30 and -30 < y < 30


@pytest.mark.parametrize("exercise", ["neck-tilt", "hip-opener"])
def test_the_example_can_be_played_from_beginning_to_end(places: Places, exercise: str) -> None:
    (places.exercises_dir / "neck-and-hip.toml").write_text(EXAMPLE, encoding="utf-8")
    play(load_exercises(places)[0], exercise)


def survive(places: Places, content: bytes) -> bool:
    """Whether the pack is taken; the article's exercises are there in any case, and all within a second."""
    (places.exercises_dir / "mine.toml").write_bytes(content)
    began = time.monotonic()
    catalogue, problems = load_exercises(places)
    assert time.monotonic() - began < 1
    assert [one for one in catalogue.ids if one in ARTICLE] == list(ARTICLE)
    assert all(problem.isprintable() and len(problem) < 2000 for problem in problems)
    added = [exercise.id for exercise in catalogue if exercise.pack]
    assert bool(added) != bool(problems)
    for exercise in added:
        play(catalogue, exercise)
    return bool(added)


def test_no_random_mistakes_crash_hang_or_hide_the_built_in_exercises(places: Places) -> None:
    taken = [survive(places, content) for content in mutations(seed=2026, count=300)]
    assert any(taken) and not all(taken)
