"""Screen savers that a test has come, go, lock and hang, under the names of the table."""

# No `from __future__ import annotations` here: dbus-fast reads the annotations.

import asyncio

from dbus_fast import Message
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusBool
from dbus_fast.service import ServiceInterface, dbus_method

from backbreak.resident.presence.screensaver import SERVICES


class Saver(ServiceInterface):
    """A screen saver; while it is not `moving` it hangs."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.active = False
        self.asked = 0
        self.moving = asyncio.Event()
        self.moving.set()

    @dbus_method()
    async def GetActive(self) -> DBusBool:
        self.asked += 1
        await self.moving.wait()
        return self.active


class Desk:
    """Screen savers by their place in the table, each on a connection of its own."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.savers: dict[int, tuple[MessageBus, Saver]] = {}

    async def appear(self, number: int, path: str | None = None) -> Saver:
        service = SERVICES[number]
        if number not in self.savers:
            bus = await MessageBus(bus_address=self.address).connect()
            saver = Saver(service.name)
            bus.export(path or service.paths[0], saver)
            await bus.request_name(service.name)
            self.savers[number] = (bus, saver)
        return self.savers[number][1]

    async def go(self, number: int) -> None:
        if number in self.savers:
            bus, _ = self.savers.pop(number)
            bus.disconnect()
            await bus.wait_for_disconnect()

    def set(self, number: int, active: bool) -> None:
        """Lock or unlock, and tell of it."""
        if number in self.savers:
            self.savers[number][1].active = active
            self.tell(number, active)

    def tell(self, number: int, active: bool) -> None:
        bus, _ = self.savers[number]
        service = SERVICES[number]
        bus.send(Message.new_signal(service.paths[0], service.name, "ActiveChanged", "b", [active]))

    @property
    def locked(self) -> bool:
        return any(saver.active for _, saver in self.savers.values())
