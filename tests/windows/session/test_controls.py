"""Every control of a session, by key and by button: easier, something else, silence, and that it hurts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows.session.looking import held

from backbreak.core.cues import Phase
from backbreak.core.errors import BackbreakError
from backbreak.core.journal import Feel
from backbreak.core.phrases import Saying
from backbreak.core.playback import advance
from backbreak.storage.settings import load
from backbreak.windows.session.controls import KEYS, Control, key_of
from backbreak.windows.session.link import Assignment
from backbreak.windows.session.window import SessionWindow


@pytest.fixture
def shown(qtbot: QtBot, make_window):
    """Show a window whose clock stands still."""

    def show(*args: object, **how: object) -> SessionWindow:
        return held(qtbot, make_window(*args, **how))

    return show


def go_to(window: SessionWindow, phase: Phase) -> None:
    """Move to the middle of the next such phase."""
    player = window.player
    at_s = player.playback.position_s
    cue = next(cue for cue in player.playback.plan.cues if cue.phase is phase and cue.end_s > at_s)
    player._playback, _ = advance(player.playback, (cue.start_s + cue.end_s) / 2 - at_s)
    window.flow.show_moment()


def test_every_control_has_a_key_a_name_and_a_description(shown) -> None:
    window = shown()
    assert set(KEYS.values()) == set(Control)
    for control, key in window.page.controls.keys.items():
        spoken = key_of(control)[1]
        assert key.text() and key.accessibleDescription().startswith(f"{spoken}: ")
    assert {name: key.text() for name, key in window.page.keys.items()} == {
        "pause": "Pause", "back": "Back", "skip": "Skip", "easier": "Easier", "swap": "Swap",
        "mute": "Mute", "hurts": "It hurts", "stop": "Stop",
    }  # fmt: skip


def test_tab_goes_through_all_controls_in_the_order_they_are_seen(shown) -> None:
    window = shown()
    order = []
    for _ in Control:
        window.focusNextPrevChild(True)
        order.append(QApplication.focusWidget() or window.focusWidget())
    assert order == list(window.page.controls.keys.values())
    assert all(key.focusPolicy() & Qt.FocusPolicy.TabFocus for key in order)


def test_a_key_that_has_the_focus_looks_different(qtbot: QtBot, shown) -> None:
    window = shown()
    key = window.page.keys["swap"]
    before = key.grab().toImage()
    window.activateWindow()
    key.setFocus()
    qtbot.waitUntil(key.hasFocus, timeout=1000)
    assert key.grab().toImage() != before


@pytest.mark.parametrize("by_key", [True, False])
def test_easier_halves_the_holds_live_and_says_how(qtbot: QtBot, shown, heard, by_key: bool) -> None:
    window = shown("pelvis-lift", units=3)
    go_to(window, Phase.HOLD)
    before = window.player.playback.plan
    if by_key:
        qtbot.keyClick(window, Qt.Key.Key_E)
    else:
        qtbot.mouseClick(window.page.keys["easier"], Qt.MouseButton.LeftButton)
    playback = window.player.playback
    assert playback.eased and playback.plan.seconds < before.seconds
    easier = window.flow.now.exercise.texts.easier
    assert easier in window.page.captions.next.text()
    assert window.page.keys["easier"].isChecked() and "Easier" in window.page.status.text()
    assert [call[1].id for call in heard.calls if call[0] == "say"] == [Saying.EASIER]
    assert [call[1] for call in heard.calls if call[0] == "perform"][-1] is playback.plan
    qtbot.keyClick(window, Qt.Key.Key_E)
    assert not window.player.playback.eased and not window.page.keys["easier"].isChecked()
    assert easier not in window.page.captions.next.text()


def test_easier_lets_the_figure_go_half_way_where_moving_is_the_work(qtbot: QtBot, shown) -> None:
    window = shown("lumbar", units=4)
    go_to(window, Phase.HOLD)
    before = window.flow.now.choreography.picture(window.player.playback)
    qtbot.keyClick(window, Qt.Key.Key_E)
    after = window.flow.now.choreography.picture(window.player.playback)
    assert after.picture.skeleton != before.picture.skeleton
    assert window.page.figure._past is not None, "the jump is softened"


def test_what_is_easier_stands_a_while_and_then_what_comes_next_again(qtbot: QtBot, shown) -> None:
    window = shown("hip-flex")
    go_to(window, Phase.LIFT)
    window.flow.toggle_easier()
    window.flow._notices._timer.setInterval(10)
    window.flow._notices._timer.start()
    qtbot.waitUntil(lambda: window.page.captions.next.text().startswith("Next: "), timeout=1000)
    assert window.player.playback.eased


def test_mute_is_total_and_seen(qtbot: QtBot, shown, heard) -> None:
    window = shown()
    qtbot.keyClick(window, Qt.Key.Key_M)
    assert heard.calls[-1] == ("mute", True) or ("mute", True) in heard.calls
    assert window.page.keys["mute"].isChecked() and "Muted" in window.page.status.text()
    qtbot.mouseClick(window.page.keys["mute"], Qt.MouseButton.LeftButton)
    assert [call[1] for call in heard.calls if call[0] == "mute"] == [False, True, False]
    assert "Muted" not in window.page.status.text()


def test_what_cannot_be_heard_is_said_on_the_screen(qtbot: QtBot, shown, heard) -> None:
    window = shown()
    heard.note = "No sound device: follow the picture."
    window.flow.show_moment()
    assert "No sound device: follow the picture" in window.page.status.text()


def test_the_sound_follows_the_session_and_stands_still_with_it(qtbot: QtBot, shown, heard) -> None:
    window = shown()
    window.player._tick()
    window.player.pause()
    assert heard.calls[-1][0] == "follow" and heard.calls[-1][2] is False
    window.player.resume()
    position_s, moving, resuming_s = heard.calls[-1][1:]
    assert position_s == window.player.playback.position_s and not moving and resuming_s > 0
    window.player.stop()
    assert heard.names()[-1] == "end"


def test_nothing_moves_when_a_control_is_used(qtbot: QtBot, shown, heard) -> None:
    window = shown("opposite-arm-leg")
    page = window.page

    def places() -> list[tuple[int, int, int, int]]:
        QApplication.processEvents()
        parts = (page.figure, page.dial, page.word, page.captions, page.round, *page.keys.values())
        return [part.geometry().getRect() for part in parts]

    before = places()
    for act in (window.flow.toggle_easier, window.flow.toggle_mute, window.flow.toggle_pause):
        act()
        assert places() == before
    heard.note = "No voice here: follow the tones and the picture."
    window.flow.show_moment()
    assert places() == before


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


def test_nothing_else_to_do_is_said_and_the_session_goes_on(qtbot: QtBot, shown, link) -> None:
    window = shown()
    qtbot.mouseClick(window.page.keys["swap"], Qt.MouseButton.LeftButton)
    link.swapped.emit(BackbreakError("there is nothing to do instead"))
    assert window.page.captions.now.text() == "there is nothing to do instead"
    assert window.player.playback.resuming_s > 0 and not window.player.over
    qtbot.keyClick(window, Qt.Key.Key_S)
    assert len(link.swaps) == 2, "it may be asked again"


def test_leaving_while_something_else_is_looked_for_reports_once(qtbot: QtBot, shown, link) -> None:
    window = shown()
    qtbot.keyClick(window, Qt.Key.Key_S)
    with qtbot.waitSignal(window.closed, timeout=1000):
        window.close()
    assert len(link.ends) == 1
    link.swapped.emit(BackbreakError("too late"))


def test_keys_with_a_modifier_are_not_the_session_s(qtbot: QtBot, shown, link) -> None:
    window = shown()
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    assert link.swaps == [] and link.ends == []


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
    assert page.isVisible() and "1 repetition" in page.kept.text()
    assert "doctor or a physiotherapist" in page.advice.text()
    assert heard.names()[-1] == "end"
    qtbot.mouseClick(page.leave_key, Qt.MouseButton.LeftButton)
    assert load(places)[0].session.exclude == ("pelvis-lift",)
    assert "left out" in page.answer.text() and page.leave_key.text() == "Undo"
    qtbot.keyClick(window, Qt.Key.Key_L)
    assert load(places)[0].session.exclude == ()
    qtbot.wait(30)
    assert page.isVisible(), "it never closes by itself"
    with qtbot.waitSignal(window.closed, timeout=1000):
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


def test_settings_that_cannot_be_changed_are_said(qtbot: QtBot, shown, places) -> None:
    places.settings_file.write_text("[session\n")
    window = shown()
    qtbot.keyClick(window, Qt.Key.Key_H)
    window.hurts_page.toggle()
    assert "settings.toml" in window.hurts_page.answer.text()
