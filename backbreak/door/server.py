"""The resident's side of the door: a Unix socket that takes commands and pushes snapshots.

Exactly one server per home: its locks are held for as long as it serves, so that of twenty residents started
at once one stays. A peer can harm nobody but itself: too long or broken lines close its connection, and one
that subscribes and does not read is dropped.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from backbreak.core.errors import BackbreakError
from backbreak.door.listening import credentials, leave_home, listen, take_home
from backbreak.door.occupant import Doorstep
from backbreak.door.protocol import (
    LINE_LIMIT,
    AlreadyRunningError,
    DoorError,
    Request,
    encode,
    push,
    read_request,
    refusal,
    reply,
)

__all__ = ["AlreadyRunningError", "Peer", "Server"]

BACKLOG_BYTES: Final = 256 * 1024
"""What may wait for a peer that does not read, beyond what the system buffers, before it is dropped."""

DRAIN_S: Final = 10.0
"""How long an answer may take to be read."""

log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class Peer:
    """One connected program of the same user; `session` is the owner's to fill."""

    pid: int
    writer: asyncio.StreamWriter = field(repr=False)
    subscribed: bool = False
    tray: bool = False
    """Whether it shows the tray for us."""
    session: str | None = None


Handle = Callable[[Request, Peer], Awaitable[Mapping[str, object]]]


class Server:
    """Listens from `start` to `stop`.

    `handle` answers a request with the result's object; a DoorError it raises is the refusal, any other
    BackbreakError refuses as "failed", and an unforeseen error is logged and refused without harm. A peer
    whose `subscribe` was answered gets every `push` from then on. `gone` is called once for every peer that
    left.
    """

    def __init__(
        self,
        places: Doorstep,
        greeting: Mapping[str, object],
        handle: Handle,
        gone: Callable[[Peer], None] | None = None,
    ) -> None:
        self._doorstep = places
        self._path = places.socket_path
        self._greeting = encode(greeting)
        self._handle = handle
        self._gone = gone
        self._peers: dict[Peer, asyncio.Task[None]] = {}
        self._server: asyncio.Server | None = None
        self._locks: list[int] = []

    @property
    def peers(self) -> tuple[Peer, ...]:
        """Everybody connected now."""
        return tuple(self._peers)

    async def start(self) -> None:
        """Take the door; raises AlreadyRunningError when another resident has it."""
        self._locks = take_home(self._doorstep)
        try:
            listening = listen(self._path)
        except BaseException:
            leave_home(self._locks)
            raise
        self._server = await asyncio.start_unix_server(self._serve, sock=listening, limit=LINE_LIMIT)

    async def stop(self) -> None:
        """Say no more, close every connection and leave nothing behind but the locks' empty files.

        Hanging up comes last: whoever sees it may start another resident at once.
        """
        if self._server is None:
            return
        self._server.close()
        self._path.unlink(missing_ok=True)
        leave_home(self._locks)
        self._server = None
        others = {task for task in self._peers.values() if task is not asyncio.current_task()}
        for peer in self._peers:
            peer.writer.close()
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def push(self, data: Mapping[str, object]) -> None:
        """Send a snapshot to every subscriber."""
        line = push("snapshot", data)
        for peer in [peer for peer in self._peers if peer.subscribed]:
            self._send(peer, line)

    def push_tray(self, view: Mapping[str, object]) -> None:
        """Send what the tray is to show to whoever shows it."""
        line = push("tray", view)
        for peer in [peer for peer in self._peers if peer.tray]:
            self._send(peer, line)

    def order(self, peer: Peer, order: str) -> None:
        """Tell one window what to do: "pause", "resume", "raise" or "close"."""
        self._send(peer, push("order", {"order": order}))

    def bring_up(self, pid: int) -> bool:
        """Tell the window of this process to come to the front; False when it is not here."""
        here = [peer for peer in self._peers if peer.pid == pid]
        for peer in here:
            self.order(peer, "raise")
        return bool(here)

    def _send(self, peer: Peer, line: bytes) -> None:
        if peer.writer.is_closing():
            return
        peer.writer.write(line)
        transport = peer.writer.transport
        if transport.get_write_buffer_size() > BACKLOG_BYTES:
            log.warning("a window or program (pid %d) does not read at the door: dropped", peer.pid)
            transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sock = writer.get_extra_info("socket")
        pid, uid = credentials(sock)
        if uid != os.getuid():
            writer.close()
            return
        peer = Peer(pid, writer)
        task = asyncio.current_task()
        assert task is not None
        self._peers[peer] = task
        try:
            writer.write(self._greeting)
            while await self._answer_one(reader, peer):
                pass
        except (ConnectionError, TimeoutError, asyncio.CancelledError):
            pass  # the peer left in the middle, or we do; there is nobody to tell
        finally:
            del self._peers[peer]
            writer.close()
            if self._gone is not None:
                self._gone(peer)

    async def _answer_one(self, reader: asyncio.StreamReader, peer: Peer) -> bool:
        """Read and answer one request; False when the connection is to be closed."""
        number = None
        try:
            line = await _line(reader)
            if not line:
                return False
            request = read_request(line)
            number = request.id
            log.debug("process %d says %s", peer.pid, request.cmd)
        except DoorError as error:
            peer.writer.write(refusal(None, error))
            await _drained(peer.writer)
            return False
        try:
            result = await self._handle(request, peer)
            if request.cmd == "subscribe":
                peer.subscribed = True
            answer = reply(number, result)
        except DoorError as error:
            answer = refusal(number, error)
        except BackbreakError as error:
            answer = refusal(number, DoorError("failed", error.told))
        except Exception:  # one command's bug must not take the resident with it
            log.exception("the command %s failed", request.cmd)
            text = "%(cmd)s failed inside the resident: see its log"
            answer = refusal(number, DoorError("failed", text, cmd=request.cmd))
        peer.writer.write(answer)
        await _drained(peer.writer)
        return True


async def _line(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readline()
    except ValueError:
        told = "the door got a line over %(most)d bytes: send less"
        raise DoorError("usage", told, most=LINE_LIMIT) from None


async def _drained(writer: asyncio.StreamWriter) -> None:
    async with asyncio.timeout(DRAIN_S):
        await writer.drain()
