"""Idle time by Wayland's protocols, from a compositor that says what a test wants said.

What real compositors do with the same sources is in tests/desktop.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from resident.wayland.compositor import EXT_2, SEAT, SECOND_SEAT, Compositor, Offer, until

from backbreak.resident.presence.ext_idle import ExtIdle
from backbreak.resident.presence.sources import IdleSource

Told = list[str | timedelta]
MINUTE = timedelta(minutes=1)


def run(story) -> None:
    asyncio.run(asyncio.wait_for(story, 60))


def listen(source: IdleSource, after: timedelta) -> tuple[Told, object]:
    told: Told = []
    return told, source.watch(after, told.append, lambda: told.append("input"))


@pytest.fixture
def story_with(tmp_path: Path):
    """Run a story with a compositor that offers this, and an ExtIdle that works with it."""

    def start(story, *offers: Offer) -> None:
        async def whole() -> None:
            async with Compositor(tmp_path, *offers).running() as compositor:
                lost: list[str] = []
                source = ExtIdle(compositor.environ, lost.append)
                assert await source.unavailable() is None
                await story(compositor, source, lost)
                source.close()

        run(whole())

    return start


def test_with_two_seats_somebody_is_idle_when_both_are(story_with) -> None:
    async def story(compositor: Compositor, source: ExtIdle, lost: list[str]) -> None:
        told, _watch = listen(source, MINUTE)
        await until(lambda: len(compositor.timers) == 2)
        one, other = compositor.timers
        compositor.idle(one)
        compositor.resumed(one)
        compositor.idle(other)
        await asyncio.sleep(0.05)
        assert told == []
        compositor.idle(one)
        await until(lambda: told == [MINUTE])
        compositor.resumed(other)
        await until(lambda: told == [MINUTE, "input"])
        compositor.resumed(one)
        compositor.idle(one, other)
        await until(lambda: told == [MINUTE, "input", MINUTE])

    story_with(story, SEAT, SECOND_SEAT, EXT_2)


def test_a_seat_that_is_plugged_in_is_input_and_one_that_goes_leaves_it_to_the_others(story_with) -> None:
    async def story(compositor: Compositor, source: ExtIdle, lost: list[str]) -> None:
        told, _watch = listen(source, MINUTE)
        await until(lambda: compositor.timers)
        (first,) = compositor.timers
        compositor.idle(first)
        await until(lambda: told == [MINUTE])
        compositor.offer(SECOND_SEAT)
        await until(lambda: told == [MINUTE, "input"] and len(compositor.timers) == 2)
        compositor.withdraw(SECOND_SEAT)
        await until(lambda: len(told) == 3 and list(compositor.timers) == [first])
        compositor.withdraw(SEAT)
        await until(lambda: not compositor.timers)
        assert told == [MINUTE, "input", MINUTE] and lost == []

    story_with(story, SEAT, EXT_2)


def test_a_watch_that_begins_while_nobody_is_there_does_not_count_from_anew(story_with) -> None:
    async def story(compositor: Compositor, source: ExtIdle, lost: list[str]) -> None:
        told, _watch = listen(source, MINUTE)
        await until(lambda: compositor.timers)
        (first,) = compositor.timers
        compositor.idle(first)
        await until(lambda: told == [MINUTE])
        short, _watch = listen(source, MINUTE / 2)
        long, _watch = listen(source, 5 * MINUTE)
        await until(lambda: len(compositor.timers) == 3)
        _, soon, later = compositor.timers
        assert compositor.timers[soon][1][0] == 1
        assert 210_000 < compositor.timers[later][1][0] <= 240_000
        compositor.idle(soon)
        await until(lambda: short != [])
        assert isinstance(short[0], timedelta) and MINUTE <= short[0] < 1.5 * MINUTE
        compositor.resumed(first, soon)
        await until(
            lambda: told == [MINUTE, "input"] and short[1:] == ["input"] and later not in compositor.timers
        )
        asked = sorted(arguments[0] for _opcode, arguments in compositor.timers.values())
        assert asked == [30_000, 60_000, 300_000]
        compositor.idle(later)  # what the timer that was let go of still says
        await asyncio.sleep(0.05)
        assert long == []

    story_with(story, SEAT, EXT_2)


def test_what_was_known_of_a_watch_that_is_cancelled_is_not_relied_on(story_with) -> None:
    async def story(compositor: Compositor, source: ExtIdle, lost: list[str]) -> None:
        told, watch = listen(source, MINUTE)
        await until(lambda: compositor.timers)
        compositor.idle(*compositor.timers)
        await until(lambda: told == [MINUTE])
        listen(source, 5 * MINUTE)
        await until(lambda: len(compositor.timers) == 2)
        watch.cancel()
        watch.cancel()
        await until(lambda: [asked[1][0] for asked in compositor.timers.values()] == [300_000])
        compositor.resumed(*compositor.destroyed)
        await asyncio.sleep(0.05)
        assert told == [MINUTE]

    story_with(story, SEAT, EXT_2)


def test_a_watch_may_be_ended_or_begun_by_what_it_calls(story_with) -> None:
    async def story(compositor: Compositor, source: ExtIdle, lost: list[str]) -> None:
        told: Told = []

        def idle(ago: timedelta) -> None:
            told.append(ago)
            watch.cancel()
            source.watch(2 * MINUTE, told.append, lambda: told.append("input"))

        watch = source.watch(MINUTE, idle, lambda: told.append("never"))
        await until(lambda: compositor.timers)
        (first,) = compositor.timers
        compositor.idle(first)
        compositor.resumed(first)
        await until(lambda: len(compositor.timers) == 1 and first not in compositor.timers)
        ((_opcode, (milliseconds, _seat)),) = compositor.timers.values()
        assert milliseconds == 120_000
        assert told == [MINUTE]

    story_with(story, SEAT, EXT_2)


@pytest.mark.parametrize("how", ["hangs up", "withdraws the protocol"])
def test_a_compositor_that_goes_is_lost_once_and_may_come_again(story_with, how: str) -> None:
    async def story(compositor: Compositor, source: ExtIdle, lost: list[str]) -> None:
        told, watch = listen(source, MINUTE)
        await until(lambda: compositor.timers)
        if how == "hangs up":
            compositor.hang_up()
        else:
            compositor.withdraw(EXT_2)
        await until(lambda: lost)
        await until(lambda: compositor.clients == 0)
        watch.cancel()
        assert len(lost) == 1 and told == []
        silent, _watch = listen(source, MINUTE)
        if EXT_2 not in compositor.offers:
            compositor.offers.append(EXT_2)
        assert await source.unavailable() is None
        again, _watch = listen(source, MINUTE)
        await until(lambda: compositor.timers)
        compositor.idle(*compositor.timers)
        await until(lambda: again == [MINUTE])
        assert len(lost) == 1 and silent == []

    story_with(story, SEAT, EXT_2)
