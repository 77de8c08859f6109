"""What the session's tests share: the catalogue, plans, and a link that remembers what it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from backbreak.core.catalogue import Catalogue
from backbreak.core.cues import Plan
from backbreak.core.dose import Limits, RoundState
from backbreak.core.session import plan
from backbreak.core.settings import Look, Settings
from backbreak.storage.catalogue import load_catalogue
from backbreak.windows.session.link import Assignment, Progress, SessionLink
from backbreak.windows.session.window import SessionWindow

MakePlan = Callable[..., Plan]
MakeWindow = Callable[..., SessionWindow]


class Ledger(SessionLink):
    """Remembers every report; `answers` says whether the end is answered at once."""

    def __init__(self, answers: bool = True) -> None:
        super().__init__()
        self.answers = answers
        self.beats: list[Progress] = []
        self.ends: list[tuple[Progress, bool]] = []

    def beat(self, progress: Progress) -> None:
        self.beats.append(progress)

    def finish(self, progress: Progress, completed: bool) -> None:
        self.ends.append((progress, completed))
        if self.answers:
            self.recorded.emit({"units": progress.units})


@pytest.fixture
def link() -> Ledger:
    return Ledger()


@pytest.fixture
def slow_link() -> Ledger:
    return Ledger(answers=False)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def make_plan(catalogue: Catalogue) -> MakePlan:
    def make(exercise_id: str, units: int = 2, seconds: float = 120.0) -> Plan:
        exercise = catalogue.get(exercise_id)
        units = min(units, exercise.total_units)
        return plan(exercise, units, 0, Limits(seconds=seconds), RoundState(3, 23, 145))

    return make


@pytest.fixture
def make_window(
    qtbot: QtBot, catalogue: Catalogue, make_plan: MakePlan, link: Ledger
) -> Iterator[MakeWindow]:
    def make(
        exercise_id: str = "pelvis-lift",
        units: int = 2,
        speed: float = 1.0,
        theme: str = "light",
        to: SessionLink | None = None,
    ) -> SessionWindow:
        seconds = 240.0 if exercise_id == "leg-lifts" and units > 1 else 120.0
        assignment = Assignment("session-1", make_plan(exercise_id, units, seconds), speed)
        window = SessionWindow(assignment, to or link, catalogue, Settings(look=Look(theme=theme)))
        qtbot.addWidget(window)
        return window

    yield make
