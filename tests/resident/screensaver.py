"""The services that keep a screen on, as small real ones on a bus: what is held, and what is let go."""

# No `from __future__ import annotations` here: dbus-fast reads the annotations, and a "None" confuses it.

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from dbus_fast import Message
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method

BUS = "org.freedesktop.DBus"


class Keeper(ServiceInterface):
    """Remembers who asked for what. As the real ones do, it lets go when the asker leaves the bus."""

    def __init__(self, interface: str) -> None:
        super().__init__(interface)
        self.held: dict[int, tuple[str, str]] = {}
        self.asked = 0
        self.late_s = 0.0

    async def hold(self, who: str, why: str) -> int:
        await asyncio.sleep(self.late_s)
        self.asked += 1
        self.held[self.asked] = (who, why)
        return self.asked


class ScreenSaver(Keeper):
    """org.freedesktop.ScreenSaver, and PowerManagement, which has the same methods."""

    @dbus_method()
    async def Inhibit(self, who: DBusStr, why: DBusStr) -> DBusUInt32:
        return await self.hold(who, why)

    @dbus_method()
    def UnInhibit(self, cookie: DBusUInt32) -> None:
        del self.held[cookie]


class SessionManager(Keeper):
    """GNOME's."""

    @dbus_method()
    async def Inhibit(self, who: DBusStr, window: DBusUInt32, why: DBusStr, what: DBusUInt32) -> DBusUInt32:
        assert (window, what) == (0, 8)
        return await self.hold(who, why)

    @dbus_method()
    def Uninhibit(self, cookie: DBusUInt32) -> None:
        del self.held[cookie]


KINDS = {
    "org.freedesktop.ScreenSaver": ("/org/freedesktop/ScreenSaver", ScreenSaver),
    "org.gnome.SessionManager": ("/org/gnome/SessionManager", SessionManager),
    "org.freedesktop.PowerManagement": ("/org/freedesktop/PowerManagement/Inhibit", ScreenSaver),
}


@asynccontextmanager
async def keepers(address: str, *names: str) -> AsyncIterator[dict[str, Keeper]]:
    """Those services, each on a connection of its own."""
    async with AsyncExitStack() as stack:
        found = {}
        for name in names:
            path, kind = KINDS[name]
            interface = path[1:].replace("/", ".")
            found[name] = keeper = kind(interface)
            bus = await MessageBus(bus_address=address).connect()
            stack.callback(bus.disconnect)
            await _forget_who_left(bus, keeper)
            bus.export(path, keeper)
            await bus.request_name(name)
        yield found


async def _forget_who_left(bus: MessageBus, keeper: Keeper) -> None:
    rule = f"type='signal',sender='{BUS}',member='NameOwnerChanged',arg2=''"
    await bus.call(
        Message(destination=BUS, path="/org/freedesktop/DBus", interface=BUS, member="AddMatch",
                signature="s", body=[rule])
    )  # fmt: skip
    askers: dict[int, str] = {}

    def heard(message: Message) -> None:
        if message.member == "Inhibit":
            askers[keeper.asked + 1] = message.sender or ""
        elif message.member == "NameOwnerChanged" and not message.body[2]:
            for cookie, who in askers.items():
                if who == message.body[0]:
                    keeper.held.pop(cookie, None)

    bus.add_message_handler(heard)
