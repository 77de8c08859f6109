"""Locks and sleep as systemd-logind (or elogind) tells of them, on the system bus.

LockedHint is what the desktop itself says about its screen, and the only thing believed here. Lock and Unlock
are requests to it, which nobody may have followed: they are a reason to look at the hint. IdleHint is never
read, because KDE does not set it.
"""

from __future__ import annotations

import asyncio
import os
from asyncio import Task
from collections.abc import Callable, Mapping
from contextlib import suppress

from dbus_fast import BusType, Message
from dbus_fast.aio import MessageBus
from dbus_fast.errors import AuthError, InvalidAddressError

from backbreak.resident.calls import CallError, add_match, call, read_property
from backbreak.resident.presence.flag import Flag, drop_match
from backbreak.resident.presence.sources import PATIENCE_S
from backbreak.words import _
from backbreak.words.refusals import why

LOGIN = "org.freedesktop.login1"
_PATH = "/org/freedesktop/login1"
_MANAGER = "org.freedesktop.login1.Manager"
_SESSION = "org.freedesktop.login1.Session"
_USER = "org.freedesktop.login1.User"

_SENT = f"type='signal',sender='{LOGIN}'"
_SLEEP = f"{_SENT},path='{_PATH}',interface='{_MANAGER}',member='PrepareForSleep'"
_ARRIVAL = f"{_SENT},path='{_PATH}',interface='{_MANAGER}',member='SessionNew'"


class Logind:
    """A LockSource, and hints about sleep.

    `on_change()` is called whenever `locked` may be another. `on_sleep(going)` passes on what logind says,
    which may be missing, doubled or out of order: whoever is told looks at the clocks.
    """

    name = "logind"

    def __init__(
        self,
        on_change: Callable[[], None],
        on_sleep: Callable[[bool], None] = lambda going: None,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self._on_change = on_change
        self._on_sleep = on_sleep
        self._environ = environ
        self._bus: MessageBus | None = None
        self._flag: Flag | None = None
        self._minding: Task[None] | None = None
        self._returning: Task[None] | None = None
        self._lost = False
        self._session = _Session(environ)
        self._trouble = _("logind was not asked yet")

    async def unavailable(self) -> str | None:
        """Connect, and give None if our session's lock is told of, else why not.

        Once connected it listens until `close`, also to a logind that comes later; sleep needs no session.
        """
        try:
            async with asyncio.timeout(PATIENCE_S):
                flag = self._flag or await self._connect()
                await flag.start()
        except TimeoutError:
            self._trouble = _("%(service)s does not answer") % {"service": "logind"}
            self._lost = self._flag is None  # and is tried again, with another wake-up
            return self._trouble
        except (CallError, OSError, EOFError, AuthError, InvalidAddressError) as error:
            self._trouble = _("the system bus cannot be used: %(why)s") % {"why": why(error)}
            return self._trouble
        return self.why

    @property
    def why(self) -> str | None:
        """None while our session's hint can be read."""
        return self._trouble if self._flag is None else self._flag.why

    @property
    def locked(self) -> bool:
        """What the hint of our session says."""
        return self._flag is not None and self._flag.value

    def look(self) -> None:
        """On the occasion of a wake-up: a system bus that has ended may be there again."""
        if self._lost and (self._returning is None or self._returning.done()):
            self._returning = asyncio.ensure_future(self._return())

    async def _return(self) -> None:
        await self.unavailable()
        self._lost = self._flag is None

    def close(self) -> None:
        """Hang up."""
        self._lost = False
        for task in (self._minding, self._returning):
            if task is not None:
                task.cancel()
        self._forget()

    async def _connect(self) -> Flag:
        bus = await MessageBus(bus_type=BusType.SYSTEM).connect()
        self._bus = bus
        self._flag = Flag(bus, LOGIN, (_SLEEP,), self._ask, self._heard, self._on_change)
        self._minding = asyncio.ensure_future(self._mind(bus))
        return self._flag

    async def _mind(self, bus: MessageBus) -> None:
        """A bus that goes takes with it what was said on it."""
        with suppress(OSError, EOFError):
            await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # theirs
        self._trouble = _("the system bus has ended")
        self._lost = True
        self._forget()

    def _forget(self) -> None:
        flag, bus = self._flag, self._bus
        self._flag = self._bus = None
        self._session = _Session(self._environ)
        if flag is not None and bus is not None:
            was_locked = flag.value
            flag.close()
            bus.disconnect()
            if was_locked:
                self._on_change()

    async def _ask(self, owner: str) -> bool:
        assert self._bus is not None
        return await self._session.locked(self._bus, owner)

    def _heard(self, message: Message) -> None:
        if message.interface == _MANAGER and message.member == "PrepareForSleep":
            self._on_sleep(message.body == [True])
        elif self._flag is not None and self._session.concerned_by(message):
            self._flag.news()


class _Session:
    """Ours, as soon as there is one; listened to by its path, so that nobody else's wakes us."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._path = ""
        self._owner = ""
        self._rules: tuple[str, ...] = ()

    async def locked(self, bus: MessageBus, owner: str) -> bool:
        """Its hint. Raises CallError, also when there is no such session (any more)."""
        if owner != self._owner or not self._path:
            await self._find(bus, owner)
        try:
            return await read_property(bus, owner, self._path, _SESSION, "LockedHint") is True
        except CallError:
            self._path = ""
            await self._listen(bus, (_ARRIVAL,))
            raise

    def concerned_by(self, message: Message) -> bool:
        """Whether its hint may be another after this signal."""
        if message.interface == _MANAGER:
            ours = message.member == "SessionRemoved" and self._path in message.body
            return ours or (message.member == "SessionNew" and not self._path)
        if message.path != self._path:
            return False
        if message.interface == _SESSION:
            return message.member in ("Lock", "Unlock")
        changed = message.body[1:] if message.member == "PropertiesChanged" else ()
        return any("LockedHint" in part for part in changed)

    async def _find(self, bus: MessageBus, owner: str) -> None:
        """By the process, else by what the desktop left in the environment, else the user's graphical one."""
        self._owner, self._path = owner, ""
        await self._listen(bus, (_ARRIVAL,))  # one that begins while we ask must not be missed
        path = (
            await _path(bus, owner, "GetSessionByPID", "u", os.getpid())
            or await _path(bus, owner, "GetSession", "s", self._environ.get("XDG_SESSION_ID", ""))
            or await self._of_the_user(bus, owner)
        )
        if not path:
            raise CallError(_("logind knows of no session of ours"))
        await self._listen(bus, _rules(path))
        self._path = path

    async def _of_the_user(self, bus: MessageBus, owner: str) -> str:
        user = await _path(bus, owner, "GetUser", "u", os.getuid())
        if not user:
            return ""
        display = await read_property(bus, owner, user, _USER, "Display")
        path = str(display[1]) if isinstance(display, list | tuple) and len(display) == 2 else "/"
        return "" if path == "/" else path

    async def _listen(self, bus: MessageBus, rules: tuple[str, ...]) -> None:
        before, self._rules = self._rules, rules
        for rule in rules:
            if rule not in before:
                await add_match(bus, rule)
        for rule in before:
            if rule not in rules:
                drop_match(bus, rule)


def _rules(path: str) -> tuple[str, ...]:
    ours = f"{_SENT},path='{path}'"
    return (
        f"{ours},interface='{_SESSION}',member='Lock'",
        f"{ours},interface='{_SESSION}',member='Unlock'",
        f"{ours},interface='org.freedesktop.DBus.Properties',member='PropertiesChanged',arg0='{_SESSION}'",
        f"{_SENT},path='{_PATH}',interface='{_MANAGER}',member='SessionRemoved',arg1path='{path}'",
    )


async def _path(bus: MessageBus, owner: str, method: str, signature: str, argument: object) -> str:
    """The object that logind names, "" for none."""
    if argument == "":
        return ""
    try:
        reply = await call(bus, owner, _PATH, _MANAGER, method, signature, [argument])
    except CallError:
        return ""
    return str(reply.body[0])
