"""Where nothing tells of idle time, nothing is told."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from backbreak.resident.presence.absent import Absent
from backbreak.resident.presence.sources import IdleSource


def test_t18_where_nothing_tells_of_input_nothing_is_made_up() -> None:
    async def story() -> None:
        source: IdleSource = Absent()
        assert await source.unavailable() is None
        watch = source.watch(timedelta(0), pytest.fail, lambda: pytest.fail("no input is known of"))
        await asyncio.sleep(0.05)
        watch.cancel()
        source.close()

    asyncio.run(story())
