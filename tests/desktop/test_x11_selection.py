"""Who takes tray icons by the old protocol: a real tray, and one of a few lines that does as it likes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from desktop.harness import Desktop
from desktop.x11 import (
    BareServer,
    announce,
    bare_server,
    destroy_window,
    new_window,
    own_selection,
    run,
    until,
)

from backbreak.resident.x11.address import X11Error
from backbreak.resident.x11.display import Display, Server
from backbreak.resident.x11.selection import TrayOwner


@pytest.fixture
def server(tmp_path: Path) -> Iterator[BareServer]:
    with bare_server(tmp_path) as server:
        yield server


@asynccontextmanager
async def tray_and_owner(server: BareServer) -> AsyncIterator[tuple[Server, TrayOwner]]:
    """The connection of somebody who will be a tray, and who asks for it on another."""
    displays = [Display(server.environ) for _ in range(2)]
    yield await displays[0].server(), TrayOwner(displays[1])
    for display in displays:
        display.close()


async def become_tray(server: Server) -> int:
    """Make a window, own the selection with it and say so to all."""
    window = new_window(server)
    selection, manager = await server.atoms("_NET_SYSTEM_TRAY_S0", "MANAGER")
    server.connection.send(own_selection(window, selection))
    server.connection.send(announce(server.root, manager, (0, selection, window, 0, 0)))
    assert await server.owner(selection) == window
    return window


def test_a_real_tray_is_seen_coming_and_going(bare_desktop: Desktop) -> None:
    bare_desktop.open(tray=False, notifications=False)

    async def story() -> None:
        display = Display(bare_desktop.env)
        owner = TrayOwner(display)
        assert await owner.owner() == 0
        seen: list[int] = []
        await owner.watch(seen.append)
        for _ in range(2):
            seen.clear()
            tray = bare_desktop.processes.spawn(["trayer"])
            await until(lambda: any(seen), "the tray is seen")
            assert await owner.owner() == seen[-1]
            tray.kill()
            await until(lambda: seen[-1] == 0, "its end is seen")
            await asyncio.to_thread(tray.wait)
        display.close()

    run(story)


def test_a_tray_that_is_there_is_told_soon_and_its_end_and_its_successor_are(server: BareServer) -> None:
    async def story() -> None:
        async with tray_and_owner(server) as (tray, owner):
            first = await become_tray(tray)
            assert await owner.owner() == first
            seen: list[int] = []
            await owner.watch(seen.append)
            await until(lambda: seen == [first], "the tray is told")
            second = await become_tray(tray)
            await until(lambda: seen == [first, second], "its successor is told")
            tray.connection.send(destroy_window(first))
            assert await owner.owner() == second
            tray.connection.send(destroy_window(second))
            await until(lambda: seen == [first, second, 0], "its end is told")

    run(story)


def test_after_unwatch_nothing_is_told(server: BareServer) -> None:
    async def story() -> None:
        async with tray_and_owner(server) as (tray, owner):
            seen: list[int] = []
            await owner.watch(seen.append)
            owner.unwatch()
            owner.unwatch()
            window = await become_tray(tray)
            assert await owner.owner() == window
            await asyncio.sleep(0.05)
            assert seen == []
            await owner.watch(seen.append)
            await until(lambda: seen == [window], "it is told when it is watched again")

    run(story)


def test_trays_that_come_and_go_quickly_end_in_what_is_true(server: BareServer) -> None:
    async def story() -> None:
        async with tray_and_owner(server) as (tray, owner):
            seen: list[int] = []
            await owner.watch(seen.append)
            for _ in range(100):
                tray.connection.send(destroy_window(await become_tray(tray)))
            last = await become_tray(tray)
            await until(lambda: seen and seen[-1] == last, "the last one is told")
            tray.connection.send(destroy_window(last))
            await until(lambda: seen[-1] == 0, "its end is told")

    run(story)


def test_with_the_server_the_tray_is_gone(tmp_path: Path) -> None:
    async def story() -> None:
        seen: list[int] = []
        with bare_server(tmp_path) as server:
            displays = [Display(server.environ) for _ in range(2)]
            await become_tray(await displays[0].server())
            owner = TrayOwner(displays[1])
            await owner.watch(seen.append)
            await until(lambda: seen, "the tray is told")
            assert owner.watching
        await until(lambda: seen[-1] == 0, "its end is told")
        assert len(seen) == 2 and not owner.watching
        with pytest.raises(X11Error):
            await owner.owner()
        with pytest.raises(X11Error):
            await owner.watch(seen.append)
        for display in displays:
            display.close()

    run(story)
