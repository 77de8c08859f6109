"""The panel between its window and a resident's door that the test scripts; and as a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from windows.conftest import PATIENCE_S
from windows.panel.at_the_door import PAUSED, SITTING, opened

from backbreak.door.protocol import DoorError
from backbreak.windows.following import Following
from backbreak.windows.look import palette_of, qt_palette
from backbreak.windows.measures import SETTLE_MS
from backbreak.windows.palettes import Theme


def test_it_shows_what_the_resident_says_and_follows_it(home_resident, program, qtbot) -> None:
    page = opened(program, qtbot).window.page
    assert program.window.isVisible() and page.headline.text().startswith("Next break at ")
    home_resident.push(PAUSED)
    qtbot.waitUntil(lambda: page.headline.text() == "Paused")
    assert page.keys["resume"].isEnabled() and not page.keys["snooze"].isEnabled()


def test_what_is_pressed_is_said_at_the_door_once(home_resident, program, qtbot) -> None:
    page = opened(program, qtbot).window.page
    home_resident.answers["stretch"] = lambda args: {}
    page.keys["stretch"].click()
    page.keys["stretch"].click()
    qtbot.waitUntil(lambda: "stretch" in home_resident.commands())
    page.open_details(True)
    qtbot.waitUntil(lambda: page.details.text.startswith("Because."))
    assert home_resident.commands().count("stretch") == 1


def test_a_refusal_is_a_sentence_on_the_page_until_the_next_press(home_resident, program, qtbot) -> None:
    def refuse(_args):
        raise DoorError("nonsense", "stretch: a session is going on: finish or stop that one first")

    page = opened(program, qtbot).window.page
    home_resident.answers["stretch"] = refuse
    page.keys["stretch"].click()
    qtbot.waitUntil(page.note.isVisible)
    assert page.note.text() == "Stretch: a session is going on: finish or stop that one first."
    home_resident.answers["stretch"] = lambda args: {}
    page.keys["stretch"].click()
    assert not page.note.isVisible()


def test_open_details_are_asked_for_anew_with_every_snapshot(home_resident, program, qtbot) -> None:
    page = opened(program, qtbot).window.page
    assert "why" not in home_resident.commands()
    page.open_details(True)
    qtbot.waitUntil(lambda: home_resident.commands().count("why") == 1)
    home_resident.push(PAUSED)
    qtbot.waitUntil(lambda: home_resident.commands().count("why") == 2)
    page.open_details(False)
    home_resident.push(SITTING)
    qtbot.waitUntil(lambda: page.headline.text() != "Paused")
    assert home_resident.commands().count("why") == 2


@pytest.mark.qt_log_ignore("does not support raise")  # Qt's platform without a screen
def test_raised_it_takes_the_leave_that_came_with_the_request(
    home_resident, program, qtbot, monkeypatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")  # so that it is put back
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN")
    window = opened(program, qtbot).window
    window.showMinimized()
    home_resident.order("raise")
    qtbot.waitUntil(lambda: os.environ.get("XDG_ACTIVATION_TOKEN") == "leave-7")
    qtbot.waitUntil(lambda: window.isVisible() and not window.isMinimized())


def test_quit_closes_the_panel_too_and_closing_it_says_nothing(home_resident, program, qtbot) -> None:
    home_resident.answers["quit"] = lambda args: {"quitting": True}
    page = opened(program, qtbot).window.page
    with qtbot.waitSignal(program.over):
        page.keys["quit"].click()
    assert not program.window.isVisible()


def test_a_resident_that_goes_is_told_of_with_what_can_be_done(home_resident, program, qtbot) -> None:
    window = opened(program, qtbot).window
    home_resident.stop()
    qtbot.waitUntil(window.gone.isVisible)
    assert "It has ended." in [text.text() for text in window.gone.findChildren(QLabel)]
    assert window.gone.start.words == "Start backbreak again" and window.focusWidget() is window.gone.start
    with qtbot.waitSignal(program.over):
        window.gone.close_key.click()


def test_a_resident_that_comes_back_by_other_hands_is_shown_again(
    home_resident, make_resident, places, program, qtbot
) -> None:
    window = opened(program, qtbot).window
    home_resident.stop()
    qtbot.waitUntil(window.gone.isVisible)
    (places.socket_path.parent / "something else").touch()
    qtbot.wait(2 * SETTLE_MS)
    assert window.gone.isVisible()
    again = make_resident(places.socket_path)
    again.answers |= home_resident.answers
    qtbot.waitUntil(lambda: window.page.isVisible() and not window.gone.isVisible())


def test_without_a_resident_it_says_so_at_once(program, qtbot) -> None:
    program.start()
    qtbot.waitUntil(program.window.gone.isVisible)


def test_other_settings_are_followed_live(home_resident, places, program, qtbot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    following = Following(program._home, application)
    following.changed.connect(program.follow)
    page = opened(program, qtbot).window.page
    places.settings_file.write_text('[look]\ntheme = "dark"\n[rhythm]\nsnooze_min = 25\n', encoding="utf-8")
    qtbot.waitUntil(lambda: page.keys["snooze"].words == "Snooze 25 min")
    assert application.palette().window().color() == palette_of(Theme.DARK).ground
    application.setPalette(qt_palette(palette_of(Theme.LIGHT)))
    following.deleteLater()


def test_the_process_ends_well_when_terminated(home_resident, places) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "backbreak", "window", "panel", "--home", str(places.config.parent)],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        while "plan" not in home_resident.commands():
            assert process.poll() is None
            signal.sigtimedwait([], 0.02)
        process.terminate()
        assert (process.wait(PATIENCE_S), process.communicate()[1]) == (0, "")
    finally:
        process.kill()
