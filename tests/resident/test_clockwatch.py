"""The clocks compared, on numbers: nobody has to close a lid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak.resident.clockwatch import Clocks, ClockWatch, Jump, Reader, system_clocks

SECOND = 1_000_000_000


@dataclass
class Face:
    """The three readings of an imagined machine, in seconds."""

    real: float = 1_700_000_000.0
    awake: float = 100.0
    boot: float = 100.0

    def clocks(self, boottime: bool = True) -> Clocks:
        return Clocks(
            lambda: round(self.real * SECOND),
            lambda: round(self.awake * SECOND),
            (lambda: round(self.boot * SECOND)) if boottime else None,
        )

    def wait(self, seconds: float) -> None:
        self.real += seconds
        self.awake += seconds
        self.boot += seconds

    def sleep(self, seconds: float) -> None:
        self.real += seconds
        self.boot += seconds

    def step(self, seconds: float) -> None:
        self.real += seconds


@given(wait=st.integers(0, 10**6), sleep=st.integers(0, 10**6), step=st.integers(-(10**7), 10**7))
def test_t11_sleep_and_step_are_told_apart_whatever_happened_together(wait, sleep, step):
    face = Face()
    watch = ClockWatch(face.clocks())
    face.wait(wait)
    face.sleep(sleep)
    face.step(step)
    assert watch.check() == Jump(slept=timedelta(seconds=sleep), stepped=timedelta(seconds=step))


def test_each_jump_is_reported_once():
    face = Face()
    watch = ClockWatch(face.clocks())
    face.step(-3600)
    assert watch.check().stepped == timedelta(hours=-1)
    face.wait(60)
    assert watch.check() == Jump()


def test_without_a_boottime_clock_a_gap_forward_is_sleep_and_a_gap_back_is_a_step():
    face = Face()
    watch = ClockWatch(face.clocks(boottime=False))
    face.sleep(900)
    assert watch.check() == Jump(slept=timedelta(minutes=15))
    face.step(-30)
    assert watch.check() == Jump(stepped=timedelta(seconds=-30))


@pytest.mark.parametrize("way", ["asleep", "stopped"])
@pytest.mark.parametrize("reading", range(1, 6))
def test_what_comes_between_two_readings_of_one_look_is_no_step(way: str, reading: int) -> None:
    face, readings = Face(), 0

    def disturbed(read: Reader) -> Reader:
        def disturb() -> int:
            nonlocal readings
            readings += 1
            if readings == reading:
                face.sleep(3600) if way == "asleep" else face.wait(3600)
            return read()

        return disturb

    clocks = face.clocks()
    watch = ClockWatch(Clocks(*map(disturbed, (clocks.realtime_ns, clocks.monotonic_ns, clocks.boottime_ns))))
    assert watch.check() == Jump()
    readings = 0
    told = [watch.check(), watch.check()]
    assert sum((one.slept for one in told), timedelta()) == timedelta(hours=way == "asleep")
    assert not any(one.stepped for one in told)


def test_this_machines_clocks_agree_within_a_second_while_nothing_happens():
    watch = ClockWatch(system_clocks())
    jump = watch.check()
    assert abs(jump.slept) < timedelta(seconds=1)
    assert abs(jump.stepped) < timedelta(seconds=1)
