"""An X server of a few lines, for what a real one does not do when asked: it says what a test has it say."""

from __future__ import annotations

import asyncio
import errno
import itertools
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from struct import unpack

from resident.x11.greeting import welcome

from backbreak.resident.x11.address import Address

_numbers = (40000 + number % 20000 for number in itertools.count(997 * os.getpid()))

Answer = Callable[[int, bytes], bytes]
"""Bytes for a request, which comes with its number; b"" says nothing."""


def place() -> tuple[socket.socket, Address]:
    """A socket at a display that nobody has, in the abstract namespace."""
    while True:
        address = Address(next(_numbers), 0)
        sock = socket.socket(socket.AF_UNIX)
        try:
            sock.bind(address.sockets[1])
        except OSError as error:
            sock.close()
            if error.errno != errno.EADDRINUSE:
                raise
        else:
            return sock, address


class FakeServer:
    """Answers one client at a time."""

    def __init__(self, address: Address) -> None:
        self.address = address
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
    sock, address = place()
    fake = FakeServer(address)
    server = await asyncio.start_unix_server(fake.serve, sock=sock)
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
        async with asyncio.timeout(60), fake_server() as fake:
            await story(fake)
        await asyncio.sleep(0)

    asyncio.run(told())
    assert not complaints


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.001)
