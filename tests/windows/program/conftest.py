"""What the session program's tests share: a window that plays nothing, and a home of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal

from backbreak.core.catalogue import Catalogue
from backbreak.core.cues import Plan
from backbreak.core.dose import Ledger, choose, limits_of
from backbreak.core.session import plan, plan_json
from backbreak.core.settings import Settings
from backbreak.storage import care
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.places import Places
from backbreak.windows.alone import Home
from backbreak.windows.buttons import PatientButton
from backbreak.windows.desk.making import make_desk
from backbreak.windows.desk.page import DeskPage
from backbreak.windows.options import WindowOptions
from backbreak.windows.session.link import Assignment, Progress, SessionLink
from backbreak.windows.sessions import SessionProgram


def a_plan() -> Plan:
    """The first plan of an empty journal."""
    catalogue, limits = load_catalogue(), limits_of(Settings())
    choice = choose(Ledger.of([]), catalogue, limits, datetime(2026, 1, 5, tzinfo=UTC).date())
    return plan(catalogue.get(choice.exercise_id), choice.units, 0, limits, choice.round)


class BareWindow(QObject):
    """A shell that plays nothing: `do` does so many units of what it was given, `end` ends it."""

    closed = Signal()
    more_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown = self.raised = 0
        self.desk: DeskPage | None = None
        self.assignments: list[Assignment] = []
        self.spoken: list[Catalogue] = []
        self._link: SessionLink | None = None
        self._units = 0
        self._leaving = False

    @property
    def assignment(self) -> Assignment:
        return self.assignments[-1]

    @property
    def page(self) -> DeskPage:
        assert self.desk is not None
        return self.desk

    def played(self, times: int = 1) -> Callable[[], bool]:
        """Give what waits until so many sessions have been given to it."""
        return lambda: len(self.assignments) == times

    def set_theme(self, theme: str) -> None: ...

    def speak(self, catalogue: Catalogue) -> None:
        self.spoken.append(catalogue)

    def show_desk(self, page: DeskPage) -> None:
        self.desk = page
        page.set_unit(1.0)
        page.show()

    def play(self, assignment: Assignment, link: SessionLink) -> None:
        self.assignments.append(assignment)
        self._link, self._units = link, 0
        link.recorded.connect(self._recorded)
        link.close_ordered.connect(self.close)

    def show(self) -> None:
        self.shown += 1

    def windowState(self) -> Qt.WindowState:
        return Qt.WindowState.WindowMinimized

    def setWindowState(self, state: Qt.WindowState) -> None:
        assert not state & Qt.WindowState.WindowMinimized

    def raise_(self) -> None:
        self.raised += 1

    def activateWindow(self) -> None: ...

    def close(self) -> bool:
        self._leaving = True
        if self.assignments:
            self.end()
        else:
            self.closed.emit()
        return True

    def do(self, units: int) -> None:
        assert self._link is not None
        self._units = units
        self._link.beat(Progress(units, None, 20.0 * units))

    def end(self) -> None:
        """End the session as it is; the end page shows, unless the window is being closed."""
        assert self._link is not None
        done = self._units == self.assignment.plan.units
        self._link.finish(Progress(self._units, None, 20.0 * self._units), done)

    def _recorded(self, _entry: object) -> None:
        if self._leaving:
            self.closed.emit()


@pytest.fixture
def some_plan() -> Plan:
    return a_plan()


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

    def make_window() -> BareWindow:
        windows.append(BareWindow())
        return windows[-1]

    def start(options: WindowOptions) -> SessionProgram:
        short = replace(places, run=tmp_path)
        (tmp_path / "door.sock").unlink(missing_ok=True)
        if (tmp_path / "door").exists():
            (tmp_path / "door.sock").symlink_to(tmp_path / "door")
        home = Home(short, Settings())
        program = SessionProgram(home, options, make_window, lambda: make_desk(home.settings))
        programs.append(program)
        program.start()
        return program

    yield start
    for program in programs:
        client = program._beginnings._client
        if client is not None:
            client.close()
        program._beginnings.hide()
        if program._desk is not None:
            program._desk.close()


Open = Callable[..., BareWindow]


@pytest.fixture
def open_desk(run: Run, windows: list[BareWindow], qtbot) -> Open:
    """Start the program and wait until the desk page is filled."""

    def open_it(options: WindowOptions | None = None) -> BareWindow:
        run(options or WindowOptions())
        qtbot.waitUntil(lambda: bool(windows) and windows[-1].page.start.isEnabled())
        return windows[-1]

    return open_it


@pytest.fixture
def playing(resident) -> None:
    document = {"id": "01RUN", "plan": plan_json(a_plan()), "speed": 4.0}
    begun = {"session": document, "care_needed": False, "entry": {"id": "01RUN", "device": "desk-3fa1"}}
    resident.answers |= {
        "session-attach": lambda args: begun,
        "session-begin": lambda args: begun,
        "session-beat": lambda args: {},
        "session-finish": lambda args: {"entry": {"id": "01RUN"} if args["units"] else None},
        "care-acknowledge": lambda args: {},
    }


@pytest.fixture
def understand() -> Callable[[SessionProgram], None]:
    """Acknowledge the medical note that is shown."""

    def press(program: SessionProgram) -> None:
        note = program._beginnings._care
        assert note is not None
        (button,) = note.findChildren(PatientButton)
        button.click()

    return press
