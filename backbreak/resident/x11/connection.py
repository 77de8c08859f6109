"""One connection to the X server, on the loop: requests go out, answers find who asked, events who listens.

Nothing here raises into the loop. When the server goes, or says what no X server would, everybody who waits
gets X11Error, and `when_lost` is called.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from backbreak.resident.x11 import wire
from backbreak.resident.x11.address import X11Error
from backbreak.resident.x11.stream import Event, Failure, Message, Refused, Reply, Stream, Welcome
from backbreak.resident.x11.wire import ProtocolError
from backbreak.words import _

ANSWER_S = 1.5
"""How long it may take to answer."""

_ASK_AFTER = 0x8000
"""Answers tell 16 bits of a request's number: after so many requests without one, we ask for one."""

Heard = Callable[[bytes], None]
Found = TypeVar("Found")

log = logging.getLogger(__name__)


class RequestError(X11Error):
    """The server refused one request: what it was about is gone, or never was."""


class Connection(asyncio.Protocol):
    """Made by `opening.connect`; `welcome` says which root windows there are, and is None until then."""

    def __init__(self) -> None:
        self.welcome: Welcome | None = None
        self.welcomed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.open = True
        self._stream = Stream()
        self._transport: asyncio.Transport | None = None
        self._sent = 0  # how many requests
        self._sure = 0  # the number of the last one that is answered in any case
        self._answered = 0  # the number of the last one that we know to be done
        self._waiting: dict[int, asyncio.Future[bytes]] = {}
        self._heard: list[Heard] = []
        self._lost: list[Callable[[str], None]] = []
        self._ids = 0

    # What the others use.

    def send(self, request: bytes) -> None:
        """Send a request that has no answer. If the server refuses it, the log says so and nobody else."""
        if self._transport is None or not self.open:
            return
        self._write(request)
        if self._sent - self._sure >= _ASK_AFTER:
            self._write(wire.get_input_focus())
            self._sure = self._sent

    async def ask(self, request: bytes, read: Callable[[bytes], Found]) -> Found:
        """Send a request and return what `read` makes of its reply.

        Raises RequestError if the server refuses the request, X11Error if it gives no reply, or none that can
        be read.
        """
        if self._transport is None or not self.open:
            raise X11Error(_("the X server is gone"))
        self._write(request)
        number = self._sure = self._sent
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        try:
            async with asyncio.timeout(ANSWER_S):
                return read(await answer)
        except ProtocolError as error:
            raise X11Error(_("the X server cannot be understood")) from error
        except TimeoutError:
            raise X11Error(_("the X server does not answer")) from None
        finally:
            self._waiting.pop(number, None)

    def new_id(self) -> int:
        """A number for a thing of ours that the server is to keep. Raises X11Error when they are used up."""
        assert self.welcome is not None
        step = self.welcome.id_mask & -self.welcome.id_mask
        self._ids += step
        if self._ids & ~self.welcome.id_mask:
            raise X11Error(_("the X server gives no more numbers"))
        return self.welcome.id_base | self._ids

    def listen(self, heard: Heard) -> None:
        """Hand every event to `heard`, until the connection ends or `unlisten`."""
        self._heard.append(heard)

    def unlisten(self, heard: Heard) -> None:
        """Hand it no more. Doing so again is no error."""
        if heard in self._heard:
            self._heard.remove(heard)

    def when_lost(self, lost: Callable[[str], None]) -> None:
        """Call `lost(why)` once when the server is gone; not after `close`."""
        self._lost.append(lost)

    def forget(self, lost: Callable[[str], None]) -> None:
        """Do not call it any more. Doing so again is no error."""
        if lost in self._lost:
            self._lost.remove(lost)

    def close(self) -> None:
        """Hang up: nothing is called any more, whoever waits gets X11Error. Doing so again is no error."""
        self._lost.clear()
        self._end(_("the connection was closed"))

    # What the loop calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if not self.open:
            return
        try:
            for message in self._stream.feed(data):
                self._take(message)
        except ProtocolError as error:
            log.warning("the X server sent what cannot be: %s", error)
            self._end(_("the X server cannot be understood"))

    def connection_lost(self, exc: Exception | None) -> None:
        self._end(_("the X server is gone"))

    # What it does with what came.

    def _write(self, request: bytes) -> None:
        assert self._transport is not None
        self._transport.write(request)
        self._sent += 1

    def _take(self, message: Message) -> None:
        match message:
            case Welcome():
                self.welcome = message
                if not self.welcomed.done():
                    self.welcomed.set_result(None)
            case Refused():
                self._end(_("the X server does not let us in: %(why)s") % {"why": message.reason})
            case Reply():
                self._answer(self._reached(message.number), message.data)
            case Failure():
                self._answer(self._reached(message.number), message)
            case Event():
                if message.number is not None:
                    self._reached(message.number)
                self._tell(message.data)

    def _reached(self, number: int) -> int:
        """The whole number of the request that the server has come to, of which it tells 16 bits."""
        self._answered += (number - self._answered) & 0xFFFF
        if self._answered > self._sent:
            raise ProtocolError(f"an answer to request {self._answered} of {self._sent}")
        return self._answered

    def _answer(self, number: int, found: bytes | Failure) -> None:
        waiting = self._waiting.pop(number, None)
        if waiting is None or waiting.done():
            if isinstance(found, Failure):
                log.debug("the X server refused request %d: error %d", found.opcode, found.code)
        elif isinstance(found, Failure):
            words = {"request": found.opcode, "code": found.code}
            why = _("the X server refused request %(request)d with error %(code)d") % words
            waiting.set_exception(RequestError(why))
        else:
            waiting.set_result(found)

    def _tell(self, data: bytes) -> None:
        # By the loop, so that one listener's mistake costs neither the others nor the connection.
        for heard in self._heard:
            asyncio.get_running_loop().call_soon(self._hand, heard, data)

    def _hand(self, heard: Heard, data: bytes) -> None:
        if self.open and heard in self._heard:
            heard(data)

    def _end(self, why: str) -> None:
        if not self.open:
            return
        self.open = False
        if self._transport is not None:
            self._transport.abort()
        waiting, self._waiting = self._waiting, {}
        for answer in waiting.values():
            if not answer.done():
                answer.set_exception(X11Error(why))
        if not self.welcomed.done():
            self.welcomed.set_exception(X11Error(why))
        for lost in self._lost:
            asyncio.get_running_loop().call_soon(self._tell_lost, lost, why)

    def _tell_lost(self, lost: Callable[[str], None], why: str) -> None:
        if lost in self._lost:
            lost(why)
