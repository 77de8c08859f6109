"""One settings window a home; the panel's button asks for it, as it does for the history."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from backbreak.storage.places import Places
from backbreak.storage.settings import load
from backbreak.windows.alone import Home
from backbreak.windows.lone import HISTORY, Lone, bring_up, meeting_point
from backbreak.windows.look import palette_of
from backbreak.windows.palettes import Theme
from backbreak.windows.panel.page import Page
from backbreak.windows.settings.starting import program_of


def test_a_second_window_brings_the_first_to_the_front_with_the_leave_it_was_given(
    places: Places, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not bring_up(places)
    owner = QObject()
    lone = Lone(places, owner)
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "leave-7")
    with qtbot.waitSignal(lone.wanted) as heard:
        assert bring_up(places)
    assert heard.args == ["leave-7"]
    assert not bring_up(places, HISTORY)  # which is another window
    lone.close()
    assert not bring_up(places) and not meeting_point(places).exists()


def test_the_socket_of_a_window_that_was_killed_is_no_obstacle(places: Places, qtbot: QtBot) -> None:
    meeting_point(places).write_text("left behind")
    assert not bring_up(places)
    owner = QObject()
    lone = Lone(places, owner)
    with qtbot.waitSignal(lone.wanted):
        assert bring_up(places)


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_the_window_comes_up_for_the_resident_too_and_is_over_when_it_closes(
    places: Places, qtbot: QtBot, make_resident
) -> None:  # type: ignore[no-untyped-def]
    resident = make_resident(places.socket_path)
    owner = QObject()
    program = program_of(Home(places, load(places)[0]), owner)
    qtbot.addWidget(program.window)
    with qtbot.waitSignal(program.previewed):
        program.start()
    qtbot.waitUntil(lambda: program._client.connected)
    program.window.showMinimized()
    resident.order("raise")
    qtbot.waitUntil(lambda: not program.window.isMinimized())
    with qtbot.waitSignal(program.over):
        program.window.close()
    assert not bring_up(places)


def test_the_panel_asks_for_settings_and_history(qtbot: QtBot) -> None:
    page = Page(palette_of(Theme.LIGHT))
    qtbot.addWidget(page)
    asked: list[str] = []
    page.asked.connect(lambda command, _args: asked.append(command))
    for name in ("settings", "history"):
        page.keys[name].setEnabled(True)
        page.keys[name].click()
    assert asked == ["settings", "history"]
