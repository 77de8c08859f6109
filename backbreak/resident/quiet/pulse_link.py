"""One connection to a sound server that speaks PulseAudio's native protocol (PulseAudio, pipewire-pulse).

No library: libpulse costs 4 MiB, and its calls wait for the server. This one only ever reads and writes what
the socket has and takes.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
from asyncio import AbstractEventLoop, Future
from collections.abc import Callable, Sequence
from pathlib import Path

from backbreak.resident.quiet import pulse_wire as wire
from backbreak.resident.quiet.sources import QuietError
from backbreak.words import _
from backbreak.words.refusals import why

_PIECE_BYTES = 16384


class RefusedError(QuietError):
    """The server says no to this question: what was asked about is gone, say."""


class PulseLink:
    """Questions and answers over one socket. `told()` is called when the server tells of a change, `lost()`
    when it has hung up.

    Opens at once or raises QuietError; whoever opens one closes it.
    """

    def __init__(
        self,
        loop: AbstractEventLoop,
        path: Path,
        told: Callable[[], None] | None = None,
        lost: Callable[[], None] | None = None,
    ) -> None:
        self._loop = loop
        self._told, self._lost = told, lost
        self._waiting: dict[int, Future[Sequence[wire.Value]]] = {}
        self._asked = 0
        self._frames = wire.Frames()
        self._socket: socket.socket | None = _connected(path)
        loop.add_reader(self._socket.fileno(), self._readable)

    @property
    def open(self) -> bool:
        """Whether one can still ask."""
        return self._socket is not None

    async def greet(self) -> None:
        """Say who we are, without which nothing else is answered. Raises QuietError."""
        version, *_rest = await self.ask(wire.AUTH, wire.VERSION, _cookie()) or (0,)
        # The upper bits offer shared memory, which we did not ask for.
        if type(version) is not int or version & 0xFFFF < wire.VERSION:
            raise QuietError(_("the sound server is too old"))
        about = {"application.name": "backbreak", "application.process.id": str(os.getpid())}
        await self.ask(wire.SET_CLIENT_NAME, about)

    async def ask(self, command: int, *values: wire.Value) -> Sequence[wire.Value]:
        """The values of the answer; the caller limits the time. Raises QuietError."""
        if self._socket is None:
            raise QuietError(_("the sound server has hung up"))
        self._asked += 1
        tag = self._asked
        answer = self._waiting[tag] = self._loop.create_future()
        try:
            self._send(wire.pack(command, tag, values))
            values = await answer
        finally:
            self._waiting.pop(tag, None)
        return values

    def close(self) -> None:
        """Hang up; whoever waits for an answer gets an error. Doing so again is no error."""
        if self._socket is not None:
            self._loop.remove_reader(self._socket.fileno())
            self._socket.close()
            self._socket = None
            self._fail(_("the sound server has hung up"))

    def _send(self, frame: bytes) -> None:
        assert self._socket is not None
        try:
            sent = self._socket.sendmsg([frame], credentials())
        except OSError as error:
            told = _("the sound server does not take a question: %(why)s")
            raise QuietError(told % {"why": why(error)}) from error
        if sent < len(frame):  # a few hundred bytes: it has read nothing for long
            raise QuietError(_("the sound server does not read what it is asked"))

    def _readable(self) -> None:
        assert self._socket is not None
        try:
            data = self._socket.recv(_PIECE_BYTES)
            messages = self._frames.feed(data)
        except BlockingIOError:
            return
        except (OSError, wire.WireError):
            data, messages = b"", []
        for message in messages:
            if self._socket is not None:  # the one before may have had us hang up
                self._take(message)
        if not data and self._socket is not None:
            self.close()
            if self._lost is not None:
                self._lost()

    def _take(self, message: wire.Message) -> None:
        if message.command == wire.SUBSCRIBE_EVENT:
            if self._told is not None:
                self._told()
            return
        answer = self._waiting.get(message.tag)
        if answer is None or answer.done():
            return
        if message.command == wire.REPLY:
            answer.set_result(message.values)
        elif message.command == wire.ERROR:
            told = _("the sound server refuses (error %(code)s)") % {"code": message.values[:1]}
            answer.set_exception(RefusedError(told))

    def _fail(self, why: str) -> None:
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(QuietError(why))


def credentials() -> list[tuple[int, int, bytes]]:
    """What has the kernel vouch for who we are, so that a server needs no cookie.

    It would do so by itself, but not for what is sent before the server has asked it to.
    """
    if sys.platform != "linux":
        return []
    who = struct.pack("3i", os.getpid(), os.getuid(), os.getgid())
    return [(socket.SOL_SOCKET, socket.SCM_CREDENTIALS, who)]


def server_socket() -> Path | None:
    """Where a sound server of this computer listens, as libpulse finds it; None where nothing does."""
    return next((path for path in _candidates() if path.is_socket()), None)


def _candidates() -> list[Path]:
    if named := os.environ.get("PULSE_SERVER"):
        # A list of addresses, each perhaps for one machine only: "{machine}unix:/path", "/path", "tcp:host".
        addresses = [one.rpartition("}")[2].removeprefix("unix:") for one in named.split()]
        return [Path(one) for one in addresses if one.startswith("/")]
    runtime = os.environ.get("PULSE_RUNTIME_PATH")
    session = os.environ.get("XDG_RUNTIME_DIR")
    folders = [Path(runtime)] if runtime else []
    folders += [Path(session, "pulse")] if session else []
    return [folder / "native" for folder in (*folders, Path("/run/pulse"))]


def _cookie() -> bytes:
    """What proves that we are the same user. Zeros will do, too: servers also go by `credentials`."""
    named = os.environ.get("PULSE_COOKIE")
    home = Path(os.environ.get("HOME") or "/")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    for path in ([Path(named)] if named else []) + [config / "pulse" / "cookie", home / ".pulse-cookie"]:
        try:
            cookie = path.read_bytes()
        except OSError:
            continue
        if len(cookie) == wire.COOKIE_BYTES:
            return cookie
    return bytes(wire.COOKIE_BYTES)


def _connected(path: Path) -> socket.socket:
    """A socket that is connected now: on this computer that takes no time, or the server's queue is full."""
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC)
    try:
        made.connect(os.fspath(path))
    except OSError as error:
        made.close()
        what = {"path": path, "why": why(error)}
        raise QuietError(_("the sound server at %(path)s does not listen: %(why)s") % what) from error
    return made
