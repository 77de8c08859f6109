"""What the session's tests share: the catalogue, plans, and a link that remembers what it is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot
from windows.session.looking import held

from backbreak.core.catalogue import Catalogue
from backbreak.core.cues import Plan
from backbreak.core.dose import Limits, RoundState
from backbreak.core.journal import Feel
from backbreak.core.phrases import Phrase
from backbreak.core.session import plan
from backbreak.core.settings import Look, Settings
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.places import Places
from backbreak.windows.session.link import Assignment, Progress, SessionLink
from backbreak.windows.session.window import SessionWindow
from backbreak.words.speech import Speech

MakePlan = Callable[..., Plan]
MakeWindow = Callable[..., SessionWindow]


class Ledger(SessionLink):
    """Remembers every report; `answers` says whether the end is answered at once."""

    def __init__(self, answers: bool = True) -> None:
        super().__init__()
        self.answers = answers
        self.beats: list[Progress] = []
        self.ends: list[tuple[Progress, bool]] = []
        self.feels: list[Feel | None] = []
        self.swaps: list[Progress] = []

    def beat(self, progress: Progress) -> None:
        self.beats.append(progress)

    def swap(self, progress: Progress) -> None:
        self.swaps.append(progress)

    def finish(self, progress: Progress, completed: bool, feel: Feel | None = None) -> None:
        self.ends.append((progress, completed))
        self.feels.append(feel)
        if self.answers:
            self.recorded.emit({"units": progress.units})

    def feel(self, value: Feel) -> None:
        self.feels.append(value)
        if self.answers:
            self.recorded.emit({"feel": value.value})


class Heard:
    """A performer that remembers what it is told; `note` is what it would say on the screen."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []
        self.note = ""

    def __call__(self, *made_with: object) -> Heard:
        self.calls.append(("made", *made_with))
        return self

    def names(self) -> list[object]:
        return [call[0] for call in self.calls]

    def perform(self, plan: Plan, position_s: float = 0.0, speech: Speech | None = None) -> None:
        self.calls.append(("perform", plan, position_s, speech))

    def follow(self, position_s: float, moving: bool, resuming_s: float = 0.0) -> None:
        self.calls.append(("follow", position_s, moving, resuming_s))

    def say(self, phrase: Phrase) -> None:
        self.calls.append(("say", phrase))

    def mute(self, muted: bool) -> None:
        self.calls.append(("mute", muted))

    def end(self) -> None:
        self.calls.append(("end",))


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
def heard() -> Heard:
    return Heard()


@pytest.fixture
def make_window(
    qtbot: QtBot, catalogue: Catalogue, make_plan: MakePlan, link: Ledger, heard: Heard, places: Places
) -> MakeWindow:
    def make(
        exercise_id: str = "pelvis-lift",
        units: int = 2,
        speed: float = 1.0,
        theme: str = "light",
        to: SessionLink | None = None,
        among: Catalogue = catalogue,
        done: int | None = None,
    ) -> SessionWindow:
        seconds = 240.0 if exercise_id == "leg-lifts" and units > 1 else 120.0
        settings = Settings(look=Look(theme=theme, motion="full"))
        window = SessionWindow(among, settings, places=places, make_performer=heard)
        qtbot.addWidget(window)
        assignment = Assignment("session-1", make_plan(exercise_id, units, seconds), speed, done)
        window.play(assignment, to or link)
        return window

    return make


@pytest.fixture
def shown(qtbot: QtBot, make_window):
    """Show a window whose clock stands still."""

    def show(*args: object, **how: object) -> SessionWindow:
        return held(qtbot, make_window(*args, **how))

    return show
