"""The alarm may fail, the reminders must not: the watchdog goes off when it has not come, and only then."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from resident.quick_loop import run_quickly
from resident.world import NINE, World

from backbreak.core.cycle import Phase
from backbreak.resident import watchdog as module
from backbreak.resident.clock import SpeedClock, real_now
from backbreak.resident.watchdog import Watchdog


class LoopClock:
    """Nine o'clock when the loop begins; hours pass as quickly as the loop has them pass."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()

    def now(self) -> datetime:
        return NINE + timedelta(seconds=self._loop.time() - self._began)

    def real_instant(self, virtual: datetime) -> datetime:
        return real_now() + (virtual - self.now())


def dog_of(clock: LoopClock, world: World, look: Callable[[], None]) -> Watchdog:
    """A watchdog that is on guard over that world."""
    dog = Watchdog(asyncio.get_running_loop(), clock, world.conductor, look, timerfds=False)  # type: ignore[arg-type]
    dog.start()
    return dog


async def settled(condition: Callable[[], bool], step_s: float) -> None:
    async with asyncio.timeout(10_000 * step_s):
        while not condition():
            await asyncio.sleep(step_s)


def test_an_alarm_that_never_comes_is_made_up_for(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        clock, world = LoopClock(), World(tmp_path)
        conductor = world.boot(clock.now())
        dog = dog_of(clock, world, lambda: conductor.tick(clock.now()))
        await settled(lambda: conductor.cycle.phase is Phase.PROMPTING, 1.0)
        dog.stop()

    with caplog.at_level(logging.WARNING):
        run_quickly(story())
    assert "the alarm has not come" in caplog.text
    assert "beginning anew" not in caplog.text


def test_it_goes_off_by_the_kernels_timer_too(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "JUDGED_AFTER_S", 0.0)

    async def story() -> None:
        clock, world = SpeedClock(600.0), World(tmp_path, limit=1)  # three minutes are 0.3 s there
        conductor = world.boot(clock.now())
        look = lambda: conductor.tick(clock.now())  # noqa: E731
        dog = Watchdog(asyncio.get_running_loop(), clock, conductor, look, timerfds=True)
        dog.start()
        await settled(lambda: conductor.cycle.phase is Phase.PROMPTING, 0.001)
        dog.stop()

    with caplog.at_level(logging.WARNING):
        asyncio.run(story())
    assert "the alarm has not come" in caplog.text
    assert "beginning anew" not in caplog.text


def test_a_look_that_has_to_ask_the_desktop_first_is_waited_for(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    world = World(tmp_path)

    async def story() -> None:
        clock, loop = LoopClock(), asyncio.get_running_loop()
        conductor, asked = world.boot(clock.now()), []

        def look() -> None:
            if clock.now() < conductor.cycle.due_at:
                conductor.tick(clock.now())
            elif not asked:
                asked.append(loop.call_later(2.0, lambda: conductor.tick(clock.now())))

        dog = dog_of(clock, world, look)
        await settled(lambda: conductor.cycle.phase is Phase.PROMPTING, 1.0)
        await asyncio.sleep(2 * module.HEALED_WITHIN_S)
        dog.stop()

    with caplog.at_level(logging.WARNING):
        run_quickly(story())
    assert "the alarm has not come" in caplog.text
    assert "beginning anew" not in caplog.text
    assert world.lines == []


def test_what_no_look_moves_is_left_behind_and_what_it_owed_is_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    world = World(tmp_path)

    async def story() -> None:
        clock = LoopClock()
        conductor = world.boot(clock.now())
        world.pass_to(conductor.cycle.due_at)
        assert conductor.cycle.phase is Phase.PROMPTING
        dog = dog_of(clock, world, lambda: None)
        await settled(lambda: "beginning anew" in caplog.text, 1.0)
        dog.stop()

    with caplog.at_level(logging.WARNING):
        run_quickly(story())
    assert [line["outcome"] for line in world.lines] == ["missed"]


def test_an_alarm_that_comes_keeps_it_quiet(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    looks: list[int] = []

    async def story() -> None:
        clock, world = LoopClock(), World(tmp_path)
        conductor = world.boot(clock.now())
        dog = dog_of(clock, world, lambda: looks.append(1))
        while clock.now() < NINE + timedelta(hours=2):
            await asyncio.sleep((conductor.wakes_at - clock.now()).total_seconds())
            conductor.tick(clock.now())
            dog.arm()
        dog.stop()

    with caplog.at_level(logging.WARNING):
        run_quickly(story())
    assert looks == [] and not caplog.records
