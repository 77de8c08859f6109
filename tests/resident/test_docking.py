"""Docking the icon, on a bus of its own, with a small watcher that comes and goes."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path

from resident.running import PATIENCE_S, QUICK, Resident, prepared, running

from backbreak.resident.tray import Row, Tray, TrayView, host


@asynccontextmanager
async def tray_on(desk):
    async with desk.join() as bus:
        shown = []
        tray = Tray(bus, print, shown.append)
        await tray.start()
        try:
            yield tray, bus, shown
        finally:
            tray.stop()


def run(story):
    asyncio.run(asyncio.wait_for(story, 30))


def test_with_a_watcher_and_a_host_it_is_shown_when_start_returns(desk):
    async def story():
        async with desk.watcher() as watcher, tray_on(desk) as (tray, bus, shown):
            assert watcher.items == [bus.unique_name]
            assert tray.shown
            assert shown == [True]

    run(story())


def test_without_a_watcher_it_starts_all_the_same_and_docks_when_one_comes_and_comes_again(desk):
    async def story():
        async with tray_on(desk) as (tray, bus, shown):
            assert not tray.shown
            for _round in range(2):
                async with desk.watcher() as watcher:
                    await desk.until(lambda: tray.shown)
                    assert watcher.items == [bus.unique_name]
                await desk.until(lambda: not tray.shown)
            assert shown == [True, False, True, False]

    run(story())


def test_a_watcher_whose_host_is_slow_gets_the_item_only_once_the_host_listens(desk, monkeypatch):
    monkeypatch.setattr(host, "HOST_WAIT_S", 30.0)

    async def story():
        async with desk.watcher(host=False) as watcher, tray_on(desk) as (tray, _, _):
            await asyncio.sleep(0.1)
            assert watcher.items == []
            watcher.StatusNotifierHostRegistered()  # as waybar does also when its host goes
            await asyncio.sleep(0.3)
            assert watcher.items == []
            watcher.host = True
            watcher.StatusNotifierHostRegistered()
            await desk.until(lambda: tray.shown)
            assert watcher.host_at_registration == [True]

    run(story())


def test_a_watcher_without_a_host_lists_us_but_we_are_not_shown(desk, monkeypatch):
    monkeypatch.setattr(host, "HOST_WAIT_S", 0.2)

    async def story():
        async with desk.watcher(host=False) as watcher, tray_on(desk) as (tray, _, _):
            await desk.until(lambda: watcher.items)
            await asyncio.sleep(0.05)
            assert not tray.shown
            watcher.host = True
            watcher.StatusNotifierHostRegistered()
            await desk.until(lambda: tray.shown)

    run(story())


def test_when_the_watcher_drops_us_we_know(desk):
    async def story():
        async with desk.watcher() as watcher, tray_on(desk) as (tray, _, _):
            watcher.items.clear()
            watcher.StatusNotifierItemRegistered("somebody else")
            await desk.until(lambda: not tray.shown)

    run(story())


def test_when_the_bus_is_gone_nothing_is_shown_and_nothing_raises(desk):
    async def story():
        async with desk.watcher(), tray_on(desk) as (tray, bus, _):
            assert tray.shown
            await desk.cut(bus)
            assert not tray.shown
            tray.show(TrayView("due", "backbreak", "Time to stand up", (Row("quit", "Quit"),)))
            await asyncio.sleep(0.01)

    run(story())


async def told(resident: Resident, shown: bool) -> None:
    """Wait until the status says whether the icon is shown."""
    async with asyncio.timeout(PATIENCE_S):
        while (await asyncio.to_thread(resident.ask, "status"))["tray"] is not shown:
            await asyncio.sleep(0.01)


def test_t01_reminders_go_on_without_a_tray_and_one_that_comes_late_or_again_gets_the_icon(
    desk, tmp_path: Path
):
    async def story():
        home = prepared(tmp_path / "home")
        with running(home, "--demo", QUICK, DBUS_SESSION_BUS_ADDRESS=desk.address) as resident:
            assert (await asyncio.to_thread(resident.until, "prompting"))["tray"] is False
            for _round in range(2):
                async with desk.watcher() as watcher:
                    await desk.until(lambda: watcher.items)
                    await told(resident, True)
                await told(resident, False)

    run(story())
