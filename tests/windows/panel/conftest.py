"""A panel's window with something to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows.panel import at_the_door

from backbreak.core.dose import RoundState
from backbreak.core.entry import Entry, Outcome
from backbreak.core.settings import Rhythm
from backbreak.storage.places import Places, places_for
from backbreak.storage.settings import load
from backbreak.windows import roles
from backbreak.windows.alone import Home
from backbreak.windows.panel.program import PanelProgram
from backbreak.windows.panel.status import Status
from backbreak.windows.panel.window import PanelWindow
from backbreak.windows.panel.wording import Clock
from backbreak.windows.prompt.offer import Suggestion

AT = Clock(UTC, datetime(2026, 11, 23, 12, 50, tzinfo=UTC))
DUE = datetime(2026, 11, 23, 14, 35, tzinfo=UTC)
OFFER = Suggestion("pelvis-lift", "Pelvis lift", "2 min · floor · mat")
SITTING = Status(
    "sitting", "sitting", "Next break at 14:35", DUE, DUE, since=AT.now, round=RoundState(3, 23, 145)
)
INVITED = Status(
    "prompting",
    "prompting",
    "A break is due: invited since 12:50",
    round=RoundState(3, 23, 145),
    since=AT.now,
    meeting_until=DUE,
)
TODAY = [
    Entry(id=str(nth), at=datetime(2026, 11, 23, *at, tzinfo=UTC), outcome=outcome)
    for nth, (at, outcome) in enumerate(
        [((9, 40), Outcome.COMPLETED), ((11, 10), Outcome.SKIPPED), ((12, 20), Outcome.PARTIAL)]
    )
]

MakeWindow = Callable[[Status], PanelWindow]


def settle() -> None:
    """Words, then heights, then places."""
    for _round in range(6):
        QApplication.processEvents()


@pytest.fixture
def make_window(qtbot: QtBot) -> Iterator[MakeWindow]:
    roles.install()

    def make(status: Status) -> PanelWindow:
        window = PanelWindow("light")
        qtbot.addWidget(window)
        window.page.show_status(status, OFFER, Rhythm(), AT)
        with qtbot.waitExposed(window):
            window.show_page()
        settle()
        return window

    yield make


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = places_for(tmp_path)
    made.ensure()
    return made


@pytest.fixture
def home_resident(places: Places, make_resident):
    resident = make_resident(places.socket_path)
    resident.answers |= {
        "subscribe": lambda args: at_the_door.SITTING,
        "panel-attach": lambda args: {"activation": "leave-7"},
        "plan": lambda args: at_the_door.PLAN,
        "why": lambda args: {"reason": {"text": "Because"}, "held": [], "holds": []},
    }
    return resident


@pytest.fixture
def program(places: Places, qtbot: QtBot) -> Iterator[PanelProgram]:
    settings, _problems = load(places)
    window = PanelWindow("light")
    qtbot.addWidget(window)
    yield PanelProgram(Home(places, settings), places.config.parent, window)
    window.close()
