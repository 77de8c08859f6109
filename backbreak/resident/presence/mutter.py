"""Idle time from GNOME's compositor: org.gnome.Mutter.IdleMonitor, whose watches fire once each.

An idle watch fires at each stretch without input, at once if that is going on already; a watch for the next
input fires and is gone. Mutter tells only whoever asked, so no rule for its signals is needed, and does not
care for idle inhibitors: those are the session manager's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from math import ceil

from dbus_fast import Message, MessageFlag, MessageType
from dbus_fast.aio import MessageBus

from backbreak.resident.calls import BUS, CallError, add_match, call, name_owner
from backbreak.resident.presence.sources import PATIENCE_S
from backbreak.words import _

MONITOR = "org.gnome.Mutter.IdleMonitor"
MONITOR_PATH = "/org/gnome/Mutter/IdleMonitor/Core"

_GONE_RULE = f"type='signal',sender='{BUS}',member='NameOwnerChanged',arg0='{MONITOR}'"
_LIMIT_S = 0.75 * PATIENCE_S
"""For all answers together, so that ours is in time."""
_WATCH_LIMIT_S = 30.0
"""For a watch to be taken: GNOME may stand still for some seconds, and nobody waits for it but the watch."""

_JITTER = timedelta(milliseconds=50)
"""By how much Mutter's two answers, the watch and the idle time, may differ."""


class Mutter:
    """An IdleSource. After `on_lost(why)`, which is called once, all watches are over."""

    name = "mutter"

    def __init__(self, bus: MessageBus, on_lost: Callable[[str], None]) -> None:
        self._bus = bus
        self._on_lost = on_lost
        self._owner = ""
        self._listening = False
        self._fired: dict[int, asyncio.Event] = {}
        self._watches: set[_Watch] = set()

    async def unavailable(self) -> str | None:
        """Part of presence.sources.IdleSource."""
        self.close()
        try:
            async with asyncio.timeout(_LIMIT_S):
                why = await self._try()
        except CallError as error:
            why = str(error)
        except TimeoutError:
            why = _("%(service)s does not answer") % {"service": MONITOR}
        if why is not None:
            self.close()
        return why

    def watch(
        self, after: timedelta, went_idle: Callable[[timedelta], None], input_seen: Callable[[], None]
    ) -> _Watch:
        """Part of presence.sources.IdleSource."""
        watch = _Watch(self, after, went_idle, input_seen)
        if self._owner:
            self._watches.add(watch)
            watch.begin()
        return watch

    def close(self) -> None:
        """Part of presence.sources.IdleSource."""
        for watch in tuple(self._watches):
            watch.cancel()
        self._owner = ""
        self._fired.clear()
        if self._listening:
            self._listening = False
            self._bus.remove_message_handler(self._on_message)
            self._tell(BUS, "/org/freedesktop/DBus", BUS, "RemoveMatch", "s", _GONE_RULE)

    async def add(self, member: str, *interval_ms: int) -> int:
        """The number of a new watch; one that comes when nobody waits any more is removed.

        Raises CallError, and TimeoutError when Mutter stands still.
        """
        asked = asyncio.ensure_future(
            call(self._bus, self._owner, MONITOR_PATH, MONITOR, member, "t" * len(interval_ms), interval_ms)
        )
        try:
            async with asyncio.timeout(_WATCH_LIMIT_S):
                reply = await asyncio.shield(asked)
        except (asyncio.CancelledError, TimeoutError):
            asked.add_done_callback(self._remove_late)
            raise
        return int(reply.body[0])

    async def fired(self, number: int) -> None:
        """Wait for that watch to fire; it may have done so before its number was known."""
        event = self._fired.setdefault(number, asyncio.Event())
        await event.wait()
        event.clear()

    async def idle_time(self, at_least: timedelta) -> timedelta:
        """How long ago the last input was; `at_least` if Mutter does not say so soon. Raises CallError."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await self._ask()
        except TimeoutError:
            return at_least

    def forget(self, number: int) -> None:
        """That watch will not fire any more."""
        self._fired.pop(number, None)

    def remove(self, number: int) -> None:
        """See to it that a watch does not fire any more."""
        self.forget(number)
        if self._owner:
            self._tell(self._owner, MONITOR_PATH, MONITOR, "RemoveWatch", "u", number)

    def ended(self, watch: _Watch) -> None:
        """This watch is over."""
        self._watches.discard(watch)

    def lose(self, why: str) -> None:
        """It does not work any more."""
        if self._owner:
            self.close()
            self._on_lost(why)

    async def _try(self) -> str | None:
        self._listening = True
        self._bus.add_message_handler(self._on_message)
        await add_match(self._bus, _GONE_RULE)  # before asking who is there, so that no going is missed
        self._owner = await name_owner(self._bus, MONITOR)
        if not self._owner:
            return _("%(service)s is not on the session bus") % {"service": MONITOR}
        await self._ask()
        return None if self._owner else _("%(service)s is gone") % {"service": MONITOR}

    async def _ask(self) -> timedelta:
        reply = await call(self._bus, self._owner, MONITOR_PATH, MONITOR, "GetIdletime")
        return timedelta(milliseconds=reply.body[0])

    def _on_message(self, message: Message) -> None:
        if message.message_type is not MessageType.SIGNAL or not self._owner:
            return
        if message.sender == self._owner and message.member == "WatchFired":
            self._fired.setdefault(int(message.body[0]), asyncio.Event()).set()
            return
        gone = message.sender == BUS and message.member == "NameOwnerChanged"
        if gone and message.body[:2] == [MONITOR, self._owner]:
            self.lose(_("%(service)s is gone") % {"service": MONITOR})

    def _remove_late(self, asked: asyncio.Future[Message]) -> None:
        if not asked.cancelled() and asked.exception() is None:
            self.remove(int(asked.result().body[0]))

    def _tell(
        self, destination: str, path: str, interface: str, member: str, signature: str, argument: object
    ) -> None:
        """Call a method whose answer does not matter."""
        if self._bus.connected:
            message = Message(
                destination, path, interface, member, signature=signature, body=[argument],
                flags=MessageFlag.NO_REPLY_EXPECTED | MessageFlag.NO_AUTOSTART,
            )  # fmt: skip
            self._bus.send(message).add_done_callback(_heed)


class _Watch:
    """An idle watch, and while it is idle one for the next input."""

    def __init__(
        self,
        mutter: Mutter,
        after: timedelta,
        went_idle: Callable[[timedelta], None],
        input_seen: Callable[[], None],
    ) -> None:
        self._mutter = mutter
        self._after = after
        self._went_idle = went_idle
        self._input_seen = input_seen
        self._numbers: set[int] = set()
        self._following: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Ask for it."""
        self._following = asyncio.ensure_future(self._follow())

    def cancel(self) -> None:
        """Part of presence.sources.Watch."""
        if self._following is not None:
            self._following.cancel()
            self._following = None
            for number in self._numbers:
                self._mutter.remove(number)
            self._mutter.ended(self)

    async def _follow(self) -> None:
        try:
            idle = await self._add("AddIdleWatch", max(ceil(self._after / timedelta(milliseconds=1)), 1))
            while self._following is not None:
                await self._mutter.fired(idle)
                await self._idle()
        except CallError as error:
            self._mutter.lose(str(error))
        except TimeoutError:
            self._mutter.lose(_("%(service)s does not answer") % {"service": MONITOR})

    async def _idle(self) -> None:
        """One stretch without input, from when it is long enough to its end."""
        active = await self._add("AddUserActiveWatch")
        ago = await self._mutter.idle_time(self._after)
        self._went_idle(max(ago, self._after))
        if self._following is None:  # ended by what it has just called
            return
        if ago > self._after - _JITTER:
            await self._mutter.fired(active)
            self._mutter.forget(active)
        else:  # that was over before we asked for its end
            self._mutter.remove(active)
        self._numbers.discard(active)
        self._input_seen()

    async def _add(self, member: str, *interval_ms: int) -> int:
        number = await self._mutter.add(member, *interval_ms)
        self._numbers.add(number)
        return number


def _heed(sent: asyncio.Future[object]) -> None:
    """Look at how it ended, or asyncio complains that nobody did; a bus that is gone has forgotten us."""
    if not sent.cancelled():
        sent.exception()
