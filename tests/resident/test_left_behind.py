"""The invitation of a resident that was killed: nobody hears its buttons, so the next one takes it away."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from resident.running import QUICK, Resident, prepared

DEMO = ("--demo", QUICK)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return prepared(tmp_path / "home")


def kept(resident: Resident) -> object:
    return json.loads(resident.places.state_file.read_text()).get("notification")


def test_the_next_one_closes_it_and_shows_its_own(home: Path, desk) -> None:
    async def story() -> None:
        where = {"DBUS_SESSION_BUS_ADDRESS": desk.address}
        async with desk.server() as server:
            resident = await asyncio.to_thread(Resident, home, *DEMO, **where)
            await desk.until(lambda: server.shown, 20)
            await desk.until(lambda: kept(resident), 20)
            await asyncio.to_thread(resident.kill)
            assert list(server.shown) == [1] and server.closed == []
            again = await asyncio.to_thread(Resident, home, *DEMO, **where)
            try:
                await desk.until(lambda: 1 in server.closed, 20)
                await desk.until(lambda: list(server.shown) == [2], 20)
            finally:
                await asyncio.to_thread(again.end)
            assert server.shown == {} and server.closed == [1, 2]
            assert (await asyncio.to_thread(Resident, home, **where)).end() == 0
            assert set(server.closed) == {1, 2}

    asyncio.run(asyncio.wait_for(story(), 60))


def test_the_number_of_another_server_is_nobodys_business(home: Path, desk) -> None:
    async def story() -> None:
        where = {"DBUS_SESSION_BUS_ADDRESS": desk.address}
        async with desk.server():
            resident = await asyncio.to_thread(Resident, home, *DEMO, **where)
            await desk.until(lambda: resident.places.state_file.is_file() and kept(resident), 20)
            await asyncio.to_thread(resident.kill)
        async with desk.server() as other:
            again = await asyncio.to_thread(Resident, home, *DEMO, **where)
            try:
                await desk.until(lambda: other.shown, 20)
                assert other.closed == []
            finally:
                await asyncio.to_thread(again.end)

    asyncio.run(asyncio.wait_for(story(), 60))
