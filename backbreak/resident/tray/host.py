"""Docking: finding the tray's watcher, at the start and every time it comes back, and whether we are shown.

Two traps shape this file. The watcher may start long after us, or be restarted, so we listen for its name
first and ask afterwards. And waybar loses an item that registers before waybar's own host listens, so without
a host we wait a moment for one.
"""

from __future__ import annotations

import asyncio
from asyncio import Event, Task
from collections.abc import Callable
from contextlib import suppress

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from backbreak.resident.calls import BUS, CallError, add_match, call, name_owner, read_property
from backbreak.resident.tray.item import ITEM_PATH

WATCHER = "org.kde.StatusNotifierWatcher"
WATCHER_PATH = "/StatusNotifierWatcher"
HOST_WAIT_S = 3.0
HOST_SETTLE_S = 0.2
START_PATIENCE_S = 0.3

_OWNER = f"type='signal',sender='{BUS}',member='NameOwnerChanged',arg0='{WATCHER}'"
_NEWS = f"type='signal',sender='{WATCHER}',interface='{WATCHER}'"


class Host:
    """Keeps us registered. `on_shown(bool)` is called when we begin or cease to be shown."""

    def __init__(self, bus: MessageBus, on_shown: Callable[[bool], None] | None = None) -> None:
        self._bus = bus
        self._on_shown = on_shown
        self._shown = False
        self._owner = ""
        self._news = Event()
        self._docking: Task[None] | None = None
        self._looking: Task[None] | None = None

    @property
    def shown(self) -> bool:
        """Whether a watcher lists us and a host draws what it lists, as far as they have told us."""
        return self._shown

    async def start(self) -> None:
        """Listen for the watcher for good, and register with the one that is there, if any.

        Waits for that no longer than a quick host takes; a slow one docks us later. Raises CallError when the
        bus itself is gone.
        """
        self._bus.add_message_handler(self._on_message)
        await add_match(self._bus, _OWNER)
        await add_match(self._bus, _NEWS)
        owner = await name_owner(self._bus, WATCHER)
        if owner and not self._owner:
            self._watcher_is(owner)
        if self._docking is not None:
            await asyncio.wait({self._docking}, timeout=START_PATIENCE_S)

    def stop(self) -> None:
        """Stop listening; the watcher forgets us when the connection closes."""
        self._bus.remove_message_handler(self._on_message)
        for task in (self._docking, self._looking):
            if task is not None:
                task.cancel()

    def _on_message(self, message: Message) -> None:
        if message.message_type is not MessageType.SIGNAL:
            return
        if message.member == "NameOwnerChanged" and message.sender == BUS and message.body[0] == WATCHER:
            self._watcher_is(message.body[2])
        elif message.interface == WATCHER and message.sender == self._owner:
            self._news.set()
            if self._docking is None or self._docking.done():
                self._look_again()

    def _watcher_is(self, owner: str) -> None:
        """Another watcher, or none: whatever we knew of the one before is void."""
        self._owner = owner
        for task in (self._docking, self._looking):
            if task is not None:
                task.cancel()
        self._docking = asyncio.ensure_future(self._dock()) if owner else None
        if not owner:
            self._say(False)

    async def _dock(self) -> None:
        self._news.clear()
        if not await self._has_host():
            await self._wait_for_host()
            await asyncio.sleep(HOST_SETTLE_S)
        with suppress(CallError):  # then it does not list us, which is what we look at next
            # The unique name, because a sandbox may forbid us to own any other.
            name = [self._bus.unique_name]
            await call(self._bus, WATCHER, WATCHER_PATH, WATCHER, "RegisterStatusNotifierItem", "s", name)
        await self._look()

    async def _wait_for_host(self) -> None:
        """Wait until a host registers; the signal may come when one goes, so the property is the truth."""
        try:
            async with asyncio.timeout(HOST_WAIT_S):
                while not await self._has_host():
                    await self._news.wait()
                    self._news.clear()
        except TimeoutError:
            return

    def _look_again(self) -> None:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(self._look())

    async def _look(self) -> None:
        """Ask until no more news has come in while asking."""
        while True:
            self._news.clear()
            shown = await self._is_listed() and await self._has_host()
            if not self._news.is_set():
                break
        self._say(shown)

    def _say(self, shown: bool) -> None:
        if shown != self._shown:
            self._shown = shown
            if self._on_shown is not None:
                self._on_shown(shown)

    async def _is_listed(self) -> bool:
        name = self._bus.unique_name or ""
        items = await self._property("RegisteredStatusNotifierItems")
        return isinstance(items, list) and any(item in (name, name + ITEM_PATH) for item in items)

    async def _has_host(self) -> bool:
        return await self._property("IsStatusNotifierHostRegistered") is True

    async def _property(self, name: str) -> object:
        """None when the watcher does not answer: one that fails us shows nothing."""
        try:
            return await read_property(self._bus, WATCHER, WATCHER_PATH, WATCHER, name)
        except CallError:
            return None
