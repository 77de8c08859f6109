"""The waker with the real scheduler and the real kernel."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest

from backbreak.resident.waker import Waker

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the alarms are timerfds")


class WallClock:
    def now(self):
        return datetime.now(UTC)

    def real_instant(self, virtual):
        return virtual


class FastClock(WallClock):
    """A thousand times faster than the wall clock, from now on."""

    def __init__(self):
        self.origin = datetime.now(UTC)

    def now(self):
        return self.origin + (datetime.now(UTC) - self.origin) * 1000

    def real_instant(self, virtual):
        return self.origin + (virtual - self.origin) / 1000


@contextlib.asynccontextmanager
async def waker(clock=None, **options):
    due, jumped = [], []
    one = Waker(
        asyncio.get_running_loop(),
        clock or WallClock(),
        lambda: due.append(datetime.now(UTC)),
        lambda: jumped.append(datetime.now(UTC)),
        **options,
    )
    one.start()
    try:
        yield one, due, jumped
    finally:
        one.stop()
        await asyncio.sleep(0)


async def until(condition, seconds=20.0):
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.002)


def live_timers(one: Waker) -> int:
    loop = asyncio.get_running_loop()
    return sum(not h.cancelled() and "wakeup" in repr(h) for h in loop._scheduled)


class Beside:
    """An alarm of the loop's own for the same instant: later than that one only the waker is late."""

    def __init__(self, deadline):
        self.came = asyncio.Event()
        wait_s = (deadline - datetime.now(UTC)).total_seconds()
        asyncio.get_running_loop().call_later(wait_s, self._come)

    def _come(self):
        self.at = datetime.now(UTC)
        self.came.set()


@pytest.mark.parametrize("timerfds", [True, False])
def test_it_calls_once_at_the_deadline(timerfds):
    async def story():
        async with waker(timerfds=timerfds) as (one, due, jumped):
            deadline = datetime.now(UTC) + timedelta(milliseconds=40)
            beside = Beside(deadline)
            one.arm(deadline)
            await until(lambda: due)
            await beside.came.wait()
            await asyncio.sleep(0.06)
            assert len(due) == 1
            assert deadline <= due[0] < max(deadline, beside.at) + timedelta(milliseconds=500)
            assert jumped == []

    asyncio.run(story())


def test_a_deadline_that_has_passed_comes_at_once_but_not_from_within_arm():
    async def story():
        async with waker() as (one, due, _):
            one.arm(datetime.now(UTC) - timedelta(hours=3))
            assert due == []
            await until(lambda: due)
            await asyncio.sleep(0.05)
            assert len(due) == 1

    asyncio.run(story())


def test_none_cancels():
    async def story():
        async with waker() as (one, due, _):
            one.arm(datetime.now(UTC) + timedelta(milliseconds=30))
            one.arm(None)
            await asyncio.sleep(0.08)
            assert due == []

    asyncio.run(story())


def test_armed_before_the_start_it_fires_after_it():
    async def story():
        due = asyncio.Event()
        one = Waker(asyncio.get_running_loop(), WallClock(), due.set, lambda: None)
        one.arm(datetime.now(UTC) + timedelta(milliseconds=5))
        one.start()
        await asyncio.wait_for(due.wait(), 20)
        one.stop()
        await asyncio.sleep(0)

    asyncio.run(story())


def test_t10_a_thousand_changes_leave_one_timer_one_job_and_no_thread():
    async def story():
        async with waker() as (one, due, _):
            threads, fds = threading.active_count(), len(os.listdir("/proc/self/fd"))
            for minute in range(1000):
                one.arm(datetime.now(UTC) + timedelta(minutes=60 + minute))
                await asyncio.sleep(0)
            await asyncio.sleep(0.02)
            assert live_timers(one) == 1
            assert len(one._scheduler.get_jobs()) == 1
            one.arm(datetime.now(UTC) + timedelta(milliseconds=10))
            await until(lambda: due)
            assert len(due) == 1
            assert threading.active_count() <= threads and len(os.listdir("/proc/self/fd")) <= fds

    asyncio.run(story())


def test_t15_sixty_days_ahead_is_an_alarm_like_any_other():
    async def story():
        async with waker() as (one, due, _):
            one.arm(datetime.now(UTC) + timedelta(days=60))
            await asyncio.sleep(0.02)
            assert live_timers(one) == 1 and due == []
            one.arm(datetime.now(UTC) + timedelta(milliseconds=10))
            await until(lambda: due)

    asyncio.run(story())


def test_a_fast_clocks_deadline_comes_in_its_own_time():
    async def story():
        clock = FastClock()
        async with waker(clock) as (one, due, _):
            beside = Beside(clock.origin + timedelta(milliseconds=60))
            one.arm(clock.origin + timedelta(minutes=1))  # 60 ms of ours
            await until(lambda: due)
            await beside.came.wait()
            assert due[0] - clock.origin >= timedelta(milliseconds=60)
            assert due[0] < beside.at + timedelta(seconds=1)

    asyncio.run(story())


def test_what_is_armed_inside_the_call_fires_next():
    async def story():
        loop, times, done = asyncio.get_running_loop(), [], asyncio.Event()

        def due():
            times.append(datetime.now(UTC))
            one.arm(times[-1] + timedelta(milliseconds=10)) if len(times) < 3 else done.set()

        one = Waker(loop, WallClock(), due, lambda: None)
        one.start()
        one.arm(datetime.now(UTC))
        await asyncio.wait_for(done.wait(), 20)
        await asyncio.sleep(0.05)
        assert len(times) == 3
        one.stop()
        await asyncio.sleep(0)

    asyncio.run(story())


def test_t12_a_clock_that_is_set_is_reported_and_the_deadline_still_kept_by_the_wall_clock(set_clock):
    async def story():
        async with waker() as (one, due, jumped):
            one.arm(datetime.now(UTC) + timedelta(hours=1))
            for by_ns in (1_000_000, -1_000_000):
                seen = len(jumped)
                set_clock(by_ns)
                await until(lambda: len(jumped) > seen)  # noqa: B023
            assert due == []
            deadline = datetime.now(UTC) + timedelta(milliseconds=40)
            one.arm(deadline)
            set_clock(1_000_000)
            await until(lambda: due)
            assert due[0] >= deadline

    asyncio.run(story())


def test_unarmed_it_still_hears_the_clock_being_set(set_clock):
    async def story():
        async with waker() as (_, due, jumped):
            set_clock(0)
            await until(lambda: jumped)
            assert due == []

    asyncio.run(story())
