"""Who makes input all the while in a compositor."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from backbreak.resident.wayland.connection import Connection, connect
from backbreak.resident.wayland.registry import Global, Registry
from backbreak.resident.wayland.wire import string, uint

BETWEEN_KEYS_S = 0.04
ENDLESS = "typing " * 1000
"""Longer than any test takes."""


@asynccontextmanager
async def repeating(act: Callable[[], None]) -> AsyncIterator[None]:
    """Do it again and again."""

    async def repeat() -> None:
        while True:
            act()
            await asyncio.sleep(BETWEEN_KEYS_S)

    busy = asyncio.ensure_future(repeat())
    try:
        yield
        assert not busy.done(), "somebody typed to the end"
    finally:
        busy.cancel()
        await asyncio.gather(busy, return_exceptions=True)


class Mouse:
    """org_kde_kwin_fake_input: a mouse that KWin believes."""

    _AUTHENTICATE, _MOTION = 0, 1

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._offered: list[Global] = []
        self._registry = Registry(connection, self._offered.append, lambda name: None)

    @classmethod
    async def at(cls, env: dict[str, str]) -> Mouse:
        mouse = cls(await connect(env, lambda why: None))
        await mouse._connection.roundtrip()
        (one,) = (one for one in mouse._offered if one.interface == "org_kde_kwin_fake_input")
        mouse._id = mouse._registry.bind(one, 1, lambda opcode, arguments: None)
        mouse._connection.send(mouse._id, cls._AUTHENTICATE, string("a test"), string("moves the mouse"))
        return mouse

    def push(self) -> None:
        """A pixel to the right: fixed point, eight bits behind it."""
        self._connection.send(self._id, self._MOTION, uint(1 << 8), uint(0))

    async def leave(self) -> None:
        await self._connection.roundtrip()
        self._connection.close()
