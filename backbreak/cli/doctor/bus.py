"""One look at the session bus: which names are there, or could be started."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from backbreak.resident.surroundings import has_session_bus
from backbreak.words import _

PATIENCE_S = 2.0


@dataclass(frozen=True, slots=True)
class Bus:
    """The names of the session bus, or why there is none."""

    names: frozenset[str] = field(default_factory=frozenset)
    trouble: str | None = None

    def has(self, name: str) -> bool:
        """Whether the name is owned, or would be when it is called."""
        return name in self.names


def look() -> Bus:
    """Connect, ask for the names, and leave."""
    if not has_session_bus():
        return Bus(trouble=_("there is none: DBUS_SESSION_BUS_ADDRESS is not set"))
    try:
        return asyncio.run(_names())
    except (OSError, EOFError, TimeoutError, ValueError) as error:
        why = str(error) or type(error).__name__
        return Bus(trouble=_("the session bus does not answer: %(why)s") % {"why": why})


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
    except (CallError, AuthError, InvalidAddressError) as error:
        return Bus(trouble=_("the session bus does not answer: %(why)s") % {"why": error})
    bus.disconnect()
    return Bus(frozenset([*owned.body[0], *startable.body[0]]))
