"""The kernel's alarms, for real."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import time

import pytest
from stopwatch import Stopwatch

from backbreak.resident.timerfd import CLOCK_BOOTTIME, CLOCK_REALTIME, TimerFd

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="timerfd is Linux")
MS = 1_000_000


@contextlib.asynccontextmanager
async def alarm(clock):
    fired, was_set = asyncio.Event(), asyncio.Event()
    timer = TimerFd(asyncio.get_running_loop(), clock, fired.set, was_set.set)
    try:
        yield timer, fired, was_set
    finally:
        timer.close()


@pytest.mark.parametrize("clock", [CLOCK_REALTIME, CLOCK_BOOTTIME])
def test_it_goes_off_at_the_instant_on_either_clock(clock):
    async def story():
        async with alarm(clock) as (timer, fired, was_set):
            start = time.clock_gettime_ns(clock)
            timer.arm(start + 30 * MS)
            watch = Stopwatch()
            await asyncio.wait_for(fired.wait(), 20)
            assert time.clock_gettime_ns(clock) - start >= 30 * MS
            assert watch.seconds() < 0.53
            assert not was_set.is_set()

    asyncio.run(story())


@pytest.mark.parametrize("at_ns", [0, -5, 1, "past"])
def test_an_instant_that_has_passed_goes_off_at_once(at_ns):
    async def story():
        async with alarm(CLOCK_REALTIME) as (timer, fired, _):
            timer.arm(time.time_ns() - 1000 * MS if at_ns == "past" else at_ns)
            await asyncio.wait_for(fired.wait(), 20)

    asyncio.run(story())


def test_arming_again_replaces_the_instant():
    async def story():
        async with alarm(CLOCK_BOOTTIME) as (timer, fired, _):
            timer.arm(time.clock_gettime_ns(CLOCK_BOOTTIME) + 5 * MS)
            timer.arm(time.clock_gettime_ns(CLOCK_BOOTTIME) + 10_000 * MS)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(fired.wait(), 0.03)

    asyncio.run(story())


def test_a_clock_that_is_set_is_reported_and_the_alarm_can_be_armed_again(set_clock):
    async def story():
        async with alarm(CLOCK_REALTIME) as (timer, fired, was_set):
            timer.arm(time.time_ns() + 10_000 * MS)
            set_clock(MS)
            await asyncio.wait_for(was_set.wait(), 20)
            assert not fired.is_set()
            timer.arm(time.time_ns() + 5 * MS)
            await asyncio.wait_for(fired.wait(), 20)

    asyncio.run(story())


def test_arming_over_an_unread_step_still_arms(set_clock):
    async def story():
        async with alarm(CLOCK_REALTIME) as (timer, fired, _):
            timer.arm(time.time_ns() + 10_000 * MS)
            set_clock(MS)  # the loop has not run: nobody has read it yet
            timer.arm(time.time_ns() + 5 * MS)
            await asyncio.wait_for(fired.wait(), 20)

    asyncio.run(story())


def test_closed_it_gives_the_descriptor_back_and_stays_silent():
    async def story():
        before = set(os.listdir("/proc/self/fd"))
        async with alarm(CLOCK_REALTIME) as (timer, fired, _):
            timer.arm(time.time_ns() + 1 * MS)
        await asyncio.sleep(0.01)
        assert not fired.is_set()
        assert set(os.listdir("/proc/self/fd")) <= before

    asyncio.run(story())
