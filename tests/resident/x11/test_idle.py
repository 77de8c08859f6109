"""Idle time on a server that counts wrongly, late or not at all; a real one is in tests/desktop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta
from struct import pack, unpack

import pytest
from resident.x11.greeting import event, reply
from resident.x11.server import FakeServer, run, until

from backbreak.resident.presence.x11_idle import X11Idle
from backbreak.resident.x11 import connection as timing
from backbreak.resident.x11.display import Display

OPCODE, ALARM_NOTIFY = 134, 84
INITIALIZE, LIST_COUNTERS, QUERY_COUNTER, CREATE, CHANGE, DESTROY = 0, 1, 5, 8, 9, 11
IDLETIME = 62
AT_LEAST, AT_MOST = 2, 3


class Counting:
    """The SYNC extension of a fake server, with a counter that a test sets; it counts on if it `ticks`."""

    def __init__(self, fake: FakeServer, *counters: str) -> None:
        self.counters = counters
        self.ticks = False
        self.idle_ms = 0
        self.silent = False
        self.queries = 0
        self.alarms: dict[int, tuple[int, int]] = {}
        self.fake = fake
        fake.answer = self.answer

    @property
    def idle_ms(self) -> int:
        return self._idle_ms + self.ticks * round((time.monotonic() - self._set_s) * 1000)

    @idle_ms.setter
    def idle_ms(self, milliseconds: int) -> None:
        self._idle_ms, self._set_s = milliseconds, time.monotonic()

    def answer(self, number: int, request: bytes) -> bytes:
        if request[0] == 98:
            return reply(number, bytes([b"SYNC" in request, OPCODE, 83, 134]))
        if request[0] != OPCODE or self.silent:
            return b""
        act: dict[int, Callable[[int, bytes], bytes]] = {
            INITIALIZE: lambda number, request: reply(number, bytes([3, 1])),
            LIST_COUNTERS: lambda number, request: self.listed(number),
            QUERY_COUNTER: lambda number, request: self.counted(number),
        }
        return act.get(request[1], self.arranged)(number, request)

    def listed(self, number: int) -> bytes:
        more = b""
        for at, name in enumerate(self.counters):
            one = pack("=IiIH", IDLETIME + at, 0, 4, len(name)) + name.encode()
            more += one + bytes(-len(one) % 4)
        return reply(number, pack("=I", len(self.counters)), more=more)

    def counted(self, number: int) -> bytes:
        self.queries += 1
        return reply(number, pack("=iI", 0, self.idle_ms))

    def arranged(self, number: int, request: bytes) -> bytes:
        alarm = unpack("=I", request[4:8])[0]
        if request[1] == DESTROY:
            del self.alarms[alarm]
        else:
            assert (request[1] == CREATE) == (alarm not in self.alarms)
            counter, _kind, high, low, test = unpack("=IIiII", request[12:32])
            assert (counter, high) == (IDLETIME, 0)
            self.alarms[alarm] = (test, low)
        return b""

    def set_off(self, kind: int) -> None:
        """The alarm of that kind goes off, rightly or not."""
        number = next(alarm for alarm, (test, _value) in self.alarms.items() if test == kind)
        body = pack("=IiIiIIB", number, 0, self.idle_ms, 0, 0, 0, 1)
        self.fake.say(event(ALARM_NOTIFY, len(self.fake.requests), body))


def source_on(fake: FakeServer, lost: list[str]) -> X11Idle:
    return X11Idle(Display({"DISPLAY": f":{fake.address.display}"}), lost.append)


def listened(source: X11Idle, after_ms: int) -> list[str]:
    heard: list[str] = []
    after = timedelta(milliseconds=after_ms)
    source.watch(after, lambda ago: heard.append(f"idle {ago // after}"), lambda: heard.append("input"))
    return heard


@pytest.mark.parametrize("counters", [(), ("SERVERTIME", "DEVICEIDLETIME 2")])
def test_a_server_that_does_not_count_is_refused(counters: tuple[str, ...]) -> None:
    async def story(fake: FakeServer) -> None:
        Counting(fake, *counters)
        why = await source_on(fake, []).unavailable()
        assert why == "the X server does not count how long there has been no input"

    run(story)


def test_a_server_without_the_extension_is_refused() -> None:
    async def story(fake: FakeServer) -> None:
        fake.answer = lambda number, request: reply(number)
        why = await source_on(fake, []).unavailable()
        assert why == "the X server does not count how long there has been no input"

    run(story)


def test_an_alarm_that_goes_off_too_early_tells_nobody_and_is_set_up_again() -> None:
    async def story(fake: FakeServer) -> None:
        counting, lost = Counting(fake, "IDLETIME"), []
        source = source_on(fake, lost)
        assert await source.unavailable() is None
        heard = listened(source, 1000)
        await until(lambda: counting.alarms)
        for queries in (2, 3):
            counting.set_off(AT_LEAST)
            await until(lambda queries=queries: counting.queries == queries)
            await until(lambda: CHANGE in [request[1] for request in fake.requests])
        assert heard == []
        assert list(counting.alarms.values()) == [(AT_LEAST, 1000)]
        counting.idle_ms = 3000
        counting.set_off(AT_LEAST)
        await until(lambda: heard == ["idle 3"])
        source.close()
        await until(lambda: not counting.alarms)

    run(story)


def test_an_input_that_the_counter_does_not_show_is_none() -> None:
    async def story(fake: FakeServer) -> None:
        counting = Counting(fake, "IDLETIME")
        source = source_on(fake, [])
        assert await source.unavailable() is None
        counting.ticks, counting.idle_ms = True, 300_000
        heard = listened(source, 60_000)
        await until(lambda: len(counting.alarms) == 1)
        assert heard == ["idle 5"]
        ((kind, below_ms),) = counting.alarms.values()
        assert kind == AT_MOST and 299_999 <= below_ms < 360_000
        counting.set_off(AT_MOST)
        await until(lambda: counting.queries == 2)
        await until(lambda: len([request for request in fake.requests if request[1] == CREATE]) == 2)
        assert heard == ["idle 5"]
        counting.idle_ms = 3
        counting.set_off(AT_MOST)
        await until(lambda: heard == ["idle 5", "input"])
        await until(lambda: list(counting.alarms.values()) == [(AT_LEAST, 60_000)])
        source.close()

    run(story)


def test_an_input_followed_by_a_longer_pause_is_known_by_our_own_clock() -> None:
    async def story(fake: FakeServer) -> None:
        counting = Counting(fake, "IDLETIME")
        source = source_on(fake, [])
        assert await source.unavailable() is None
        counting.idle_ms = 30
        heard = listened(source, 20)
        await until(lambda: heard)
        await asyncio.sleep(0.1)
        counting.idle_ms = 40  # it would be 130 or more
        counting.set_off(AT_MOST)
        await until(lambda: heard == ["idle 1", "input", "idle 2"])
        source.close()

    run(story)


def test_a_server_that_stops_answering_is_lost_once(monkeypatch) -> None:
    async def story(fake: FakeServer) -> None:
        counting, lost = Counting(fake, "IDLETIME"), []
        source = source_on(fake, lost)
        assert await source.unavailable() is None
        heard = listened(source, 1000), listened(source, 2000)
        await until(lambda: len(counting.alarms) == 2)
        monkeypatch.setattr(timing, "ANSWER_S", 0.1)
        counting.silent = True
        counting.set_off(AT_LEAST)
        await until(lambda: lost)
        fake.hang_up()
        await asyncio.sleep(0.05)
        assert lost == ["the X server does not answer"]
        assert heard == ([], [])
        assert await source.unavailable() is not None

    run(story)
