"""Working hours: painted by mouse and keyboard, typed, copied; and the circle they are painted on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from windows.settings.conftest import Open, press, settle

from backbreak.core.hours import is_open, week_of
from backbreak.core.settings import DAYS
from backbreak.storage.settings import load
from backbreak.windows.settings.hours import DAY, QUARTER, WEEK, is_working, painted, spans_of
from backbreak.windows.settings.program import SettingsProgram
from backbreak.windows.settings.week_grid import WeekGrid

FREE = ((),) * 7
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def hours(program: SettingsProgram) -> dict[str, tuple[str, ...]]:
    """The days that are not free, as they are on the disk."""
    found = load(program._home.places)[0].hours
    return {day: getattr(found, day) for day in DAYS if getattr(found, day)}


def test_a_week_without_hours_is_no_free_week(open_settings: Open) -> None:
    program = open_settings()
    monday, sunday = (program.window.page.week.lines[day] for day in (0, 6))
    assert monday.placeholderText() == "at any time"
    monday.setText("09:00-17:00")
    monday.setModified(True)
    press(monday, Qt.Key.Key_Return)
    assert hours(program) and sunday.placeholderText() == "free"


def middle(grid: WeekGrid, day: int, minute: int) -> QPoint:
    return grid.box(day, minute).center().toPoint()


def drag(grid: WeekGrid, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Draw from one quarter of an hour to another, each a day and a minute."""
    QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=middle(grid, *start))
    QTest.mouseMove(grid, middle(grid, *end))
    QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=middle(grid, *end))
    settle()


def test_a_stroke_paints_another_one_over_it_erases_and_both_are_undone(open_settings: Open) -> None:
    program = open_settings()
    grid = program.window.page.week.grid
    drag(grid, (0, 9 * 60), (0, 16 * 60 + 45))
    assert hours(program) == {"monday": ("09:00-17:00",)}
    drag(grid, (0, 12 * 60 + 45), (0, 12 * 60))
    assert hours(program) == {"monday": ("09:00-12:00", "13:00-17:00")}
    assert program.window.page.week.lines[0].text() == "09:00-12:00, 13:00-17:00"
    drag(grid, (2, 8 * 60), (4, 8 * 60 + 45))
    assert set(hours(program)) == {"monday", "wednesday", "thursday", "friday"}
    program.undo()
    program.undo()
    assert hours(program) == {"monday": ("09:00-17:00",)}
    program.undo()
    assert hours(program) == {}


def test_what_runs_past_midnight_is_painted_on_both_days_and_belongs_to_the_first(
    open_settings: Open,
) -> None:
    program = open_settings('[hours]\nsunday = ["22:00-02:00"]\n')
    grid = program.window.page.week.grid
    assert is_working(grid._week, 60) and not is_working(grid._week, 120)
    drag(grid, (0, 0), (0, 45))
    assert hours(program) == {"sunday": ("22:00-24:00",), "monday": ("01:00-02:00",)}
    drag(grid, (0, 0), (0, 45))
    assert hours(program) == {"sunday": ("22:00-02:00",)}


def test_a_week_read_from_the_right_is_painted_there_too(open_settings: Open) -> None:
    program = open_settings()
    program.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settle()
    grid = program.window.page.week.grid
    assert middle(grid, 0, 9 * 60).x() > middle(grid, 0, 17 * 60).x()
    drag(grid, (0, 9 * 60), (0, 9 * 60 + 45))
    assert hours(program) == {"monday": ("09:00-10:00",)}
    press(grid, Qt.Key.Key_Left)
    assert grid.accessibleName() == "Monday 10:00: free"


def test_the_week_is_painted_by_keys_alone_and_says_where_they_are(open_settings: Open) -> None:
    program = open_settings()
    grid = program.window.page.week.grid
    assert grid.accessibleName() == "Monday 09:00: free"
    press(grid, Qt.Key.Key_Space)
    assert hours(program) == {"monday": ("09:00-09:15",)}
    assert grid.accessibleName() == "Monday 09:00: working"
    press(grid, Qt.Key.Key_Down)
    press(grid, Qt.Key.Key_Right, CTRL)
    assert grid.accessibleName() == "Tuesday 10:00: free"
    for _hour in range(3):
        QTest.keyPress(grid, Qt.Key.Key_Right, SHIFT | CTRL)
    QTest.keyRelease(grid, Qt.Key.Key_Shift)
    assert hours(program)["tuesday"] == ("10:00-13:15",)
    press(grid, Qt.Key.Key_Home)
    assert grid.accessibleName() == "Tuesday 00:00: free"
    QTest.keyPress(grid, Qt.Key.Key_Right, SHIFT)
    press(grid, Qt.Key.Key_Escape)
    assert set(hours(program)) == {"monday", "tuesday"} and program.window.isVisible()


def test_a_day_is_typed_as_the_file_has_it_and_what_cannot_be_read_is_said_and_not_written(
    open_settings: Open,
) -> None:
    program = open_settings()
    line = program.window.page.week.lines[1]
    line.setFocus()
    QTest.keyClicks(line, "9:00-12:30,13:30 - 18:00")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert hours(program) == {"tuesday": ("09:00-12:30", "13:30-18:00")}
    assert line.text() == "09:00-12:30, 13:30-18:00"
    line.setText("")
    line.setModified(True)
    line.insert("\u0669:\u0660\u0660\u2013\u0661\u0662:\u0663\u0660\u060c 13:30\u201318:00")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "09:00-12:30, 13:30-18:00"
    line.selectAll()
    QTest.keyClicks(line, "nine to five")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert hours(program) == {"tuesday": ("09:00-12:30", "13:30-18:00")}
    assert program.window.foot.told.accessibleName().startswith("Tuesday: “nine to five” cannot be read")
    assert line.text() == "nine to five"
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert hours(program) == {}


def test_a_day_is_copied_to_others_in_one_step(open_settings: Open) -> None:
    program = open_settings('[hours]\nwednesday = ["08:00-16:00"]\nsunday = ["10:00-11:00"]\n')
    week = program.window.page.week
    week.source.setCurrentIndex(2)
    week.copy.click()
    assert set(hours(program)) == {*DAYS[:5], "sunday"}
    assert hours(program)["friday"] == ("08:00-16:00",)
    program.undo()
    assert set(hours(program)) == {"wednesday", "sunday"}


QUARTERS = st.integers(0, WEEK // QUARTER - 1).map(lambda cell: cell * QUARTER)
STROKES = st.lists(st.tuples(QUARTERS, st.integers(1, 130), st.booleans()), max_size=6)


@given(STROKES, QUARTERS)
def test_what_is_painted_is_when_the_program_is_open(strokes: list[tuple[int, int, bool]], at: int) -> None:
    week, cells = FREE, [False] * (WEEK // QUARTER)
    for start, length, working in strokes:
        week = painted(week, (start, start + length * QUARTER), working=working)
        for cell in range(length):
            cells[(start // QUARTER + cell) % len(cells)] = working
    assert is_working(week, at) == cells[at // QUARTER]
    if any(cells):  # a week without hours is always open
        monday = datetime(2026, 1, 5, tzinfo=UTC)
        assert is_open(week_of(week), UTC, monday + timedelta(days=7, minutes=at)) == cells[at // QUARTER]
    whole = painted(week, (at, at + DAY), working=True)
    assert painted(whole, (at, at + DAY), working=False) == painted(week, (at, at + DAY), working=False)


def test_days_that_are_not_painted_on_stay_as_they_were_written() -> None:
    week = (("09:10-12:20", "12:20-13:00"), ("22:00-24:00",), ("00:00-02:00",), *FREE[3:])
    assert painted(week, (3 * DAY, 3 * DAY + 15), working=True) == (*week[:3], ("00:00-00:15",), *FREE[4:])
    assert spans_of(painted(week, (0, WEEK), working=True)) == ((0, WEEK),)
    assert painted(week, (0, WEEK), working=True) == (("00:00-24:00",),) * 7
