"""Holding the program to a promise about time, on a machine that has other things to do as well."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from .waiting import POLL_S

Found = TypeVar("Found")


class Promise:
    """Something is to be true in `limit_s` seconds from now, less what others on the machine take of them.

    While processes of the program, or the test that watches them, could go on and no processor is free, the
    kernel counts that as waiting, and here it does not count. At rest the limit is the limit.
    """

    def __init__(self, limit_s: float, pids: Iterable[int] = ()) -> None:
        self._limit_s, self._began_s = limit_s, time.monotonic()
        pids = {os.getpid(), *pids}
        self._before_s = {pid: starved_s(pid) for pid in pids}
        self._starved_s = dict(self._before_s)

    def watch(self, pid: int) -> None:
        """Reckon with a process that has begun meanwhile, too."""
        self._before_s[pid] = self._starved_s[pid] = 0.0

    def took_s(self) -> float:
        """The seconds from the beginning that are the program's own."""
        for pid, seen_s in self._starved_s.items():
            self._starved_s[pid] = max(seen_s, starved_s(pid))  # one that has gone is told of no more
        starved = sum(self._starved_s.values()) - sum(self._before_s.values())
        return time.monotonic() - self._began_s - starved

    def kept(self, predicate: Callable[[], Found], what: str) -> Found:
        """The first true value of `predicate`; the test fails if it is not true in time."""
        while True:
            found = predicate()
            if found:
                return found
            took_s = self.took_s()
            if took_s > self._limit_s:
                raise AssertionError(f"not within {self._limit_s:g} s: {what} ({took_s:.2f} s of its own)")
            time.sleep(POLL_S)


def starved_s(pid: int) -> float:
    """How long the threads of a process have waited for a processor; 0 where there is none, or no count."""
    told_ns = 0
    with suppress(OSError):  # gone, or going while we read
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                told_ns += int((thread / "schedstat").read_text().split()[1])
    return told_ns / 1e9
