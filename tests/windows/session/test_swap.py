"""Something else that can be done here: another session in the same window, or a reason why not."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from windows.session.looking import go_to

from backbreak.core.cues import Phase
from backbreak.core.dose import RoundState
from backbreak.core.errors import BackbreakError
from backbreak.core.playback import advance
from backbreak.windows.session.link import Assignment


def test_swapping_plays_something_else_in_the_same_window(
    qtbot: QtBot, shown, link, make_plan, heard
) -> None:
    window = shown("pelvis-lift", units=3)
    go_to(window, Phase.SETTLE)
    qtbot.keyClick(window, Qt.Key.Key_S)
    (told,) = link.swaps
    assert told.units == 1 and window.player.waiting
    position_s = window.player.playback.position_s
    qtbot.wait(40)
    assert window.player.playback.position_s == position_s, "it stands still until there is an answer"
    link.swapped.emit(Assignment("session-2", make_plan("hip-flex", 4), exercise_done=2))
    assert window.windowTitle().startswith("Hip Flex") and window.page.name.text() == "Hip Flex"
    assert window.player.playback.position_s < 1.0 and not window.player.waiting
    assert window.player._timer.isActive() and link.ends == []
    window.player._timer.stop()
    assert [call[1].exercise for call in heard.calls if call[0] == "perform"] == ["pelvis-lift", "hip-flex"]
    assert heard.names().count("made") == 1
    window.player._playback, _ = advance(window.player.playback, 1000.0)
    window.player._finish()
    assert [(progress.units, completed) for progress, completed in link.ends] == [(4, True)]
    assert "6 of 10" in window.end_page.sentence.text()
    assert "Pelvis Lift" in window.end_page.earlier.text(), "what was done before counts and is told"


def test_the_ring_moves_by_all_that_was_done_in_the_sitting(qtbot: QtBot, shown, link, make_plan) -> None:
    window = shown("pelvis-lift", units=3)
    go_to(window, Phase.SETTLE)
    window.flow.swap()
    now = replace(make_plan("hip-flex", 4), round=RoundState(3, 24, 145))
    link.swapped.emit(Assignment("session-2", now))
    window.player._timer.stop()
    assert window.flow.moved() == (RoundState(3, 23, 145), 1)
    window.player.stop()
    assert window.end_page.isVisible(), "something was done, if not of this"
    assert window.end_page.sentence.text().startswith("Pelvis Lift")
    assert window.end_page.ring.accessibleName() == "Round 3: 24 of 145"


def test_nothing_else_to_do_is_said_and_the_session_goes_on(qtbot: QtBot, shown, link) -> None:
    window = shown()
    qtbot.mouseClick(window.page.keys["swap"], Qt.MouseButton.LeftButton)
    link.swapped.emit(BackbreakError("there is nothing to do instead"))
    assert window.page.captions.now.text() == "There is nothing to do instead."
    assert window.player.playback.resuming_s > 0 and not window.player.over
    qtbot.keyClick(window, Qt.Key.Key_S)
    assert len(link.swaps) == 2, "it may be asked again"


def test_leaving_while_something_else_is_looked_for_reports_once(qtbot: QtBot, shown, link) -> None:
    window = shown()
    qtbot.keyClick(window, Qt.Key.Key_S)
    with qtbot.waitSignal(window.closed):
        window.close()
    assert len(link.ends) == 1
    link.swapped.emit(BackbreakError("too late"))
