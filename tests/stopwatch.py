"""How long the program takes by itself: the time a busy machine spends on others meanwhile does not count."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


class Stopwatch:
    """Runs from when it is made; `others` are processes that what is measured waits for."""

    def __init__(self, *others: int) -> None:
        self._processes = (os.getpid(), *others)
        self._lost_s = self._lost_so_far_s()
        self._began_s = time.monotonic()

    def seconds(self) -> float:
        """So far."""
        return time.monotonic() - self._began_s - (self._lost_so_far_s() - self._lost_s)

    def seconds_to_the_end_of(self, program: subprocess.Popen[str]) -> float:
        """Wait until a program that was started meanwhile has ended; its output is still to be fetched."""
        os.waitid(os.P_PID, program.pid, os.WEXITED | os.WNOWAIT)
        return self.seconds() - stood_in_line_s(program.pid)

    def _lost_so_far_s(self) -> float:
        return sum(map(stood_in_line_s, self._processes)) + _stolen_s()


def quickest_s(limit_s: float, measure: Callable[[], float], tries: int = 3) -> float:
    """The least of some measurements; the first below the limit is the last."""
    best_s = measure()
    while best_s >= limit_s and (tries := tries - 1):
        best_s = min(best_s, measure())
    return best_s


def stood_in_line_s(pid: int) -> float:
    """How long the threads of a process were ready while others ran; 0.0 where the kernel does not tell.

    All of them, because one that has Python's lock keeps the others waiting.
    """
    told_ns = 0
    with suppress(OSError):  # gone, or going while we read
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                told_ns += int((thread / "schedstat").read_text().split()[1])
    return told_ns / 1e9


def _stolen_s() -> float:
    """How long this machine, a virtual one, was ready while its host ran others."""
    with suppress(OSError, IndexError):
        return int(Path("/proc/stat").read_text().split(maxsplit=9)[8]) / os.sysconf("SC_CLK_TCK")
    return 0.0
