"""A hand on the mouse under Wayland compositors like sway: zwlr_virtual_pointer_v1, spoken plainly."""

from __future__ import annotations

import socket
import struct
import time
from pathlib import Path

from .waiting import PATIENCE_S, is_listened_to, wait_until

_DISPLAY = 1
BUTTONS = {1: 0x110, 2: 0x112, 3: 0x111}
"""The kernel's numbers of the left, middle and right button, by X11's."""


class WaylandPointer:
    """A mouse of its own, there until `close`: a menu that it opened closes when it is unplugged."""

    def __init__(self, path: Path, width: int, height: int) -> None:
        self._size = (width, height)
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(PATIENCE_S)
        wait_until(lambda: is_listened_to(path), "the compositor listens")
        self._socket.connect(str(path))
        self._received = b""
        self._globals: dict[str, int] = {}
        self._last = _DISPLAY
        self._registry = self._new()
        self._send(_DISPLAY, 1, struct.pack("<I", self._registry))
        self._roundtrip()
        seat = self._bind("wl_seat")
        manager = self._bind("zwlr_virtual_pointer_manager_v1")
        self._pointer = self._new()
        self._send(manager, 0, struct.pack("<II", seat, self._pointer))
        self._roundtrip()

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Move there, coming from beside it, then press and release a button as X11 numbers them."""
        for step in (2, 1, 0):
            self._act(1, struct.pack("<IIIII", _now_ms(), x - step, y, *self._size))
        for pressed in (1, 0):
            self._act(2, struct.pack("<III", _now_ms(), BUTTONS[button], pressed))

    def close(self) -> None:
        """Unplug it."""
        self._socket.close()

    def _act(self, opcode: int, body: bytes) -> None:
        self._send(self._pointer, opcode, body)
        self._send(self._pointer, 4)
        self._roundtrip()

    def _new(self) -> int:
        """The number of the next thing of ours: none may be left out."""
        self._last += 1
        return self._last

    def _bind(self, interface: str) -> int:
        number = self._new()
        text = interface.encode() + b"\0"
        name = struct.pack("<I", len(text)) + text + bytes(-len(text) % 4)
        body = struct.pack("<I", self._globals[interface]) + name + struct.pack("<II", 1, number)
        self._send(self._registry, 0, body)
        return number

    def _roundtrip(self) -> None:
        callback = self._new()
        self._send(_DISPLAY, 0, struct.pack("<I", callback))
        while self._next_event() != callback:
            pass

    def _send(self, thing: int, opcode: int, body: bytes = b"") -> None:
        self._socket.sendall(struct.pack("<II", thing, (8 + len(body)) << 16 | opcode) + body)

    def _next_event(self) -> int:
        """Read one event and give the thing that it is about."""
        while len(self._received) < 8 or len(self._received) < self._received[6] | self._received[7] << 8:
            part = self._socket.recv(65536)
            assert part, "the compositor has gone"
            self._received += part
        thing, word = struct.unpack_from("<II", self._received)
        body, self._received = self._received[8 : word >> 16], self._received[word >> 16 :]
        assert (thing, word & 0xFFFF) != (_DISPLAY, 0), f"the compositor refuses: {body!r}"
        if (thing, word & 0xFFFF) == (self._registry, 0):
            number, length = struct.unpack_from("<II", body)
            self._globals[body[8 : 7 + length].decode()] = number
        return int(thing)


def _now_ms() -> int:
    return int(time.monotonic() * 1000) & 0xFFFFFFFF
