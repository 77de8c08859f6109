"""A connection to the Wayland compositor: objects with their events, on the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from backbreak.resident.wayland.wire import Arguments, Message, Messages, WireError, message, uint
from backbreak.words import _
from backbreak.words.refusals import why

Handler = Callable[[int, Arguments], None]
"""Gets an object's events: the opcode and the arguments."""

DISPLAY = 1
_SYNC = 0
_ERROR, _DELETE_ID = 0, 1
_DONE = 0


class NoCompositorError(Exception):
    """There is no compositor to talk to, or none any more. Says why, in one line for people."""


class Connection(asyncio.Protocol):
    """Made by `connect`. `on_lost(why)` is called once, when the compositor is gone or refuses us."""

    def __init__(self, on_lost: Callable[[str], None]) -> None:
        self._on_lost = on_lost
        self._messages = Messages()
        self._transport: asyncio.Transport | None = None
        self._handlers: dict[int, Handler] = {DISPLAY: self._on_display}
        self._free: list[int] = []
        self._next = DISPLAY + 1
        self._waiting: set[asyncio.Future[None]] = set()
        self._over = ""

    def new(self, handler: Handler) -> int:
        """An id for an object that the next request makes; its events go to `handler`."""
        if self._free:
            number = self._free.pop()
        else:
            number, self._next = self._next, self._next + 1
        self._handlers[number] = handler
        return number

    def send(self, target: int, opcode: int, *arguments: bytes) -> None:
        """Make a request. Does nothing once the connection is over."""
        if self._transport is not None and not self._over:
            self._transport.write(message(target, opcode, *arguments))

    def destroy(self, target: int, opcode: int) -> None:
        """End an object by this request of its. Events that are on their way are not heard any more."""
        self.send(target, opcode)
        # The id is free again only when the compositor says so: it may be speaking of this object just now.
        self._handlers[target] = _deaf

    async def roundtrip(self) -> None:
        """Wait until all that was sent is answered. Raises NoCompositorError when that never comes."""
        if self._over:
            raise NoCompositorError(self._over)
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def on_callback(opcode: int, arguments: Arguments) -> None:
            if opcode == _DONE and not done.done():
                done.set_result(None)

        self._waiting.add(done)
        try:
            self.send(DISPLAY, _SYNC, uint(self.new(on_callback)))
            await done
        finally:
            self._waiting.discard(done)

    def close(self) -> None:
        """Hang up; nothing is reported. Doing so again is no error."""
        self._end("closed")

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Part of asyncio's protocol."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Part of asyncio's protocol."""
        try:
            for one in self._messages.feed(data):
                if self._over:
                    return
                self._dispatch(one)
        except WireError as error:
            self._lose(_("the compositor sent what cannot be understood: %(what)s") % {"what": error})

    def connection_lost(self, error: Exception | None) -> None:
        """Part of asyncio's protocol."""
        self._lose(_("the compositor is gone"))

    def _dispatch(self, one: Message) -> None:
        handler = self._handlers.get(one.target)
        if handler is not None:
            handler(one.opcode, Arguments(one.body))

    def _on_display(self, opcode: int, arguments: Arguments) -> None:
        if opcode == _ERROR:
            target, code, text = arguments.uint(), arguments.uint(), arguments.string()
            what = {"what": f"{text} (object {target}, code {code})"}
            self._lose(_("the compositor refuses us: %(what)s") % what)
        elif opcode == _DELETE_ID:
            number = arguments.uint()
            if number != DISPLAY and self._handlers.pop(number, None) is not None:
                self._free.append(number)

    def _lose(self, why: str) -> None:
        if not self._over:
            self._end(why)
            self._on_lost(why)

    def _end(self, why: str) -> None:
        if self._over:
            return
        self._over = why
        self._handlers.clear()
        if self._transport is not None:
            self._transport.abort()
        for future in self._waiting:
            if not future.done():
                future.set_exception(NoCompositorError(why))


async def connect(environ: Mapping[str, str], on_lost: Callable[[str], None]) -> Connection:
    """Connect to the compositor of this environment. Raises NoCompositorError; the caller limits the time."""
    path = socket_path(environ)
    loop = asyncio.get_running_loop()
    try:
        _transport, connection = await loop.create_unix_connection(lambda: Connection(on_lost), str(path))
    except OSError as error:
        what = {"path": path, "what": why(error)}
        raise NoCompositorError(_("no compositor listens at %(path)s: %(what)s") % what) from error
    return connection


def socket_path(environ: Mapping[str, str]) -> Path:
    """Where the compositor listens. Raises NoCompositorError when the environment does not say."""
    display = environ.get("WAYLAND_DISPLAY")
    if not display:
        raise NoCompositorError(_("WAYLAND_DISPLAY is not set"))
    if Path(display).is_absolute():
        return Path(display)
    folder = environ.get("XDG_RUNTIME_DIR")
    if not folder:
        raise NoCompositorError(_("XDG_RUNTIME_DIR is not set"))
    return Path(folder, display)


def _deaf(opcode: int, arguments: Arguments) -> None:
    """Hears nothing: what an object that we ended still says."""
