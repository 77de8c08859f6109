"""A bus that is too busy to answer in time at the start, as at a login: what it has to tell comes later."""

from __future__ import annotations

import asyncio
import signal

import pytest
from resident.presence.savers import Desk

from backbreak.resident.presence import logind, screensaver
from backbreak.resident.presence.logind import Logind
from backbreak.resident.presence.screensaver import ScreenSavers

SOON_S = 0.05


def test_t17_a_lock_is_seen_though_the_bus_was_too_slow_at_the_start(
    desk, bus_daemon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screensaver, "PATIENCE_S", SOON_S)
    _address, daemon = bus_daemon

    async def story() -> None:
        async with desk.join() as bus:
            there, heard = Desk(desk.address), []
            saver = await there.appear(0)
            source = ScreenSavers(bus, lambda: heard.append(source.locked))
            daemon.send_signal(signal.SIGSTOP)
            try:
                assert await source.unavailable() is not None
            finally:
                daemon.send_signal(signal.SIGCONT)
            await desk.until(lambda: source.why is None)
            there.set(0, True)
            await desk.until(lambda: heard == [True])
            assert saver.asked
            source.close()
            await there.go(0)

    asyncio.run(asyncio.wait_for(story(), 60))


def test_t17_logind_is_found_though_the_bus_was_too_slow_at_the_start(
    desk, bus_daemon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logind, "PATIENCE_S", SOON_S)
    address, daemon = bus_daemon
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)

    async def story() -> None:
        source = Logind(lambda: None)
        daemon.send_signal(signal.SIGSTOP)
        try:
            assert await source.unavailable() == "logind does not answer"
        finally:
            daemon.send_signal(signal.SIGCONT)

        def said() -> bool:
            source.look()  # as with every wake-up
            return source.why == "org.freedesktop.login1 is not running"

        await desk.until(said)
        source.close()
        await asyncio.sleep(0)

    asyncio.run(asyncio.wait_for(story(), 60))
