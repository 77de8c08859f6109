"""The medical note's screen: read, acknowledged once, or closed with nothing done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from backbreak import words
from backbreak.core.errors import BackbreakError
from backbreak.windows.buttons import PatientButton
from backbreak.windows.care.window import CareWindow
from backbreak.windows.complaint import complaint
from backbreak.windows.screens import screen_of
from backbreak.words import care

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[CareWindow]:
    made = CareWindow()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made


def answers(window: CareWindow) -> list[str]:
    heard: list[str] = []
    window.acknowledged.connect(lambda: heard.append("acknowledged"))
    window.declined.connect(lambda: heard.append("declined"))
    return heard


def test_all_of_the_note_is_on_it(window: CareWindow) -> None:
    shown = [label.text() for label in window.findChildren(QLabel)]
    for point in care.points():
        assert point.heading in shown
        assert point.text in shown


def test_the_button_acknowledges_once(window: CareWindow, qtbot: QtBot) -> None:
    heard = answers(window)
    (button,) = window.findChildren(PatientButton)
    assert button.accessibleName() == "I understand"
    for _ in range(2):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    window.close()
    assert heard == ["acknowledged"]


def test_the_keyboard_reaches_the_button_and_nothing_else_acknowledges(
    window: CareWindow, qtbot: QtBot
) -> None:
    heard = answers(window)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        qtbot.keyClick(window, key)
    assert heard == []
    qtbot.keyClick(window, Qt.Key.Key_Tab)
    (button,) = window.findChildren(PatientButton)
    assert button.hasFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert heard == ["acknowledged"]


def test_escape_and_closing_decline(window: CareWindow, qtbot: QtBot) -> None:
    heard = answers(window)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert heard == ["declined"]
    assert not window.isVisible()


def test_when_it_cannot_be_kept_it_says_so_and_can_be_tried_again(window: CareWindow, qtbot: QtBot) -> None:
    heard = answers(window)
    (button,) = window.findChildren(PatientButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    window.complain(complaint("no room on the disk"))
    assert window._note.text() == "No room on the disk."
    assert window._note.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == ["acknowledged", "acknowledged"]


def test_it_fits_its_words_at_twice_the_size(qtbot: QtBot, qapp) -> None:
    usual = qapp.font()
    large = qapp.font()
    large.setPointSizeF(usual.pointSizeF() * 2)
    qapp.setFont(large)
    try:
        window = CareWindow()
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        assert window.height() <= screen_of(window).availableSize().height()
        (button,) = window.findChildren(PatientButton)
        assert window.rect().contains(button.geometry())
    finally:
        qapp.setFont(usual)


def test_in_another_language_it_is_as_high_as_its_words(window: CareWindow, qtbot: QtBot, qapp) -> None:
    english = window.height()
    window.complain(complaint(BackbreakError("no answer")))
    words.use("de")
    try:
        with qtbot.waitSignal(window.rebuilt):
            QApplication.sendEvent(qapp, QEvent(QEvent.Type.LanguageChange))
        qtbot.waitUntil(lambda: window.height() > english)
        assert window._note.isVisible() and window._note.text() == "Keine Antwort."
        bar = window.findChildren(QScrollArea)[-1].verticalScrollBar()
        qtbot.waitUntil(lambda: bar.maximum() == 0)
    finally:
        words.use("en")
