"""Sleep and clock steps, told apart by comparing the clocks: the only witness that never lies.

The wall clock (CLOCK_REALTIME) jumps when it is set; CLOCK_BOOTTIME never jumps and counts through sleep;
CLOCK_MONOTONIC never jumps and stands still in sleep. What two of them disagree about is what happened.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

Reader = Callable[[], int]
"""A clock's reading in nanoseconds."""

_ONE_MOMENT_NS = 10_000_000
"""Longer than reading them takes, and far below what counts as a jump."""
_READINGS = 5


@dataclass(frozen=True, slots=True)
class Jump:
    """What happened since the last look: time asleep, and how far the wall clock was set (back: negative)."""

    slept: timedelta = timedelta()
    stepped: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks to compare. `boottime_ns` is None where the system has none."""

    realtime_ns: Reader
    monotonic_ns: Reader
    boottime_ns: Reader | None


def system_clocks() -> Clocks:
    """This system's own clocks."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    if boottime is None:
        return Clocks(time.time_ns, time.monotonic_ns, None)
    return Clocks(time.time_ns, time.monotonic_ns, lambda: time.clock_gettime_ns(boottime))


class ClockWatch:
    """Remembers the clocks' last readings."""

    def __init__(self, clocks: Clocks | None = None) -> None:
        self._clocks = clocks or system_clocks()
        self._last = self._read()

    def check(self) -> Jump:
        """Compare with the last look, and look anew.

        The clocks are read one after the other, so microseconds of noise are normal; what counts as a jump is
        the caller's to say. Without CLOCK_BOOTTIME a gap forward is taken for sleep and one back for a step.
        """
        before, self._last = self._last, self._read()
        real, monotonic, boot = (now - then for now, then in zip(self._last, before, strict=True))
        if self._clocks.boottime_ns is not None:
            return Jump(slept=_ns(boot - monotonic), stepped=_ns(real - boot))
        gap = real - monotonic
        return Jump(slept=_ns(gap)) if gap > 0 else Jump(stepped=_ns(gap))

    def _read(self) -> tuple[int, int, int]:
        """The clocks at one moment: where something came in between, they are read anew."""
        boottime_ns = self._clocks.boottime_ns
        steady_ns = boottime_ns or self._clocks.monotonic_ns
        for _again in range(_READINGS):
            began = steady_ns()
            awake = self._clocks.realtime_ns(), self._clocks.monotonic_ns()
            boot = boottime_ns() if boottime_ns else 0
            if steady_ns() - began < _ONE_MOMENT_NS:
                break
        return *awake, boot


def _ns(nanoseconds: int) -> timedelta:
    return timedelta(microseconds=nanoseconds / 1000)
