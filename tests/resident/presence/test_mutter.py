"""Mutter's idle monitor: its signals come early, late or not at all, and it may go or stand still.

A monitor of the test's own on a private bus; what the real one does is in tests/desktop.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus
from stopwatch import Stopwatch

from backbreak.resident.presence.mutter import MONITOR, MONITOR_PATH, Mutter
from backbreak.resident.presence.sources import PATIENCE_S

MINUTE = timedelta(minutes=1)


class Monitor:
    """The service: what it was asked for, and a hand on what it answers."""

    def __init__(self, bus: MessageBus) -> None:
        self._bus, self._next = bus, 0
        self.client = ""
        self.idle_ms = 60_000
        self.watches: dict[int, int] = {}
        """Those that are set: number -> interval in ms, 0 for one that waits for input."""
        self.removed: list[int] = []
        self.fires_at_once = self.stands_still = False
        self.refuses = ""

    def fire(self, number: int) -> None:
        if self.watches[number] == 0:
            del self.watches[number]
        signal = Message.new_signal(MONITOR_PATH, MONITOR, "WatchFired", "u", [number])
        signal.destination = self.client
        self._bus.send(signal)

    def number_of(self, interval_ms: int) -> int:
        (number,) = (number for number, interval in self.watches.items() if interval == interval_ms)
        return number

    def answer(self, message: Message) -> Message | bool | None:
        if message.message_type is not MessageType.METHOD_CALL or message.interface != MONITOR:
            return None
        if self.stands_still:
            return True
        if message.member == self.refuses:
            return Message.new_error(message, "org.freedesktop.DBus.Error.LimitsExceeded", "enough")
        self.client = message.sender or ""
        if message.member == "GetIdletime":
            return Message.new_method_return(message, "t", [self.idle_ms])
        if message.member == "RemoveWatch":
            self.watches.pop(message.body[0], None)
            self.removed.append(message.body[0])
            return True
        self._next += 1
        self.watches[self._next] = message.body[0] if message.body else 0
        if self.fires_at_once and message.body:
            self.fire(self._next)
        return Message.new_method_return(message, "u", [self._next])


class Ear:
    """A source and one watch on it."""

    def __init__(self, bus: MessageBus) -> None:
        self.told: list[str | timedelta] = []
        self.lost: list[str] = []
        self.source = Mutter(bus, self.lost.append)

    def listen(self, after: timedelta = MINUTE):
        return self.source.watch(after, self.told.append, lambda: self.told.append("input"))


@pytest.fixture
def story_with(desk):
    """Run a story with a monitor and a source that works with it."""

    @asynccontextmanager
    async def monitored() -> AsyncIterator[Monitor]:
        async with desk.join() as bus:
            monitor = Monitor(bus)
            bus.add_message_handler(monitor.answer)
            await bus.request_name(MONITOR)
            yield monitor

    def start(story) -> None:
        async def whole() -> None:
            async with monitored() as monitor, desk.join() as bus:
                ear = Ear(bus)
                assert await ear.source.unavailable() is None
                await story(monitor, ear)
                ear.source.close()

        asyncio.run(asyncio.wait_for(whole(), 60))

    return start


def test_idleness_and_its_end_are_told_each_time(desk, story_with) -> None:
    async def story(monitor: Monitor, ear: Ear) -> None:
        ear.listen()
        for _ in range(2):
            await desk.until(lambda: list(monitor.watches.values()) == [60_000])
            monitor.idle_ms = 61_500
            monitor.fire(monitor.number_of(60_000))
            await desk.until(lambda: ear.told == [timedelta(seconds=61.5)])
            monitor.fire(monitor.number_of(0))
            await desk.until(lambda: ear.told[1:] == ["input"])
            ear.told.clear()
        assert monitor.removed == []

    story_with(story)


def test_a_watch_that_fires_before_its_number_is_known_is_heard(desk, story_with) -> None:
    async def story(monitor: Monitor, ear: Ear) -> None:
        monitor.fires_at_once = True
        monitor.idle_ms = 600_000
        ear.listen()
        await desk.until(lambda: ear.told == [10 * MINUTE])

    story_with(story)


def test_input_that_comes_before_it_is_waited_for_ends_the_idleness(desk, story_with) -> None:
    async def story(monitor: Monitor, ear: Ear) -> None:
        ear.listen()
        await desk.until(lambda: monitor.watches)
        monitor.idle_ms = 3
        monitor.fire(monitor.number_of(60_000))
        await desk.until(lambda: ear.told == [MINUTE, "input"])
        await desk.until(lambda: list(monitor.watches.values()) == [60_000])
        monitor.idle_ms = 60_000
        monitor.fire(monitor.number_of(60_000))
        await desk.until(lambda: ear.told == [MINUTE, "input", MINUTE])

    story_with(story)


def test_what_is_cancelled_is_removed_at_mutter_too_whenever_that_is(desk, story_with) -> None:
    async def story(monitor: Monitor, ear: Ear) -> None:
        early = ear.listen()
        await asyncio.sleep(0)
        early.cancel()  # before Mutter has answered
        await desk.until(lambda: len(monitor.removed) == 1)
        late = ear.listen(MINUTE / 2)
        await desk.until(lambda: monitor.watches)
        monitor.fire(monitor.number_of(30_000))
        await desk.until(lambda: ear.told == [MINUTE] and len(monitor.watches) == 2)
        late.cancel()
        late.cancel()
        await desk.until(lambda: not monitor.watches)
        assert ear.told == [MINUTE]

    story_with(story)


def test_a_watch_may_be_ended_by_what_it_calls(desk, story_with) -> None:
    async def story(monitor: Monitor, ear: Ear) -> None:
        watch = ear.source.watch(MINUTE, lambda ago: watch.cancel(), lambda: ear.told.append("input"))
        await desk.until(lambda: monitor.watches)
        monitor.idle_ms = 0
        monitor.fire(monitor.number_of(60_000))
        await desk.until(lambda: not monitor.watches and len(monitor.removed) == 2)
        assert ear.told == []

    story_with(story)


def test_signals_from_anybody_else_are_not_believed(desk, story_with) -> None:
    async def story(monitor: Monitor, ear: Ear) -> None:
        ear.listen()
        await desk.until(lambda: monitor.watches)
        async with desk.join() as stranger:
            signal = Message.new_signal(MONITOR_PATH, MONITOR, "WatchFired", "u", [monitor.number_of(60_000)])
            signal.destination = monitor.client
            await stranger.send(signal)
            await asyncio.sleep(0.05)
        assert ear.told == [] and ear.lost == []

    story_with(story)


def test_a_mutter_that_goes_is_lost_once_and_may_come_again(desk, story_with) -> None:
    async def story(monitor: Monitor, ear: Ear) -> None:
        ear.listen()
        await desk.until(lambda: monitor.watches)
        await monitor._bus.release_name(MONITOR)
        await desk.until(lambda: ear.lost)
        assert len(ear.lost) == 1 and "gone" in ear.lost[0]
        assert "is not on the session bus" in str(await ear.source.unavailable())
        await monitor._bus.request_name(MONITOR)
        assert await ear.source.unavailable() is None
        assert len(ear.lost) == 1

    story_with(story)


def test_a_mutter_that_refuses_a_watch_is_lost(desk, story_with) -> None:
    async def story(monitor: Monitor, ear: Ear) -> None:
        monitor.refuses = "AddIdleWatch"
        ear.listen()
        ear.listen()
        await desk.until(lambda: ear.lost)
        await asyncio.sleep(0.05)
        assert len(ear.lost) == 1 and "enough" in ear.lost[0]

    story_with(story)


def test_t18_a_mutter_that_stands_still_is_given_up_in_time(desk, story_with) -> None:
    async def story(monitor: Monitor, ear: Ear) -> None:
        monitor.stands_still = True
        watch = Stopwatch()
        assert await ear.source.unavailable() == f"{MONITOR} does not answer"
        assert watch.seconds() < PATIENCE_S
        monitor.stands_still = False
        assert await ear.source.unavailable() is None

    story_with(story)


def test_t18_a_bus_without_mutter_says_so(desk) -> None:
    async def story() -> None:
        async with desk.join() as bus:
            ear = Ear(bus)
            assert await ear.source.unavailable() == f"{MONITOR} is not on the session bus"
            ear.listen().cancel()
            ear.source.close()
            assert ear.lost == [] and ear.told == []

    asyncio.run(asyncio.wait_for(story(), 10))


def test_t18_a_bus_that_is_cut_says_so(desk) -> None:
    async def story() -> None:
        async with desk.join() as bus:
            ear = Ear(bus)
            await desk.cut(bus)
            assert await ear.source.unavailable() is not None
            ear.source.close()

    asyncio.run(asyncio.wait_for(story(), 10))
