"""A session's way through a window process, with a window that plays nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from backbreak.core.dose import Ledger, choose, limits_of
from backbreak.core.session import plan, plan_json
from backbreak.core.settings import Settings
from backbreak.door.protocol import DoorError
from backbreak.storage import care, loose
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.places import Places, places_for
from backbreak.windows.alone import Home
from backbreak.windows.buttons import PatientButton
from backbreak.windows.options import WindowOptions
from backbreak.windows.session.link import Assignment, Progress, SessionLink
from backbreak.windows.sessions import SessionProgram

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself


def some_plan():
    catalogue, limits = load_catalogue(), limits_of(Settings())
    choice = choose(Ledger.of([]), catalogue, limits, datetime(2026, 1, 5, tzinfo=UTC).date())
    return plan(catalogue.get(choice.exercise_id), choice.units, 0, limits, choice.round)


class BareWindow(QObject):
    """Does what the session window does, but for playing: `play` does so many units and ends."""

    closed = Signal()

    def __init__(self, assignment: Assignment, link: SessionLink) -> None:
        super().__init__()
        self.assignment = assignment
        self.shown = False
        self._link = link
        self._units = 0
        link.recorded.connect(lambda _entry: self.closed.emit())
        link.close_ordered.connect(self.end)

    def show(self) -> None:
        self.shown = True

    def play(self, units: int) -> None:
        self._units = units
        self._link.beat(Progress(units, None, 20.0 * units))

    def end(self) -> None:
        done = self._units == self.assignment.plan.units
        self._link.finish(Progress(self._units, None, 20.0 * self._units), done)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = places_for(tmp_path / "home")
    made.ensure()
    return made


@pytest.fixture
def acknowledged(places: Places) -> None:
    care.acknowledge(places, datetime(2026, 1, 5, tzinfo=UTC))


Run = Callable[[WindowOptions], SessionProgram]


@pytest.fixture
def windows() -> list[BareWindow]:
    return []


@pytest.fixture
def run(places: Places, tmp_path: Path, windows: list[BareWindow]) -> Iterator[Run]:
    """Start the program at the scripted resident's door, or at one where nobody is."""
    programs: list[SessionProgram] = []

    def make_window(assignment: Assignment, link: SessionLink) -> BareWindow:
        windows.append(BareWindow(assignment, link))
        return windows[-1]

    def start(options: WindowOptions) -> SessionProgram:
        short = replace(places, run=tmp_path)
        (tmp_path / "door.sock").unlink(missing_ok=True)
        if (tmp_path / "door").exists():
            (tmp_path / "door.sock").symlink_to(tmp_path / "door")
        program = SessionProgram(Home(short, Settings()), options, make_window)
        programs.append(program)
        program.start()
        return program

    yield start
    for program in programs:
        program._client.close()
        if program._care is not None:
            program._care.hide()


@pytest.fixture
def playing(resident) -> None:
    document = {"id": "01RUN", "plan": plan_json(some_plan()), "speed": 4.0}
    begun = {"session": document, "care_needed": False, "entry": {"id": "01RUN", "device": "desk-3fa1"}}
    resident.answers |= {
        "session-attach": lambda args: begun,
        "session-begin": lambda args: begun,
        "session-beat": lambda args: {},
        "session-finish": lambda args: {"entry": {"id": "01RUN"} if args["units"] else None},
        "care-acknowledge": lambda args: {},
    }


def understand(program: SessionProgram) -> None:
    assert program._care is not None
    (button,) = program._care.findChildren(PatientButton)
    button.click()


def test_the_resident_s_session_is_attached_to_and_played_at_its_speed(
    resident, playing, run, windows, qtbot
) -> None:
    program = run(WindowOptions(session_id="01RUN"))
    qtbot.waitUntil(lambda: bool(windows))
    assert resident.args_of("session-attach") == {"session": "01RUN"}
    assert windows[0].assignment == Assignment("01RUN", some_plan(), 4.0)
    assert windows[0].shown
    windows[0].play(windows[0].assignment.plan.units)
    with qtbot.waitSignal(program.over):
        windows[0].end()
    assert program.logged
    assert program.error is None


def test_a_person_s_wish_goes_to_the_resident(resident, playing, run, windows, qtbot) -> None:
    run(WindowOptions(exercise="pelvis-lift", seconds=180.0, speed=9.0))
    qtbot.waitUntil(lambda: bool(windows))
    assert resident.args_of("session-begin") == {"exercise": "pelvis-lift", "seconds": 180.0}
    assert windows[0].assignment.speed == 9.0


def test_a_plan_of_one_s_own_is_played_as_it_is(resident, playing, run, windows, qtbot) -> None:
    own = replace(some_plan(), budget_s=121.0)
    run(WindowOptions(plan=own))
    qtbot.waitUntil(lambda: bool(windows))
    assert windows[0].assignment.plan == own
    assert resident.args_of("session-begin") == {"plan": plan_json(own)}


def test_a_refusal_is_an_error_with_the_door_s_code(resident, playing, run, windows, qtbot) -> None:
    def refuse(_args):
        raise DoorError("nonsense", "a session is going on: finish it")

    resident.answers["session-begin"] = refuse
    program = run(WindowOptions())
    qtbot.waitUntil(lambda: program.error is not None)
    assert (str(program.error), program.error.code) == ("a session is going on: finish it", "nonsense")
    assert windows == []


def test_a_window_the_resident_opened_needs_the_resident(run, windows, qtbot) -> None:
    program = run(WindowOptions(session_id="01RUN"))
    qtbot.waitUntil(lambda: program.error is not None)
    assert windows == []


def test_nothing_runs_before_the_medical_note_is_acknowledged(
    resident, playing, run, windows, places, qtbot
) -> None:
    begun = resident.answers["session-attach"]({})
    resident.answers["session-attach"] = lambda args: {**begun, "care_needed": True}
    program = run(WindowOptions(session_id="01RUN"))
    qtbot.waitUntil(lambda: program._care is not None and program._care.isVisible())
    qtbot.wait(30)
    assert windows == []
    assert "session-beat" not in resident.commands()
    understand(program)
    qtbot.waitUntil(lambda: bool(windows))
    assert care.acknowledged(places)
    qtbot.waitUntil(lambda: "care-acknowledge" in resident.commands())
    assert not program._care.isVisible()


def test_closing_the_medical_note_is_nothing_done(resident, playing, run, windows, places, qtbot) -> None:
    begun = resident.answers["session-attach"]({})
    resident.answers["session-attach"] = lambda args: {**begun, "care_needed": True}
    program = run(WindowOptions(session_id="01RUN"))
    qtbot.waitUntil(lambda: program._care is not None)
    with qtbot.waitSignal(program.over):
        program._care.close()
    finish = resident.args_of("session-finish")
    assert (finish["units"], finish["completed"]) == (0, False)
    assert windows == []
    assert not care.acknowledged(places)


def test_without_a_resident_the_next_session_is_planned_and_logged_here(
    run, windows, places, acknowledged, qtbot
) -> None:
    program = run(WindowOptions())
    qtbot.waitUntil(lambda: bool(windows))
    chosen = windows[0].assignment.plan
    assert (chosen.exercise, chosen.units) == (some_plan().exercise, some_plan().units)
    windows[0].play(2)
    with qtbot.waitSignal(program.over):
        program.close()
    (entry,) = program._home.store.load()
    assert (entry.units, entry.outcome, entry.round, entry.prompted) == (2, "partial", 1, None)
    assert (len(entry.id), entry.id[-12:]) == (26, program._home.identity.salt)
    assert program.logged


def test_without_a_resident_the_note_comes_first_too(run, windows, places, qtbot) -> None:
    program = run(WindowOptions())
    qtbot.waitUntil(lambda: program._care is not None and program._care.isVisible())
    assert windows == []
    assert not (places.state / loose.FILE_NAME).exists()
    understand(program)
    qtbot.waitUntil(lambda: bool(windows))
    assert care.acknowledged(places)


def test_an_unknown_exercise_is_one_clear_error(run, windows, acknowledged, qtbot) -> None:
    program = run(WindowOptions(exercise="juggling"))
    qtbot.waitUntil(lambda: program.error is not None)
    assert "juggling" in str(program.error)
    assert program.error.code == "usage"
