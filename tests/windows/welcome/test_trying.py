"""A session tried from the welcome window: begun by the resident or alone, refused, or not wanted."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from windows.welcome.conftest import press, settle, written

from backbreak.storage import care
from backbreak.storage.places import Places
from backbreak.storage.welcome import welcomed
from backbreak.windows.buttons import PatientButton
from backbreak.windows.session.window import SessionWindow

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself


def note_of_care(name: str = "I understand") -> PatientButton:
    found = {one for top in QApplication.topLevelWidgets() for one in top.findChildren(PatientButton)}
    shown = [one for one in found if one.isVisible() and one.accessibleName() == name]
    assert shown, "the note does not show"
    return shown[0]


def visible() -> set[QWidget]:
    return {one for one in QApplication.topLevelWidgets() if one.isVisible()}


def sessions() -> list[SessionWindow]:
    tops = QApplication.topLevelWidgets()
    return [one for one in tops if isinstance(one, SessionWindow) and one.isVisible()]


def test_without_a_resident_a_session_of_what_was_chosen_begins_and_ends_the_window(
    open_welcome, places: Places, qtbot
) -> None:
    program = open_welcome()
    press(program.window, "Standing only")
    press(program.window, "I understand")
    with qtbot.waitSignal(program.over):
        press(program.window, "Try one now")
        qtbot.waitUntil(lambda: len(sessions()) == 1)
        assert not program.window.isVisible() and sessions()[0].windowTitle().startswith("Hip Flex")
        program.end()
    assert written(places) == {"session": {"place": "standing"}} and welcomed(places)


def test_who_closes_the_note_of_care_is_back_and_has_acknowledged_nothing(
    open_welcome, places, qtbot
) -> None:
    program = open_welcome()
    press(program.window, "Try one now")
    qtbot.waitUntil(lambda: bool(note_of_care()))
    note_of_care().window().close()
    settle()
    assert program.window.isVisible() and program.window.foot.try_now.isEnabled()
    assert not sessions() and not care.acknowledged(places)


def test_who_closes_the_window_while_the_note_of_care_waits_gets_no_session(open_welcome, qtbot) -> None:
    before = visible()
    program = open_welcome()
    with qtbot.waitSignal(program.over):
        press(program.window, "Try one now")
        program.window.close()
    assert not visible() - before


def test_a_resident_that_refuses_is_heard_and_one_that_calls_brings_it_up(
    open_welcome, places: Places, make_resident, qtbot
) -> None:
    resident = make_resident(places.socket_path)
    program = open_welcome()
    window = program.window
    window.showMinimized()
    qtbot.waitUntil(lambda: program._client.connected)
    resident.order("raise")
    qtbot.waitUntil(lambda: not window.isMinimized())
    press(window, "I understand")
    press(window, "Try one now")
    qtbot.waitUntil(lambda: "No command session-begin" in window.foot.note.text())
    assert window.isVisible() and window.foot.try_now.isEnabled()
    assert resident.args_of("session-begin")["exercise"] == "opposite-arm-leg"
