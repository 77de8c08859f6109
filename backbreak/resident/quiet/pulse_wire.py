"""PulseAudio's native protocol as far as one asks with it who records: frames and tagged values, in bytes.

A frame is a descriptor of five big-endian numbers (length, channel, two of an offset, flags) and what it
carries. On the channel of commands that is a list of values, each behind a letter that says its type. Known
from PulseAudio's tagstruct.c, pstream.c and native-common.h, and its notes of what each version added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from struct import Struct, error
from typing import TypeAlias

VERSION = 19
"""The version we ask for: the first that tells whether a recording is paused, and little besides."""

NONE = 0xFFFFFFFF
"""A number that stands for nothing: no sink, no client; and the channel of commands."""

ERROR, REPLY, AUTH, SET_CLIENT_NAME = 0, 2, 8, 9
GET_SOURCE_INFO, GET_SOURCE_OUTPUT_INFO_LIST, SUBSCRIBE, SUBSCRIBE_EVENT = 23, 32, 35, 66
MASK_SOURCE_OUTPUT = 0x0008
COOKIE_BYTES = 256

Value: TypeAlias = int | str | bytes | bool | Mapping[str, str] | None

_DESCRIPTOR = Struct(">5I")
_U32 = Struct(">I")
_MOST_BYTES = 1 << 20
"""Longer than any answer to what we ask: a thousand recordings."""

# Types of which nothing is wanted, and how long one is: sample specification, time of day, time, volume.
_SKIPPED = {b"a": 6, b"T": 8, b"U": 8, b"R": 8, b"r": 8, b"V": 4, b"B": 1}


class WireError(Exception):
    """These bytes are not the protocol; one line says what is wrong."""


@dataclass(frozen=True, slots=True)
class Message:
    """A command, the number that ties a reply to its question, and the values that follow."""

    command: int
    tag: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Recording:
    """A source output: a program, or a module of the server, that records from a source."""

    index: int
    name: str
    module: int
    client: int
    source: int
    resampler: str
    properties: Mapping[str, str]
    corked: bool


def pack(command: int, tag: int, values: Sequence[Value] = ()) -> bytes:
    """The frame of a command."""
    body = b"".join(_packed(value) for value in (command, tag, *values))
    return _DESCRIPTOR.pack(len(body), NONE, 0, 0, 0) + body


class Frames:
    """Bytes as they come in, whole messages out."""

    def __init__(self) -> None:
        self._kept = bytearray()

    def feed(self, data: bytes) -> list[Message]:
        """The messages that are complete with these bytes. Raises WireError; after that, hang up."""
        self._kept += data
        found = []
        while len(self._kept) >= _DESCRIPTOR.size:
            length, channel, *_ = _DESCRIPTOR.unpack_from(self._kept)
            if length > _MOST_BYTES:
                raise WireError(f"a message of {length} bytes")
            end = _DESCRIPTOR.size + length
            if len(self._kept) < end:
                break
            if channel == NONE:  # on the others are samples, which nobody asked for
                found.append(_message(bytes(self._kept[_DESCRIPTOR.size : end])))
            del self._kept[:end]
        return found


def recordings(values: Sequence[Value]) -> list[Recording]:
    """What GET_SOURCE_OUTPUT_INFO_LIST answered, by VERSION. Raises WireError."""
    fields = 13
    if len(values) % fields:
        raise WireError(f"a list of recordings with {len(values)} values")
    return [_recording(values[at : at + fields]) for at in range(0, len(values), fields)]


def is_monitor(values: Sequence[Value]) -> bool:
    """Whether the source that GET_SOURCE_INFO answered for is what a sink plays. Raises WireError."""
    # Index, name, description, sample specification, channel map, module, volume, muted; then the sink.
    if len(values) < 9 or type(values[8]) is not int:
        raise WireError("no source")
    return values[8] != NONE


def _recording(values: Sequence[Value]) -> Recording:
    match values:
        case (
            int() as index, str() | None as name, int() as module, int() as client, int() as source,
            _, _, _, _, str() | None as resampler, str() | None, dict() as properties, bool() as corked,
        ):  # fmt: skip
            return Recording(index, name or "", module, client, source, resampler or "", properties, corked)
    raise WireError("a recording whose values are of other types")


def _packed(value: Value) -> bytes:
    match value:
        case None:
            return b"N"
        case bool():
            return b"1" if value else b"0"
        case int():
            return b"L" + _U32.pack(value)
        case str():
            return b"t" + _c_string(value)
        case bytes():
            return b"x" + _U32.pack(len(value)) + value
    pairs = ((_packed(key), value[key].encode() + b"\0") for key in value)
    lists = (key + _packed(len(data)) + _packed(data) for key, data in pairs)
    return b"P" + b"".join(lists) + b"N"


def _c_string(text: str) -> bytes:
    return text.encode() + b"\0"


def _message(body: bytes) -> Message:
    reader = _Reader(body)
    try:
        command, tag, *rest = reader.all()
    except (error, IndexError, ValueError) as wrong:
        raise WireError(f"a message that ends in the middle ({wrong})") from None
    if type(command) is not int or type(tag) is not int:
        raise WireError("a message without a command")
    return Message(command, tag, tuple(rest))


class _Reader:
    """Reads the values of one message, one after the other."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._at = 0

    def all(self) -> list[Value]:
        """All values. Raises WireError, or what the standard library does where the bytes end too soon."""
        found = []
        while self._at < len(self._body):
            found.append(self._next())
        return found

    def _next(self) -> Value:
        kind = self._take(1)
        if kind in _SKIPPED:
            self._take(_SKIPPED[kind])
            return None
        match kind:
            case b"L":
                return self._number()
            case b"t":
                return self._string()
            case b"N":
                return None
            case b"1" | b"0":
                return kind == b"1"
            case b"x":
                return self._take(self._number())
            case b"m":  # a channel map: so many bytes
                self._take(self._take(1)[0])
                return None
            case b"v":  # volumes: so many numbers
                self._take(self._take(1)[0] * 4)
                return None
            case b"P":
                return self._properties()
        raise WireError(f"a value of the unknown type {kind!r}")

    def _properties(self) -> dict[str, str]:
        found: dict[str, str] = {}
        while (kind := self._take(1)) == b"t":
            key = self._string()
            if self._take(1) != b"L":
                break
            self._number()  # the length, which the value says again
            if self._take(1) != b"x":
                break
            # Text ends with a zero; a picture, say, does not matter here.
            found[key] = self._take(self._number()).rstrip(b"\0").decode(errors="replace")
        if kind != b"N":
            raise WireError("properties of another form")
        return found

    def _number(self) -> int:
        return int(_U32.unpack(self._take(_U32.size))[0])

    def _string(self) -> str:
        end = self._body.index(b"\0", self._at)
        text = self._body[self._at : end].decode(errors="replace")
        self._at = end + 1
        return text

    def _take(self, count: int) -> bytes:
        end = self._at + count
        if end > len(self._body):
            raise WireError("a message that ends in the middle")
        taken = self._body[self._at : end]
        self._at = end
        return taken
