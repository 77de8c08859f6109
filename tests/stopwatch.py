"""How long the program takes by itself: the time a busy machine spends on others meanwhile does not count."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path


class Stopwatch:
    """Runs from when it is made; `others` are processes that what is measured waits for."""

    def __init__(self, *others: int) -> None:
        self._tasks = ("thread-self", *map(str, others))
        self._stood_s = self._standing_s()
        self._began_s = time.monotonic()

    def seconds(self) -> float:
        """So far."""
        return time.monotonic() - self._began_s - (self._standing_s() - self._stood_s)

    def seconds_to_the_end_of(self, program: subprocess.Popen[str]) -> float:
        """Wait until a program that was started meanwhile has ended; its output is still to be fetched."""
        os.waitid(os.P_PID, program.pid, os.WEXITED | os.WNOWAIT)
        return self.seconds() - _stood_in_line_s(str(program.pid))

    def _standing_s(self) -> float:
        return sum(map(_stood_in_line_s, self._tasks))


def quickest_s(limit_s: float, measure: Callable[[], float], tries: int = 3) -> float:
    """The least of some measurements; the first below the limit is the last."""
    best_s = measure()
    while best_s >= limit_s and (tries := tries - 1):
        best_s = min(best_s, measure())
    return best_s


def _stood_in_line_s(task: str) -> float:
    """How long a thread has been ready and another one ran; 0.0 where the kernel does not count that."""
    try:
        return int(Path(f"/proc/{task}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0
