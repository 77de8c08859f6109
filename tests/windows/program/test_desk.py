"""From the desk page to a session, through the door and without it, once and once more."""

from __future__ import annotations

import socket

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from backbreak.door.protocol import DoorError
from backbreak.storage import care, loose
from backbreak.windows import client
from backbreak.windows.options import WindowOptions

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself

GOING_ON = "start: a session is going on: finish or stop that one first"
SHOWN = "Start: a session is going on: finish or stop that one first."


def test_it_opens_on_whose_turn_it_is_and_nothing_has_begun(
    resident, playing, acknowledged, open_desk, some_plan
) -> None:
    window = open_desk()
    assert window.page._offer.exercise.id == some_plan.exercise
    assert window.assignments == []
    assert "session-begin" not in resident.commands()


def test_what_the_page_says_is_what_is_asked_of_the_resident(
    resident, playing, acknowledged, open_desk, qtbot
) -> None:
    window = open_desk(WindowOptions(exercise="pelvis-lift", seconds=180.0, speed=9.0))
    assert window.page.start.text() == "Start: 5 repetitions, 3 min"
    window.page.start.click()
    qtbot.waitUntil(window.played())
    asked = {"exercise": "pelvis-lift", "seconds": 180.0, "units": 5}
    assert resident.args_of("session-begin") == asked
    assert window.assignment.speed == 9.0
    assert window.assignment.session_id == "01RUN"


def test_another_one_can_be_chosen(resident, playing, acknowledged, open_desk, qtbot) -> None:
    window = open_desk()
    QTest.keyClick(window.page.choices, Qt.Key.Key_End)
    QTest.keyClick(window.page.choices, Qt.Key.Key_Return)
    qtbot.waitUntil(window.played())
    assert resident.args_of("session-begin") == {"exercise": "stand-and-stretch"}


def test_a_refusal_is_said_on_the_page_and_start_can_be_pressed_again(
    resident, playing, acknowledged, open_desk, qtbot
) -> None:
    answer = resident.answers["session-begin"]

    def refuse(_args):
        raise DoorError("nonsense", GOING_ON)

    resident.answers["session-begin"] = refuse
    window = open_desk()
    window.page.start.click()
    qtbot.waitUntil(lambda: window.page.note.text() == SHOWN)
    resident.answers["session-begin"] = answer
    assert window.page.start.isEnabled()
    window.page.start.click()
    qtbot.waitUntil(window.played())


def test_a_resident_that_goes_while_the_page_is_read_is_not_needed(
    resident, playing, acknowledged, open_desk, qtbot
) -> None:
    window = open_desk()
    resident.stop()
    window.page.start.click()
    qtbot.waitUntil(window.played())
    assert window.assignment.session_id != "01RUN"


def test_the_note_comes_before_anything_begins_and_closing_it_leads_back(
    resident, playing, run, windows, places, understand, qtbot
) -> None:
    program = run(WindowOptions())
    qtbot.waitUntil(lambda: bool(windows) and windows[0].page.start.isEnabled())
    page = windows[0].page
    page.start.click()
    assert program._beginnings._care.isVisible()
    qtbot.wait(30)
    assert "session-begin" not in resident.commands()
    program._beginnings._care.close()
    assert page.start.isEnabled()
    assert not care.acknowledged(places)
    page.start.click()
    understand(program)
    qtbot.waitUntil(windows[0].played())
    assert care.acknowledged(places)


def test_alone_the_session_is_planned_kept_and_logged_here(
    run, windows, places, acknowledged, some_plan, qtbot
) -> None:
    program = run(WindowOptions())
    qtbot.waitUntil(lambda: bool(windows) and windows[0].page.start.isEnabled())
    windows[0].page.start.click()
    qtbot.waitUntil(windows[0].played())
    assert windows[0].assignment.plan == some_plan
    windows[0].do(2)
    with qtbot.waitSignal(program.over):
        program.close()
    (entry,) = program._home.store.load()
    assert (entry.exercise, entry.units, entry.outcome) == (some_plan.exercise, 2, "partial")
    assert program.logged


def test_what_a_window_that_died_had_done_is_counted_in(
    run, windows, places, acknowledged, some_plan, qtbot
) -> None:
    home = run(WindowOptions(plan=some_plan))._home
    qtbot.waitUntil(lambda: bool(windows))
    windows[0].do(2)
    note = places.state / loose.FILE_NAME
    note.write_text(note.read_text().replace('"pid": ', '"pid": 99999'))
    run(WindowOptions())
    qtbot.waitUntil(lambda: len(windows) == 2 and windows[1].page.start.isEnabled())
    assert windows[1].page._outlook.offer(some_plan.exercise).done == 2
    assert [entry.units for entry in home.store.load()] == [2]


def test_one_more_is_the_next_one_and_played_at_once(run, windows, acknowledged, some_plan, qtbot) -> None:
    program = run(WindowOptions(exercise="pelvis-lift"))
    qtbot.waitUntil(lambda: bool(windows) and windows[0].page.start.isEnabled())
    window = windows[0]
    window.page.start.click()
    qtbot.waitUntil(window.played())
    window.do(window.assignment.plan.units)
    window.end()
    window.more_asked.emit()
    qtbot.waitUntil(window.played(2))
    assert window.assignment.plan.exercise == some_plan.exercise
    with qtbot.waitSignal(program.over):
        window.close()
    assert [entry.exercise for entry in program._home.store.load()] == ["pelvis-lift"]
    assert program.logged


def test_one_more_that_is_refused_is_said_on_the_desk_page(
    resident, playing, acknowledged, run, windows, qtbot
) -> None:
    run(WindowOptions(session_id="01RUN"))
    qtbot.waitUntil(lambda: bool(windows))

    def refuse(_args):
        raise DoorError("nonsense", GOING_ON)

    resident.answers["session-begin"] = refuse
    windows[0].do(1)
    windows[0].more_asked.emit()
    windows[0].end()
    qtbot.waitUntil(lambda: windows[0].desk is not None and windows[0].page.note.text() == SHOWN)
    qtbot.waitUntil(windows[0].page.start.isEnabled)
    assert windows[0].page.note.text() == SHOWN


def test_asked_to_the_window_comes_to_the_front(resident, playing, acknowledged, open_desk, qtbot) -> None:
    window = open_desk()
    resident.order("raise")
    qtbot.waitUntil(lambda: window.raised == 1)


def test_nothing_is_read_before_the_page_is_on_the_screen(run, windows, acknowledged, qtbot) -> None:
    program = run(WindowOptions())
    page = windows[0].page
    assert page.isVisible() and program._outlook is None
    with qtbot.waitSignal(page.looked_at):
        pass
    assert program._outlook is not None


def test_a_resident_that_never_says_hello_costs_one_time_limit_and_not_two_sessions(
    run, windows, acknowledged, tmp_path, monkeypatch, qtbot
) -> None:
    monkeypatch.setattr(client, "REPLY_TIMEOUT_MS", 300)
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(tmp_path / "door"))
        deaf.listen()
        run(WindowOptions())
        qtbot.waitUntil(lambda: bool(windows) and windows[0].page.start.isEnabled())
        windows[0].page.start.click()
        qtbot.waitUntil(windows[0].played())
        qtbot.wait(350)
    assert len(windows[0].assignments) == 1


def test_a_session_that_was_begun_too_late_is_given_up_and_another_can_be_begun(
    resident, playing, run, windows, acknowledged, qtbot
) -> None:
    program = run(WindowOptions())
    qtbot.waitUntil(lambda: bool(windows) and windows[0].page.start.isEnabled())
    qtbot.waitUntil(lambda: program._beginnings.has_resident)
    goes_on = resident.holds_back("session-begin")
    windows[0].page.start.click()
    qtbot.waitUntil(lambda: "session-begin" in resident.commands())
    program._beginnings._answered(client.Reply(False, code="timeout", text="it does not answer"))
    assert windows[0].page.note.text() == "It does not answer."
    assert not program._beginnings.has_resident, "who hangs up has the session that comes ended"
    goes_on()
    windows[0].page.start.click()
    qtbot.waitUntil(windows[0].played())
    assert resident.commands().count("session-begin") == 2


def test_closing_the_desk_page_is_no_failure_and_logs_nothing(run, windows, acknowledged, qtbot) -> None:
    program = run(WindowOptions())
    qtbot.waitUntil(lambda: bool(windows) and windows[0].page.start.isEnabled())
    with qtbot.waitSignal(program.over):
        windows[0].page.close_key.click()
    assert (program.error, program.played, program.logged) == (None, False, False)
    assert program._home.store.load() == []


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (WindowOptions(exercise="juggling"), "usage"),
        (WindowOptions(exercise="leg-lifts", seconds=60), "nonsense"),
    ],
)
def test_a_wish_that_can_never_be_met_opens_no_window(run, windows, wish, code, qtbot) -> None:
    program = run(wish)
    assert program.error is not None
    assert wish.exercise in str(program.error)
    assert program.error.code == code
    assert windows == []
