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
from backbreak.windows import locales
from backbreak.windows.session.window import SessionWindow
from backbreak.words.exercises import in_our_words

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
