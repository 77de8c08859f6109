"""In German, Spanish and Arabic no word of a session is clipped; in Arabic it reads from the right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows.session.looking import clipped, every_phase, held

from backbreak import words
from backbreak.core.catalogue import Catalogue
from backbreak.core.cues import Phase
from backbreak.core.dose import DoseError
from backbreak.windows import locales
from backbreak.windows.session.controls import Control, name_of
from backbreak.windows.session.window import SessionWindow
from backbreak.words.exercises import in_our_words
from backbreak.words.sentences import sentence
from backbreak.words.session import phase as word_of

SMALLEST, USUAL = (720, 560), (960, 700)


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    words.use("en")
    locales.follow(qapp)


@pytest.mark.parametrize(
    ("language", "exercise_id", "size"),
    [
        ("de", "opposite-arm-leg-prone", SMALLEST),
        ("es", "obliques", SMALLEST),
        ("ar", "leg-lifts", USUAL),
    ],
)
def test_nothing_is_clipped(
    qtbot: QtBot,
    qapp: QApplication,
    make_window,
    catalogue: Catalogue,
    language: str,
    exercise_id: str,
    size: tuple[int, int],
) -> None:
    assert words.use(language) == language
    locales.follow(qapp)
    window: SessionWindow = make_window(exercise_id, units=3, among=in_our_words(catalogue), done=0)
    assert (window.layoutDirection() is Qt.LayoutDirection.RightToLeft) is (language == "ar")
    window.resize(*size)
    held(qtbot, window)
    for phase in every_phase(window):
        assert not clipped(window), phase
    window.flow.toggle_easier()
    QApplication.processEvents()
    assert not clipped(window)
    window._show_hurts()
    QApplication.processEvents()
    assert window.hurts_page.isVisible() and not clipped(window)


def test_another_language_is_spoken_from_the_next_moment_on_where_the_session_is(
    qtbot: QtBot, qapp: QApplication, make_window, link, heard, catalogue: Catalogue
) -> None:
    window: SessionWindow = make_window(units=3, done=0)
    held(qtbot, window)
    before = window.player.playback
    assert window.page.keys["stop"].text() == "Stop" and window.windowTitle() == "Pelvis Lift · backbreak"
    words.use("de")
    locales.follow(qapp)
    window.speak(in_our_words(catalogue))
    QApplication.processEvents()
    page = window.page
    assert window.player.playback.position_s >= before.position_s and not link.ends
    exercise = in_our_words(catalogue).get("pelvis-lift")
    german = [page.word.accessibleName(), page.name.text(), page.keys["stop"].text()]
    assert german == [word_of(Phase.PREPARE, exercise), exercise.name, name_of(Control.STOP)]
    assert "Stop" not in german and page.round.accessibleName() == "Runde 3: 23 von 145"
    assert window.windowTitle() == f"{exercise.name} · backbreak" and page.hasFocus()
    assert page.care.text() != "Stop if it hurts." and "Figur" in page.figure.accessibleName()
    page.keys["pause"].click()
    assert window.player.playback.paused and page.keys["pause"].text() == words._("Go on")
    window.flow.skip()
    window.flow.stop()
    assert len(link.ends) == 1


def test_nothing_to_do_instead_is_said_in_the_language_in_use(
    qtbot: QtBot, qapp: QApplication, make_window, link, catalogue: Catalogue
) -> None:
    assert words.use("de") == "de"
    locales.follow(qapp)
    window: SessionWindow = make_window(among=in_our_words(catalogue))
    held(qtbot, window)
    window.flow.swap()
    nothing = "there is nothing to do instead: the others were refused, left out or done today"
    link.swapped.emit(DoseError(nothing))
    caption = window.page.captions.now.text()
    assert caption == sentence(words._(nothing)) and "nothing" not in caption
