"""The SYNC extension: counters that the server keeps, and alarms that go off when one reaches a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from struct import pack

from backbreak.resident.x11 import wire
from backbreak.resident.x11.connection import Connection
from backbreak.resident.x11.wire import LEAST, Extension, ProtocolError, read, request

NAME = "SYNC"
_VERSION = (3, 1)
_INITIALIZE, _LIST_COUNTERS, _QUERY_COUNTER, _CREATE, _CHANGE, _DESTROY = 0, 1, 5, 8, 9, 11
_ALARM_NOTIFY = 1
_SETTINGS = 0b111111
"""Every setting of an alarm, in the order of `_set`."""
_DESTROYED = 2


class Test(IntEnum):
    """When an alarm goes off: as soon as the counter is there, whether or not it was so before."""

    AT_LEAST = 2
    AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter of the server: its number and name."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class AlarmNotify:
    """An alarm went off, with the counter at a value."""

    alarm: int
    value: int


def read_counters(reply: bytes) -> tuple[Counter, ...]:
    """What a reply to ListSystemCounters lists. Raises ProtocolError."""
    count = read("I", reply, 8)[0]
    at, found = LEAST, []
    for _counter in range(count):
        number, _high, _low, size = read("IiIH", reply, at)
        name = reply[at + 14 : at + 14 + size]
        if len(name) < size:
            raise ProtocolError("a counter's name is not whole")
        found.append(Counter(number, name.decode("latin-1")))
        at += 14 + size + -(14 + size) % 4  # the name is filled up together with what is before it
    return tuple(found)


def read_value(data: bytes, at: int) -> int:
    """A whole number of 64 bits, its upper half first whatever the byte order. Raises ProtocolError."""
    high, low = read("iI", data, at)
    return (high << 32) + low


class Sync:
    """The extension on one connection; made by `begin`."""

    def __init__(self, connection: Connection, numbers: Extension) -> None:
        self._connection = connection
        self._opcode = numbers.opcode
        self._notify = numbers.first_event + _ALARM_NOTIFY
        self._free: list[int] = []

    @classmethod
    async def begin(cls, connection: Connection) -> Sync | None:
        """Find the extension and agree on its version; None where there is none. Raises X11Error."""
        numbers = await connection.ask(wire.query_extension(NAME), wire.extension)
        if numbers is None:
            return None
        await connection.ask(request(numbers.opcode, _INITIALIZE, pack("=BBxx", *_VERSION)), bytes)
        return cls(connection, numbers)

    async def counters(self) -> tuple[Counter, ...]:
        """The counters that the server itself keeps. Raises X11Error."""
        return await self._connection.ask(request(self._opcode, _LIST_COUNTERS), read_counters)

    async def value(self, counter: int) -> int:
        """What a counter is at now. Raises X11Error."""
        query = request(self._opcode, _QUERY_COUNTER, pack("=I", counter))
        return await self._connection.ask(query, lambda reply: read_value(reply, 8))

    def create(self, counter: int, value: int, test: Test) -> int:
        """Set up an alarm and return its number; it goes off once, at once if it is time. Raises X11Error."""
        alarm = self._free.pop() if self._free else self._connection.new_id()
        self._set(_CREATE, alarm, counter, value, test)
        return alarm

    def change(self, alarm: int, counter: int, value: int, test: Test) -> None:
        """Set up an alarm anew, whether or not it has gone off."""
        self._set(_CHANGE, alarm, counter, value, test)

    def destroy(self, alarm: int) -> None:
        """Take an alarm away; its number will be used again, and what it told may still be under way."""
        self._free.append(alarm)
        self._connection.send(request(self._opcode, _DESTROY, pack("=I", alarm)))

    def _set(self, minor: int, alarm: int, counter: int, value: int, test: Test) -> None:
        absolute, step, tell = 0, 0, 1
        settings = (counter, absolute, value >> 32, value & 0xFFFFFFFF, test, step >> 32, step, tell)
        body = pack("=II", alarm, _SETTINGS) + pack("=IIiIIiII", *settings)
        self._connection.send(request(self._opcode, minor, body))

    def notified(self, event: bytes) -> AlarmNotify | None:
        """The alarm that an event tells of; None for other events, and for an alarm that was taken away."""
        if event[0] & 0x7F != self._notify or event[28] == _DESTROYED:
            return None
        return AlarmNotify(read("I", event, 4)[0], read_value(event, 8))
