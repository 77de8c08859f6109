"""What the compositor offers: its globals, as they come and go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backbreak.resident.wayland.connection import DISPLAY, Connection, Handler
from backbreak.resident.wayland.wire import Arguments, string, uint

_GET_REGISTRY = 1
_BIND = 0
_GLOBAL, _GLOBAL_REMOVE = 0, 1


@dataclass(frozen=True, slots=True)
class Global:
    """One thing that is offered. `name` is the number it goes by, `version` the newest that is spoken."""

    name: int
    interface: str
    version: int


class Registry:
    """Tells `on_offered(one)` of each global, and `on_gone(name)` of one that is withdrawn.

    All that is there already has been told when a roundtrip after this is over.
    """

    def __init__(
        self,
        connection: Connection,
        on_offered: Callable[[Global], None],
        on_gone: Callable[[int], None],
    ) -> None:
        self._connection = connection
        self._on_offered = on_offered
        self._on_gone = on_gone
        self._id = connection.new(self._on_event)
        connection.send(DISPLAY, _GET_REGISTRY, uint(self._id))

    def bind(self, one: Global, version: int, handler: Handler) -> int:
        """The id of an object for this global; `version` at most the one that is offered."""
        number = self._connection.new(handler)
        arguments = (uint(one.name), string(one.interface), uint(version), uint(number))
        self._connection.send(self._id, _BIND, *arguments)
        return number

    def _on_event(self, opcode: int, arguments: Arguments) -> None:
        if opcode == _GLOBAL:
            self._on_offered(Global(arguments.uint(), arguments.string(), arguments.uint()))
        elif opcode == _GLOBAL_REMOVE:
            self._on_gone(arguments.uint())
