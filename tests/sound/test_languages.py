"""The voice speaks the language in use, in time: with the real espeak-ng and the real translations."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from backbreak import words
from backbreak.core.dose import Ledger, Limits, choose_explicit
from backbreak.core.hearing import Sounding, hear
from backbreak.core.phrases import speaking_s
from backbreak.core.session import plan
from backbreak.core.settings import Sound
from backbreak.sound.engines.choosing import choose_maker
from backbreak.sound.engines.files import FileVoice, espeak
from backbreak.sound.mixing import begins_at
from backbreak.sound.waves import RATE
from backbreak.storage.catalogue import load_catalogue
from backbreak.words.exercises import in_our_words
from backbreak.words.speech import Speech

ESPEAK = shutil.which("espeak-ng") or ""
pytestmark = pytest.mark.skipif(not ESPEAK, reason="espeak-ng is not installed")
LANGUAGES = ("de", "es", "ar")
MINUTE = 16
"""So many phrases are said in the first minute, in which all of an exercise is told."""
ENGLISH = load_catalogue()


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use("en")


def heard_in(language: str, exercise_id: str) -> tuple[list[Sounding], Speech]:
    """The phrases of a two-minute session in a language, and who says them."""
    assert words.use(language) == language
    catalogue = in_our_words(ENGLISH)
    limits = Limits(seconds=120)
    choice = choose_explicit(Ledger(), ENGLISH, limits, exercise_id)
    exercise = catalogue.get(exercise_id)
    laid = plan(exercise, choice.units, choice.done_before, limits, choice.round, choice.owed_side)
    speech = Speech(exercise, catalogue.stand_and_stretch)
    said = hear(laid, Sound(), lambda phrase: speaking_s(speech.sentence(phrase)))
    return [one for one in said if one.phrase is not None], speech


def real_s(voice: FileVoice, sentence: str) -> float:
    """How long the engine takes for it."""
    samples = voice.say(sentence)
    assert samples, f"{voice.voice} does not say {sentence!r}"
    return len(samples) / RATE


@pytest.mark.parametrize("language", LANGUAGES)
def test_espeak_speaks_it_by_a_voice_of_that_language(language: str) -> None:
    voice = choose_maker(language)
    assert isinstance(voice, FileVoice) and voice.voice == language
    assert real_s(voice, "Information 12") != real_s(espeak(ESPEAK, "en"), "Information 12")


def test_a_language_espeak_has_no_voice_for_is_not_read_by_another() -> None:
    voice = espeak(ESPEAK, "xx")
    assert voice.say("Up") is None and voice.say("Down") is None
    assert voice.given_up and voice.failed


@pytest.mark.parametrize(("language", "exercise_id"), [("de", "opposite-arm-leg"), ("ar", "leg-lifts")])
def test_its_phrases_end_on_time_and_never_meet(language: str, exercise_id: str) -> None:
    voice, free_s, late = espeak(ESPEAK, language), 0.0, []
    said, speech = heard_in(language, exercise_id)
    for one in said[:MINUTE]:
        assert one.phrase is not None
        sentence = speech.sentence(one.phrase)
        begin_s = begins_at(one, real_s(voice, sentence), free_s)
        if begin_s is None:
            late.append(sentence)
            continue
        assert begin_s >= free_s
        assert begin_s + real_s(voice, sentence) <= one.end_s + 0.06, sentence
        free_s = one.end_s
    assert len(late) <= 1, late  # a number beyond twenty may take longer to say than it looks


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Komm auf alle viere. Hände unter die Schultern, Knie unter die Hüften, Blick zum Boden."),
        ("es", "Túmbate boca arriba. Dobla un poco la rodilla derecha y deja ese pie en el suelo."),
        ("ar", "الاستلقاء على الظهر. ثني الركبة اليمنى قليلًا وترك القدم على الأرض."),
        ("ar", "الذراع اليمنى، الساق اليسرى"),
        ("de", "Seite wechseln"),
    ],
)
def test_how_long_a_sentence_takes_is_known_beforehand_to_a_fifth(language: str, sentence: str) -> None:
    assert 0.8 < real_s(espeak(ESPEAK, language), sentence) / speaking_s(sentence) < 1.1
