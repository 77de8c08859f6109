"""The desk page as it is used: by keys, by pointer, by a screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backbreak.core.dose import Ledger, Limits
from backbreak.windows.desk.outlook import Outlook
from backbreak.windows.desk.page import DeskPage

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself

Key = Qt.Key


def press(key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget(), key)


def shown(page: DeskPage) -> str:
    """The name of the exercise that is shown."""
    return page.words.seen.name.text()


@pytest.fixture
def page(make_page) -> DeskPage:
    made = make_page()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    return made


@pytest.fixture
def started(page: DeskPage) -> list[str]:
    heard: list[str] = []
    page.start_asked.connect(heard.append)
    return heard


def test_it_opens_on_the_one_whose_turn_it_is_and_enter_starts_it(page, started, outlook) -> None:
    assert shown(page) == outlook.offer(outlook.turn).exercise.name
    assert page.start.hasFocus()
    press(Key.Key_Return)
    assert started == [outlook.turn]


def test_arrows_choose_from_anywhere_and_enter_starts_what_is_chosen(page, started) -> None:
    page.choices.choose("opposite-arm-leg")
    page.show_outlook(page._outlook, "opposite-arm-leg")
    press(Key.Key_Down)
    assert shown(page) == "Opposite Arm and Leg Over Stomach"
    press(Key.Key_Down)
    assert shown(page) == "Leg Lifts"
    page.choices.setFocus()
    press(Key.Key_Down)
    assert shown(page) == "Pelvis Lift"
    assert page.start.text() == "Start: 5 repetitions, 2 min"
    press(Key.Key_End)
    assert shown(page) == "Stand and Stretch"
    press(Key.Key_Down)
    press(Key.Key_Enter)
    assert started == ["stand-and-stretch"]


def test_escape_closes_and_so_does_its_button(page, qtbot: QtBot) -> None:
    for act in (lambda: press(Key.Key_Escape), page.close_key.click):
        with qtbot.waitSignal(page.close_asked):
            act()


def test_tab_reaches_everything_and_space_and_enter_press_what_has_the_focus(page, started, qtbot) -> None:
    reached = []
    for _ in range(4):
        reached.append(QApplication.focusWidget())
        press(Key.Key_Tab)
    assert reached == [page.start, page.choices, page.instead, page.close_key]
    assert page.start.hasFocus()
    before = shown(page)
    page.instead.setFocus()
    press(Key.Key_Space)
    assert shown(page) != before
    page.close_key.setFocus()
    with qtbot.waitSignal(page.close_asked):
        press(Key.Key_Return)
    assert started == []
    page.start.setFocus()
    press(Key.Key_Space)
    assert len(started) == 1


def test_words_that_do_not_fit_are_scrolled_by_the_page_keys(make_page, qtbot) -> None:
    small = make_page((720, 400))
    small.set_unit(1.0)
    small.activateWindow()
    QTest.qWaitForWindowActive(small)
    bar = small.words.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    press(Key.Key_PageDown)
    assert bar.value() > 0
    press(Key.Key_PageUp)
    assert bar.value() == 0


def test_a_click_chooses(page, qtbot: QtBot) -> None:
    row = page.choices.visualItemRect(page.choices.item(4)).center()
    qtbot.mouseClick(page.choices.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert shown(page) == "Hip Flex"


def test_can_t_do_this_here_goes_down_to_stand_and_stretch(page) -> None:
    page.show_outlook(page._outlook, "obliques")
    seen = []
    while not seen or seen[-1] != "Stand and Stretch":
        page.setFocus()
        press(Key.Key_S)
        seen.append(shown(page))
        assert page.note.text() == f"Instead: {seen[-1]}."
    assert "Hip Flex" in seen
    assert len(seen) == len(set(seen))


def test_nothing_else_left_is_said(make_page, catalogue) -> None:
    from datetime import date

    everything = frozenset(part.id for part in catalogue.parts)
    page = make_page(seen=Outlook.of(Ledger(), catalogue, Limits(exclude=everything), date(2026, 11, 23)))
    page.instead.click()
    assert shown(page) == "Stand and Stretch"
    assert page.note.text().startswith("There is nothing to do instead")


def test_start_asks_once_until_it_is_answered(page, started) -> None:
    page.start.click()
    page.start.click()
    press(Key.Key_Return)
    assert len(started) == 1
    assert not page.start.isEnabled()
    page.complain(lambda: "Start: a session is going on: finish or stop that one first.")
    assert page.note.isVisible() and "going on" in page.note.text()
    page.start.click()
    assert len(started) == 2
    assert not page.note.isVisible()


def test_what_does_not_fit_cannot_be_started_and_says_why(make_page, ledger, catalogue) -> None:
    from datetime import date

    page = make_page(seen=Outlook.of(ledger, catalogue, Limits(seconds=60), date(2026, 11, 23)))
    page.show_outlook(page._outlook, "leg-lifts")
    assert not page.start.isEnabled()
    assert page.words.pages[2].caution.text.text() == "This needs a session of 92 s or more."
    page.choices.walk(-1)
    assert page.start.isEnabled()


def test_before_the_journal_is_read_nothing_can_be_started(qtbot: QtBot, poses) -> None:
    from backbreak.windows.look import load_fonts, palette_of
    from backbreak.windows.palettes import Theme

    page = DeskPage(poses, load_fonts(), palette_of(Theme.LIGHT))
    qtbot.addWidget(page)
    page.set_unit(1.0)
    with qtbot.waitSignal(page.looked_at):
        page.show()
    assert not page.start.isEnabled() and not page.instead.isEnabled()
    QTest.keyClick(page, Key.Key_Return)
    QTest.keyClick(page, Key.Key_S)
    QTest.keyClick(page, Key.Key_Down)


def test_a_screen_reader_finds_names_roles_and_keys(page) -> None:
    def told(widget: object) -> tuple[str, QAccessible.Role, str]:
        it = QAccessible.queryAccessibleInterface(widget)
        return it.text(QAccessible.Text.Name), it.role(), it.text(QAccessible.Text.Description)

    assert told(page.start)[1:] == (QAccessible.Role.Button, "Enter")
    assert told(page.start)[0].startswith("Start: ")
    assert told(page.instead) == ("Can't do this here", QAccessible.Role.Button, "S")
    assert told(page.close_key)[:2] == ("Close", QAccessible.Role.Button)
    assert told(page.choices)[:2] == ("All exercises", QAccessible.Role.List)
    rows = QAccessible.queryAccessibleInterface(page.choices)
    names = [rows.child(at).text(QAccessible.Text.Name) for at in range(rows.childCount())]
    assert names[5] == "Lumbar and Obliques: lumbar, Exercise 6 of the article, 0 of 32 this round, floor"
    assert told(page.film.needs)[:2] == ("Needs: floor, mat", QAccessible.Role.StaticText)
    assert page.film.accessibleName().startswith("Figure: ")


def test_the_film_runs_only_while_it_is_seen(page) -> None:
    assert page.film._timer.isActive()
    page.hide()
    assert not page.film._timer.isActive()
