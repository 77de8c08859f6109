"""The table behind each chart: what is in it, and how one comes to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from scenes.history import TODAY, journal
from windows.auditing import name_of, tree_of
from windows.history.conftest import FIVE, entry, settle
from windows.session.test_longer_words import Lengthened

from backbreak import words
from backbreak.core.entry import Outcome
from backbreak.core.settings import Settings
from backbreak.storage.catalogue import load_catalogue
from backbreak.windows.history import dates, tabular, wording
from backbreak.windows.history.figures import Overview, Part, months, overview
from backbreak.windows.history.marks import ORDER
from backbreak.windows.history.turning import ChartCard

ROLE = QAccessible.Role
SIX = [*FIVE, entry(6)]


@pytest.fixture(scope="module")
def shown() -> Overview:
    return overview(journal("months"), load_catalogue(), Settings(), TODAY)


def cells_of(card: ChartCard) -> list[list[str]]:
    """What the view shows."""
    model = card.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_round_has_a_row_an_exercise(shown: Overview) -> None:
    table = tabular.round_table(shown.parts)
    assert table.head == ("Exercise", "Done", "Total", "Left")
    assert len(table.rows) == len(shown.parts) == 7
    for row, part in zip(table.rows, shown.parts, strict=True):
        assert row == (part.name, str(part.done), str(part.total), str(part.total - part.done))
    assert sum(int(row[1]) for row in table.rows) == shown.round.done > 0


def test_an_exercise_that_is_left_out_says_so_where_others_have_what_is_left() -> None:
    out = Part("Pelvis Lift", 3, 10, wanted=False)
    assert tabular.round_table([out]).rows == (("Pelvis Lift", "3", "10", "left out"),)


def test_the_week_has_a_row_a_day_and_a_column_an_outcome(shown: Overview) -> None:
    table = tabular.week_table(shown.week, dates.short_day)
    assert table.head == ("Day", *map(wording.outcome, ORDER), "Total") and set(ORDER) == set(Outcome)
    monday = TODAY - timedelta(days=TODAY.weekday())
    assert [row[0] for row in table.rows] == [
        dates.short_day(monday + timedelta(days=nth)) for nth in range(7)
    ]
    for row, counts in zip(table.rows, shown.week.values(), strict=True):
        numbers = list(map(int, row[1:]))
        assert numbers[:-1] == [counts[one] for one in ORDER] and numbers[-1] == sum(numbers[:-1])
    assert int(table.rows[0][-1]) > 5 and table.rows[-1][-1] == "0"


def test_the_year_has_a_row_a_month(shown: Overview) -> None:
    table = tabular.year_table(shown, dates.month_of_year)
    assert table.rows[-1][0] == "November 2026" and len(table.rows) == len(months(shown.days)) == 6
    for at, one in enumerate(ORDER, start=1):
        assert sum(int(row[at]) for row in table.rows) == sum(day[one] for day in shown.days.values())
    entries = sum(sum(day.values()) for day in shown.days.values())
    assert sum(int(row[-1]) for row in table.rows) == entries > 1000


def test_a_chart_is_turned_to_its_table_and_back_by_the_keyboard(open_history) -> None:
    window = open_history(SIX).window
    for card in window.overview.cards:
        assert card.chart.isVisible() and not card.table.isVisible()
        card.key.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(card.key, Qt.Key.Key_Space)
        settle()
        assert card.table.isVisible() and not card.chart.isVisible() and card.key.hasFocus()
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() is card.table
        card.key.setFocus()
        QTest.keyClick(card.key, Qt.Key.Key_Return)
        settle()
        assert card.chart.isVisible() and not card.table.isVisible()


def test_its_key_says_of_which_chart_and_whether_the_table_is_shown(open_history) -> None:
    window = open_history(SIX).window
    keys = [one for one in tree_of(window) if name_of(one).startswith("Table: ")]
    assert [name_of(one) for one in keys] == [
        "Table: The round by exercise",
        "Table: The week by day and outcome",
        "Table: The year by month and outcome",
    ]
    for key, card in zip(keys, window.overview.cards, strict=True):
        assert key.state().checkable and not key.state().checked
        card.key.setChecked(True)  # as a screen reader does
        assert key.state().checked and card.table.isVisible()


def test_a_screen_reader_finds_a_table_with_headings(open_history) -> None:
    window = open_history(SIX).window
    for card in window.overview.cards:
        card.key.setChecked(True)
    settle()
    told = {name_of(one): one for one in tree_of(window) if one.role() == ROLE.Table}
    for card in window.overview.cards:
        table = card.table.cells.table
        children = list(map(told[table.name].child, range(told[table.name].childCount())))
        for role, names in (
            (ROLE.ColumnHeader, table.head),
            (ROLE.RowHeader, tuple(row[0] for row in table.rows)),
            (ROLE.Cell, tuple(cell for row in table.rows for cell in row)),
        ):
            assert tuple(name_of(one) for one in children if one.role() == role) == names


def test_a_table_follows_the_history_and_keeps_its_place(open_history, elsewhere, qtbot) -> None:
    card = open_history(FIVE).window.overview.round_card
    card.key.setChecked(True)
    settle()
    model = card.table.model()
    card.table.setCurrentIndex(model.index(3, 1))
    before = cells_of(card)
    elsewhere.append(entry(6))
    qtbot.waitUntil(lambda: cells_of(card) != before)
    after = cells_of(card)
    assert {row[0]: int(row[1]) for row in after}["Pelvis Lift"] == 10
    assert [row[0] for row in after] == [row[0] for row in before]
    assert card.table.isVisible() and card.table.currentIndex().row() == 3


def test_the_page_scrolls_along_with_the_cell_that_the_keyboard_walks_to(open_history) -> None:
    window = open_history(SIX).window
    page, card = window.overview, window.overview.week_card
    page.setMaximumHeight(150)
    card.key.setChecked(True)
    settle()
    card.key.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(card.key, Qt.Key.Key_Tab)
    view = card.table
    assert view.hasFocus() and view.height() > page.viewport().height()
    for key in (*[Qt.Key.Key_Down] * 6, *[Qt.Key.Key_Up] * 6):
        QTest.keyClick(view, key)
        settle()
        cell = view.visualRect(view.currentIndex())
        cell.moveTopLeft(view.viewport().mapTo(page.viewport(), cell.topLeft()))
        assert page.viewport().rect().contains(cell)


def test_a_cell_is_marked_while_the_keyboard_is_there_and_found_again(open_history) -> None:
    card = open_history(SIX).window.overview.round_card
    card.key.setChecked(True)
    settle()
    card.table.setFocus(Qt.FocusReason.TabFocusReason)
    assert [(one.row(), one.column()) for one in card.table.selectedIndexes()] == [(0, 0)]
    QTest.keyClick(card.table, Qt.Key.Key_Down)
    QTest.keyClick(card.table, Qt.Key.Key_Right)
    card.key.setFocus()
    assert not card.table.selectedIndexes()
    card.table.setFocus(Qt.FocusReason.TabFocusReason)
    assert [(one.row(), one.column()) for one in card.table.selectedIndexes()] == [(1, 1)]


def test_the_keyboard_stays_at_a_chart_that_assistive_technology_turns(open_history) -> None:
    window = open_history(SIX).window
    for card in window.overview.cards:
        card.key.setChecked(True)
        settle()
        card.table.setFocus()
        card.key.setChecked(False)
        assert window.focusWidget() is card.key
    window.overview.year.setFocus()
    window.overview.year_card.key.setChecked(True)
    assert window.focusWidget() is window.overview.year_card.key


def test_charts_stay_turned_in_another_language(open_history, qtbot) -> None:
    window = open_history(SIX).window
    window.overview.week_card.key.setChecked(True)
    settle()
    words.speak(Lengthened(), "xx")
    try:
        with qtbot.waitSignal(window.rebuilt):
            QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
        settle()
        assert window.overview.tabled == (False, True, False)
        card = window.overview.week_card
        assert card.table.isVisible() and not card.chart.isVisible()
        assert card.table.cells.table.head[0] != "Day"
    finally:
        words.use("en")


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_ones_stand_below_ones_whichever_way_one_reads(open_history, direction) -> None:
    window = open_history(SIX).window
    window.setLayoutDirection(direction)
    card = window.overview.round_card
    card.key.setChecked(True)
    settle()
    picture, view = card.table.viewport().grab().toImage(), card.table
    assert [view.model().index(row, 1).data() for row in (0, 3)] == ["0", "10"]
    ends = set()
    for row in (0, 3):
        cell = view.visualRect(view.model().index(row, 1))
        ground = picture.pixel(cell.topLeft() + QPoint(1, 1))
        inked = [
            x
            for x in range(cell.left(), cell.right())
            if any(picture.pixel(x, y) != ground for y in range(cell.top() + 2, cell.bottom() - 2))
        ]
        ends.add(inked[-1] - cell.left())
        assert inked[-1] > cell.center().x()
    assert len(ends) == 1


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_all_rows_are_seen_and_columns_without_room_are_scrolled_to(open_history, direction) -> None:
    window = open_history(SIX).window
    window.setLayoutDirection(direction)
    for card in window.overview.cards:
        card.key.setChecked(True)
    for width in (window.minimumWidth(), 1400):
        window.resize(width, 800)
        settle()
        for card in window.overview.cards:
            view = card.table
            last = view.model().index(view.model().rowCount() - 1, 0)
            assert view.viewport().rect().contains(view.visualRect(last).center())
            assert view.verticalScrollBar().maximum() == 0
            assert (view.horizontalScrollBar().maximum() > 0) == (view.width() < view.wish)
        week = window.overview.week_card
        assert width < 1400 or week.table.horizontalScrollBar().maximum() == 0
    first = week.table.visualRect(week.table.model().index(0, 0)).x()
    total = week.table.visualRect(week.table.model().index(0, 6)).x()
    assert (first < total) == (direction == Qt.LayoutDirection.LeftToRight)
    assert week.table.mapTo(week, QPoint(0, 0)).x() >= 0
