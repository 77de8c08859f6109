"""One watch over all seats of a Wayland compositor: the user is idle when every seat is.

A seat's timer counts from when it was asked for, so a watch that begins while nobody is there would be late
by what has passed already. Where another watch knows better, a shorter timer is asked for once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from math import ceil
from typing import Protocol

_MOST_MS = 0xFFFFFFFF


class Timers(Protocol):
    """What a watch needs of the compositor, and of those beside it."""

    def ask(self, seat: int, milliseconds: int, on_change: Callable[[bool], None]) -> int:
        """Have a timer on a seat; `on_change` gets True for idle and False for the next input."""

    def drop(self, timer: int) -> None:
        """Let go of it; nothing more is told."""

    def now(self) -> float:
        """Seconds on a clock that only goes forward."""

    def last_input(self) -> float | None:
        """When the last input was, at the latest, on that clock; None while nobody is known to be idle."""

    def changed(self) -> None:
        """A watch has heard input, or is over: what was known of the last input may not be known any more."""


class SeatWatch:
    """Calls `went_idle` and `input_seen` as presence.sources says; `cancel` ends it."""

    def __init__(
        self,
        timers: Timers,
        after: timedelta,
        went_idle: Callable[[timedelta], None],
        input_seen: Callable[[], None],
    ) -> None:
        self._timers = timers
        self._after = after
        self._after_s = after.total_seconds()
        self._went_idle = went_idle
        self._input_seen = input_seen
        self._asked: dict[int, int] = {}
        self._quiet: set[int] = set()
        self._shorter = False
        self.over = False
        self.last_input: float | None = None
        """When that was, at the latest, while this watch is idle."""

    def begin(self, seats: tuple[int, ...]) -> None:
        """Ask for a timer on each seat, a shorter one where it is known how long nobody has been there."""
        known = self._timers.last_input()
        passed = 0.0 if known is None else self._timers.now() - known
        self._shorter = known is not None
        for seat in seats:
            self._ask(seat, self._after_s - passed)

    def seat_came(self, seat: int) -> None:
        """Somebody plugged it in, and that is input too: its own timer tells of none before it was idle."""
        self._ask(seat, self._after_s)
        if self.last_input is not None:
            self._end_of_idleness()

    def seat_gone(self, seat: int) -> None:
        """The others decide. While there is no seat at all, nothing changes."""
        self._drop(seat)
        self._look()

    def doubt(self) -> None:
        """Nobody knows any more how long it has been; what was asked for on that ground is asked anew."""
        if self._shorter and self.last_input is None:
            self._in_full()

    def cancel(self) -> None:
        """Part of presence.sources.Watch."""
        if not self.over:
            self.forget()
            for seat in tuple(self._asked):
                self._drop(seat)
            self._timers.changed()

    def forget(self) -> None:
        """Call nothing any more; the timers are gone already."""
        self.over = True
        self.last_input = None

    def _ask(self, seat: int, seconds: float) -> None:
        milliseconds = min(max(ceil(seconds * 1000), 1), _MOST_MS)
        self._asked[seat] = self._timers.ask(seat, milliseconds, lambda idle: self._on_change(seat, idle))

    def _drop(self, seat: int) -> None:
        self._quiet.discard(seat)
        timer = self._asked.pop(seat, None)
        if timer is not None:
            self._timers.drop(timer)

    def _in_full(self) -> None:
        self._shorter = False
        for seat in tuple(self._asked):
            self._drop(seat)
            self._ask(seat, self._after_s)

    def _on_change(self, seat: int, idle: bool) -> None:
        if idle:
            self._quiet.add(seat)
            self._look()
            return
        self._quiet.discard(seat)
        if self.last_input is not None:
            self._end_of_idleness()

    def _look(self) -> None:
        if self.over or self.last_input is not None or not self._asked or len(self._quiet) < len(self._asked):
            return
        now = self._timers.now()
        known = self._timers.last_input()
        self.last_input = min(now - self._after_s, now if known is None else known)
        self._went_idle(max(self._after, timedelta(seconds=now - self.last_input)))

    def _end_of_idleness(self) -> None:
        self.last_input = None
        if self._shorter:
            self._in_full()
        self._timers.changed()
        if not self.over:
            self._input_seen()
