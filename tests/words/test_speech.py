"""What the voice says: every phrase of every exercise is a sentence, and the whole can be followed blind."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from backbreak.core.catalogue import Catalogue, parse
from backbreak.core.dose import Ledger, Limits, choose_explicit
from backbreak.core.hearing import Sounding, hear
from backbreak.core.phrases import Phrase, Saying, speaking_s
from backbreak.core.session import plan
from backbreak.core.settings import Sound
from backbreak.words.speech import Speech, spelled

RESOURCES = Path(__file__).parents[2] / "resources"
CATALOGUE = parse(tomllib.loads((RESOURCES / "exercises.toml").read_text(encoding="utf-8")))


def spoken(
    exercise_id: str, seconds: float = 120, catalogue: Catalogue = CATALOGUE
) -> list[tuple[Sounding, str]]:
    """What is said in a session, with the sentences."""
    exercise, limits = catalogue.get(exercise_id), Limits(seconds=seconds)
    choice = choose_explicit(Ledger(), catalogue, limits, exercise_id)
    one = plan(exercise, choice.units, 0, limits, choice.round)
    speech = Speech(exercise, catalogue.stand_and_stretch)
    heard = hear(one, Sound(cues=False), lambda phrase: speaking_s(speech.sentence(phrase)))
    return [(sounding, speech.sentence(sounding.phrase)) for sounding in heard if sounding.phrase]


@pytest.mark.parametrize("exercise_id", CATALOGUE.ids)
@pytest.mark.parametrize("seconds", [92, 120, 240])
def test_every_exercise_says_how_to_get_into_position_and_how_it_ends(
    exercise_id: str, seconds: float
) -> None:
    exercise, found = CATALOGUE.get(exercise_id), spoken(exercise_id, seconds)
    assert found[0][1] == exercise.prepare_text(exercise.first_side)
    assert exercise.caption("finish") in [sentence for _, sentence in found]
    assert all(sentence and "%" not in sentence for _, sentence in found)


def test_the_arm_and_leg_lift_can_be_followed_by_ear() -> None:
    assert [f"{sounding.at_s:.1f} {sentence}" for sounding, sentence in spoken("opposite-arm-leg")][1:15] == [
        "7.8 Reach out right arm and left leg",
        "10.4 One of five",
        "11.5 Hold",
        "14.7 Slowly back down",
        "16.8 Reach out left arm and right leg",
        "20.5 Hold",
        "23.7 Slowly back down",
        "26.3 Settle",
        "27.2 Right arm",
        "29.5 Hold",
        "33.4 Lower",
        "35.3 Settle",
        "36.2 Left arm",
        "38.5 Hold",
    ]


def test_a_change_of_sides_names_the_new_one() -> None:
    for exercise_id, told in (
        ("leg-lifts", "Change sides. Right leg."),
        ("hip-flex", "Change sides. Right foot ahead."),
        ("obliques", "Change sides. Lying on your left."),
    ):
        assert told in [sentence for _, sentence in spoken(exercise_id)]


def test_where_the_body_goes_down_the_voice_does_not_say_lift() -> None:
    sentences = {sentence for _, sentence in spoken("hip-flex")}
    assert {"Down", "Up", "Stay low"} <= sentences
    assert not {"Lift", "Lower", "Hold"} & sentences


def test_counts_are_words_and_say_when_they_are_of_both_sides() -> None:
    speech = Speech(CATALOGUE.get("lumbar"), CATALOGUE.stand_and_stretch)
    assert speech.sentence(Phrase(Saying.COUNT, number=4, total=8)) == "Four of eight"
    assert speech.sentence(Phrase(Saying.COUNT, number=12, total=24)) == "Twelve of 24"
    assert speech.sentence(Phrase(Saying.LAST_ONE)) == "Last one"
    assert speech.sentence(Phrase(Saying.LAST_ONE, pairs=True)) == "Last one on each side"
    assert [spelled(number) for number in (1, 13)] == ["one", "13"]


def test_what_an_exercise_has_no_words_for_is_empty() -> None:
    speech = Speech(CATALOGUE.get("lumbar"), CATALOGUE.stand_and_stretch)
    for saying in (Saying.SIDE, Saying.LIMB, Saying.OTHER_SIDE):
        assert speech.sentence(Phrase(saying, side="left")) == ""
