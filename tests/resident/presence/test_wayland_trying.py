"""Which of Wayland's protocols for idle time is used, how it is asked for, and why not where it is not."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from resident.wayland.compositor import EXT_1, EXT_2, KDE, SEAT, Compositor, Offer, until
from stopwatch import Stopwatch

from backbreak.resident.presence.ext_idle import ExtIdle
from backbreak.resident.presence.kde_idle import KdeIdle
from backbreak.resident.presence.sources import PATIENCE_S

MINUTE = timedelta(minutes=1)


def run(story) -> None:
    asyncio.run(asyncio.wait_for(story, 60))


@pytest.mark.parametrize(
    ("kind", "offer", "version", "opcode", "timer_first"),
    [
        (ExtIdle, EXT_2, 2, 2, True),
        (ExtIdle, (7, "ext_idle_notifier_v1", 9), 2, 2, True),
        (ExtIdle, EXT_1, 1, 1, True),
        (KdeIdle, KDE, 1, 0, False),
    ],
)
def test_t19_timers_that_care_for_input_alone_are_asked_for_where_there_are_such(
    tmp_path: Path, kind, offer: Offer, version: int, opcode: int, timer_first: bool
) -> None:
    async def story() -> None:
        async with Compositor(tmp_path, SEAT, offer).running() as compositor:
            source = kind(compositor.environ, pytest.fail)
            assert await source.unavailable() is None
            told: list[str | timedelta] = []
            source.watch(MINUTE, told.append, lambda: told.append("input"))
            await until(lambda: compositor.timers)
            ((timer, (asked, arguments)),) = compositor.timers.items()
            seat = compositor.seats[SEAT[0]]
            assert asked == opcode
            assert arguments == ((60_000, seat) if timer_first else (seat, 60_000))
            assert (offer[0], offer[1], version) in compositor.bound.values()
            compositor.idle(timer)
            compositor.resumed(timer)
            await until(lambda: told == [MINUTE, "input"])
            source.close()

    run(story())


@pytest.mark.parametrize("kind", [ExtIdle, KdeIdle])
def test_t18_what_does_not_work_says_why_in_one_line(tmp_path: Path, kind) -> None:
    async def story() -> None:
        whys = [await kind({}, pytest.fail).unavailable()]
        compositor = Compositor(tmp_path, SEAT)
        source = kind(compositor.environ, pytest.fail)
        whys.append(await source.unavailable())
        async with compositor.running():
            whys.append(await source.unavailable())
            compositor.offers = [EXT_2, KDE]
            whys.append(await source.unavailable())
            compositor.refuses_bind = True
            compositor.offers.append(SEAT)
            whys.append(await source.unavailable())
            await until(lambda: compositor.clients == 0)
        expected = (
            "WAYLAND_DISPLAY is not set",
            "no compositor listens",
            "does not offer",
            "no seat",
            "refuses",
        )
        for why, part in zip(whys, expected, strict=True):
            assert why is not None and part in why and "\n" not in why

    run(story())


def test_t18_a_compositor_that_does_not_answer_is_given_up_in_time(tmp_path: Path) -> None:
    async def story() -> None:
        compositor = Compositor(tmp_path, SEAT, EXT_2)
        compositor.answers = False
        async with compositor.running():
            source = ExtIdle(compositor.environ, pytest.fail)
            watch = Stopwatch()
            assert await source.unavailable() == "the compositor does not answer"
            assert watch.seconds() < PATIENCE_S
            compositor.answers = True
            assert await source.unavailable() is None
            source.close()

    run(story())
