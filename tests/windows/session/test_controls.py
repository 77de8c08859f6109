"""Every control of a session, by key and by button: easier, something else, silence, and that it hurts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows.session.looking import go_to

from backbreak.core.cues import Phase
from backbreak.core.phrases import Saying
from backbreak.windows.session.controls import KEYS, Control, key_of


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
    qtbot.waitUntil(key.hasFocus)
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
    qtbot.waitUntil(lambda: window.page.captions.next.text().startswith("Next: "))
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


def test_keys_with_a_modifier_are_not_the_session_s(qtbot: QtBot, shown, link) -> None:
    window = shown()
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    assert link.swaps == [] and link.ends == []


def test_what_comes_next_has_one_colon_only(shown) -> None:
    window = shown("opposite-arm-leg")
    go_to(window, Phase.LIFT)
    assert window.page.captions.next.text() == "Next, for 4 s: stay long – right arm, left leg"
