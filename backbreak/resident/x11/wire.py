"""The bytes of the X11 protocol, as its standard gives them: requests written, replies and events read.

Everything is in this machine's byte order, which we tell the server first. A reply or an event is handed in
whole, with its first byte; what is too short or contradicts itself raises ProtocolError.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from struct import Struct, calcsize, error, pack, unpack_from

LEAST = 32
"""Replies, errors and events have at least so many bytes."""

STRUCTURE_NOTIFY = 1 << 17
PROPERTY_CHANGE = 1 << 22

DESTROY_NOTIFY = 17
PROPERTY_NOTIFY = 28
CLIENT_MESSAGE = 33

ANY_TYPE = 0
_EVENT_MASK = 1 << 11
_MOST_WORDS = 1024
"""How much of a property is asked for, in words of four bytes; all we read is far shorter."""

_WORD = Struct("=I")


class ProtocolError(Exception):
    """The other side does not speak as an X server does; one line says what is wrong."""


def read(layout: str, data: bytes, at: int) -> tuple[int, ...]:
    """The numbers at a place, by the letters of `struct`. Raises ProtocolError if there are not so many."""
    try:
        return unpack_from("=" + layout, data, at)
    except error:
        raise ProtocolError(f"{len(data)} bytes where {at + calcsize('=' + layout)} are needed") from None


def padded(data: bytes) -> bytes:
    """Filled up to a whole word."""
    return data + bytes(-len(data) % 4)


def setup(kind: bytes, key: bytes) -> bytes:
    """The first bytes of a connection: our byte order, the protocol's version, and the key."""
    order = b"l" if sys.byteorder == "little" else b"B"
    return order + pack("=xHHHHxx", 11, 0, len(kind), len(key)) + padded(kind) + padded(key)


def request(opcode: int, data: int = 0, body: bytes = b"") -> bytes:
    """Any request: its number, its one byte of data, and the rest, filled up."""
    body = padded(body)
    return pack("=BBH", opcode, data, 1 + len(body) // 4) + body


def select_events(window: int, mask: int) -> bytes:
    """ChangeWindowAttributes: which events of a window we want from now on."""
    return request(2, 0, pack("=III", window, _EVENT_MASK, mask))


def intern_atom(name: str) -> bytes:
    """InternAtom, made if it is not there; read the reply with `number`."""
    text = name.encode("ascii")
    return request(16, 0, pack("=Hxx", len(text)) + text)


def get_property(window: int, name: int, kind: int = ANY_TYPE) -> bytes:
    """GetProperty of a window; read the reply with `property_value`."""
    return request(20, 0, pack("=IIIII", window, name, kind, 0, _MOST_WORDS))


def get_selection_owner(selection: int) -> bytes:
    """GetSelectionOwner; read the reply with `number`."""
    return request(23, 0, _WORD.pack(selection))


def get_input_focus() -> bytes:
    """GetInputFocus, which we ask only to be answered."""
    return request(43)


def query_extension(name: str) -> bytes:
    """QueryExtension; read the reply with `extension`."""
    text = name.encode("ascii")
    return request(98, 0, pack("=Hxx", len(text)) + text)


def number(reply: bytes) -> int:
    """The one number of a reply to InternAtom or GetSelectionOwner."""
    return read("I", reply, 8)[0]


@dataclass(frozen=True, slots=True)
class Extension:
    """Where an extension's requests and events begin in the numbers of this server."""

    opcode: int
    first_event: int


def extension(reply: bytes) -> Extension | None:
    """What QueryExtension found; None where the server has no such extension."""
    present, opcode, first_event = read("BBB", reply, 8)
    return Extension(opcode, first_event) if present else None


@dataclass(frozen=True, slots=True)
class Property:
    """A property's value: numbers of 32 bits, or else bytes. Neither where there is none."""

    words: tuple[int, ...] = ()
    text: bytes = b""


def property_value(reply: bytes) -> Property:
    """What GetProperty found."""
    bits = read("B", reply, 1)[0]
    count = read("I", reply, 16)[0]
    size = count * bits // 8
    if LEAST + size > len(reply):
        raise ProtocolError(f"a property of {size} bytes is longer than its reply")
    if bits == 32:
        return Property(words=read(f"{count}I", reply, LEAST))
    return Property(text=reply[LEAST : LEAST + size])


@dataclass(frozen=True, slots=True)
class PropertyNotify:
    """A property of a window was set or deleted."""

    window: int
    atom: int


@dataclass(frozen=True, slots=True)
class ClientMessage:
    """What one program tells others through a window."""

    window: int
    kind: int
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DestroyNotify:
    """A window is gone."""

    window: int


WindowEvent = PropertyNotify | ClientMessage | DestroyNotify


def window_event(data: bytes) -> WindowEvent | None:
    """An event of a window; None for one that we know nothing of."""
    code = data[0] & 0x7F
    if code == PROPERTY_NOTIFY:
        return PropertyNotify(*read("II", data, 4))
    if code == CLIENT_MESSAGE:
        window, kind, *words = read("II5I", data, 4)
        return ClientMessage(window, kind, tuple(words) if data[1] == 32 else ())
    if code == DESTROY_NOTIFY:
        window, gone = read("II", data, 4)
        return DestroyNotify(window) if window == gone else None
    return None
