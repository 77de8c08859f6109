"""Monitors of one X server, plugged in and pulled out: RandR 1.5's own, of any size, without any hardware."""

from __future__ import annotations

from ctypes import CDLL, POINTER, Structure, c_char_p, c_int, c_ulong, c_void_p, pointer
from typing import Any

from .screen import Box


class _Monitor(Structure):
    """XRRMonitorInfo."""

    _fields_ = (
        ("name", c_ulong),
        ("primary", c_int),
        ("automatic", c_int),
        ("outputs_count", c_int),
        ("x", c_int),
        ("y", c_int),
        ("width", c_int),
        ("height", c_int),
        ("width_mm", c_int),
        ("height_mm", c_int),
        ("outputs", POINTER(c_ulong)),
    )


class Monitors:
    """The server's one screen, parted into monitors."""

    def __init__(self, display: str) -> None:
        self._x11, self._randr = CDLL("libX11.so.6"), CDLL("libXrandr.so.2")
        for function, result, *arguments in (
            (self._x11.XOpenDisplay, c_void_p, c_char_p),
            (self._x11.XCloseDisplay, c_int, c_void_p),
            (self._x11.XDefaultRootWindow, c_ulong, c_void_p),
            (self._x11.XInternAtom, c_ulong, c_void_p, c_char_p, c_int),
            (self._x11.XSync, c_int, c_void_p, c_int),
            (self._randr.XRRGetMonitors, POINTER(_Monitor), c_void_p, c_ulong, c_int, POINTER(c_int)),
            (self._randr.XRRSetMonitor, None, c_void_p, c_ulong, POINTER(_Monitor)),
            (self._randr.XRRDeleteMonitor, None, c_void_p, c_ulong, c_ulong),
        ):
            function.restype, function.argtypes = result, arguments
        self._display = self._x11.XOpenDisplay(display.encode())
        assert self._display, f"no X server at {display}"
        self._root = self._x11.XDefaultRootWindow(self._display)

    def plug_in(self, name: str, box: Box, *, primary: bool = False) -> None:
        """Add a monitor; the primary one takes the server's only output, which no other may have."""
        outputs = (c_ulong * 1)(*self._outputs()[:1]) if primary else None
        monitor = _Monitor(self._atom(name), primary, 0, int(primary), box.x, box.y, box.width, box.height)
        monitor.width_mm, monitor.height_mm = box.width // 4, box.height // 4
        if outputs is not None:
            monitor.outputs = outputs
        self._do(self._randr.XRRSetMonitor, pointer(monitor))

    def pull_out(self, name: str) -> None:
        """Take a monitor away."""
        self._do(self._randr.XRRDeleteMonitor, self._atom(name))

    def close(self) -> None:
        """Hang up."""
        self._x11.XCloseDisplay(self._display)

    def _outputs(self) -> list[int]:
        count = c_int()
        found = self._randr.XRRGetMonitors(self._display, self._root, 1, pointer(count))
        return [found[n].outputs[0] for n in range(count.value) if found[n].outputs_count]

    def _atom(self, name: str) -> int:
        return int(self._x11.XInternAtom(self._display, name.encode(), 0))

    def _do(self, function: Any, argument: object) -> None:
        function(self._display, self._root, argument)
        self._x11.XSync(self._display, 0)
