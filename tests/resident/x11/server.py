"""An X server of a few lines, for what a real one does not do when asked: it says what a test has it say."""

from __future__ import annotations

import asyncio
import itertools
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from struct import unpack

from resident.x11.greeting import welcome

from backbreak.resident.x11.address import Address

_numbers = itertools.count(40000 + os.getpid() % 20000)

Answer = Callable[[int, bytes], bytes]
"""Bytes for a request, which comes with its number; b"" says nothing."""


class FakeServer:
    """Listens in the abstract namespace, where no display of this machine is; one client at a time."""

    def __init__(self) -> None:
        self.address = Address(next(_numbers), 0)
        self.greeting = welcome()
        self.answer: Answer = lambda number, request: b""
        self.greeted = b""
        self.requests: list[bytes] = []
        self.clients = 0
        self.writer: asyncio.StreamWriter | None = None

    def say(self, data: bytes) -> None:
        assert self.writer is not None
        self.writer.write(data)

    def hang_up(self) -> None:
        assert self.writer is not None
        self.writer.transport.abort()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.clients += 1
        self.writer = writer
        self.requests.clear()
        with suppress(asyncio.IncompleteReadError, OSError):
            self.greeted = await reader.readexactly(12)
            kind, key = unpack("=HH", self.greeted[6:10])
            self.greeted += await reader.readexactly(kind + -kind % 4 + key + -key % 4)
            writer.write(self.greeting)
            while True:
                head = await reader.readexactly(4)
                rest = await reader.readexactly(4 * unpack("=H", head[2:])[0] - 4)
                self.requests.append(head + rest)
                writer.write(self.answer(len(self.requests), head + rest))
        writer.close()


@asynccontextmanager
async def fake_server() -> AsyncIterator[FakeServer]:
    fake = FakeServer()
    server = await asyncio.start_unix_server(fake.serve, fake.address.sockets[1])
    try:
        yield fake
    finally:
        server.close()
        if fake.writer is not None:
            fake.writer.transport.abort()
        await asyncio.sleep(0)


Story = Callable[[FakeServer], Awaitable[None]]


def run(story: Story) -> None:
    """Tell the story; whatever the loop has to complain of fails the test."""
    complaints: list[object] = []

    async def told() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: complaints.append(context))
        async with asyncio.timeout(20), fake_server() as fake:
            await story(fake)
        await asyncio.sleep(0)

    asyncio.run(told())
    assert not complaints


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.001)
