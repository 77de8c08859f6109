"""Programs that call on and on keep nobody else waiting, and the resident not from its end."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

from resident.calling import calling
from resident.running import Resident, prepared, running
from stopwatch import Stopwatch

from backbreak.resident.bus import bus_name

CALLS = (("Pause", "s", "90m"), ("Resume", ""), ("Start", "s", "x"))


async def flood(address: str, name: str) -> None:
    """Have thirty calls under way all the time, until the bus or the callee is gone."""
    with suppress(Exception):
        async with calling(address, name) as caller:
            while True:
                wanted = [caller.call(*CALLS[number % 3]) for number in range(30)]
                await asyncio.gather(*wanted, return_exceptions=True)


def test_a_flood_of_calls_leaves_the_door_open_and_the_program_ends_in_the_middle_of_it(
    desk, tmp_path: Path
) -> None:
    def ask_and_end(resident: Resident) -> None:
        for _turn in range(5):
            assert resident.ask("status")["running"] is True
        watch = Stopwatch(resident.process.pid)
        resident.process.terminate()
        assert watch.seconds_to_the_end_of(resident.process) < 5
        assert resident.process.wait() == 0

    async def story() -> None:
        home = prepared(tmp_path / "home")
        with running(home, DBUS_SESSION_BUS_ADDRESS=desk.address) as resident:
            name = bus_name(resident.places)
            floods = [asyncio.ensure_future(flood(desk.address, name)) for _ in range(3)]
            await asyncio.sleep(0.3)
            await asyncio.to_thread(ask_and_end, resident)
            for one in floods:
                one.cancel()
            await asyncio.gather(*floods, return_exceptions=True)
            told = resident.places.log_file.read_text() + resident.log.read_text()
            assert "Traceback" not in told, told[told.index("Traceback") :][:2000]

    asyncio.run(story())
