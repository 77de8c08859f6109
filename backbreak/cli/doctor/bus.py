"""One look at the session bus: which names are there, or could be started."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backbreak.resident.surroundings import has_session_bus
from backbreak.words import _
from backbreak.words.refusals import why

if TYPE_CHECKING:
    from dbus_fast.aio import MessageBus

PATIENCE_S = 2.0


@dataclass(frozen=True, slots=True)
class Bus:
    """The names of the session bus, or why there is none."""

    names: frozenset[str] = field(default_factory=frozenset)
    trouble: str | None = None
    there: bool = True
    """Whether it has an address at all."""
    notifications: str = ""
    """What the notification server calls itself, with its version; "" where none runs."""

    def has(self, name: str) -> bool:
        """Whether the name is owned, or would be when it is called."""
        return name in self.names


def look() -> Bus:
    """Connect, ask for the names, and leave."""
    if not has_session_bus():
        return Bus(trouble=_("there is none: DBUS_SESSION_BUS_ADDRESS is not set"), there=False)
    try:
        return asyncio.run(_names())
    except (OSError, EOFError, TimeoutError, ValueError) as error:
        return Bus(trouble=_("the session bus does not answer: %(why)s") % {"why": why(error)})


async def _names() -> Bus:
    from dbus_fast import BusType
    from dbus_fast.aio import MessageBus
    from dbus_fast.errors import AuthError, InvalidAddressError

    from backbreak.resident.calls import BUS, BUS_PATH, CallError, call

    try:
        async with asyncio.timeout(PATIENCE_S):
            bus = await MessageBus(bus_type=BusType.SESSION).connect()
            owned = await call(bus, BUS, BUS_PATH, BUS, "ListNames")
            startable = await call(bus, BUS, BUS_PATH, BUS, "ListActivatableNames")
            notifications = await _notifications(bus, owned.body[0])
    except (CallError, AuthError, InvalidAddressError) as error:
        return Bus(trouble=_("the session bus does not answer: %(why)s") % {"why": error})
    bus.disconnect()
    return Bus(frozenset([*owned.body[0], *startable.body[0]]), notifications=notifications)


async def _notifications(bus: MessageBus, owned: list[str]) -> str:
    """Ask a server that runs who it is; none is started for it, and one that is slow is not waited for."""
    from backbreak.resident.calls import CallError, call
    from backbreak.resident.notify import SERVER, SERVER_PATH

    if SERVER not in owned:
        return ""
    try:
        async with asyncio.timeout(PATIENCE_S / 2):
            told = await call(bus, SERVER, SERVER_PATH, SERVER, "GetServerInformation", start=False)
    except (CallError, TimeoutError):
        return ""
    return " ".join(str(part) for part in told.body[0:3:2])
