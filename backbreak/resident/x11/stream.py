"""The server's bytes, cut into messages: however they arrive, whole messages come out, in order.

Pure: bytes go in by `feed`. What no X server would send raises ProtocolError, after which the stream is of no
more use.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from backbreak.resident.x11.wire import LEAST, ProtocolError, read

MOST_BYTES = 1 << 20
"""A message that claims to be longer is none: what we ask for has some kilobytes at most."""

_ERROR, _REPLY, _KEYMAP, _GENERIC = 0, 1, 11, 35
_SETUP_HEAD, _SETUP_FIXED, _SCREEN, _DEPTH, _VISUAL, _FORMAT = 8, 32, 40, 8, 24, 8


@dataclass(frozen=True, slots=True)
class Refused:
    """The server does not let us in, and says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """The server lets us in: the numbers our things may have, and the root window of each screen."""

    id_base: int
    id_mask: int
    roots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a request; `number` has the low 16 bits of how many we had sent with it."""

    number: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """A request was refused: the error's code, and the request's own."""

    number: int
    code: int
    opcode: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened; `number` is that of the last request done, None where the event has none."""

    number: int | None
    data: bytes


Message = Refused | Welcome | Reply | Failure | Event


class Stream:
    """One connection's bytes, from the first one on."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._welcomed = False

    def feed(self, data: bytes) -> Iterator[Message]:
        """The messages that are whole with these bytes. Raises ProtocolError."""
        self._buffer += data
        at = 0
        try:
            while (size := self._size(at)) and at + size <= len(self._buffer):
                whole = bytes(self._buffer[at : at + size])
                at += size
                yield self._message(whole)
        finally:
            del self._buffer[:at]

    def _size(self, at: int) -> int:
        """How long the message there is; 0 while that cannot be told yet."""
        head = bytes(self._buffer[at : at + 8])
        if len(head) < 8:
            return 0
        if not self._welcomed:
            if head[0] not in (0, 1, 2):
                raise ProtocolError(f"a greeting that begins with {head[0]}")
            size = _SETUP_HEAD + 4 * read("H", head, 6)[0]
        elif head[0] == _REPLY or head[0] & 0x7F == _GENERIC:
            size = LEAST + 4 * read("I", head, 4)[0]
        else:
            size = LEAST
        if size > MOST_BYTES:
            raise ProtocolError(f"a message of {size} bytes")
        return size

    def _message(self, whole: bytes) -> Message:
        if not self._welcomed:
            return self._setup(whole)
        kind, number = whole[0], read("H", whole, 2)[0]
        if kind == _REPLY:
            return Reply(number, whole)
        if kind == _ERROR:
            return Failure(number, whole[1], whole[10])
        return Event(None if kind & 0x7F == _KEYMAP else number, whole)

    def _setup(self, whole: bytes) -> Message:
        if whole[0] == 1:
            self._welcomed = True
            return _welcome(whole)
        # A refusal tells the length of its reason, a wish for another way of knowing us does not.
        reason = whole[_SETUP_HEAD:][: whole[1]] if whole[0] == 0 else whole[_SETUP_HEAD:]
        return Refused(" ".join(reason.rstrip(b"\0").decode("latin-1").split()))


def _welcome(whole: bytes) -> Welcome:
    id_base, id_mask = read("II", whole, 12)
    vendor = read("H", whole, 24)[0]
    screens, formats = read("BB", whole, 28)
    at = _SETUP_HEAD + _SETUP_FIXED + vendor + -vendor % 4 + _FORMAT * formats
    roots = []
    for _screen in range(screens):
        roots.append(read("I", whole, at)[0])
        depths = read("B", whole, at + _SCREEN - 1)[0]
        at += _SCREEN
        for _depth in range(depths):
            at += _DEPTH + _VISUAL * read("H", whole, at + 2)[0]
    if not roots or at > len(whole) or id_mask == 0:
        raise ProtocolError("a greeting that is not whole")
    return Welcome(id_base, id_mask, tuple(roots))
