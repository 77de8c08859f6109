"""The desk page in another language, chosen while it is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from backbreak import words
from backbreak.door.protocol import DoorError
from backbreak.windows import locales
from backbreak.windows.options import WindowOptions
from backbreak.windows.sessions import SessionProgram

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself


@pytest.fixture
def speak(qapp) -> Iterator[Callable[[SessionProgram, str], None]]:
    """Have a program follow another language of the settings."""

    def choose(program: SessionProgram, language: str) -> None:
        words.use(language)
        locales.follow(qapp)
        program._home.follow(program._home.settings)
        program.follow()

    yield choose
    words.use("en")
    locales.follow(qapp)


def test_in_another_language_the_desk_has_what_was_chosen_in_the_same_window(
    resident, playing, acknowledged, run, windows, speak, qtbot
) -> None:
    program = run(WindowOptions())
    qtbot.waitUntil(lambda: bool(windows) and windows[0].page.start.isEnabled())
    window, before = windows[0], windows[0].page
    before.choices.setFocus()
    QTest.keyClick(before.choices, Qt.Key.Key_End)
    assert before.chosen == "stand-and-stretch"
    speak(program, "de")
    assert windows == [window] and window.page is not before and len(window.spoken) == 1
    assert window.page.chosen == "stand-and-stretch"
    assert window.page.start.text() == "Los geht’s: 2 min"
    assert window.page.focusWidget() is window.page.choices
    program.follow()
    assert len(window.spoken) == 1


def test_a_desk_that_waits_for_an_answer_waits_in_another_language_too(
    resident, playing, run, windows, speak, qtbot
) -> None:
    program = run(WindowOptions())
    qtbot.waitUntil(lambda: bool(windows) and windows[0].page.start.isEnabled())
    windows[0].page.start.click()  # the medical note has not been read yet
    assert windows[0].page.busy
    speak(program, "ar")
    page = windows[0].page
    assert page.busy and not page.start.isEnabled()
    assert page.layoutDirection() is Qt.LayoutDirection.RightToLeft
    program._beginnings.give_up()
    assert not page.busy and page.start.isEnabled()


def test_a_note_is_told_anew_and_what_a_resident_said_stays_as_it_was(
    resident, playing, acknowledged, run, windows, speak, qtbot
) -> None:
    def refuse(_args):
        raise DoorError("usage", "a session is going on: finish or stop that one first")

    program = run(WindowOptions())
    qtbot.waitUntil(lambda: bool(windows) and windows[0].page.start.isEnabled())
    windows[0].page.instead.click()
    assert windows[0].page.note.text() == "Instead: Hip Flex."
    speak(program, "de")
    assert windows[0].page.note.text() == "Stattdessen: Hüftbeuge."
    resident.answers["session-begin"] = refuse
    windows[0].page.start.click()
    qtbot.waitUntil(lambda: "going on" in windows[0].page.note.text())
    speak(program, "es")
    page = windows[0].page
    assert page.note.text() == "A session is going on: finish or stop that one first."
    assert page.note.isVisible() and page.start.isEnabled()
