"""The alarm may fail, the reminders must not: the watchdog goes off when it has not come, and only then."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from resident.world import World

from backbreak.core.cycle import Phase
from backbreak.resident import watchdog as module
from backbreak.resident.clock import SpeedClock
from backbreak.resident.watchdog import Watchdog

SPEED = 40_000.0
"""Two minutes of patience are 3 ms, an hour of sitting 90."""


@pytest.fixture(autouse=True)
def judged_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "JUDGED_AFTER_S", 0.0)
    monkeypatch.setattr(module, "HEALED_WITHIN_S", 0.2, raising=False)


async def settled(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.001)


@pytest.mark.parametrize("timerfds", [True, False], ids=["timerfd", "loop"])
def test_an_alarm_that_never_comes_is_made_up_for(
    tmp_path: Path, timerfds: bool, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        clock, world = SpeedClock(SPEED), World(tmp_path)
        conductor = world.boot(clock.now())
        dog = Watchdog(
            asyncio.get_running_loop(),
            clock,
            conductor,
            lambda: conductor.tick(clock.now()),
            timerfds=timerfds,
        )
        dog.start()
        await settled(lambda: conductor.cycle.phase is Phase.PROMPTING)
        dog.stop()

    with caplog.at_level(logging.WARNING):
        asyncio.run(story())
    assert "the alarm has not come" in caplog.text
    assert "beginning anew" not in caplog.text


def test_a_look_that_has_to_ask_the_desktop_first_is_waited_for(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> World:
        clock, world, loop = SpeedClock(SPEED), World(tmp_path), asyncio.get_running_loop()
        conductor, asked = world.boot(clock.now()), []

        def look() -> None:
            if clock.now() < conductor.cycle.due_at:
                conductor.tick(clock.now())
            elif not asked:
                asked.append(loop.call_later(0.05, lambda: conductor.tick(clock.now())))

        dog = Watchdog(loop, clock, conductor, look)
        dog.start()
        await settled(lambda: conductor.cycle.phase is Phase.PROMPTING)
        dog.stop()
        return world

    with caplog.at_level(logging.WARNING):
        world = asyncio.run(story())
    assert "beginning anew" not in caplog.text
    assert world.lines == []


def test_what_no_look_moves_is_left_behind_and_what_it_owed_is_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> World:
        clock, world = SpeedClock(SPEED), World(tmp_path)
        conductor = world.boot(clock.now())
        world.pass_to(conductor.cycle.due_at)
        assert conductor.cycle.phase is Phase.PROMPTING
        dog = Watchdog(asyncio.get_running_loop(), clock, conductor, lambda: None)
        dog.start()
        await settled(lambda: "beginning anew" in caplog.text)
        dog.stop()
        return world

    with caplog.at_level(logging.WARNING):
        world = asyncio.run(story())
    assert [line["outcome"] for line in world.lines] == ["missed"]


def test_an_alarm_that_comes_keeps_it_quiet(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> int:
        clock, world = SpeedClock(2_000.0), World(tmp_path)
        conductor, looks = world.boot(clock.now()), []
        loop = asyncio.get_running_loop()
        dog = Watchdog(loop, clock, conductor, lambda: looks.append(1))
        dog.start()
        end = loop.time() + 0.4
        while loop.time() < end:  # thirteen minutes of the cycle's time: three stamps
            if clock.now() >= conductor.wakes_at:
                conductor.tick(clock.now())
                dog.arm()
            await asyncio.sleep(0.002)
        dog.stop()
        return len(looks)

    with caplog.at_level(logging.WARNING):
        assert asyncio.run(story()) == 0
    assert not caplog.records
