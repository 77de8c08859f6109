"""A test's own connection to the private session bus: calls, properties and signals, without async."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, TypeVar

from dbus_fast import Message, MessageType, unpack_variants
from dbus_fast.aio import MessageBus

from .waiting import PATIENCE_S, POLL_S

Result = TypeVar("Result")


class BusError(AssertionError):
    """A call was refused."""


class Bus:
    """Blocking access to one message bus."""

    def __init__(self, address: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._bus = self._run(_connect(address))
        self._signals: list[Message] = []
        self._bus.add_message_handler(self._keep_signal)

    def call(
        self, name: str, path: str, member: str, signature: str = "", body: list[Any] | None = None
    ) -> Any:
        """Call "interface.Method": its one value, or a list of several. Variants come back plain."""
        interface, _, method = member.rpartition(".")
        message = Message(
            destination=name,
            path=path,
            interface=interface,
            member=method,
            signature=signature,
            body=body or [],
        )
        reply = self._run(asyncio.wait_for(self._bus.call(message), PATIENCE_S))
        assert reply is not None
        if reply.message_type is MessageType.ERROR:
            raise BusError(f"{member} on {name}: {reply.error_name}: {reply.body}")
        values = unpack_variants(reply.body)
        return values[0] if len(values) == 1 else values

    def get(self, name: str, path: str, interface: str, prop: str) -> Any:
        """One property, unwrapped."""
        return self.call(name, path, "org.freedesktop.DBus.Properties.Get", "ss", [interface, prop])

    def names(self) -> list[str]:
        """All names on the bus."""
        return list(self._to_bus("ListNames"))

    def has(self, name: str) -> bool:
        """Whether somebody owns that name."""
        return bool(self._to_bus("NameHasOwner", "s", [name]))

    def owner_of(self, name: str) -> str:
        """The unique name behind a well-known one."""
        return str(self._to_bus("GetNameOwner", "s", [name]))

    def pid_of(self, name: str) -> int:
        """The process behind a name."""
        return int(self._to_bus("GetConnectionUnixProcessID", "s", [name]))

    def listen(self, rule: str) -> None:
        """Keep, from now on, the signals that match this rule ("interface='…',member='…'") for `signals`."""
        self._to_bus("AddMatch", "s", [f"type='signal',{rule}"])

    def signals(self, member: str) -> list[list[Any]]:
        """The arguments of the signals of this name heard so far, oldest first."""
        self._run(asyncio.sleep(POLL_S))  # the socket is read only while the loop runs
        return [unpack_variants(message.body) for message in self._signals if message.member == member]

    def close(self) -> None:
        """Hang up."""
        self._bus.disconnect()
        self._run(asyncio.wait_for(self._bus.wait_for_disconnect(), PATIENCE_S))
        self._loop.close()

    def __enter__(self) -> Bus:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _to_bus(self, method: str, signature: str = "", body: list[Any] | None = None) -> Any:
        return self.call(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", f"org.freedesktop.DBus.{method}", signature, body
        )

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self._loop.run_until_complete(work)

    def _keep_signal(self, message: Message) -> None:
        if message.message_type is MessageType.SIGNAL:
            self._signals.append(message)


async def _connect(address: str) -> MessageBus:
    return await MessageBus(bus_address=address).connect()
