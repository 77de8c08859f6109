"""Idle time where nothing tells of it and one has to look: as seldom as can be without being late.

While somebody types there is one look whenever the shortest watch could first be reached; while nobody is
there, one a second at first and fewer the longer it lasts, for the next input can only be seen by looking.
All watches share the looks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

from backbreak.words import _
from backbreak.words.refusals import why

LEAST_S, MOST_S = 1.0, 15.0
"""How long from one look to the next while nobody is there."""

_OF_IDLE = 20
"""One look for each so-manieth part of the time that has passed: who was away for long may be seen later."""

_SOONEST_S = 0.01
_JITTER_S = 0.25
"""By how much two looks may disagree about the same last input: the clocks tick coarsely."""


class Looking:
    """An IdleSource over a function that says how long ago the last input was, or raises OSError.

    A platform gives its name and its `read`. After `on_lost(why)`, called once, all watches are over.
    """

    name: str
    """As presence.sources says."""

    def __init__(self, on_lost: Callable[[str], None]) -> None:
        self._on_lost = on_lost
        self._watches: list[_Watch] = []
        self._next: asyncio.Handle | None = None
        self._working = False

    def read(self) -> timedelta:
        """How long ago the last input was. Raises OSError."""
        raise NotImplementedError

    async def unavailable(self) -> str | None:
        """Part of presence.sources.IdleSource."""
        self.close()
        try:
            self.read()
        except OSError as error:
            return _why(error)
        self._working = True
        return None

    def watch(
        self, after: timedelta, went_idle: Callable[[timedelta], None], input_seen: Callable[[], None]
    ) -> _Watch:
        """Part of presence.sources.IdleSource."""
        watch = _Watch(after, went_idle, input_seen)
        if self._working:
            self._watches.append(watch)
            self._look_no_more()
            self._next = asyncio.get_running_loop().call_soon(self._look)
        return watch

    def close(self) -> None:
        """Part of presence.sources.IdleSource."""
        self._working = False
        self._look_no_more()
        for watch in self._watches:
            watch.cancel()
        self._watches.clear()

    def _look(self) -> None:
        self._next = None
        try:
            idle = self.read()
        except OSError as error:
            self.close()
            self._on_lost(_why(error))
            return
        loop = asyncio.get_running_loop()
        last_input = loop.time() - idle.total_seconds()
        for watch in tuple(self._watches):
            watch.seen(idle, last_input)
        self._watches = [watch for watch in self._watches if not watch.over]
        if self._watches and self._next is None:
            wait_s = min(watch.look_in_s(idle) for watch in self._watches)
            self._next = loop.call_later(wait_s, self._look)

    def _look_no_more(self) -> None:
        if self._next is not None:
            self._next.cancel()
            self._next = None


class _Watch:
    """What is waited for, and whether that is idleness or the next input."""

    def __init__(
        self, after: timedelta, went_idle: Callable[[timedelta], None], input_seen: Callable[[], None]
    ) -> None:
        self._after = after
        self._went_idle = went_idle
        self._input_seen = input_seen
        self._last_input: float | None = None
        self.over = False

    def cancel(self) -> None:
        """Part of presence.sources.Watch. There is one look too many, which finds nothing to tell."""
        self.over = True

    def seen(self, idle: timedelta, last_input: float) -> None:
        """Take a look's result: the idle time, and the instant of the last input on the loop's clock."""
        # By the instant and not by the idle time: between two looks somebody may have come and gone.
        if not self.over and self._last_input is not None and last_input > self._last_input + _JITTER_S:
            self._last_input = None
            self._input_seen()
        if not self.over and self._last_input is None and idle >= self._after:
            self._last_input = last_input
            self._went_idle(idle)

    def look_in_s(self, idle: timedelta) -> float:
        """When there can next be something to tell."""
        if self._last_input is None:
            return max((self._after - idle).total_seconds(), _SOONEST_S)
        return min(max(idle.total_seconds() / _OF_IDLE, LEAST_S), MOST_S)


def _why(error: OSError) -> str:
    return _("the system does not tell: %(what)s") % {"what": why(error)}
