"""A real server over a real socket, for the tests of both ends."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from backbreak.core.errors import BackbreakError
from backbreak.door.protocol import DoorError, Request, greeting
from backbreak.door.server import Peer, Server


@dataclass(frozen=True)
class Here:
    socket_path: Path
    resident_lock: Path


async def echo(request: Request, peer: Peer) -> Mapping[str, object]:
    match request.cmd:
        case "nonsense":
            raise DoorError("nonsense", "nothing is due: wait for the prompt")
        case "broken-disk":
            raise BackbreakError("the disk is full")
        case "bug":
            raise ZeroDivisionError
        case "who":
            return {"pid": peer.pid}
        case "long":
            return {"text": "x" * 300_000}
    return {"cmd": request.cmd, "args": dict(request.args)}


def server_at(folder: Path, **more: object) -> Server:
    here = Here(folder / "door.sock", folder / "resident.lock")
    return Server(here, greeting("0.1.0", os.getpid(), ""), echo, **more)  # type: ignore[arg-type]


def with_server(folder: Path, client: Callable[[Path], object], **more: object) -> object:
    """Run `client` in a thread beside a real server."""

    async def both() -> object:
        server = server_at(folder, **more)
        await server.start()
        try:
            return await asyncio.to_thread(client, folder / "door.sock")
        finally:
            await server.stop()

    return asyncio.run(both())


def in_loop(folder: Path, scenario: Callable[[Server], Awaitable[None]], **more: object) -> None:
    async def run() -> None:
        server = server_at(folder, **more)
        await server.start()
        try:
            async with asyncio.timeout(30):
                await scenario(server)
        finally:
            await server.stop()

    asyncio.run(run())
