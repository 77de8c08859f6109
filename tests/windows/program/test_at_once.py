"""Sessions that are played at once: the resident's own, and a plan somebody brought along."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backbreak.core.session import plan_json
from backbreak.door.protocol import DoorError
from backbreak.storage import care
from backbreak.windows.options import WindowOptions
from backbreak.windows.session.link import Assignment

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself

RUN = WindowOptions(session_id="01RUN")


def test_the_resident_s_session_is_attached_to_and_played_at_its_speed(
    resident, playing, run, windows, some_plan, qtbot
) -> None:
    program = run(RUN)
    qtbot.waitUntil(lambda: bool(windows))
    window = windows[0]
    assert resident.args_of("session-attach") == {"session": "01RUN"}
    assert window.assignment == Assignment("01RUN", some_plan, 4.0)
    assert (window.shown, window.desk) == (1, None)
    window.do(some_plan.units)
    with qtbot.waitSignal(program.over):
        window.close()
    assert program.logged
    assert program.error is None


def test_a_plan_of_one_s_own_is_played_as_it_is(
    resident, playing, acknowledged, run, windows, some_plan, qtbot
) -> None:
    own = replace(some_plan, budget_s=121.0)
    run(WindowOptions(plan=own, speed=9.0))
    qtbot.waitUntil(lambda: bool(windows))
    assert windows[0].assignment.plan == own
    assert windows[0].assignment.speed == 9.0
    assert resident.args_of("session-begin") == {"plan": plan_json(own)}


def test_without_a_resident_a_plan_is_played_and_logged_here(
    run, windows, acknowledged, some_plan, qtbot
) -> None:
    program = run(WindowOptions(plan=some_plan))
    qtbot.waitUntil(lambda: bool(windows))
    windows[0].do(2)
    with qtbot.waitSignal(program.over):
        program.close()
    (entry,) = program._home.store.load()
    assert (entry.units, entry.outcome, entry.round, entry.prompted) == (2, "partial", 1, None)
    assert (len(entry.id), entry.id[-12:]) == (26, program._home.identity.salt)
    assert program.logged


def test_a_refusal_is_an_error_with_the_door_s_code(
    resident, playing, acknowledged, run, windows, some_plan, qtbot
) -> None:
    def refuse(_args):
        raise DoorError("nonsense", "a session is going on: finish it")

    resident.answers["session-begin"] = refuse
    program = run(WindowOptions(plan=some_plan))
    qtbot.waitUntil(lambda: program.error is not None)
    assert (str(program.error), program.error.code) == ("a session is going on: finish it", "nonsense")
    assert windows == []


def test_a_window_the_resident_opened_needs_the_resident(run, windows, qtbot) -> None:
    program = run(RUN)
    qtbot.waitUntil(lambda: program.error is not None)
    assert windows == []


def test_nothing_runs_before_the_medical_note_is_acknowledged(
    resident, playing, run, windows, places, understand, qtbot
) -> None:
    begun = resident.answers["session-attach"]({})
    resident.answers["session-attach"] = lambda args: {**begun, "care_needed": True}
    program = run(RUN)
    qtbot.waitUntil(lambda: program._beginnings._care is not None)
    assert program._beginnings._care.isVisible()
    qtbot.wait(30)
    assert windows == []
    assert "session-beat" not in resident.commands()
    understand(program)
    qtbot.waitUntil(lambda: bool(windows))
    assert care.acknowledged(places)
    qtbot.waitUntil(lambda: "care-acknowledge" in resident.commands())
    assert program._beginnings._care is None


def test_closing_the_medical_note_is_nothing_done(resident, playing, run, windows, places, qtbot) -> None:
    begun = resident.answers["session-attach"]({})
    resident.answers["session-attach"] = lambda args: {**begun, "care_needed": True}
    program = run(RUN)
    qtbot.waitUntil(lambda: program._beginnings._care is not None)
    with qtbot.waitSignal(program.over):
        program._beginnings._care.close()
    finish = resident.args_of("session-finish")
    assert (finish["units"], finish["completed"]) == (0, False)
    assert windows == []
    assert not care.acknowledged(places)


def test_ordered_to_close_while_the_note_is_read_nothing_is_done(
    resident, playing, run, windows, qtbot
) -> None:
    begun = resident.answers["session-attach"]({})
    resident.answers["session-attach"] = lambda args: {**begun, "care_needed": True}
    program = run(RUN)
    qtbot.waitUntil(lambda: program._beginnings._care is not None)
    with qtbot.waitSignal(program.over):
        resident.order("close")
    assert resident.args_of("session-finish")["units"] == 0
