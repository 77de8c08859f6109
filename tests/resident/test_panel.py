"""The control panel is asked for: by a second start, by the command, in the tray; one at a time."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from resident.running import REPOSITORY, Resident, prepared, running, wait_for
from resident.test_opening import LEAVES, SEEN_BY_NOBODY, choose, environment


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    home = prepared(tmp_path / "home")
    yield home
    for pid in panels(home):
        os.kill(pid, 9)


def panels(home: Path) -> list[int]:
    """The processes of this home's panels."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0") if folder.name.isdigit() else []
        except OSError:
            continue
        if b"panel" in words and b"window" in words and os.fsencode(home) in words:
            found.append(int(folder.name))
    return found


def type_(home: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "backbreak", "--home", str(home), *words],
        capture_output=True, text=True, timeout=60, cwd=REPOSITORY, env=os.environ | env,
    )  # fmt: skip


@pytest.mark.parametrize("words", [(), ("panel",)])
def test_whoever_asks_gets_one_panel_with_the_leave_of_their_click(
    home: Path, words: tuple[str, ...]
) -> None:
    with running(home, **SEEN_BY_NOBODY) as resident:
        done = type_(home, *words, XDG_ACTIVATION_TOKEN="of-the-launcher")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        wait_for(lambda: panels(home), "the panel")
        (panel,) = panels(home)
        assert [environment(panel).get(name) for name in LEAVES] == ["of-the-launcher"] * 2
        assert type_(home, "panel").returncode == 0
        assert panels(home) == [panel]
        assert resident.ask("panel")["opened"] is True


def test_a_panel_that_is_older_than_the_resident_is_brought_up(home: Path) -> None:
    with running(home, **SEEN_BY_NOBODY) as resident:
        with resident.door() as panel:
            panel.request("panel-attach")
            assert resident.ask("panel", activation="leave-7")["opened"] is True
            wait_for(lambda: {"push": "order", "data": {"order": "raise"}} in panel.pushes(), "the order")
            assert panel.request("panel-attach") == {"activation": "leave-7"}
            assert panel.request("panel-attach") == {"activation": ""}
            assert panels(home) == []
        resident.ask("panel")
        wait_for(lambda: panels(home), "a panel, as that one has gone")


def test_without_a_display_or_a_resident_the_command_says_what_to_do(home: Path) -> None:
    alone = type_(home, "panel")
    assert alone.returncode == 3 and alone.stderr.count("\n") == 1
    with running(home):
        blind = type_(home, "panel")
        assert (blind.returncode, blind.stdout) == (1, "")
        assert blind.stderr.startswith("backbreak: panel: the resident has no display")


def test_the_desk_can_be_asked_for_at_the_door(home: Path) -> None:
    with running(home, **SEEN_BY_NOBODY) as resident:
        assert resident.ask("desk") == {}
        wait_for(lambda: resident.windows("desk"), "the desk page")
        for pid in resident.windows("desk"):
            os.kill(pid, 9)


def test_the_first_thing_the_tray_offers_is_the_panel(home: Path, desk) -> None:
    async def story() -> None:
        where = {"DBUS_SESSION_BUS_ADDRESS": desk.address} | SEEN_BY_NOBODY
        async with desk.watcher() as watcher, desk.join() as bus:
            resident = await asyncio.to_thread(Resident, home, **where)
            try:
                await asyncio.to_thread(resident.ask, "status")  # the icon is there before its menu
                assert await choose(bus, watcher.items[0], "Open backbreak")
                await desk.until(lambda: panels(home), 20)
            finally:
                await asyncio.to_thread(resident.end)

    asyncio.run(asyncio.wait_for(story(), 60))
