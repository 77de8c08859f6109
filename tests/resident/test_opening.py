"""How windows come: with the leave of the click that asked for them, quietly, one at a time."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from dbus_fast import Variant
from dbus_fast.aio import MessageBus
from resident.running import QUICK, Resident, prepared, running, wait_for

from backbreak.resident.calls import call
from backbreak.resident.surroundings import window_command, window_environment

SEEN_BY_NOBODY = {"QT_QPA_PLATFORM": "offscreen"}
LEAVES = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return prepared(tmp_path / "home")


def environment(pid: int) -> dict[str, str]:
    """What a process was started with."""
    pairs = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    return {name.decode(): value.decode() for name, _, value in (pair.partition(b"=") for pair in pairs)}


def words(pid: int) -> list[str]:
    return [os.fsdecode(word) for word in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")]


async def windows_of(resident: Resident) -> list[int]:
    async with asyncio.timeout(20):
        while not (found := resident.windows()):
            await asyncio.sleep(0.01)
    return found


@pytest.mark.parametrize("leave", ["gnome-shell/backbreak/7-0_TIME1", ""])
def test_the_click_on_a_notification_lets_its_window_take_the_keyboard(home: Path, desk, leave: str) -> None:
    async def story() -> None:
        where = {"DBUS_SESSION_BUS_ADDRESS": desk.address, "XDG_ACTIVATION_TOKEN": "stale"} | SEEN_BY_NOBODY
        async with desk.server() as server:
            started = asyncio.to_thread(Resident, home, "--demo", QUICK, **where)
            resident = await started
            try:
                await desk.until(lambda: server.shown, 20)
                (number,) = server.shown
                if leave:
                    server.ActivationToken(number, leave)
                server.ActionInvoked(number, "start")
                (window,) = await windows_of(resident)
                given = environment(window)
                assert [given.get(name, "") for name in LEAVES] == [leave, leave]
                assert "--quietly" not in words(window)
            finally:
                await asyncio.to_thread(resident.end)
                for pid in resident.windows():
                    os.kill(pid, 9)

    asyncio.run(asyncio.wait_for(story(), 60))


def test_a_window_inherits_everything_but_the_leave_we_were_started_with() -> None:
    ours = {"HOME": "/h", "XDG_ACTIVATION_TOKEN": "old", "DESKTOP_STARTUP_ID": "old"}
    assert window_environment("", ours) == {"HOME": "/h"}
    assert window_environment("new", ours) == {"HOME": "/h"} | dict.fromkeys(LEAVES, "new")


def test_a_quiet_window_is_told_so() -> None:
    assert window_command("session", None, "7", quietly=True)[-3:] == ["--session", "7", "--quietly"]
    assert "--quietly" not in window_command("session", None, "7")


@pytest.mark.parametrize("typed", [True, False])
def test_a_start_that_nobody_typed_opens_its_window_quietly(home: Path, typed: bool) -> None:
    with running(home, **SEEN_BY_NOBODY) as resident:
        ours, theirs = os.openpty()
        with os.fdopen(ours), os.fdopen(theirs) as terminal:
            subprocess.run(
                [sys.executable, "-m", "backbreak", "--home", str(home), "start"],
                stdin=terminal if typed else subprocess.DEVNULL, check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
        wait_for(resident.windows, "the window")
        (window,) = resident.windows()
        assert ("--quietly" in words(window)) is not typed
        wait_for(lambda: json.loads(resident.places.state_file.read_text())["cycle"]["run"], "its run")
        assert resident.ask("status")["phase"] == "session"


async def choose(bus: MessageBus, item: str, label: str) -> bool:
    """Click on a row of the tray's menu, by what it says; False when it is greyed or not there."""
    where = (bus, item, "/MenuBar", "com.canonical.dbusmenu")
    layout = (await call(*where, "GetLayout", "iias", [0, -1, []])).body[1]
    for number, row, _ in (child.value for child in layout[2]):
        if row.get("label") is not None and row["label"].value == label:
            await call(*where, "Event", "isvu", [number, "clicked", Variant("s", ""), 0])
            return bool(row["enabled"].value)
    return False


def desks(resident: Resident) -> list[int]:
    return resident.windows("desk")


def test_another_exercise_opens_the_desk_once_and_not_while_a_session_runs(home: Path, desk) -> None:
    async def story() -> None:
        where = {"DBUS_SESSION_BUS_ADDRESS": desk.address} | SEEN_BY_NOBODY
        async with desk.watcher() as watcher, desk.join() as bus:
            resident = await asyncio.to_thread(Resident, home, **where)
            try:
                await asyncio.to_thread(resident.ask, "status")  # the icon is there before its menu
                (item,) = watcher.items
                assert await choose(bus, item, "Another exercise…")
                await desk.until(lambda: desks(resident), 20)
                (window,) = desks(resident)
                assert resident.ask("status")["phase"] == "sitting"  # which is not yet a session
                assert await choose(bus, item, "Another exercise…")
                await asyncio.sleep(0.3)
                assert desks(resident) == [window]
                await asyncio.to_thread(resident.ask, "start")
                assert not await choose(bus, item, "Another exercise…")
                await desk.until(lambda: not desks(resident), 20)  # it makes room
                assert len(resident.windows()) == 1
            finally:
                await asyncio.to_thread(resident.end)
                for pid in (*resident.windows(), *desks(resident)):
                    os.kill(pid, 9)

    asyncio.run(asyncio.wait_for(story(), 60))


def test_without_a_display_the_row_says_why_it_is_grey(home: Path, desk) -> None:
    async def story() -> None:
        async with desk.watcher() as watcher, desk.join() as bus:
            resident = await asyncio.to_thread(Resident, home, DBUS_SESSION_BUS_ADDRESS=desk.address)
            try:
                await asyncio.to_thread(resident.ask, "status")  # the icon is there before its menu
                assert not await choose(bus, watcher.items[0], "Another exercise: no display to show it on")
                await asyncio.sleep(0.2)
                assert desks(resident) == []
            finally:
                await asyncio.to_thread(resident.end)

    asyncio.run(asyncio.wait_for(story(), 60))
