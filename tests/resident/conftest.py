"""What the tests of the resident's edges share: a bus of their own, and leave to nudge the clock."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator

import pytest


@pytest.fixture
def set_clock() -> Iterator[Callable[[int], None]]:
    """Set the wall clock off by so many nanoseconds, and put it right at the end; skipped where not allowed."""
    offset_ns = 0

    def step(by_ns: int) -> None:
        nonlocal offset_ns
        time.clock_settime_ns(time.CLOCK_REALTIME, time.clock_gettime_ns(time.CLOCK_REALTIME) + by_ns)
        offset_ns += by_ns

    try:
        step(0)
    except PermissionError:
        pytest.skip("only root may set the clock")
    yield step
    step(-offset_ns)


@pytest.fixture
def bus_address() -> Iterator[str]:
    """A session bus nobody else is on, with no services to start."""
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True
    ) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()
