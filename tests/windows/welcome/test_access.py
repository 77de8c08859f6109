"""The welcome window by keyboard, for screen readers, in larger type and longer words, in every palette."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFont, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from windows.auditing import (
    contrast,
    name_of,
    nameless,
    reading_order,
    ring,
    stops,
    tree_of,
    way_of_tab,
)
from windows.session.test_longer_words import Lengthened
from windows.welcome.conftest import settle

from backbreak import words
from backbreak.windows.choice import Pill, TickPill, ink_of
from backbreak.windows.desk.film import Film
from backbreak.windows.look import palette_of, qt_palette
from backbreak.windows.palettes import Theme
from backbreak.windows.panel.key import Key
from backbreak.windows.welcome.tick import Tick
from backbreak.windows.welcome.window import WelcomeWindow

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself
RTL = Qt.LayoutDirection.RightToLeft
SIZES = [(720, 560), (960, 720), (1400, 900)]


@pytest.fixture
def larger(request: pytest.FixtureRequest) -> Iterator[float]:
    """Longer words, in type so many times as large."""
    before, scale = QApplication.font(), float(request.param)
    font = QFont(before)
    font.setPointSizeF(before.pointSizeF() * scale)
    QApplication.setFont(font)
    words.speak(Lengthened(), "xx")
    yield scale
    words.speak(None)
    QApplication.setFont(before)


def clipped(window: WelcomeWindow) -> list[str]:
    """Every text that does not fit its place, and parts that lie over each other or outside."""
    found, boxes = [], list[QRect]()
    page = window.scrolled.inside
    for part in window.findChildren(QWidget):
        if not part.isVisible() or not isinstance(part, QLabel | Pill | TickPill | Tick | Key | Film):
            continue
        if isinstance(part, QLabel) and isinstance(part.parent(), Film):
            continue  # what an exercise needs stands in the figure's picture
        what = (
            f"{type(part).__name__} {part.accessibleName() or getattr(part, 'text', str)()!r} {part.size()}"
        )
        if isinstance(part, Key) and not part.holds_its_words():
            found.append(what)
        if isinstance(part, Pill | TickPill) and part.width() < part.sizeHint().width():
            found.append(what)
        if isinstance(part, Tick) and part.height() < part.heightForWidth(part.width()):
            found.append(what)
        if isinstance(part, QLabel):
            room = part.contentsRect()
            wraps = int(Qt.TextFlag.TextWordWrap) if part.wordWrap() else 0
            needed = part.fontMetrics().boundingRect(QRect(0, 0, room.width(), 10_000), wraps, part.text())
            if needed.width() > room.width() + 1 or needed.height() > room.height() + 1:
                found.append(f"{what}: {needed} in {room}")
        if page.isAncestorOf(part):
            box = QRect(part.mapTo(page, QPoint(0, 0)), part.size())
            found += [f"{what} outside"] if not page.rect().contains(box) else []
            found += [f"{what} over {other}" for other in boxes if box.intersects(other)]
            boxes.append(box)
    return found


def test_everything_has_a_name_and_choices_stand_in_named_groups(open_welcome) -> None:
    window = open_welcome().window
    assert nameless(window) == []
    tree = tree_of(window)
    groups = [name_of(one) for one in tree if one.role() == QAccessible.Role.Grouping]
    assert groups == [
        "Where you exercise",
        "What you have there",
        "Untick what you would rather leave out",
        "Ask me to get up after",
        "Sound",
        "Before your first session",
    ]
    names = [name_of(one) for one in tree]
    assert names.index("Welcome to backbreak") < names.index("Where you exercise") < names.index("Done")
    (prone,) = [one for one in tree if name_of(one) == "Opposite Arm and Leg Over Stomach"]
    assert prone.role() == QAccessible.Role.CheckBox
    assert prone.text(QAccessible.Text.Description) == "floor, mat"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, RTL])
def test_tab_comes_by_everything_as_one_reads(open_welcome, direction: Qt.LayoutDirection) -> None:
    window = open_welcome().window
    window.setLayoutDirection(direction)
    window.resize(960, 1300)  # without scrolling
    settle()
    window.questions.places["floor"].setFocus()
    way = way_of_tab(window)
    assert set(way) == {one for one in stops(window) if not isinstance(one, Pill) or one.isChecked()}
    start = way.index(window.questions.places["floor"])
    assert [*way[start:], *way[:start]] == reading_order(window, way)


def test_the_keyboard_alone_chooses_and_what_it_reaches_is_scrolled_to(open_welcome) -> None:
    window = open_welcome().window
    window.resize(720, 560)
    questions = window.questions
    questions.places["floor"].setFocus()
    QTest.keyClick(questions.places["floor"], Qt.Key.Key_Right)
    assert window.wishes.place == "standing" and window.focusWidget() is questions.places["standing"]
    QTest.keyClick(questions.places["standing"], Qt.Key.Key_Left)
    for key, box in ((Qt.Key.Key_Return, questions.mat), (Qt.Key.Key_Space, questions.exercises["lumbar"])):
        box.setFocus()
        before = box.isChecked()
        QTest.keyClick(box, key)
        assert box.isChecked() is not before
    note = questions.note.understood
    assert note.visibleRegion().isEmpty()
    window.foot.skip.setFocus()
    QTest.keyClick(window.foot.skip, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert window.focusWidget() is note and note.visibleRegion().boundingRect() == note.rect()


@pytest.mark.parametrize("theme", Theme)
def test_words_and_the_focus_are_seen_in_every_theme(open_welcome, theme: Theme) -> None:
    window = open_welcome().window
    try:
        palette = palette_of(theme)
        QApplication.setPalette(qt_palette(palette))
        window.set_theme(theme.value)
        settle()
        questions = window.questions
        for ground in (palette.ground, palette.card):
            assert contrast(ink_of(questions.mat), ground) >= 4.5
        questions.mat.setEnabled(False)
        assert contrast(ink_of(questions.mat), palette.ground) >= 3.0
        for part in (questions.places["floor"], questions.sofa, questions.exercises["lumbar"]):
            seen = [one for one in ring(window, part, window.foot.skip) if one >= 2.9]
            assert len(seen) > 40, part
    finally:
        QApplication.setPalette(qt_palette(palette_of(Theme.LIGHT)))


@pytest.mark.parametrize("larger", [1.0, 2.0], indirect=True)
def test_nothing_is_clipped_in_longer_words_and_larger_type(open_welcome, larger: float) -> None:
    window = open_welcome().window
    for direction in (Qt.LayoutDirection.LeftToRight, RTL):
        window.setLayoutDirection(direction)
        for size in SIZES:
            window.resize(*size)
            settle()
            assert clipped(window) == [], (direction, size)
            assert (window.width(), window.height()) == size
    window.complain(lambda: "Something is in the way of that, and this says at some length what it is. " * 2)
    window.say_sound("No sound device: follow the picture.")
    window.resize(*SIZES[0])
    settle()
    assert clipped(window) == []


def test_another_size_of_type_makes_it_anew_with_what_was_chosen(open_welcome) -> None:
    window = open_welcome().window
    window.questions.places["standing"].click()
    before, first = window.font(), window.questions
    larger = QFont(before)
    larger.setPointSizeF(before.pointSizeF() * 1.5)
    window.setFont(larger)
    settle()
    assert window.questions is not first
    assert window.questions.places["standing"].isChecked() and window.wishes.place == "standing"
    window.questions.places["floor"].click()
    assert window.wishes.place == "floor"


def test_escape_closes_and_enter_elsewhere_does_nothing(open_welcome) -> None:
    window = open_welcome().window
    enter = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, enter)
    assert window.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


@pytest.mark.parametrize("size", [(796, 460), (900, 500), (960, 560)])
def test_in_a_low_window_the_words_stay_below_the_figure(open_welcome, longer, size: tuple[int, int]) -> None:
    window = open_welcome().window
    window.setMinimumSize(1, 1)
    window.resize(*size)
    for trouble in ("", "Something is in the way of that, and this says at some length what it is. " * 2):
        window.complain(lambda trouble=trouble: trouble)
        settle()
        hero = window.hero
        parts = (hero.film, hero.heading, hero.words, hero.promise)
        for above, below in pairwise(one.geometry() for one in parts):
            assert above.bottom() < below.top(), trouble
