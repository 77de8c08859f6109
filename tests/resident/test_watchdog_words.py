"""What the watchdog writes into the log is what was wrong, and since when."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from resident.quick_loop import run_quickly
from resident.test_watchdog import LoopClock, dog_of, settled
from resident.world import World

from backbreak.core.cycle import Phase


def test_of_a_phase_that_was_wrong_from_the_start_it_says_since_when(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    world = World(tmp_path)

    async def story() -> None:
        clock = LoopClock()
        conductor = world.boot(clock.now())
        world.pass_to(conductor.cycle.due_at)
        # No order of events leads there: put off, but until no instant.
        conductor._cycle = replace(conductor.cycle, phase=Phase.SNOOZED)
        dog = dog_of(clock, world, lambda: conductor.tick(clock.now()))
        await settled(lambda: conductor.cycle.phase is Phase.PROMPTING, 1.0)
        dog.stop()

    with caplog.at_level(logging.WARNING):
        run_quickly(story())
    assert "snoozed should have ended at 2026-01-05 10:00:00" in caplog.text
