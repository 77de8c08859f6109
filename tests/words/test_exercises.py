"""In another language the catalogue's own sentences are read, heard and shown in it too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from gettext import NullTranslations
from pathlib import Path

import pytest

from backbreak import words
from backbreak.cli.home import Home
from backbreak.cli.options import Options
from backbreak.core.exercise import Exercise, Texts
from backbreak.core.phrases import Phrase, Saying
from backbreak.storage.catalogue import load_catalogue
from backbreak.words.exercises import in_our_words
from backbreak.words.prompt import Offer, invitation
from backbreak.words.speech import Speech


class Marked(NullTranslations):
    """A language that is like English, with a mark before each message."""

    def gettext(self, message: str) -> str:
        return f"~{message}"


@pytest.fixture(autouse=True)
def marked() -> Iterator[None]:
    words.speak(Marked(), "xx")
    yield
    words.speak(None)


def sentences(exercise: Exercise) -> list[str]:
    """Everything a person reads or hears of it."""
    texts = exercise.texts
    found = [exercise.name, exercise.position]
    for name in Texts.__dataclass_fields__:
        value = getattr(texts, name)
        found += [value] if isinstance(value, str) else value if isinstance(value, tuple) else []
    for mapping in (texts.prepare, texts.side_names, texts.words, *texts.captions.values()):
        found += mapping.values()
    return found


def test_every_sentence_of_the_catalogue_is_translated_and_every_number_stays() -> None:
    english = load_catalogue()
    ours = in_our_words(english)
    assert ours.ids == english.ids
    for before, after in zip(english, ours, strict=True):
        assert sentences(after) == [text and f"~{text}" for text in sentences(before)]
        assert (after.hold_s, after.reps, after.series) == (before.hold_s, before.reps, before.series)
        assert (after.pose, after.equipment, after.source) == (before.pose, before.equipment, before.source)


def test_english_is_the_catalogue_itself() -> None:
    words.speak(None)
    english = load_catalogue()
    assert in_our_words(english) is english


def test_the_commands_and_the_voice_take_the_translated_one(tmp_path: Path) -> None:
    catalogue = Home(Options(home=tmp_path)).catalogue
    hip_flex = catalogue.get("hip-flex")
    speech = Speech(hip_flex, catalogue.stand_and_stretch)
    assert speech.sentence(Phrase(Saying.POSITION, side="left")).startswith("~Stand up. Left foot")
    assert speech.sentence(Phrase(Saying.WORD, phase="lower")) == "~Push back"
    assert hip_flex.texts.easier.startswith("~")


def test_the_invitation_names_the_exercise_in_the_language_in_use() -> None:
    now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    name = load_catalogue().get("hip-flex").name
    hour = timedelta(hours=1)
    assert "~Hip Flex" in invitation(hour, 0, Offer(name, 120), hour, now + hour, UTC, now).text
