"""Wayland's messages: which object, which request or event, and its arguments, in this machine's byte order.

A message is a header of eight bytes (the object's id, then its whole length and the opcode) and arguments in
words of four bytes. The layout is that of the Wayland book's chapter on the wire format.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_HEADER = struct.Struct("=II")
_WORD = struct.Struct("=I")
MOST_BYTES = 0xFFFF
"""The longest message: its length has sixteen bits."""


class WireError(Exception):
    """What came is no message, or its arguments are not what was expected; no more can be read after it."""


def uint(value: int) -> bytes:
    """An argument: a number from 0, an object or the id of a new one."""
    return _WORD.pack(value)


def string(text: str) -> bytes:
    """An argument: a text, which ends with a zero byte and fills whole words."""
    body = text.encode() + b"\0"
    return _WORD.pack(len(body)) + body + bytes(-len(body) % 4)


def message(target: int, opcode: int, *arguments: bytes) -> bytes:
    """A whole message. Raises WireError when it is too long for one."""
    body = b"".join(arguments)
    length = _HEADER.size + len(body)
    if length > MOST_BYTES:
        raise WireError(f"a message of {length} bytes")
    return _HEADER.pack(target, length << 16 | opcode) + body


class Arguments:
    """The arguments of a message, read one after the other. Raises WireError when there is no such one."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._at = 0

    def uint(self) -> int:
        """The next one, a number or an object."""
        return int(_WORD.unpack(self._take(_WORD.size))[0])

    def string(self) -> str:
        """The next one, a text; "" for none. What is no UTF-8 in it is replaced."""
        length = self.uint()
        if length == 0:
            return ""
        body = self._take(length + -length % 4)[:length]
        if body[-1] != 0:
            raise WireError("a text without an end")
        return body[:-1].decode(errors="replace")

    def _take(self, length: int) -> bytes:
        end = self._at + length
        if end > len(self._body):
            raise WireError(f"arguments of {len(self._body)} bytes where {end} were expected")
        part, self._at = self._body[self._at : end], end
        return part


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it came."""

    target: int
    opcode: int
    body: bytes


class Messages:
    """Cuts a stream of bytes, which comes in any pieces, into messages."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[Message]:
        """The messages that are whole with these bytes. Raises WireError where one cannot be."""
        self._rest += data
        while len(self._rest) >= _HEADER.size:
            target, word = _HEADER.unpack_from(self._rest)
            length, opcode = word >> 16, word & 0xFFFF
            if length < _HEADER.size or length % 4:
                raise WireError(f"a message that says it is {length} bytes long")
            if len(self._rest) < length:
                return
            body, self._rest = self._rest[_HEADER.size : length], self._rest[length:]
            yield Message(target, opcode, body)
