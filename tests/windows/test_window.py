"""What all windows have in common: how they close, and that they follow colours, language and type."""

from __future__ import annotations

import os
from collections.abc import Iterator
from gettext import NullTranslations

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backbreak import words
from backbreak.core.settings import Look
from backbreak.windows.appearance import Appearance
from backbreak.windows.labels import label
from backbreak.windows.look import palette_of, qt_palette
from backbreak.windows.measures import TITLE
from backbreak.windows.palettes import Palette, Theme
from backbreak.windows.screens import screen_of
from backbreak.windows.window import Window
from backbreak.words import _

pytestmark = pytest.mark.qt_log_ignore("does not support")  # the offscreen platform raises nothing


class Card(Window):
    """A window with one word in it."""

    def __init__(self, theme: str = "light") -> None:
        super().__init__(theme)
        self.worn: list[Theme] = []
        self.make(QSize(300, 200), QSize(100, 80))

    def build(self) -> QWidget:
        self.call(_("History - backbreak"), _("History"))
        self.word: QLabel = label(_("Overview"), TITLE)
        return self.word

    def dress(self, palette: Palette) -> None:
        if hasattr(self, "worn"):
            self.worn.append(palette.theme)


class Shouting(NullTranslations):
    """A language in capitals."""

    def gettext(self, message: str) -> str:
        return message.upper()


@pytest.fixture
def card(qtbot: QtBot) -> Card:
    made = Card()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.worn.clear()
    return made


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    made = Appearance(qapp, Look(theme="light"))
    yield made
    made.deleteLater()
    words.speak(None)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    qapp.setPalette(qt_palette(palette_of(Theme.LIGHT)))


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_escape_and_the_desktops_key_close_it_and_it_says_so_once(
    card: Card, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    heard: list[None] = []
    card.closed.connect(lambda: heard.append(None))
    with qtbot.waitActive(card):
        card.activateWindow()
    QTest.keyClick(card, key, modifier)
    qtbot.waitUntil(lambda: not card.isVisible())
    card.show()
    card.close()
    assert len(heard) == 1


def test_another_theme_of_the_settings_is_worn_at_once(card: Card, appearance: Appearance, qapp) -> None:
    appearance.use(Look(theme="dark"))
    card.set_theme("dark")
    assert card.worn == [Theme.DARK]
    assert qapp.palette().window().color() == palette_of(Theme.DARK).ground
    appearance.use(Look(theme="contrast"))
    card.set_theme("contrast")
    assert card.worn == [Theme.DARK, Theme.CONTRAST]


def test_in_another_language_it_is_made_anew(card: Card, qtbot: QtBot, qapp) -> None:
    words.speak(Shouting(), "ar")
    try:
        with qtbot.waitSignal(card.rebuilt):
            QApplication.sendEvent(qapp, QEvent(QEvent.Type.LanguageChange))
        assert (card.word.text(), card.accessibleName()) == ("OVERVIEW", "HISTORY")
        qtbot.waitUntil(lambda: card.findChildren(QLabel) == [card.word] and card.word.isVisible())
        with qtbot.assertNotEmitted(card.rebuilt, wait=50):
            QApplication.sendEvent(qapp, QEvent(QEvent.Type.LanguageChange))  # the same one again
    finally:
        words.speak(None)


def test_a_language_of_the_settings_is_spoken_and_read_from_its_side(
    card: Card, appearance: Appearance, qtbot: QtBot, qapp
) -> None:
    words.speak(Shouting(), "ar")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    appearance.use(Look(theme="light", language="en"))
    assert words.language() == "en"
    assert card.layoutDirection() is Qt.LayoutDirection.LeftToRight
    qtbot.waitUntil(lambda: card.word.text() == "Overview")


def test_larger_type_of_the_desktop_is_followed_and_new_windows_are_larger(
    card: Card, qtbot: QtBot, qapp: QApplication
) -> None:
    before, high = qapp.font(), card.word.fontInfo().pixelSize()
    larger = qapp.font()
    larger.setPointSizeF(before.pointSizeF() * 2)
    try:
        with qtbot.waitSignal(card.rebuilt):
            qapp.setFont(larger)
        assert card.word.fontInfo().pixelSize() >= 1.9 * high
        other = Card()
        qtbot.addWidget(other)
        assert other.width() > 1.5 * 300
        assert other.width() <= screen_of(other).availableSize().width()
    finally:
        qapp.setFont(before)


def test_raised_it_has_the_leave_that_came_with_the_request(card: Card, monkeypatch) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")  # so that it is put back
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN")
    card.showMinimized()
    card.come_to_front("leave-7")
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "leave-7"
    assert not card.isMinimized() and card.isVisible()


class Form(Window):
    """A window with more in it than it shows; the first button is the one it begins at."""

    def __init__(self) -> None:
        super().__init__("light")
        self.make(QSize(300, 200))

    def build(self) -> QWidget:
        self.call(_("History - backbreak"), _("History"))
        self.area, inside = QScrollArea(), QWidget()
        column = QVBoxLayout(inside)
        self.rows = [QPushButton(_("Overview")) for _row in range(30)]
        for row in self.rows:
            column.addWidget(row)
        self.area.setWidget(inside)
        self.rows[0].setFocus()
        return self.area


@pytest.mark.parametrize("nth", [0, 20])
def test_made_anew_it_has_the_keyboard_where_it_was_and_is_scrolled_as_far(
    qtbot: QtBot, appearance: Appearance, nth: int
) -> None:
    form = Form()
    qtbot.addWidget(form)
    form.show()
    with qtbot.waitActive(form):
        form.activateWindow()
    form.rows[nth].setFocus()
    before, bar = form.rows, form.area.verticalScrollBar()
    bar.setValue(bar.maximum() * 2 // 3)
    was = bar.value()
    appearance.use(Look(theme="light", language="de"))
    try:
        qtbot.waitUntil(lambda: form.rows is not before and form.rows[nth].hasFocus())
        if nth:
            qtbot.waitUntil(lambda: form.area.verticalScrollBar().value() == was)
    finally:
        appearance.use(Look(theme="light", language="en"))


def test_one_that_grows_at_the_edge_of_the_screen_is_moved_in(card: Card) -> None:
    room = screen_of(card).availableGeometry()
    card.move(room.right() - 310, room.bottom() - 210)
    card.take(QSize(600, 500))
    assert card.size() == QSize(600, 500) and room.contains(card.frameGeometry())
    card.take(QSize(9000, 9000))
    assert card.frameGeometry() == room
    card.take(QSize(300, 200))
    card.move(room.left() + 5, room.top() + 5)
    card.take(QSize(400, 300))
    assert card.pos() == room.topLeft() + QPoint(5, 5), "what has room stays where it is"


def test_one_as_large_as_the_screen_leaves_room_for_the_frame_it_will_have(qtbot: QtBot) -> None:
    class Large(Card):
        def make(self, usual: QSize, smallest: QSize | None = None) -> None:
            super().make(QSize(9000, 9000), smallest)

    large = Large()
    qtbot.addWidget(large)
    room = screen_of(large).availableSize()
    assert room.height() - 60 < large.height() <= room.height() - 37, "GNOME's title bar has 37 px"
