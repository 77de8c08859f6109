"""The screen stays on while somebody follows a session: the desktop is asked not to blank it.

Every service that is there is asked, and none is started for it. What was asked for ends with the connection
it was asked on, so that a resident that is killed leaves nothing behind.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from dbus_fast.aio import MessageBus

from backbreak.resident.calls import CallError, call

_WHO = "backbreak"
_IDLE = 8
"""GNOME's flag for "the session is not to be marked as idle"."""


@dataclass(frozen=True, slots=True)
class Service:
    """One way of asking: whom, by which method and with what; and how it is taken back."""

    name: str
    path: str
    interface: str
    signature: str
    arguments: Callable[[str], list[object]]
    take_back: str


SERVICES = (
    Service(
        "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver",
        "ss", lambda why: [_WHO, why], "UnInhibit",
    ),
    Service(
        "org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager",
        "susu", lambda why: [_WHO, 0, why, _IDLE], "Uninhibit",
    ),
    Service(
        "org.freedesktop.PowerManagement", "/org/freedesktop/PowerManagement/Inhibit",
        "org.freedesktop.PowerManagement.Inhibit", "ss", lambda why: [_WHO, why], "UnInhibit",
    ),
)  # fmt: skip


class Awake:
    """Keeps the screen on from `keep(True)` to `keep(False)`; nothing here waits or raises."""

    def __init__(self, bus: MessageBus, why: str) -> None:
        self._asked = [_Asked(bus, service, why) for service in SERVICES]

    def keep(self, wanted: bool) -> None:
        """Have it on, or let it be; saying so again changes nothing."""
        for asked in self._asked:
            asked.want(wanted)


class _Asked:
    """What is asked of one service; one that is slow keeps nobody waiting but itself."""

    def __init__(self, bus: MessageBus, service: Service, why: str) -> None:
        self._bus = bus
        self._service = service
        self._why = why
        self._wanted = self._settled = False
        self._cookie: int | None = None
        self._work: asyncio.Task[None] | None = None

    def want(self, wanted: bool) -> None:
        self._wanted = wanted
        if self._wanted != self._settled and (self._work is None or self._work.done()):
            self._work = asyncio.ensure_future(self._follow())

    async def _follow(self) -> None:
        """Do what is wanted, until it is: it may be another thing by the time of the answer."""
        while self._settled != self._wanted:
            self._settled = self._wanted
            try:
                await (self._ask() if self._settled else self._take_back())
            except CallError:
                self._cookie = None  # there is no such service, or it is gone and its promise with it

    async def _ask(self) -> None:
        service = self._service
        arguments = service.arguments(self._why)
        reply = await call(
            self._bus, service.name, service.path, service.interface, "Inhibit", service.signature,
            arguments, start=False,
        )  # fmt: skip
        if reply.signature == "u":
            self._cookie = int(reply.body[0])

    async def _take_back(self) -> None:
        cookie, self._cookie = self._cookie, None
        if cookie is not None:
            service = self._service
            await call(
                self._bus, service.name, service.path, service.interface, service.take_back, "u", [cookie],
                start=False,
            )  # fmt: skip
