"""Idle time from a Wayland compositor, whichever of its two protocols it offers: timers on seats.

A protocol is a global with a request for a timer, an object that says "idle" and "resumed"; the compositor
keeps the time, and nothing comes while somebody types.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta

from backbreak.resident.presence.seats import SeatWatch
from backbreak.resident.presence.sources import PATIENCE_S
from backbreak.resident.wayland.connection import Connection, NoCompositorError, connect
from backbreak.resident.wayland.registry import Global, Registry
from backbreak.resident.wayland.wire import Arguments
from backbreak.words import _

Request = tuple[int, tuple[bytes, ...]]
"""An opcode and its arguments."""

_SEAT = "wl_seat"
_SEAT_VERSION = 1
_IDLE, _RESUMED = 0, 1
_DESTROY = 0
_LIMIT_S = 0.75 * PATIENCE_S
"""For all answers of the compositor together, so that ours is in time."""


class WaylandIdle:
    """What the two protocols share. A protocol names itself, its global, and says how a timer is asked for.

    After `on_lost(why)`, which is called once, all watches are over.
    """

    name: str
    """As presence.sources says."""

    interface: str
    """The global that is needed."""

    newest: int
    """The newest version of it that we speak."""

    def __init__(self, environ: Mapping[str, str], on_lost: Callable[[str], None]) -> None:
        self._environ = environ
        self._on_lost = on_lost
        self._connection: Connection | None = None
        self._registry: Registry | None = None
        self._offered: Global | None = None
        self._notifier = 0
        self._seats: dict[int, int] = {}
        self._watches: list[SeatWatch] = []
        self._working = False

    def request(self, version: int, seat: int, milliseconds: int, timer: int) -> Request:
        """What asks the global, in this version of it, for a timer of this id on a seat."""
        raise NotImplementedError

    async def unavailable(self) -> str | None:
        """Part of presence.sources.IdleSource."""
        self.close()
        try:
            async with asyncio.timeout(_LIMIT_S):
                why = await self._try()
        except NoCompositorError as error:
            why = str(error)
        except TimeoutError:
            why = _("the compositor does not answer")
        if why is not None:
            self.close()
        return why

    def watch(
        self, after: timedelta, went_idle: Callable[[timedelta], None], input_seen: Callable[[], None]
    ) -> SeatWatch:
        """Part of presence.sources.IdleSource."""
        watch = SeatWatch(self, after, went_idle, input_seen)
        if self._working:
            watch.begin(tuple(self._seats.values()))
            self._watches.append(watch)
        return watch

    def close(self) -> None:
        """Part of presence.sources.IdleSource."""
        self._working = False
        for watch in self._watches:
            watch.forget()
        self._watches.clear()
        self._seats.clear()
        self._offered = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def ask(self, seat: int, milliseconds: int, on_change: Callable[[bool], None]) -> int:
        """Part of seats.Timers."""
        if self._connection is None or self._offered is None:
            return 0

        def on_event(opcode: int, arguments: Arguments) -> None:
            if opcode in (_IDLE, _RESUMED):
                on_change(opcode == _IDLE)

        timer = self._connection.new(on_event)
        opcode, arguments = self.request(self._version(self._offered), seat, milliseconds, timer)
        self._connection.send(self._notifier, opcode, *arguments)
        return timer

    def drop(self, timer: int) -> None:
        """Part of seats.Timers."""
        if self._connection is not None:
            self._connection.destroy(timer, _DESTROY)

    def now(self) -> float:
        """Part of seats.Timers."""
        return asyncio.get_running_loop().time()

    def last_input(self) -> float | None:
        """Part of seats.Timers."""
        return min((one.last_input for one in self._watches if one.last_input is not None), default=None)

    def changed(self) -> None:
        """Part of seats.Timers."""
        self._watches = [one for one in self._watches if not one.over]
        if self.last_input() is None:
            for watch in self._watches:
                watch.doubt()

    async def _try(self) -> str | None:
        connection = await connect(self._environ, self._lost)
        self._connection = connection
        self._registry = Registry(connection, self._came, self._gone)
        await connection.roundtrip()
        if self._offered is None:
            return _("the compositor does not offer %(protocol)s") % {"protocol": self.interface}
        if not self._seats:
            return _("the compositor has no seat")
        self._notifier = self._registry.bind(self._offered, self._version(self._offered), _no_event)
        await connection.roundtrip()  # a compositor may offer what it then refuses
        self._working = True
        return None

    def _version(self, offered: Global) -> int:
        return min(offered.version, self.newest)

    def _came(self, one: Global) -> None:
        if one.interface == self.interface and self._offered is None:
            self._offered = one
        elif one.interface == _SEAT and self._registry is not None:
            seat = self._seats[one.name] = self._registry.bind(one, _SEAT_VERSION, _no_event)
            for watch in tuple(self._watches):
                watch.seat_came(seat)

    def _gone(self, name: int) -> None:
        if self._offered is not None and name == self._offered.name:
            what = {"protocol": self.interface}
            self._lost(_("the compositor does not offer %(protocol)s any more") % what)
        elif (seat := self._seats.pop(name, None)) is not None:
            for watch in tuple(self._watches):
                watch.seat_gone(seat)

    def _lost(self, why: str) -> None:
        was_working = self._working
        self.close()
        if was_working:
            self._on_lost(why)


def _no_event(opcode: int, arguments: Arguments) -> None:
    """Takes what a global tells that is not asked about: a seat's name, or what is plugged into it."""
