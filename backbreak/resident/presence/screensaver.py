"""Locks as the screen savers on the session bus tell of them: one way of asking under a handful of names.

Some of these blank the screen without locking it. For us that is the same: nobody sees a prompt.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from dbus_fast import Message
from dbus_fast.aio import MessageBus

from backbreak.resident.calls import CallError, call
from backbreak.resident.presence.flag import Flag
from backbreak.resident.presence.sources import PATIENCE_S
from backbreak.words import _


@dataclass(frozen=True, slots=True)
class Service:
    """A screen saver: its interface is called like its name; it is found at the first path that answers."""

    name: str
    paths: tuple[str, ...]


SERVICES = (
    # KDE has both paths, others one. GNOME owns the name too, but without GetActive: it is not asked twice.
    Service("org.freedesktop.ScreenSaver", ("/org/freedesktop/ScreenSaver", "/ScreenSaver")),
    Service("org.gnome.ScreenSaver", ("/org/gnome/ScreenSaver",)),
    Service("org.cinnamon.ScreenSaver", ("/org/cinnamon/ScreenSaver",)),
    Service("org.mate.ScreenSaver", ("/org/mate/ScreenSaver", "/")),
    Service("org.xfce.ScreenSaver", ("/org/xfce/ScreenSaver", "/")),
)


class ScreenSavers:
    """A LockSource: locked while any of the screen savers says that it is on.

    Listens from the first `unavailable` until `close`, also if none is there yet: one that appears later is
    asked, and `on_change()` called whenever `locked` may be another.
    """

    name = "screen saver"

    def __init__(
        self, bus: MessageBus, on_change: Callable[[], None], services: tuple[Service, ...] = SERVICES
    ) -> None:
        self._on_change = on_change
        self._savers = tuple(_Saver(bus, service, self._changed) for service in services)
        self._locked = False

    async def unavailable(self) -> str | None:
        """Listen, and give None if at least one screen saver answers."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                await asyncio.gather(*(saver.flag.start() for saver in self._savers))
        except TimeoutError:
            pass  # some may have answered
        except CallError as error:
            return str(error)
        return self.why

    @property
    def why(self) -> str | None:
        """None while at least one screen saver answers."""
        if any(saver.flag.why is None for saver in self._savers):
            return None
        silent = [saver.flag.why for saver in self._savers if saver.flag.there]
        return silent[0] if silent else _("no screen saver is on the session bus")

    @property
    def locked(self) -> bool:
        """Whether any of them is on."""
        return self._locked

    def close(self) -> None:
        """Listen no longer."""
        for saver in self._savers:
            saver.flag.close()
        self._locked = False

    def _changed(self) -> None:
        locked = any(saver.flag.value for saver in self._savers)
        if locked != self._locked:
            self._locked = locked
            self._on_change()


class _Saver:
    """One of them."""

    def __init__(self, bus: MessageBus, service: Service, on_change: Callable[[], None]) -> None:
        self._bus = bus
        self._service = service
        name = service.name
        rule = f"type='signal',sender='{name}',interface='{name}',member='ActiveChanged'"
        self.flag = Flag(bus, name, (rule,), self._ask, self._heard, on_change)

    async def _ask(self, owner: str) -> bool:
        refused = CallError(_("%(service)s is not on the session bus") % {"service": self._service.name})
        for path in self._service.paths:
            try:
                reply = await call(self._bus, owner, path, self._service.name, "GetActive")
            except CallError as error:
                refused = error
            else:
                return reply.body == [True]
        raise refused

    def _heard(self, message: Message) -> None:
        if message.interface == self._service.name and message.member == "ActiveChanged":
            self.flag.news()
