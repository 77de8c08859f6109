"""The other end of the wire: a compositor that says exactly the bytes a test wants said.

It takes requests apart and puts events together with nothing of ours, and offers what no compositor of Debian
12 does: several seats, version 2 of the idle protocol, and every way of going wrong.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

Offer = tuple[int, str, int]
SEAT: Offer = (3, "wl_seat", 8)
SECOND_SEAT: Offer = (4, "wl_seat", 8)
EXT_2: Offer = (7, "ext_idle_notifier_v1", 2)
EXT_1: Offer = (7, "ext_idle_notifier_v1", 1)
KDE: Offer = (9, "org_kde_kwin_idle", 1)


def words(*numbers: int) -> bytes:
    return struct.pack(f"={len(numbers)}I", *numbers)


def text(value: str) -> bytes:
    body = value.encode() + b"\0"
    return words(len(body)) + body + b"\0" * (-len(body) % 4)


def event(target: int, opcode: int, body: bytes = b"") -> bytes:
    return words(target, (len(body) + 8) << 16 | opcode) + body


class Compositor:
    """One client at a time. `timers` are those asked for and not destroyed: id -> (opcode, its arguments)."""

    def __init__(self, folder: Path, *offers: Offer) -> None:
        self.environ = {"XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": "wayland-7"}
        self.path = folder / "wayland-7"
        self.offers = list(offers)
        self.answers = True
        self.refuses_bind = False
        self.bound: dict[int, Offer] = {}
        self.seats: dict[int, int] = {}
        self.timers: dict[int, tuple[int, tuple[int, ...]]] = {}
        self.destroyed: list[int] = []
        self.clients = 0
        self._registry = 0
        self._writer: asyncio.StreamWriter | None = None

    def say(self, data: bytes) -> None:
        assert self._writer is not None
        self._writer.write(data)

    def idle(self, *timers: int) -> None:
        for timer in timers:
            self.say(event(timer, 0))

    def resumed(self, *timers: int) -> None:
        for timer in timers:
            self.say(event(timer, 1))

    def offer(self, one: Offer) -> None:
        self.offers.append(one)
        self.say(event(self._registry, 0, words(one[0]) + text(one[1]) + words(one[2])))

    def withdraw(self, one: Offer) -> None:
        self.offers.remove(one)
        self.say(event(self._registry, 1, words(one[0])))

    def hang_up(self) -> None:
        assert self._writer is not None
        self._writer.close()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Compositor]:
        server = await asyncio.start_unix_server(self._serve, self.path)
        try:
            yield self
        finally:
            server.close()
            if self._writer is not None:
                self._writer.close()
            await server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self.clients += 1
        self.bound.clear()
        self.timers.clear()
        try:
            while True:
                target, word = struct.unpack("=II", await reader.readexactly(8))
                self._request(target, word & 0xFFFF, await reader.readexactly((word >> 16) - 8))
        except (asyncio.IncompleteReadError, ConnectionError):
            self.clients -= 1
            writer.close()

    def _request(self, target: int, opcode: int, body: bytes) -> None:
        if not self.answers:
            return
        if target == 1 and opcode == 0:
            (callback,) = struct.unpack("=I", body)
            self.say(event(callback, 0, words(0)) + event(1, 1, words(callback)))
        elif target == 1 and opcode == 1:
            (self._registry,) = struct.unpack("=I", body)
            for name, interface, version in self.offers:
                self.say(event(self._registry, 0, words(name) + text(interface) + words(version)))
        elif target == self._registry:
            self._bind(body)
        elif target in self.timers and opcode == 0:
            del self.timers[target]
            self.destroyed.append(target)
            self.say(event(1, 1, words(target)))
        elif target in self.bound:
            arguments = struct.unpack(f"={len(body) // 4}I", body)
            assert arguments[0] not in self.timers, "an id that is in use"
            self.timers[arguments[0]] = (opcode, arguments[1:])

    def _bind(self, body: bytes) -> None:
        name, length = struct.unpack_from("=II", body)
        interface = body[8 : 8 + length - 1].decode()
        version, number = struct.unpack_from("=II", body, 8 + length + -length % 4)
        offered = next((one for one in self.offers if one[0] == name), None)
        if offered is None:  # withdrawn while the request was on its way
            return
        assert interface == offered[1] and 1 <= version <= offered[2]
        if self.refuses_bind and interface != "wl_seat":
            self.say(event(1, 0, words(number, 3) + text("not for you")))
            return
        self.bound[number] = (name, interface, version)
        if interface == "wl_seat":
            self.seats[name] = number
            self.say(event(number, 0, words(3)))


async def until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Let the loop run until it is so."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.002)
