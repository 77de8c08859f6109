"""By ear alone a session can be followed in every language: what must be heard is short enough to be said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from backbreak import words
from backbreak.core.dose import Ledger, Limits, choose_explicit
from backbreak.core.exercise import SIDES, STAND_AND_STRETCH
from backbreak.core.hearing import hear
from backbreak.core.phrases import speaking_s
from backbreak.core.session import plan
from backbreak.core.settings import Sound
from backbreak.storage.catalogue import load_catalogue
from backbreak.words.exercises import in_our_words
from backbreak.words.speech import Speech

ENGLISH = load_catalogue()
LANGUAGES = ("en", "de", "es", "ar")


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use("en")


@pytest.mark.parametrize("exercise_id", [one for one in ENGLISH.ids if one != STAND_AND_STRETCH])
@pytest.mark.parametrize("language", LANGUAGES)
def test_how_to_begin_the_first_movement_of_each_side_and_the_end_are_said(
    language: str, exercise_id: str
) -> None:
    assert words.use(language) == language
    catalogue, limits = in_our_words(ENGLISH), Limits(seconds=120)
    choice = choose_explicit(Ledger(), ENGLISH, limits, exercise_id)
    exercise = catalogue.get(exercise_id)
    laid_out = plan(exercise, choice.units, 0, limits, choice.round)
    speech = Speech(exercise, catalogue.stand_and_stretch)
    heard = hear(laid_out, Sound(), lambda phrase: speaking_s(speech.sentence(phrase)))
    said = {speech.sentence(one.phrase) for one in heard if one.phrase is not None}
    sides = SIDES if exercise.sides != "none" else (None,)
    wanted = {exercise.caption("lift", side) for side in sides} | {exercise.caption("finish")}
    wanted.add(exercise.prepare_text(exercise.first_side))
    assert not wanted - said, "too long to be said in time: shorten it"
