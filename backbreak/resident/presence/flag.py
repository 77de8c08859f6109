"""Something that a service says is so or is not: asked anew whenever there may be news, never on a timer.

A signal is only a reason to ask. So one that is lost, doubled or early ends in the same answer, and whoever
has gone, or does not answer, says no.
"""

from __future__ import annotations

import asyncio
from asyncio import Task
from collections.abc import Awaitable, Callable, Iterable

from dbus_fast import Message, MessageFlag, MessageType
from dbus_fast.aio import MessageBus

from backbreak.resident.calls import BUS, BUS_PATH, CallError, add_match, name_owner
from backbreak.resident.presence.sources import PATIENCE_S
from backbreak.words import _

_LIMIT_S = 0.75 * PATIENCE_S
"""Whoever asked a source has PATIENCE_S for everything, finding the service included."""


def drop_match(bus: MessageBus, rule: str) -> None:
    """Ask the bus for the signals of this rule no more, without waiting to hear that it will."""
    if bus.connected:
        bus.send(
            Message(
                destination=BUS, path=BUS_PATH, interface=BUS, member="RemoveMatch",
                signature="s", body=[rule], flags=MessageFlag.NO_REPLY_EXPECTED,
            )
        )  # fmt: skip


class Flag:
    """Follows one service by its name on the bus, from `start` to `close`; it may come late, and come back.

    `ask(owner)` asks the one that owns the name now, and raises CallError; addressed by its unique name, so
    that asking starts nobody. `heard(message)` is given all the owner's signals and calls `news` for those
    that matter. `on_change()` follows whenever `value` is another.
    """

    def __init__(
        self,
        bus: MessageBus,
        service: str,
        rules: Iterable[str],
        ask: Callable[[str], Awaitable[bool]],
        heard: Callable[[Message], None],
        on_change: Callable[[], None],
    ) -> None:
        self._bus = bus
        self._service = service
        self._rules = (f"type='signal',sender='{BUS}',member='NameOwnerChanged',arg0='{service}'", *rules)
        self._ask = ask
        self._heard = heard
        self._on_change = on_change
        self._owner = ""
        self._started = self._stale = False
        self._starting: Task[None] | None = None
        self._reading: Task[None] | None = None
        self.value = False
        self.why: str | None = self._absent
        """None when the value is what the service says, else why it says nothing."""

    @property
    def there(self) -> bool:
        """Whether somebody owns the service's name, answering or not."""
        return bool(self._owner)

    @property
    def _absent(self) -> str:
        return _("%(service)s is not running") % {"service": self._service}

    @property
    def _silent(self) -> str:
        return _("%(service)s does not answer") % {"service": self._service}

    async def start(self) -> None:
        """Listen for good, and ask the service that is there, if any; returns when it has answered.

        To be called within a time limit: when that is exceeded, what was begun goes on by itself, for a bus
        that is busy answers later. May be called again. Raises CallError when the bus itself is gone.
        """
        if not self._started:
            self._started = True
            self._bus.add_message_handler(self._on_message)
        if self._starting is None or self._starting.done():
            self._starting = asyncio.ensure_future(self._begin())
            self._starting.add_done_callback(_heed)
        await asyncio.shield(self._starting)

    async def _begin(self) -> None:
        await asyncio.gather(*(add_match(self._bus, rule) for rule in self._rules))
        owner = await name_owner(self._bus, self._service)
        if owner != self._owner:
            self._owner_is(owner)
        elif self.why is not None:
            self.news()
        if self._reading is not None:
            await asyncio.wait({self._reading})

    def news(self) -> None:
        """The answer may be another now."""
        self._stale = True
        if self._owner and (self._reading is None or self._reading.done()):
            self._reading = asyncio.ensure_future(self._read())

    def close(self) -> None:
        """Listen no longer; doing so again is no error."""
        self._on_change = _nothing
        if self._started:
            self._started = False
            self._bus.remove_message_handler(self._on_message)
            for rule in self._rules:
                drop_match(self._bus, rule)
        if self._starting is not None:
            self._starting.cancel()
        self._owner_is("")

    def _on_message(self, message: Message) -> None:
        if message.message_type is not MessageType.SIGNAL:
            return
        if message.member == "NameOwnerChanged" and message.sender == BUS:
            if message.body[0] == self._service:
                self._owner_is(message.body[2])
        elif self._owner and message.sender == self._owner:
            self._heard(message)

    def _owner_is(self, owner: str) -> None:
        """Another one, or none: what the one before has said is void."""
        self._owner = owner
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        self._say(False, self._silent if owner else self._absent)
        if owner:
            self.news()

    async def _read(self) -> None:
        """Ask until no more news has come in while asking."""
        while self._stale:
            self._stale = False
            late = asyncio.get_running_loop().call_later(_LIMIT_S, self._too_late)
            try:
                value, why = await self._ask(self._owner), None
            except CallError as error:
                value, why = False, str(error)
            finally:
                late.cancel()
            self._say(value, why)

    def _too_late(self) -> None:
        """An answer that comes after all still counts."""
        self._say(False, self._silent)

    def _say(self, value: bool, why: str | None) -> None:
        changed = value != self.value
        self.value, self.why = value, why
        if changed:
            self._on_change()


def _heed(begun: Task[None]) -> None:
    """Look at how it ended: a bus that is gone is told of by whoever holds it."""
    if not begun.cancelled():
        begun.exception()


def _nothing() -> None:
    """What a flag that is closed tells."""
