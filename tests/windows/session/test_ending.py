"""The end page: what was done, how it felt, one more; it leaves by itself unless somebody touches it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from windows.session.looking import held

from backbreak.core.journal import Feel
from backbreak.core.playback import advance
from backbreak.windows.palettes import Palette
from backbreak.windows.session.link import Assignment
from backbreak.windows.session.window import SessionWindow

NEVER_MS = 10**8
"""The end page counts down when a test says so."""


@pytest.fixture
def ended(qtbot: QtBot, make_window) -> SessionWindow:
    window: SessionWindow = make_window(units=2, done=3)
    held(qtbot, window)
    window.player._playback, _ = advance(window.player.playback, 1000.0)
    window.player._finish()
    assert window.end_page.isVisible()
    window.end_page._timer.setInterval(NEVER_MS)
    return window


def test_what_was_done_and_the_round_are_shown(ended: SessionWindow) -> None:
    assert ended.end_page.sentence.text() == "Pelvis Lift\n5 of 10 this round"
    assert ended.end_page.ring.accessibleName() == "Round 3: 25 of 145"


@pytest.mark.parametrize(
    ("key", "feel"), [(Qt.Key.Key_B, Feel.BETTER), (Qt.Key.Key_S, Feel.SAME)], ids=["better", "same"]
)
def test_one_tap_says_how_it_felt(qtbot: QtBot, ended: SessionWindow, link, key, feel: Feel) -> None:
    qtbot.keyClick(ended, key)
    assert link.feels == [None, feel] and ended.end_page.feel_keys[feel].isChecked()
    qtbot.mouseClick(ended.end_page.feel_keys[Feel.BETTER], Qt.MouseButton.LeftButton)
    assert link.feels[-1] == Feel.BETTER, "it can be changed"
    chosen = [feel for feel, one in ended.end_page.feel_keys.items() if one.isChecked()]
    assert chosen == [Feel.BETTER]


def test_that_it_hurts_leads_to_its_own_page(qtbot: QtBot, ended: SessionWindow, link) -> None:
    qtbot.mouseClick(ended.end_page.feel_keys[Feel.HURTS], Qt.MouseButton.LeftButton)
    assert link.feels[-1] == Feel.HURTS and ended.hurts_page.isVisible()


def test_the_window_waits_for_how_it_felt_to_be_recorded(qtbot: QtBot, ended: SessionWindow, link) -> None:
    link.answers = False
    qtbot.keyClick(ended, Qt.Key.Key_B)
    with qtbot.assertNotEmitted(ended.closed, wait=30):
        ended.close()
    with qtbot.waitSignal(ended.closed):
        link.recorded.emit({"feel": "better"})


def test_untouched_it_counts_down_and_touched_it_stays(qtbot: QtBot, ended: SessionWindow) -> None:
    page = ended.end_page
    assert page._timer.isActive() and "15 seconds" in page.closing.text() and page.closing.isVisible()
    before = page.close_key.geometry()
    page._second()
    assert "14 seconds" in page.closing.text()
    qtbot.mouseClick(page.sentence, Qt.MouseButton.LeftButton)
    assert not page._timer.isActive() and not page.closing.isVisible()
    assert page.close_key.geometry() == before, "nothing moves"


def test_tab_and_space_reach_and_press_everything(qtbot: QtBot, ended: SessionWindow, link) -> None:
    page = ended.end_page
    assert page.close_key.hasFocus() or ended.focusWidget() is page.close_key
    qtbot.keyClick(page.feel_keys[Feel.SAME], Qt.Key.Key_Space)
    assert link.feels[-1] == Feel.SAME
    with qtbot.waitSignal(ended.more_asked):
        qtbot.keyClick(page.more_key, Qt.Key.Key_Return)


def test_one_more_is_played_in_the_same_window(qtbot: QtBot, ended: SessionWindow, make_plan, heard) -> None:
    with qtbot.waitSignal(ended.more_asked):
        qtbot.keyClick(ended, Qt.Key.Key_O)
    other = type(ended._link)()
    ended.play(Assignment("session-2", make_plan("hip-flex", 2)), other)
    assert ended.page.isVisible() and not ended.flow.over and not ended.end_page._timer.isActive()
    qtbot.waitUntil(ended.player._timer.isActive)
    assert heard.names().count("made") == 2, "another performer: the first has ended"
    ended.player.stop()
    assert [progress.units for progress, _ in other.ends] == [0]


def test_what_could_not_be_logged_is_said_until_it_is(qtbot: QtBot, ended: SessionWindow, link) -> None:
    link.trouble = "cannot write x: No space left on device; make some room"
    link.recorded.emit(None)
    assert ended.end_page.tip.text() == f"Not logged: {link.trouble}."
    assert not ended.end_page._timer.isActive(), "it stays to be read"
    link.trouble = ""
    link.recorded.emit({})
    assert ended.end_page.tip.text() == "Logged now."


class Desk(QWidget):
    """What the window asks of a desk page."""

    def __init__(self) -> None:
        super().__init__()
        self.units: list[float] = []
        self.palettes: list[Palette] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_unit(self, unit: float) -> None:
        self.units.append(unit)

    def set_palette(self, palette: Palette) -> None:
        self.palettes.append(palette)


def test_a_desk_page_takes_size_colours_and_keys(qtbot: QtBot, ended: SessionWindow, link) -> None:
    desk = Desk()
    ended.show_desk(desk)
    assert desk.isVisible() and desk.units and desk.palettes
    assert not ended.end_page._timer.isActive(), "the end page's time stands still"
    qtbot.keyClick(ended, Qt.Key.Key_H)
    assert link.feels == [None], "the session's keys mean nothing there"
    with qtbot.waitSignal(ended.closed):
        ended.close()
