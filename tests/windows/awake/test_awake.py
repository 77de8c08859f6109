"""A lone window has the desktop leave the screen on, on a bus of its own with services that remember."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from resident.conftest import session_bus
from resident.screensaver import KINDS, Keeper, keepers
from windows.conftest import PATIENCE_S

ASKED = ("org.freedesktop.ScreenSaver", "org.freedesktop.PowerManagement")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with session_bus(tmp_path) as (found, _daemon):
        yield found


class Holder:
    """The process of `holder.py`."""

    def __init__(self, address: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("holder.py"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": address, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        self._answer()

    def _answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        assert self._answer() == line


@contextmanager
def holding(address: str) -> Iterator[Holder]:
    holder = Holder(address)
    try:
        yield holder
    finally:
        holder.process.kill()
        holder.process.communicate()


async def until(kept: dict[str, Keeper], held: set[str]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while {name for name, keeper in kept.items() if keeper.held} != held:
            await asyncio.sleep(0.005)


@pytest.mark.parametrize("end", ["release", "kill"])
def test_a_lone_window_asks_and_lets_go_even_when_it_is_killed(address: str, end: str) -> None:
    async def story() -> None:
        async with keepers(address, *KINDS) as kept:
            with holding(address) as holder:
                await asyncio.to_thread(holder.tell, "hold")  # a resident asks for this one
                await asyncio.to_thread(holder.tell, "alone")  # and is gone
                await asyncio.to_thread(holder.tell, "alone")
                await until(kept, set(ASKED))
                assert kept[ASKED[0]].asked == 1
                if end == "release":
                    await asyncio.to_thread(holder.tell, "release")
                else:
                    holder.process.kill()
                await until(kept, set())
                if end == "release":  # and once more, for "one more"
                    await asyncio.to_thread(holder.tell, "alone")
                    await until(kept, set(ASKED))

    asyncio.run(asyncio.wait_for(story(), 3 * PATIENCE_S))


def test_without_such_services_or_a_bus_nothing_happens(address: str) -> None:
    for where in (address, "unix:path=/nowhere/bus", ""):
        with holding(where) as holder:
            for line in ("alone", "release", "hold", "release"):
                holder.tell(line)
            assert holder.process.poll() is None
