"""logind's word about sleep against that of the clocks: signals lost, doubled or swapped change nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from desktop.harness.mocks import PrivateBus, until
from resident.world import NINE, World, at

from backbreak.core.cycle import events as e
from backbreak.core.cycle import persist
from backbreak.resident.clocks import ClockFacts
from backbreak.resident.clockwatch import Clocks, ClockWatch
from backbreak.resident.presence.logind import LOGIN, Logind
from backbreak.resident.presence.presence import Presence

MANAGER = "org.freedesktop.login1.Manager"
ROOT = "/org/freedesktop/login1"

SLEEPS_AT = 40.0
NIGHTS = {
    "as documented": ([True], [False]),
    "each twice": ([True, True], [False, False]),
    "true, true, false": ([True, True], [False]),
    "no word of the resume": ([True], []),
    "no word at all": ([], []),
    "no word of the sleep": ([], [False]),
    "swapped": ([False], [True]),
    "both only afterwards": ([], [True, False]),
    "both afterwards and swapped": ([], [False, True]),
}


class Machine:
    """Clocks that sleep, and a resident's cycle that lives by them."""

    def __init__(self, folder: Path) -> None:
        self.real_ns = self.monotonic_ns = self.boottime_ns = 0
        watch = ClockWatch(Clocks(lambda: self.real_ns, lambda: self.monotonic_ns, lambda: self.boottime_ns))
        self.facts = ClockFacts(watch)
        self.world = World(folder)
        self.conductor = self.world.boot(NINE)

    def now(self) -> datetime:
        return NINE + timedelta(microseconds=self.real_ns / 1000)

    def pass_to(self, minutes: float, *, asleep: bool = False) -> None:
        """Time passes, slept through or with every alarm going off."""
        while not asleep and self.conductor.wakes_at < at(minutes):
            self._move(self.conductor.wakes_at, asleep=False)
            self.look()
        self._move(at(minutes), asleep=asleep)

    def _move(self, to: datetime, *, asleep: bool) -> None:
        by_ns = (to - self.now()) // timedelta(microseconds=1) * 1000
        self.real_ns += by_ns
        self.boottime_ns += by_ns
        self.monotonic_ns += 0 if asleep else by_ns

    def look(self) -> None:
        """What every wake-up does."""
        for fact in self.facts.since_last(self.now()):
            self.conductor.post(fact)
        self.conductor.tick(self.now())


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    bus = PrivateBus(tmp_path, "system")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
    yield bus
    bus.close()


async def night(
    system: PrivateBus, folder: Path, minutes: float, before: list[bool], after: list[bool]
) -> dict[str, Any]:
    """Sit for a while, sleep for so long with these signals, and sit on: all that is left of it."""
    machine = Machine(folder)
    loop = asyncio.get_running_loop()
    presence = Presence(loop, machine.now, machine.conductor.post, machine.look, ())
    told: list[bool] = []

    def hear(going: bool) -> None:
        presence.sleep_told(going)
        told.append(going)

    source = Logind(presence.lock_changed, hear, {})
    async with system.join() as hand:
        await source.unavailable()
        machine.pass_to(SLEEPS_AT)
        for part in (before, after):
            for going in part:
                heard = len(told)
                await hand.emit(LOGIN, ROOT, MANAGER, "PrepareForSleep", going)
                await until(lambda: len(told) > heard, "the signal came")  # noqa: B023
            if part is before:
                machine.pass_to(SLEEPS_AT + minutes, asleep=True)
        machine.look()  # the alarm that counts through sleep, or the next heartbeat
        machine.pass_to(SLEEPS_AT + minutes + 200)
        machine.look()
    source.close()
    await asyncio.sleep(0.01)
    return {
        "told": told,
        "cycle": persist.to_plain(machine.conductor.cycle),
        "journal": machine.world.lines,
        "effects": [effect for effect in machine.world.effects if not isinstance(effect, e.Record)],
    }


@pytest.mark.parametrize("minutes", [2.0, 30.0], ids=["a nap", "half an hour"])
def test_t16_sleep_signals_dropped_doubled_or_swapped_end_in_the_same_state(
    system: PrivateBus, tmp_path: Path, minutes: float
) -> None:
    async def story() -> None:
        system.spawn_mock("--template", "logind")
        async with system.join() as hand:
            await hand.wait_for(LOGIN)
        nights = {
            name: await night(system, tmp_path / name, minutes, before, after)
            for name, (before, after) in NIGHTS.items()
        }
        for name, (before, after) in NIGHTS.items():
            assert nights[name].pop("told") == before + after
        right = nights["no word at all"]
        assert any(isinstance(effect, e.ShowPrompt) for effect in right["effects"])
        for name, found in nights.items():
            assert found == right, name
        outcomes = [line["outcome"] for line in right["journal"]]
        assert ("natural" in outcomes) is (minutes >= 5)

    asyncio.run(story())
