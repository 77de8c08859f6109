"""Other languages are longer: with two fifths more of every word nothing is clipped, on any page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from gettext import NullTranslations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows.session.looking import clipped, every_phase, held

from backbreak import words
from backbreak.core.catalogue import Catalogue
from backbreak.core.exercise import Exercise
from backbreak.core.playback import advance
from backbreak.windows.session.window import SessionWindow

SIZES = [(720, 560), (960, 700), (720, 1000), (1920, 1080)]
EXERCISES = ["opposite-arm-leg-prone", "leg-lifts", "lumbar", "obliques", "hip-flex"]


def longer(text: str) -> str:
    """Lengthen every word of a sentence by two fifths, placeholders left whole."""
    if not text:
        return text
    wanted, out = round(0.4 * len(text)), []
    for word in text.split(" "):
        more = 0 if "%(" in word else min(wanted, max(1, round(0.55 * len(word))))
        wanted -= more
        out.append(word + "ąéøßw"[: more % 6] + "om" * (more // 6) if more else word)
    return " ".join(out) + ("x" * min(wanted, 3) if wanted > 0 else "")


class Lengthened(NullTranslations):
    """A language that is like English, only longer."""

    def gettext(self, message: str) -> str:
        return longer(message)

    def pgettext(self, context: str, message: str) -> str:
        return longer(message)

    def ngettext(self, one: str, many: str, n: int) -> str:
        return longer(one if n == 1 else many)


@pytest.fixture(autouse=True)
def lengthened() -> Iterator[None]:
    words.speak(Lengthened(), "xx")
    yield
    words.speak(None)


def stretched(exercise: Exercise) -> Exercise:
    def all_of(texts: Mapping[str, str]) -> dict[str, str]:
        return {key: longer(text) for key, text in texts.items()}

    texts = replace(
        exercise.texts,
        prepare=all_of(exercise.texts.prepare),
        captions={key: all_of(captions) for key, captions in exercise.texts.captions.items()},
        side_names=all_of(exercise.texts.side_names),
        words=all_of(exercise.texts.words),
        easier=longer(exercise.texts.easier),
    )
    return replace(exercise, name=longer(exercise.name), texts=texts)


@pytest.fixture
def among(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, exercises=tuple(stretched(exercise) for exercise in catalogue))


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_nothing_is_clipped_in_a_longer_language(
    qtbot: QtBot,
    make_window,
    among: Catalogue,
    heard,
    exercise_id: str,
    size: tuple[int, int],
    direction: Qt.LayoutDirection,
) -> None:
    heard.note = longer("No voice here: follow the tones and the picture.")
    window: SessionWindow = make_window(exercise_id, units=5, among=among, done=3)
    window.setLayoutDirection(direction)
    window.resize(*size)
    held(qtbot, window)
    assert window.size() == QSize(*size)
    for phase in every_phase(window):
        assert not clipped(window), phase
    window.flow.toggle_easier()
    QApplication.processEvents()
    assert not clipped(window)
    window.player._playback, _ = advance(window.player.playback, 1e6)
    window.flow.earlier = ("Leg Lifts\n5 of 10 this round", "Hip Flex\n3 of 10 this round")
    window.player._finish()
    QApplication.processEvents()
    assert window.end_page.isVisible() and not clipped(window)
    window._show_hurts()
    window.hurts_page.toggle()
    QApplication.processEvents()
    assert window.hurts_page.isVisible() and not clipped(window)
    window.hurts_page.toggle()
    QApplication.processEvents()
    assert not clipped(window)
