"""D-Bus calls without proxies: a proxy costs a round trip and an XML parser for what we know already."""

from __future__ import annotations

from collections.abc import Sequence

from dbus_fast import Message, MessageFlag, MessageType, Variant
from dbus_fast.aio import MessageBus

from backbreak.words import _

BUS = "org.freedesktop.DBus"
BUS_PATH = "/org/freedesktop/DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"


class CallError(Exception):
    """The other side answered with an error, or the connection is gone. Says the error's name and text."""


async def call(
    bus: MessageBus,
    destination: str,
    path: str,
    interface: str,
    member: str,
    signature: str = "",
    body: Sequence[object] = (),
    *,
    start: bool = True,
) -> Message:
    """Call a method and return the reply. `start` says whether a service may be started for it.

    Raises CallError for an error reply too: dbus-fast itself hands those out like good ones.
    """
    message = Message(
        destination=destination,
        path=path,
        interface=interface,
        member=member,
        signature=signature,
        body=list(body),
        flags=MessageFlag.NONE if start else MessageFlag.NO_AUTOSTART,
    )
    try:
        reply = await bus.call(message)
    except (OSError, EOFError) as error:
        raise CallError(f"{interface}.{member}: {error}") from error
    if reply is None or reply.message_type is MessageType.ERROR:
        said = _("no answer") if reply is None else f"{reply.error_name}: {' '.join(map(str, reply.body))}"
        raise CallError(f"{interface}.{member}: {said}")
    return reply


async def read_property(bus: MessageBus, destination: str, path: str, interface: str, name: str) -> object:
    """A property's value, out of its variant. Raises CallError."""
    reply = await call(bus, destination, path, PROPERTIES, "Get", "ss", [interface, name])
    value = reply.body[0] if reply.body else None
    return value.value if isinstance(value, Variant) else None


async def add_match(bus: MessageBus, rule: str) -> None:
    """Ask the bus for the signals of this rule. Raises CallError."""
    await call(bus, BUS, BUS_PATH, BUS, "AddMatch", "s", [rule])


async def remove_match(bus: MessageBus, rule: str) -> None:
    """Ask the bus for them no more. Raises CallError."""
    await call(bus, BUS, BUS_PATH, BUS, "RemoveMatch", "s", [rule])


async def name_owner(bus: MessageBus, name: str) -> str:
    """The unique name behind a well-known one, "" when nobody owns it."""
    try:
        reply = await call(bus, BUS, BUS_PATH, BUS, "GetNameOwner", "s", [name])
    except CallError:
        return ""
    return str(reply.body[0])
