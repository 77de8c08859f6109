"""Holding the program to a promise about time, on a machine that has other things to do as well."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

from stopwatch import stood_in_line_s

from .waiting import POLL_S

Found = TypeVar("Found")


class Promise:
    """Something is to be true in `limit_s` seconds from now, less what others on the machine take of them.

    While processes of the program, or this one with what is tested in it, could go on and no processor is
    free, the kernel counts that as waiting, and here it does not count. At rest the limit is the limit.
    """

    def __init__(self, limit_s: float, pids: Iterable[int] = ()) -> None:
        self._limit_s, self._took_s, self._looked_s = limit_s, 0.0, time.monotonic()
        self._starved_s = {pid: stood_in_line_s(pid) for pid in {os.getpid(), *pids}}

    def watch(self, pid: int) -> None:
        """Reckon with a process that has begun meanwhile, too."""
        self._starved_s[pid] = 0.0

    def took_s(self) -> float:
        """The seconds from the beginning that are the program's own, reckoned from look to look."""
        now_s, starved = time.monotonic(), 0.0
        for pid, before_s in self._starved_s.items():
            self._starved_s[pid] = max(before_s, stood_in_line_s(pid))  # one that has gone is told of no more
            starved += self._starved_s[pid] - before_s
        # Where several waited at once, no more than all of the time was lost.
        self._took_s += max(now_s - self._looked_s - starved, 0.0)
        self._looked_s = now_s
        return self._took_s

    def kept(self, predicate: Callable[[], Found], what: str) -> Found:
        """The first true value of `predicate`; the test fails if it is not true in time."""
        self._starved_s.pop(os.getpid(), None)  # whoever only looks on may wait: the others go on meanwhile
        while True:
            took_s, found = self.took_s(), predicate()
            if found:
                return found
            if took_s > self._limit_s:
                raise AssertionError(f"not within {self._limit_s:g} s: {what} ({took_s:.2f} s of its own)")
            time.sleep(POLL_S)
