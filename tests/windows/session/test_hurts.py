"""It hurts: the session stops at once, keeps what is whole, and may be left out from now on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from windows.session.looking import go_to

from backbreak.core.cues import Phase
from backbreak.core.journal import Feel
from backbreak.core.playback import advance
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.settings import load
from backbreak.windows.session.link import Assignment


@pytest.mark.parametrize("by_key", [True, False])
def test_it_hurts_stops_at_once_and_keeps_what_is_whole(
    qtbot: QtBot, shown, link, places, heard, by_key: bool
) -> None:
    window = shown("pelvis-lift", units=4)
    go_to(window, Phase.SETTLE)
    if by_key:
        qtbot.keyClick(window, Qt.Key.Key_H)
    else:
        qtbot.mouseClick(window.page.keys["hurts"], Qt.MouseButton.LeftButton)
    (end,) = link.ends
    assert end[0].units == 1 and end[1] is False and link.feels == [Feel.HURTS]
    page = window.hurts_page
    assert page.isVisible() and page.kept.text() == "Pelvis Lift\n1 repetition, logged."
    assert "doctor or a physiotherapist" in page.advice.text()
    assert heard.names()[-1] == "end"
    qtbot.mouseClick(page.leave_key, Qt.MouseButton.LeftButton)
    assert load(places)[0].session.exclude == ("pelvis-lift",)
    assert "left out" in page.answer.text() and page.leave_key.text() == "Undo"
    qtbot.keyClick(window, Qt.Key.Key_L)
    assert load(places)[0].session.exclude == ()
    qtbot.wait(30)
    assert page.isVisible(), "it never closes by itself"
    with qtbot.waitSignal(window.closed):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert len(link.ends) == 1


def test_it_hurts_with_nothing_done_offers_the_same(qtbot: QtBot, shown, link) -> None:
    window = shown()
    qtbot.keyClick(window, Qt.Key.Key_H)
    assert link.ends[0][0].units == 0
    assert window.hurts_page.isVisible() and "nothing was logged" in window.hurts_page.kept.text()
    assert window.hurts_page.leave_key.isVisible()


def test_stretching_is_always_possible_and_cannot_be_left_out(qtbot: QtBot, shown) -> None:
    window = shown("stand-and-stretch")
    qtbot.keyClick(window, Qt.Key.Key_H)
    assert window.hurts_page.isVisible() and not window.hurts_page.leave_key.isVisible()


def test_stretches_that_hurt_afterwards_were_logged_and_the_page_says_so(qtbot: QtBot, shown) -> None:
    window = shown("stand-and-stretch")
    page = window.hurts_page
    player = window.player
    while not player.playback.finished:
        player._playback, _ = advance(player.playback, 1.0)
    page.show_hurt(player.playback, load_catalogue().stand_and_stretch)
    assert page.kept.text() == "You stood up and stretched; that is logged."
    assert page.title.text() == page.accessibleName() == "Take it easy"


def test_stretches_that_were_not_all_done_are_not_logged_and_the_page_says_so(qtbot: QtBot, shown) -> None:
    window = shown("stand-and-stretch")
    go_to(window, Phase.HOLD)
    qtbot.keyClick(window, Qt.Key.Key_H)
    assert window.hurts_page.kept.text() == "Not every stretch was done, so this one is not logged."
    assert window.hurts_page.title.text() == window.hurts_page.accessibleName() == "Stopped"


def test_settings_that_cannot_be_changed_are_said(qtbot: QtBot, shown, places) -> None:
    places.settings_file.write_text("[session\n")
    window = shown()
    qtbot.keyClick(window, Qt.Key.Key_H)
    window.hurts_page.toggle()
    assert "settings.toml" in window.hurts_page.answer.text()


def test_what_hurt_does_not_hide_what_was_done_before(qtbot: QtBot, shown, link, make_plan) -> None:
    window = shown("pelvis-lift", units=3)
    go_to(window, Phase.SETTLE)
    window.flow.swap()
    link.swapped.emit(Assignment("session-2", make_plan("hip-flex", 4)))
    window.flow.hurts()
    told = window.hurts_page.kept.text()
    assert told.startswith("No whole repetition of this one was done.") and "Pelvis Lift" in told
