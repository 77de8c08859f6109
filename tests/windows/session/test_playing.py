"""Playing a session in its window: every unit reported once, keys, pause, and leaving in every way."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from windows.session.looking import go_to, held

from backbreak.core.cues import Phase
from backbreak.windows.session.link import Assignment, SessionLink
from backbreak.windows.session.player import Player
from backbreak.windows.session.window import SessionWindow

FAST = 400.0


def shown(qtbot: QtBot, window: SessionWindow) -> SessionWindow:
    window.show()
    qtbot.waitUntil(lambda: window.player.over or window.player._timer.isActive())
    return window


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def player(qtbot: QtBot, link: SessionLink, make_plan, clock: Clock) -> Player:
    return Player(link, Assignment("session-1", make_plan("pelvis-lift")), clock)


def go(qtbot: QtBot, player: Player, clock: Clock, seconds: float) -> None:
    """Let time pass and wait until the player has seen it."""
    with qtbot.waitSignal(player.moved):
        clock.now_s += seconds


@pytest.mark.parametrize(
    "exercise_id", ["opposite-arm-leg", "leg-lifts", "pelvis-lift", "lumbar", "obliques"]
)
def test_a_whole_session_reports_each_unit_once_and_its_end_once(
    qtbot: QtBot, make_window, link, exercise_id: str
) -> None:
    window = shown(qtbot, make_window(exercise_id, speed=FAST))
    with qtbot.waitSignal(window.player.ended):
        pass
    units = [beat.units for beat in link.beats]
    assert units == sorted(set(units)) and units[-1] == 2
    assert len(link.ends) == 1
    progress, completed = link.ends[0]
    assert completed and progress.units == 2 and progress.owed_side is None
    assert progress.played_s == pytest.approx(window.player.playback.plan.seconds, abs=0.01)


def test_stand_and_stretch_is_completed_without_units(qtbot: QtBot, make_window, link) -> None:
    window = shown(qtbot, make_window("stand-and-stretch", speed=FAST))
    with qtbot.waitSignal(window.player.ended):
        pass
    assert [(progress.units, completed) for progress, completed in link.ends] == [(0, True)]
    assert "stretched" in window.end_page.sentence.text()


def test_the_timeline_follows_the_clock_however_late_the_ticks_are(
    qtbot: QtBot, player: Player, clock: Clock
) -> None:
    player.start()
    for late_s in (0.016, 0.4, 0.05, 3.0, 0.017):
        go(qtbot, player, clock, late_s)
    assert player.playback.position_s == pytest.approx(clock.now_s - 100.0, abs=1e-9)


def test_while_the_program_was_stopped_nobody_exercised(
    qtbot: QtBot, player: Player, clock: Clock, link
) -> None:
    """Stopped and continued, or held up by a machine that could do nothing: no rep of it counts."""
    player.start()
    go(qtbot, player, clock, 4.0)
    go(qtbot, player, clock, 60.0)
    at = player.playback
    assert (at.position_s, at.played_s, at.resuming_s, at.credited) == (4.0, 4.0, 3.0, frozenset())
    go(qtbot, player, clock, 4.0)
    assert player.playback.position_s == pytest.approx(5.0) and not link.beats[-1].units
    player.pause()
    clock.now_s += 60.0
    qtbot.wait(50)
    assert player.playback.paused and not player.playback.resuming_s


def test_real_time_drifts_by_less_than_a_frame(qtbot: QtBot, make_plan, link) -> None:
    looks: list[float] = []

    def clock() -> float:
        looks.append(time.monotonic())
        return looks[-1]

    player = Player(link, Assignment("session-1", make_plan("pelvis-lift")), clock)
    player.start()
    begun = looks[-1]
    qtbot.wait(700)
    player._tick()
    assert abs(player.playback.position_s - (looks[-1] - begun)) < 0.02


def test_a_pause_freezes_everything_and_going_on_counts_three_two_one(
    qtbot: QtBot, player: Player, clock: Clock, link
) -> None:
    player.start()
    go(qtbot, player, clock, 5.0)
    player.pause()
    clock.now_s += 60.0
    qtbot.wait(50)
    assert player.playback.position_s == pytest.approx(5.0)
    player.resume()
    go(qtbot, player, clock, 2.5)
    assert player.playback.position_s == pytest.approx(5.0) and player.playback.resuming_s == pytest.approx(
        0.5
    )
    go(qtbot, player, clock, 1.5)
    assert player.playback.position_s == pytest.approx(6.0)
    assert [beat.paused for beat in link.beats] == [True, True, False][-len(link.beats) :]


def test_the_resident_hears_from_a_paused_window(qtbot: QtBot, player: Player, clock: Clock, link) -> None:
    player.start()
    player.pause()
    told = len(link.beats)
    clock.now_s += 31.0
    qtbot.waitUntil(lambda: len(link.beats) > told)
    assert link.beats[-1].paused


def test_the_keys_do_what_their_buttons_say(qtbot: QtBot, make_window) -> None:
    window = held(qtbot, make_window())
    qtbot.keyClick(window, Qt.Key.Key_Right)
    assert window.player.frame.phase is Phase.LIFT
    qtbot.keyClick(window, Qt.Key.Key_Right)
    assert window.player.frame.phase is Phase.HOLD
    qtbot.keyClick(window, Qt.Key.Key_Left)
    assert window.player.frame.phase in (Phase.LIFT, Phase.PREPARE)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert window.player.playback.paused and window.page.word.accessibleName() == "Paused"
    assert window.page.keys["pause"].text() == "Go on"
    qtbot.mouseClick(window.page.keys["pause"], Qt.MouseButton.LeftButton)
    assert not window.player.playback.paused
    qtbot.mouseClick(window.page.keys["skip"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.page.keys["back"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(window.page.keys["pause"], Qt.Key.Key_Return)
    assert window.player.playback.paused


def test_space_pauses_even_when_another_button_has_the_focus(qtbot: QtBot, make_window, link) -> None:
    window = shown(qtbot, make_window())
    window.page.keys["stop"].setFocus()
    qtbot.keyClick(window.page.keys["stop"], Qt.Key.Key_Space)
    assert window.player.playback.paused and not link.ends


def test_escape_with_nothing_done_leaves_at_once(qtbot: QtBot, make_window, link) -> None:
    window = shown(qtbot, make_window())
    with qtbot.waitSignal(window.closed):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert [(progress.units, completed) for progress, completed in link.ends] == [(0, False)]


def test_escape_after_a_unit_shows_what_counts_and_a_second_one_leaves(
    qtbot: QtBot, make_window, link
) -> None:
    window = held(qtbot, make_window(units=5))
    go_to(window, Phase.SETTLE)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.end_page.isVisible() and "of the 5 planned" in window.end_page.sentence.text()
    assert link.ends[0][0].units == 1 and link.ends[0][1] is False
    with qtbot.waitSignal(window.closed):
        qtbot.keyClick(window, Qt.Key.Key_Escape)


def test_the_end_page_is_left_by_enter_and_the_end_is_reported_once(qtbot: QtBot, make_window, link) -> None:
    window = shown(qtbot, make_window(speed=FAST))
    with qtbot.waitSignal(window.player.ended):
        pass
    assert window.end_page.isVisible() and window.end_page.tip.text()
    with qtbot.waitSignal(window.closed):
        qtbot.keyClick(window.end_page.close_key, Qt.Key.Key_Return)
    assert len(link.ends) == 1


def test_the_end_page_closes_itself(qtbot: QtBot, make_window) -> None:
    window = shown(qtbot, make_window(speed=FAST))
    with qtbot.waitSignal(window.player.ended):
        pass
    with qtbot.waitSignal(window.closed):
        for _ in range(15):
            window.end_page._second()


def test_closing_the_window_reports_and_waits_for_the_answer(qtbot: QtBot, make_window, slow_link) -> None:
    window = shown(qtbot, make_window(to=slow_link))
    with qtbot.assertNotEmitted(window.closed, wait=50):
        window.close()
    assert not window.isVisible() and len(slow_link.ends) == 1
    with qtbot.waitSignal(window.closed):
        slow_link.recorded.emit(None)


def test_orders_of_the_resident_are_obeyed(qtbot: QtBot, make_window, link) -> None:
    window = shown(qtbot, make_window())
    link.pause_ordered.emit()
    assert window.player.playback.paused
    link.resume_ordered.emit()
    assert not window.player.playback.paused and window.player.playback.resuming_s > 0
    with qtbot.waitSignal(window.closed):
        link.close_ordered.emit()
    assert len(link.ends) == 1


def test_the_window_never_forces_itself_on_anybody(qtbot: QtBot, make_window) -> None:
    window: QWidget = shown(qtbot, make_window())
    assert not window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert not window.isFullScreen() and not window.isModal()


def test_a_window_that_nobody_sees_plays_all_the_same(qtbot: QtBot, make_window, heard) -> None:
    window = make_window()
    window.setUpdatesEnabled(False)
    window.show()
    assert "made" not in heard.names(), "the first picture does not wait for the sound"
    qtbot.waitUntil(window.player._timer.isActive)
    assert heard.names()[0] == "made"
