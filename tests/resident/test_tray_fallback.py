"""The tray by a program of its own: what the door tells that program, and when it is started and ended."""

from __future__ import annotations

import asyncio
import logging
import os
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from resident.trays import PATIENCE_S, TRAY, VIEW, X11, Case, Trays, ask, play

from backbreak.door.protocol import DoorError, decode
from backbreak.resident.tray import fallback
from backbreak.resident.tray.fallback import may_have_manager, tray_environment


def test_who_attaches_gets_the_view_and_every_change_of_it_and_nothing_twice(tmp_path: Path):
    async def story(case: Case) -> None:
        one = await case.knock()
        told = (await ask(one, "tray-attach"))["result"]
        assert told == VIEW.as_json()
        assert told["rows"][3] == {"id": "snooze", "label": "Later", "enabled": True, "visible": False}
        case.fallback.show(replace(VIEW))
        due = replace(VIEW, icon="due", tooltip_text="Time to stand up")
        case.fallback.show(due)
        assert decode(await one[0].readline()) == {"push": "tray", "data": due.as_json()}
        one[1].close()

    play(tmp_path, story, Trays())


def test_it_is_shown_while_somebody_shows_it_in_a_tray(tmp_path: Path):
    async def story(case: Case) -> None:
        case.fallback.start(hosted=False)
        await case.until(lambda: case.runs)
        assert not case.fallback.shown
        one = await case.knock()
        await ask(one, "tray-attach")
        assert case.fallback.shown
        await case.until(lambda: case.changes >= 1)
        assert case.trays.changed is not None
        case.trays.changed(0)
        assert not case.fallback.shown
        case.trays.changed(TRAY)
        assert case.fallback.shown
        before = case.changes
        one[1].close()
        await case.until(lambda: not case.fallback.shown)
        await case.until(lambda: case.changes > before)

    play(tmp_path, story, Trays(TRAY))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("start", [("start", "backbreak-1-1_TIME5")]),
        ("panel", [("panel", "backbreak-1-1_TIME5")]),
        ("status", []),  # disabled
        ("snooze", []),  # hidden
        ("-", []),
        ("dance", []),
    ],
)
def test_only_what_the_menu_offers_and_a_click_on_the_icon_are_choices(tmp_path: Path, row, expected):
    async def story(case: Case) -> None:
        one = await case.knock()
        told = await ask(one, "tray-choose", row=row, activation="backbreak-1-1_TIME5")
        await case.until(lambda: len(case.chosen) >= len(expected))
        await asyncio.sleep(0.01)
        assert case.chosen == expected
        assert told["ok"] is bool(expected)
        one[1].close()

    play(tmp_path, story, Trays())


def test_while_a_host_shows_the_icon_nothing_is_asked_started_or_waited_for(tmp_path: Path):
    async def story(case: Case) -> None:
        case.fallback.start(hosted=True)
        await asyncio.sleep(3 * PATIENCE_S)
        assert case.trays.asked == 0
        assert not case.runs
        assert case.fallback._again is None

    play(tmp_path, story, Trays(TRAY))


def test_a_host_that_comes_ends_the_program_and_one_that_goes_has_it_started_again(tmp_path: Path):
    async def story(case: Case) -> None:
        case.fallback.start(hosted=False)
        for _round in range(2):
            await case.until(lambda: case.runs)
            case.fallback.hosted(True)
            assert case.trays.changed is None
            await case.until(lambda: not case.runs)
            case.fallback.hosted(False)

    play(tmp_path, story, Trays(TRAY))


def test_a_program_that_cannot_be_started_is_tried_again_and_then_given_up(
    tmp_path: Path, monkeypatch, caplog
):
    from backbreak.resident.tray import need

    monkeypatch.setattr(need, "PAUSES_S", (0.01, 0.02))

    async def story(case: Case) -> None:
        case.fallback._command = ["/nowhere/python"]
        case.fallback.start(hosted=False)
        await case.until(lambda: "too often" in caplog.text)
        await asyncio.sleep(0.1)
        assert caplog.text.count("could not be started") == 3
        assert caplog.text.count("too often") == 1

    play(tmp_path, story, Trays(TRAY))


def test_an_x_server_that_does_not_answer_is_asked_again(tmp_path: Path, monkeypatch, caplog):
    monkeypatch.setattr(fallback, "WATCH_PAUSES_S", (0.01, 0.02))

    async def story(case: Case) -> None:
        case.fallback.start(hosted=False)
        await case.until(lambda: case.runs)
        assert case.trays.asked == 3

    with caplog.at_level(logging.INFO):
        play(tmp_path, story, Trays(TRAY, fails=2))
    assert caplog.text.count("the X server does not answer") == 2


def test_where_there_is_no_other_tray_the_program_runs_at_once_and_no_x_server_is_asked(tmp_path: Path):
    async def story(case: Case) -> None:
        case.fallback.start(hosted=False)
        assert case.runs
        assert case.trays.asked == 0
        one = await case.knock()
        await ask(one, "tray-attach")
        assert case.fallback.shown
        one[1].close()

    play(tmp_path, story, Trays(), alone=True, environ={"PATH": os.environ["PATH"]})


@pytest.mark.parametrize(
    "environ", [{}, {**X11, "WAYLAND_DISPLAY": "wayland-0"}, {**X11, "XDG_SESSION_TYPE": "wayland"}]
)
def test_without_an_x_server_of_its_own_a_desktop_is_not_looked_at(tmp_path: Path, environ):
    assert not may_have_manager(environ)

    async def story(case: Case) -> None:
        case.fallback.start(hosted=False)
        case.fallback.hosted(False)
        await asyncio.sleep(3 * PATIENCE_S)
        assert case.trays.asked == 0
        assert case.fallback._again is None

    play(tmp_path, story, Trays(TRAY), environ=environ)


def test_the_program_sees_neither_the_bus_nor_the_leave_we_were_started_with():
    around = {**X11, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/bus", "DESKTOP_STARTUP_ID": "panel_TIME1"}
    assert tray_environment(around, alone=False) == {
        **X11,
        "QT_QPA_PLATFORM": "xcb",
        "QT_QPA_PLATFORMTHEME": "generic",
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    }
    assert tray_environment(around, alone=True)["DBUS_SESSION_BUS_ADDRESS"] == "unix:path=/bus"


def test_attaching_before_there_is_a_view_is_refused(tmp_path: Path):
    async def story(case: Case) -> None:
        case.fallback._view = None
        with pytest.raises(DoorError, match="yet"):
            case.fallback.table["tray-attach"]({}, SimpleNamespace())

    play(tmp_path, story, Trays())
