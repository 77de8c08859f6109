"""A program on the session bus that calls our object and hears what it says."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from backbreak.resident.bus_object import NAME, PATH

BUS, BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"


class RefusedError(Exception):
    """An error reply: its name and its sentence."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(name, text)
        self.name = name
        self.text = text


class Caller:
    """One connection; `heard` is what the object has said on it, in order: (member, arguments)."""

    def __init__(self, bus: MessageBus, name: str) -> None:
        self.bus = bus
        self.name = name
        self.heard: list[tuple[str, list[Any]]] = []

    async def call(self, member: str, signature: str = "", *body: object, interface: str = NAME) -> Any:
        """Give the method's answer, None where it has none; raises RefusedError."""
        reply = await self.bus.call(message(self.name, PATH, interface, member, signature, *body))
        assert reply is not None
        if reply.message_type is MessageType.ERROR:
            raise RefusedError(str(reply.error_name), str(reply.body[0]))
        return reply.body[0] if reply.body else None

    async def document(self, member: str) -> dict[str, Any]:
        return json.loads(await self.call(member))

    async def properties(self) -> dict[str, Any]:
        found = await self.call("GetAll", "s", NAME, interface=PROPERTIES)
        return {key: variant.value for key, variant in found.items()}

    async def listen(self) -> None:
        """Hear its signals from now on."""
        self.bus.add_message_handler(self._on_message)
        rule = f"type='signal',sender='{self.name}',path='{PATH}'"
        await self.bus.call(message(BUS, BUS_PATH, BUS, "AddMatch", "s", rule))

    async def hear(self, member: str, seconds: float = 20.0) -> list[Any]:
        """Wait for a signal, and give its arguments."""
        async with asyncio.timeout(seconds):
            while not any(name == member for name, _ in self.heard):
                await asyncio.sleep(0.005)
        return next(body for name, body in self.heard if name == member)

    def _on_message(self, message: Message) -> None:
        if message.message_type is MessageType.SIGNAL and message.path == PATH:
            self.heard.append((str(message.member), [_plain(part) for part in message.body]))


def _plain(value: Any) -> Any:
    if isinstance(value, Variant):
        return value.value
    return {key: _plain(one) for key, one in value.items()} if isinstance(value, dict) else value


@asynccontextmanager
async def calling(address: str, name: str) -> AsyncIterator[Caller]:
    """A connection that waits until somebody has the name."""
    bus = await MessageBus(bus_address=address).connect()
    try:
        async with asyncio.timeout(20):
            while not await owned(bus, name):
                await asyncio.sleep(0.01)
        yield Caller(bus, name)
    finally:
        bus.disconnect()
        await asyncio.sleep(0)


async def owned(bus: MessageBus, name: str) -> bool:
    """Whether somebody has that name, without having it started."""
    reply = await bus.call(message(BUS, BUS_PATH, BUS, "NameHasOwner", "s", name))
    return reply is not None and reply.body[0] is True


def message(to: str, path: str, interface: str, member: str, signature: str, *body: object) -> Message:
    """A call."""
    return Message(
        destination=to, path=path, interface=interface, member=member, signature=signature, body=list(body)
    )
