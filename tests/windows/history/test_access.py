"""The history as a keyboard, a screen reader, another language and another eye meet it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from windows.auditing import (
    contrast,
    described,
    name_of,
    nameless,
    reading_order,
    ring,
    stops,
    tree_of,
    way_of_tab,
)
from windows.history.conftest import FIVE, entry, settle

from backbreak.core.entry import Outcome
from backbreak.windows.history.chart import Chart
from backbreak.windows.history.marks import colour_of
from backbreak.windows.history.picker import Picker
from backbreak.windows.history.tab import Tab
from backbreak.windows.history.window import HistoryWindow
from backbreak.windows.look import palette_of, qt_palette
from backbreak.windows.palettes import Theme
from backbreak.windows.panel.key import Key

SIX = [*FIVE, entry(6)]


def shown_page(window: HistoryWindow, nth: int) -> QWidget:
    """Open the overview (0) or the list (1)."""
    window.turn_to(nth)
    settle()
    return window.overview.widget() if nth == 0 else window.entries


def clipped(window: HistoryWindow, page: QWidget) -> list[str]:
    """Every text that does not fit its place, and parts that lie over each other or outside."""
    found, parts = [], []
    for part in page.findChildren(QWidget):
        if not part.isVisible() or not isinstance(part, QLabel | Chart | Key | Picker):
            continue
        parts.append(part)
        if isinstance(part, Key) and not part.holds_its_words():
            found.append(f"button {part.words!r}")
        if isinstance(part, QLabel) and part.text():
            room = part.contentsRect()
            wraps = int(Qt.TextFlag.TextWordWrap) if part.wordWrap() else 0
            needed = part.fontMetrics().boundingRect(QRect(0, 0, room.width(), 10_000), wraps, part.text())
            if needed.width() > room.width() + 1 or needed.height() > room.height() + 1:
                found.append(f"{part.text()!r} of {needed} in {room}")
        if isinstance(part, Chart) and part.height() < part.heightForWidth(part.width()):
            found.append(f"{part} is {part.height()} high")
    boxes = [QRect(part.mapTo(page, QPoint(0, 0)), part.size()) for part in parts]
    found += [f"{box} outside" for box in boxes if not page.rect().contains(box)]
    found += [f"{one} over {two}" for n, one in enumerate(boxes) for two in boxes[:n] if one.intersects(two)]
    return found


def test_everything_has_a_name_and_every_chart_is_told_in_words(open_history) -> None:
    window = open_history(SIX).window
    for nth in (0, 1):
        shown_page(window, nth)
        assert nameless(window) == []
    pickers = [described(one) for one in tree_of(window) if one.role() == QAccessible.Role.ComboBox]
    assert len(pickers) == 6 and all(pickers) and "How it felt" in pickers  # its name is what is chosen
    shown_page(window, 0)
    drawn = [one for one in tree_of(window) if one.role() == QAccessible.Role.Graphic]
    charts = {name_of(one): described(one) for one in drawn}
    assert "Pelvis Lift: 10 of 10, done. Hip Flex: 0 of 10, 10 left." in charts["The round by exercise"]
    assert "1 completed" in charts["The week by day and outcome"]
    (year,) = [text for name, text in charts.items() if name.startswith("A year of days")]
    assert "completed" in year


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("nth", [0, 1])
def test_tab_comes_by_everything_as_one_reads(open_history, nth: int, direction: Qt.LayoutDirection) -> None:
    window = open_history(SIX).window
    window.setLayoutDirection(direction)
    shown_page(window, nth)
    if nth:
        window.entries.choose(0)
    window.tabs[0].setFocus()
    way = way_of_tab(window)
    assert set(way) == set(stops(window))
    start = way.index(window.tabs[0])
    assert [*way[start:], *way[:start]] == reading_order(window, way)


def test_the_year_is_walked_by_arrow_keys_and_says_each_day(open_history) -> None:
    window = open_history(SIX).window
    year = window.overview.year
    year.setFocus()
    today = year._day
    assert year.accessibleName().endswith("1 completed")
    QTest.keyClick(year, Qt.Key.Key_Down)  # there is no tomorrow yet
    assert year._day == today
    QTest.keyClick(year, Qt.Key.Key_Left)
    assert (today - year._day).days == 7
    QTest.keyClick(year, Qt.Key.Key_Up)
    assert (today - year._day).days == 8 and year.accessibleName().endswith("nothing")
    year.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.keyClick(year, Qt.Key.Key_Left)
    assert (today - year._day).days == 1
    QTest.keyClick(year, Qt.Key.Key_Return)
    assert window.entries.isVisible() and window.focusWidget() is window.entries.view


def test_who_has_the_keyboard_is_seen_in_every_theme(open_history) -> None:
    window = open_history(SIX).window
    try:
        for theme in Theme:
            QApplication.setPalette(qt_palette(palette_of(theme)))
            window._theme = theme.value
            shown_page(window, 1)
            for part in (window.tabs[0], window.entries.filters.time, window.export):
                seen = [one for one in ring(window, part, window.entries.filters.outcome) if one >= 2.9]
                assert len(seen) > 40, (theme, part)
    finally:
        QApplication.setPalette(qt_palette(palette_of(Theme.LIGHT)))


@pytest.mark.parametrize("theme", Theme)
def test_every_outcome_stands_out_from_its_card(theme: Theme) -> None:
    palette = palette_of(theme)
    assert all(contrast(colour_of(one, palette), palette.card) >= 3 for one in Outcome)
    assert all(contrast(ink, palette.card) >= 4.5 for ink in (palette.text, palette.soft, palette.accent))


SIZES = [(520, 480), (720, 560), (1040, 800), (1920, 1080)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_is_clipped_in_a_longer_language(open_history, longer, size: tuple[int, int]) -> None:
    window = open_history(SIX).window
    window.resize(*size)
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        window.setLayoutDirection(direction)
        for nth in (0, 1):
            assert not clipped(window, shown_page(window, nth))
    assert (window.width(), window.height()) == size


@pytest.mark.parametrize("size", SIZES[1:], ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_is_clipped_in_type_twice_as_large(open_history, twice_as_large, size) -> None:
    window = open_history(SIX).window
    window.resize(*size)
    for nth in (0, 1):
        assert not clipped(window, shown_page(window, nth))
    assert (window.width(), window.height()) == size
    assert all(isinstance(tab, Tab) and tab.width() >= tab.sizeHint().width() for tab in window.tabs)


def test_why_a_prompt_was_held_has_its_room_and_is_scrolled_to(open_history, twice_as_large: None) -> None:
    window = open_history(SIX).window
    shown_page(window, 1)
    view, last = window.entries.view, 6
    needed = view.fontMetrics().horizontalAdvance("nobody at the keyboard, 2 h 05")
    for width in (window.minimumWidth(), 3000):
        window.resize(width, 900)
        settle()
        assert view.columnWidth(last) >= needed
    header = view.horizontalHeader()
    assert header.length() == view.viewport().width()  # nothing is left over beside it
    window.resize(window.minimumWidth(), 900)
    settle()
    assert view.horizontalScrollBar().maximum() > 0


@pytest.mark.parametrize("size", [9, 13, 14, 20, 27])
def test_a_choice_has_room_for_its_words_in_their_own_size(qtbot, size) -> None:
    for text in ("Every outcome", "Zurückgehalten oder nicht", "De lunes a viernes", "10 of 11", "معلّقة"):
        picker = Picker("choice")
        qtbot.addWidget(picker)
        font = picker.font()
        font.setPixelSize(size)
        picker.setFont(font)
        picker.addItem(text)
        picker.resize(picker.sizeHint())
        assert picker.words_font().pixelSize() == size, text
