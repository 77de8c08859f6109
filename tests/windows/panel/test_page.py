"""The panel's page as a keyboard, a screen reader and another language meet it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from windows.auditing import (
    described,
    name_of,
    nameless,
    reading_order,
    ring,
    stops,
    tree_of,
    way_of_tab,
)
from windows.panel.conftest import AT, DUE, INVITED, SITTING, TODAY, settle
from windows.session.test_longer_words import Lengthened

from backbreak import words
from backbreak.windows.look import palette_of, qt_palette
from backbreak.windows.palettes import Theme
from backbreak.windows.panel.key import Key
from backbreak.windows.panel.status import Hold, Status, Why
from backbreak.windows.panel.window import DEFAULT_SIZE, PanelWindow

WHY = Why("A call", ("You are in a meeting",), (Hold("microphone", AT.now, None),))


def clipped(window: PanelWindow) -> list[str]:
    """Every text that does not fit its place, and whatever lies over something else or outside."""
    inside = window.page.widget()
    parts: list[QWidget] = [one for one in inside.findChildren(Key) if one.isVisible()]
    found = [f"button {key.words!r}" for key in inside.findChildren(Key) if not key.holds_its_words()]
    for text in inside.findChildren(QLabel):
        if text.isVisible() and text.text():
            parts.append(text)
            room = text.contentsRect()
            wraps = int(Qt.TextFlag.TextWordWrap) if text.wordWrap() else 0
            needed = text.fontMetrics().boundingRect(QRect(0, 0, room.width(), 10_000), wraps, text.text())
            if needed.width() > room.width() + 1 or needed.height() > room.height() + 1:
                found.append(f"{text.text()!r} of {needed} in {room}")
    boxes = [QRect(part.mapTo(inside, QPoint(0, 0)), part.size()) for part in parts]
    found += [f"{box} outside" for box in boxes if not inside.rect().contains(box)]
    found += [f"{one} over {two}" for n, one in enumerate(boxes) for two in boxes[:n] if one.intersects(two)]
    return found


def test_everything_has_a_name_and_greyed_buttons_say_why(make_window) -> None:
    window = make_window(SITTING)
    assert nameless(window) == []
    told = {name_of(thing): described(thing) for thing in tree_of(window)}
    assert told["Start a break now"] == "Pelvis lift · 2 min · floor · mat"
    assert told["Snooze 10 min"] == "No break is due before 14:35"
    assert "Resume" not in told, "there is nothing to resume"
    assert told["Quit backbreak"] == "Nobody reminds you until you start it again"
    menus = [thing for thing in tree_of(window) if thing.role() == QAccessible.Role.ButtonMenu]
    assert [name_of(menu) for menu in menus] == ["Pause", "In a meeting"]


@pytest.mark.parametrize("status", [SITTING, INVITED])
def test_tab_comes_by_everything_that_can_be_pressed_as_one_reads(make_window, status) -> None:
    window = make_window(status)
    assert window.focusWidget() is window.page.keys["start"]
    way = way_of_tab(window)
    assert set(way) == set(stops(window))
    start = way.index(window.page.keys["start"])
    assert [*way[start:], *way[:start]] == reading_order(window.page.widget(), way)


def test_who_has_the_keyboard_is_seen(make_window) -> None:
    for theme in Theme:
        QApplication.setPalette(qt_palette(palette_of(theme)))
        window = make_window(INVITED)
        for name in ("start", "snooze", "quit"):
            key, other = window.page.keys[name], window.page.keys["pause"]
            assert len([one for one in ring(window, key, other) if one >= 3]) > 40, (theme, name)
        window.close()
    QApplication.setPalette(qt_palette(palette_of(Theme.LIGHT)))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_and_escape_closes(make_window, qtbot, key) -> None:
    window = make_window(INVITED)
    asked: list[tuple[str, object]] = []
    window.page.asked.connect(lambda command, args: asked.append((command, args)))
    window.page.keys["skip"].setFocus()
    QTest.keyClick(window.focusWidget(), key)
    assert asked == [("skip", {})]
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)


def test_every_row_of_the_menus_asks_for_what_it_says(make_window) -> None:
    window = make_window(SITTING)
    asked: list[tuple[str, object]] = []
    window.page.asked.connect(lambda command, args: asked.append((command, args)))
    for name in ("pause", "meeting"):
        for action in window.page.keys[name].menu().actions():
            action.trigger()
    pauses = [{"until": until} for until in ("30", "60", "120", "tomorrow")]
    assert asked == [
        *(("pause", args) for args in (*pauses, {})),
        *(("meeting", {"minutes": minutes}) for minutes in (30, 60, 90)),
    ]


def test_today_is_told_in_words_and_one_who_paused_may_resume(make_window) -> None:
    window = make_window(Status("paused", "paused", "Paused", paused_until=DUE))
    window.page.show_today(TODAY)
    settle()
    told = {name_of(thing): described(thing) for thing in tree_of(window)}
    assert told["Today's breaks"] == "09:40: Completed; 11:10: Skipped; 12:20: Partial"
    assert "Today: 1 completed, 1 partial, 1 skipped" in told
    assert "Paused until 14:35" in told and "Resume" in told
    window.page.show_today(())
    assert window.page.today.accessibleName() == "Today: no breaks yet"
    assert not window.page.today.breaks.isVisible()


@pytest.fixture
def lengthened() -> Iterator[None]:
    words.speak(Lengthened(), "xx")
    yield
    words.speak(None)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("size", [(420, 480), (460, 560), (640, 900), (1280, 720)])
@pytest.mark.parametrize("twice", [False, True])
def test_nothing_is_clipped_in_a_longer_language_or_a_larger_type(
    lengthened, make_window, size, direction, twice
) -> None:
    before = QApplication.font()
    larger = QApplication.font()
    larger.setPointSizeF(larger.pointSizeF() * (2 if twice else 1))
    QApplication.setFont(larger)
    try:
        window = make_window(INVITED)
        window.setLayoutDirection(direction)
        window.resize(*size)
        window.page.show_today(TODAY)
        window.page.open_details(True)
        window.page.show_why(WHY, AT)
        window.page.complain(lambda: "snooze: put off as often as allowed: start or skip this one")
        settle()
        assert clipped(window) == []
    finally:
        QApplication.setFont(before)


class Requests(QObject):
    """Counts how often what it watches is asked to lay itself out."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_a_window_that_nothing_happens_to_lays_nothing_out(make_window) -> None:
    window = make_window(INVITED)
    window.page.open_details(True)
    window.page.show_why(WHY, AT)
    settle()
    requests = Requests()
    window.page.widget().installEventFilter(requests)
    settle()
    assert requests.count == 0


def test_the_usual_window_holds_all_of_a_usual_day_without_scrolling(make_window) -> None:
    window = make_window(SITTING)
    window.page.show_today(TODAY)
    window.resize(DEFAULT_SIZE)
    settle()
    assert window.size() == DEFAULT_SIZE
    assert not window.page.verticalScrollBar().isVisible()
    assert clipped(window) == []
