"""The watchdog is on guard from its start to its end, whatever is told it before and after."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest
from resident.test_watchdog import settled
from resident.world import World

from backbreak.core.cycle import Phase
from backbreak.resident import watchdog as module
from backbreak.resident.clock import SpeedClock
from backbreak.resident.watchdog import Watchdog


@pytest.mark.parametrize("timerfds", [True, False])
def test_what_was_told_before_its_start_is_watched_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, timerfds: bool
) -> None:
    monkeypatch.setattr(module, "JUDGED_AFTER_S", 0.0)

    async def story() -> None:
        clock, world = SpeedClock(600.0), World(tmp_path, limit=1)
        conductor = world.boot(clock.now())
        look = lambda: conductor.tick(clock.now())  # noqa: E731
        dog = Watchdog(asyncio.get_running_loop(), clock, conductor, look, timerfds=timerfds)
        dog.arm()  # as by what comes of the recovery
        dog.start()
        await settled(lambda: conductor.cycle.phase is Phase.PROMPTING, 0.001)
        dog.stop()

    with caplog.at_level(logging.WARNING):
        asyncio.run(story())
    assert "the alarm has not come" in caplog.text


@pytest.mark.parametrize("timerfds", [True, False])
def test_what_is_told_after_its_end_wakes_it_no_more(tmp_path: Path, timerfds: bool) -> None:
    looks: list[int] = []

    async def story() -> None:
        clock, world = SpeedClock(6000.0), World(tmp_path, limit=1)
        conductor = world.boot(clock.now())
        loop = asyncio.get_running_loop()
        dog = Watchdog(loop, clock, conductor, lambda: looks.append(1), timerfds=timerfds)
        dog.start()
        dog.stop()
        conductor.tick(conductor.wakes_at)
        dog.arm()
        await asyncio.sleep(0.1)  # ten minutes there

    asyncio.run(story())
    assert looks == []
