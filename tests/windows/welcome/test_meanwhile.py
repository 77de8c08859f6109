"""What happens in the welcome window while something is waited for: answers, settings, another language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from windows.welcome.conftest import press, settle, written
from windows.welcome.test_trying import note_of_care, sessions

from backbreak import words
from backbreak.core.autostart import State
from backbreak.storage import autostart, care
from backbreak.storage.places import Places
from backbreak.storage.settings import load
from backbreak.windows import locales
from backbreak.windows.welcome.program import WelcomeProgram

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself


@pytest.fixture
def speak(qapp) -> Iterator[Callable[[WelcomeProgram, str], None]]:
    """Have a window follow another language."""

    def choose(program: WelcomeProgram, language: str) -> None:
        words.use(language)
        locales.follow(qapp)
        QCoreApplication.sendEvent(program.window, QEvent(QEvent.Type.LanguageChange))
        settle()

    yield choose
    words.use("en")
    locales.follow(qapp)


def test_what_is_chosen_while_the_note_of_care_waits_is_written_when_the_session_begins(
    open_welcome, places: Places, qtbot
) -> None:
    program = open_welcome()
    press(program.window, "Standing only")
    press(program.window, "Try one now")
    qtbot.waitUntil(lambda: bool(note_of_care()))
    press(program.window, "45 min")
    press(program.window, "Start when I log in")
    assert written(places) == {"session": {"place": "standing"}}
    with qtbot.waitSignal(program.over):
        note_of_care().click()
        qtbot.waitUntil(lambda: len(sessions()) == 1)
        program.end()
    assert written(places) == {"session": {"place": "standing"}, "rhythm": {"sitting_limit_min": 45}}
    assert autostart.standing(places).state is State.ON


def test_what_could_not_be_written_then_is_said_when_the_session_is_over(
    open_welcome, places: Places, qtbot
) -> None:
    program = open_welcome()
    window = program.window
    press(window, "Try one now")
    qtbot.waitUntil(lambda: bool(note_of_care()))
    press(window, "45 min")
    places.settings_file.write_text("[rhythm\n")
    note_of_care().click()
    qtbot.waitUntil(lambda: len(sessions()) == 1)
    assert not window.isVisible()
    sessions()[0].close()
    qtbot.waitUntil(window.isVisible)
    assert str(places.settings_file) in window.foot.note.text() and window.foot.done.isEnabled()
    places.settings_file.unlink()
    press(window, "Done")
    assert written(places) == {"rhythm": {"sitting_limit_min": 45}} and program._ended


def test_what_is_set_elsewhere_while_the_note_waits_shows_and_nothing_more_can_be_asked(
    open_welcome, places: Places, speak, qtbot
) -> None:
    program = open_welcome()
    window = program.window
    press(window, "Try one now")
    qtbot.waitUntil(lambda: bool(note_of_care()))
    press(window, "Sofa")
    places.settings_file.write_text("[rhythm]\nsitting_limit_min = 75\n")
    program._home.follow(load(places)[0])
    program.follow()
    assert window.questions.limits[75].isChecked() and not window.questions.sofa.isChecked()
    speak(program, "de")
    assert window.foot.done.words == "Fertig" and not window.foot.try_now.isEnabled()
    note_of_care("Verstanden").window().close()
    settle()
    assert window.foot.try_now.isEnabled() and window.questions.limits[75].isChecked()


def test_a_refusal_is_told_anew_in_another_language_until_it_is_tried_again(
    open_welcome, places: Places, speak
) -> None:
    program = open_welcome()
    window = program.window
    press(window, "45 min")
    places.settings_file.write_text("[rhythm\n")
    press(window, "Done")
    before, english = window.foot, window.foot.note.text()
    assert str(places.settings_file) in english
    speak(program, "de")
    assert window.foot is not before and window.foot.note.isVisible() and window.foot.done.isEnabled()
    assert str(places.settings_file) in window.foot.note.text() and window.foot.note.text() != english
    places.settings_file.unlink()
    press(window, "Fertig")
    assert written(places) == {"rhythm": {"sitting_limit_min": 45}} and program._ended


def test_a_process_that_is_to_end_ends_though_the_note_of_care_waits(open_welcome, places: Places) -> None:
    program = open_welcome()
    press(program.window, "Try one now")
    settle()
    program.end()
    assert program._ended and not program.window.isVisible() and not care.acknowledged(places)
