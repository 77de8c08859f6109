"""Signals on the session bus, listened to for a while: as few as can be, only while somebody wants them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from backbreak.resident.calls import BUS, BUS_PATH, CallError, add_match
from backbreak.resident.presence.flag import drop_match
from backbreak.resident.quiet.sources import QuietError


@dataclass(frozen=True, slots=True)
class News:
    """A signal that is a reason to ask anew. `only` narrows it by its arguments, as a match rule does."""

    sender: str
    path: str
    interface: str
    member: str
    only: str = ""

    @property
    def rule(self) -> str:
        """What the bus is asked for."""
        where = f"type='signal',sender='{self.sender}',path='{self.path}',interface='{self.interface}'"
        return ",".join(part for part in (where, f"member='{self.member}'", self.only) if part)


def owner_news(name: str) -> News:
    """Somebody else, or nobody, has this name now."""
    return News(BUS, BUS_PATH, BUS, "NameOwnerChanged", f"arg0='{name}'")


def property_news(sender: str, path: str, interface: str) -> News:
    """A property of this interface is another now."""
    return News(sender, path, "org.freedesktop.DBus.Properties", "PropertiesChanged", f"arg0='{interface}'")


class Listening:
    """Calls `changed()` with news, between `begin` and `end`.

    Others use the same connection, so a signal that looks alike may be theirs: to ask once too often is no
    harm.
    """

    def __init__(self, bus: MessageBus, *news: News) -> None:
        self._bus = bus
        self._rules = tuple(one.rule for one in news)
        self._wanted = {(one.path, one.interface, one.member) for one in news}
        self._changed: Callable[[], None] | None = None

    async def begin(self, changed: Callable[[], None]) -> None:
        """Listen; again is no error. Raises QuietError when the bus is gone."""
        listening = self._on
        self._changed = changed
        if listening:
            return
        self._bus.add_message_handler(self._on_message)
        try:
            await asyncio.gather(*(add_match(self._bus, rule) for rule in self._rules))
        except CallError as error:
            self.end()
            raise QuietError(str(error)) from error
        if not self._on:  # ended while we waited, perhaps before the bus was asked
            self._drop()

    def end(self) -> None:
        """Listen no longer, from now on; doing so again is no error."""
        if self._on:
            self._changed = None
            self._bus.remove_message_handler(self._on_message)
            self._drop()

    @property
    def _on(self) -> bool:
        return self._changed is not None

    def _drop(self) -> None:
        for rule in self._rules:
            drop_match(self._bus, rule)

    def _on_message(self, message: Message) -> None:
        if (
            self._changed is not None
            and message.message_type is MessageType.SIGNAL
            and (message.path, message.interface, message.member) in self._wanted
        ):
            self._changed()
