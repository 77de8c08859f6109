"""The history made anew, in another language: what was looked for, chosen and said is there again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from windows.conftest import NOW
from windows.history.conftest import FIVE, entry, settle

from backbreak import words
from backbreak.core.entry import Outcome
from backbreak.windows import locales
from backbreak.windows.history.program import HistoryProgram

GONE = replace(entry(6, hours_ago=3), exercise="neck-roll")


@pytest.fixture
def speak(qapp, qtbot) -> Iterator[Callable[[HistoryProgram, str], None]]:
    """Have a window follow another language."""

    def choose(program: HistoryProgram, language: str) -> None:
        words.use(language)
        locales.follow(qapp)
        with qtbot.waitSignal(program.window.rebuilt):
            QCoreApplication.sendEvent(program.window, QEvent(QEvent.Type.LanguageChange))
        settle()

    yield choose
    words.use("en")
    locales.follow(qapp)


def test_an_exercise_of_a_pack_that_is_gone_can_be_looked_for(open_history) -> None:
    page = open_history([*FIVE, GONE]).window.entries
    at = page.filters.exercise.findData("neck-roll")
    assert page.filters.exercise.itemText(at) == "neck-roll"
    page.filters.exercise.setCurrentIndex(at)
    assert page.filters.count.text() == "1 of 6 entries" and page.rows.entry(0).id == GONE.id


def test_filters_and_the_entry_that_is_chosen_stay(open_history, speak) -> None:
    program = open_history([*FIVE, GONE])
    window, filters = program.window, program.window.entries.filters
    window.turn_to(1)
    filters.exercise.setCurrentIndex(filters.exercise.findData("neck-roll"))
    filters.outcome.setCurrentIndex(filters.outcome.findData(Outcome.COMPLETED))
    window.entries.choose(0)
    speak(program, "de")
    page = window.entries
    assert page.filters is not filters and page.filters.outcome.currentText() == "Ganz"
    assert page.filters.count.text() == "1 von 6 Einträgen" and page.filters.wanted.exercise == "neck-roll"
    assert page.entry is not None and page.entry.id == GONE.id
    assert page.editor.keys["delete"].isEnabled()


def test_a_day_that_was_picked_stays(open_history, speak) -> None:
    program = open_history([*FIVE, GONE])
    program.window.entries.show_day(NOW.date())
    told = program.window.entries.filters.count.text()
    speak(program, "de")
    filters = program.window.entries.filters
    assert filters.wanted.first == filters.wanted.last == NOW.date()
    assert told.split()[0] == filters.count.text().split()[0]
    filters.time.setCurrentIndex(filters.time.findData("week"))
    speak(program, "es")
    filters = program.window.entries.filters
    assert filters.time.currentText() == "Esta semana" and filters.time.findData("day") >= 0


def test_what_was_done_is_told_anew_and_can_be_undone(open_history, speak) -> None:
    program = open_history([*FIVE, GONE])
    program.window.turn_to(1)
    program.window.entries.choose(0)
    program.window.entries.editor.keys["delete"].click()
    assert program.window.entries.editor.note.text().endswith("completed  ·  neck-roll  ·  5 of 5")
    speak(program, "de")
    editor = program.window.entries.editor
    assert editor.note.text().startswith("Gelöscht: ") and editor.note.isVisible()
    editor.keys["undo"].click()
    assert program.window.entries.rows.rowCount() == 6
