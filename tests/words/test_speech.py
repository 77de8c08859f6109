"""What the voice says: every phrase of every exercise is a sentence, and the whole can be followed blind."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from backbreak.core.catalogue import Catalogue, parse
from backbreak.core.cues import Phase
from backbreak.core.dose import Ledger, Limits, choose_explicit
from backbreak.core.exercise import SIDES
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
    heard = hear(one, Sound(), lambda phrase: speaking_s(speech.sentence(phrase)))
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
        "8.2 Reach out right arm and left leg",
        "10.4 Five each side",
        "11.6 Hold",
        "14.9 Slowly back down",
        "17.1 Reach out left arm and right leg",
        "20.6 Hold",
        "23.9 Slowly back down",
        "26.4 Steady",
        "27.3 Right arm",
        "29.6 Hold",
        "33.5 Lower",
        "35.5 Steady",
        "36.4 Left arm",
        "38.5 Hold",
    ]


def test_a_change_of_sides_names_the_new_one() -> None:
    for exercise_id, told in (
        ("leg-lifts", "Change legs. Right leg."),
        ("hip-flex", "Change feet. Right foot ahead."),
        ("obliques", "Change sides. Lying on your left."),
    ):
        assert told in [sentence for _, sentence in spoken(exercise_id)]


def test_after_a_change_it_is_told_how_to_lie_or_stand_on_the_other_side() -> None:
    for exercise_id, told in (
        ("leg-lifts", "Bend your left knee, right leg straight"),
        ("hip-flex", "Left foot back, right foot a long step ahead"),
        ("obliques", "Turn over, feet back under the sofa"),
    ):
        assert told in [sentence for _, sentence in spoken(exercise_id)]


@pytest.mark.parametrize("exercise_id", CATALOGUE.ids)
@pytest.mark.parametrize("seconds", [120, 240])
def test_whoever_hears_nothing_but_the_voice_is_told_the_first_movement_of_each_side_in_full(
    exercise_id: str, seconds: float
) -> None:
    exercise, sentences = CATALOGUE.get(exercise_id), {said for _, said in spoken(exercise_id, seconds)}
    sides, phase = SIDES if exercise.sides != "none" else (None,), "lift" if exercise.total_units else "hold"
    assert {exercise.caption(phase, side) for side in sides} <= sentences


def test_how_it_is_done_easier_and_how_long_a_hold_is() -> None:
    speech = Speech(CATALOGUE.get("leg-lifts"), CATALOGUE.stand_and_stretch)
    assert speech.sentence(Phrase(Saying.EASIER)) == CATALOGUE.get("leg-lifts").texts.easier
    held = Phrase(Saying.HOLD_FOR, Phase.HOLD, "left", number=15)
    assert speech.sentence(held) == "Fifteen seconds. Hold your left leg, keep breathing"
    assert speech.sentence(Phrase(Saying.HOLD_FOR, number=30)) == "30 seconds"


def test_where_the_body_goes_down_the_voice_does_not_say_lift() -> None:
    sentences = {sentence for _, sentence in spoken("hip-flex")}
    assert {"Forward", "Push back", "Stay low"} <= sentences
    assert not {"Lift", "Lower", "Hold"} & sentences


@pytest.mark.parametrize("exercise_id", CATALOGUE.ids)
def test_no_word_goes_down_while_the_tone_goes_up_nor_up_while_it_goes_down(exercise_id: str) -> None:
    exercise = CATALOGUE.get(exercise_id)
    speech = Speech(exercise, CATALOGUE.stand_and_stretch)
    for phase, against in ((Phase.LIFT, {"down", "lower", "low"}), (Phase.LOWER, {"up", "raise", "lift"})):
        for side in (None, *SIDES):
            for saying in (Saying.WORD, Saying.CAPTION):
                sentence = speech.sentence(Phrase(saying, phase, side))
                assert not against & set(sentence.lower().replace(",", "").split()), sentence


def test_where_one_leg_comes_twice_it_is_called_again() -> None:
    found = [said for one, said in spoken("leg-lifts", 180) if one.phrase and one.phrase.id is Saying.AGAIN]
    assert found == ["Left leg again", "Right leg again"]


def test_pairs_are_counted_as_so_many_on_each_side_before_they_are_numbered() -> None:
    for exercise_id, counts in (
        ("opposite-arm-leg", ["Five each side", "Three of five"]),
        ("obliques", ["One of eight", "Four of eight"] * 2),
    ):
        found = [said for one, said in spoken(exercise_id) if one.phrase and one.phrase.id is Saying.COUNT]
        assert found == counts


@pytest.mark.parametrize("exercise_id", ["leg-lifts", "pelvis-lift", "opposite-arm-leg-prone"])
def test_nobody_is_told_to_reach_up_while_still_getting_off_the_floor(exercise_id: str) -> None:
    found = spoken(exercise_id)
    (reach,) = (at for at, (_, sentence) in enumerate(found) if sentence == "Reach up and grow tall")
    up_s = next(one.end_s for one, said in found if said == CATALOGUE.get(exercise_id).caption("finish"))
    assert found[reach][0].at_s > up_s + 1
    assert "Reach up" not in [sentence for _, sentence in found]


def test_easier_takes_one_breath_and_does_not_say_lower_where_nothing_is_lowered() -> None:
    for exercise_id in CATALOGUE.ids:
        easier = CATALOGUE.get(exercise_id).texts.easier
        assert 1 < speaking_s(easier) < 5.5
        assert "lower" not in easier.lower().split()


def test_counts_are_words_and_say_when_they_are_of_both_sides() -> None:
    speech = Speech(CATALOGUE.get("lumbar"), CATALOGUE.stand_and_stretch)
    assert speech.sentence(Phrase(Saying.COUNT, number=4, total=8)) == "Four of eight"
    assert speech.sentence(Phrase(Saying.COUNT, number=12, total=24)) == "Twelve of 24"
    assert speech.sentence(Phrase(Saying.LAST_ONE)) == "Last one"
    assert speech.sentence(Phrase(Saying.LAST_ONE, pairs=True)) == "Last one on each side"
    assert [spelled(number) for number in (1, 13, 20, 21)] == ["one", "thirteen", "twenty", "21"]


def test_what_an_exercise_has_no_words_for_is_empty() -> None:
    speech = Speech(CATALOGUE.get("lumbar"), CATALOGUE.stand_and_stretch)
    for saying in (Saying.SIDE, Saying.LIMB, Saying.OTHER_SIDE):
        assert speech.sentence(Phrase(saying, side="left")) == ""
