"""The screen stays on while a session is played, and never for longer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from resident.running import Resident, prepared
from resident.screensaver import KINDS, keepers

from backbreak.door.client import Client
from backbreak.door.protocol import DoorError
from backbreak.resident.awake import Awake

ALL = tuple(KINDS)


@asynccontextmanager
async def resident_on(desk, home: Path, **env: str) -> AsyncIterator[Resident]:
    resident = await asyncio.to_thread(Resident, home, DBUS_SESSION_BUS_ADDRESS=desk.address, **env)
    try:
        yield resident
    finally:
        if resident.process.poll() is None:
            await asyncio.to_thread(resident.end)


def run(story) -> None:
    asyncio.run(asyncio.wait_for(story, 60))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return prepared(tmp_path / "home")


async def said(door: Client, command: str, **facts: object) -> dict:
    return await asyncio.to_thread(door.request, command, facts)


@pytest.mark.parametrize("names", [ALL, ALL[:1], ALL[1:2], ALL[2:]])
def test_every_service_that_is_there_is_asked_and_let_go(desk, names: tuple[str, ...]) -> None:
    async def story() -> None:
        async with keepers(desk.address, *names) as found, desk.join() as bus:
            awake = Awake(bus, "a break")
            for _ in range(2):
                awake.keep(True)
                awake.keep(True)
                await desk.until(lambda: all(one.held for one in found.values()))
                for one in found.values():
                    assert list(one.held.values()) == [("backbreak", "a break")]
                awake.keep(False)
                await desk.until(lambda: not any(one.held for one in found.values()))
            assert [one.asked for one in found.values()] == [2] * len(names)

    run(story())


def test_without_any_such_service_nothing_happens(desk) -> None:
    async def story() -> None:
        async with desk.join() as bus:
            awake = Awake(bus, "a break")
            awake.keep(True)
            await asyncio.sleep(0.05)
            awake.keep(False)
            await asyncio.sleep(0.05)

    run(story())


def test_one_that_is_slow_is_let_go_as_soon_as_it_has_answered(desk) -> None:
    async def story() -> None:
        async with keepers(desk.address, *ALL[:2]) as found, desk.join() as bus:
            slow, quick = found.values()
            slow.late_s = 0.2
            awake = Awake(bus, "a break")
            awake.keep(True)
            await desk.until(lambda: quick.held)
            awake.keep(False)
            await desk.until(lambda: not quick.held)
            await desk.until(lambda: slow.asked)
            await desk.until(lambda: not slow.held)

    run(story())


def test_a_session_keeps_the_screen_on_from_its_beginning_over_a_swap_to_its_end(desk, home: Path) -> None:
    async def story() -> None:
        async with keepers(desk.address, *ALL) as found, resident_on(desk, home) as resident:
            assert not any(one.asked for one in found.values())
            with resident.door() as door:
                session = (await said(door, "session-begin"))["session"]["id"]
                await desk.until(lambda: all(one.held for one in found.values()))
                swapped = await said(door, "session-swap", session=session, units=1, played_s=9.0)
                session = swapped["session"]["id"]
                await said(door, "session-beat", session=session, units=0, paused=True)
                await desk.until(lambda: not any(one.held for one in found.values()))
                with pytest.raises(DoorError):
                    await said(door, "session-begin")
                await asyncio.sleep(0.05)
                assert {one.asked for one in found.values()} == {1}  # whoever is refused ends no pause
                await said(door, "session-beat", session=session, units=1)
                await desk.until(lambda: all(one.held for one in found.values()))
                assert {one.asked for one in found.values()} == {2}  # the swap was nobody's business
                await said(door, "session-finish", session=session, units=1)
                await desk.until(lambda: not any(one.held for one in found.values()))

    run(story())


@pytest.mark.parametrize("end", ["player gone", "resident killed", "resident ended"])
def test_however_a_session_ends_the_screen_is_let_go(desk, home: Path, end: str) -> None:
    async def story() -> None:
        async with keepers(desk.address, *ALL) as found, resident_on(desk, home) as resident:
            door = await asyncio.to_thread(resident.door)
            await said(door, "session-begin")
            await desk.until(lambda: all(one.held for one in found.values()))
            if end == "player gone":
                door.close()
            elif end == "resident killed":
                await asyncio.to_thread(resident.kill)
            else:
                await asyncio.to_thread(resident.end)
            await desk.until(lambda: not any(one.held for one in found.values()))
            door.close()

    run(story())
