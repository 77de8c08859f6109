"""A home with a journal, and the history's window on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows.conftest import NOW

from backbreak.core.entry import Entry, Held, Outcome
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places, places_for
from backbreak.storage.settings import load
from backbreak.windows import roles
from backbreak.windows.alone import Home
from backbreak.windows.history.program import HistoryProgram
from backbreak.windows.history.window import HistoryWindow

Open = Callable[[Sequence[Entry]], HistoryProgram]


def entry(
    number: int, outcome: Outcome = Outcome.COMPLETED, hours_ago: float = 0.0, now: datetime = NOW
) -> Entry:
    """An entry that ended so many hours ago; one that was held back where the number is odd."""
    at = now - timedelta(hours=hours_ago)
    made = Entry(
        id=f"01JD{number:04}",
        at=at,
        device="elsewhere",
        outcome=outcome,
        prompted=None if outcome is Outcome.NATURAL else at - timedelta(minutes=3),
        sat_s=7000 + number,
        held=(Held("microphone", at - timedelta(minutes=20), at - timedelta(minutes=5)),)
        if number % 2
        else (),
    )
    if outcome in (Outcome.COMPLETED, Outcome.PARTIAL):
        units = 5 if outcome is Outcome.COMPLETED else 2
        made = replace(made, round=1, exercise="pelvis-lift", units=units, planned_units=5, seconds=117.0)
    return made


def five(now: datetime) -> list[Entry]:
    """What came of the last days."""
    return [
        entry(1, Outcome.NATURAL, 75, now),
        entry(2, Outcome.MISSED, 50, now),
        entry(3, Outcome.COMPLETED, 49, now),
        entry(4, Outcome.PARTIAL, 26, now),
        entry(5, Outcome.SKIPPED, 25, now),
    ]


FIVE = five(NOW)


def settle() -> None:
    """Words, then heights, then places."""
    for _round in range(6):
        QApplication.processEvents()


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    monkeypatch.setenv("TZ", "UTC")
    made = places_for(tmp_path)
    made.ensure()
    return made


@pytest.fixture
def elsewhere(places: Places) -> JournalStore:
    """Another device, whose file a tool syncs into our folder."""
    return JournalStore(places.journal_dir(""), "elsewhere", places.journal_lock)


@pytest.fixture
def open_history(places: Places, elsewhere: JournalStore, qtbot: QtBot) -> Iterator[Open]:
    roles.install()

    def open_(entries: Sequence[Entry]) -> HistoryProgram:
        for one in entries:
            elsewhere.append(one)
        home = Home(places, load(places)[0])
        window = HistoryWindow(home.names, "light")
        qtbot.addWidget(window)
        program = HistoryProgram(home, window)
        program.start()
        with qtbot.waitSignal(window.painted):
            pass
        qtbot.waitUntil(lambda: window._pages.currentIndex() != 0)
        settle()
        opened.append(program)
        return program

    opened: list[HistoryProgram] = []
    yield open_
    for program in opened:
        program.window.close()
        program._watch.deleteLater()
