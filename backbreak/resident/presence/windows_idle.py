"""Idle time on Windows: GetLastInputInfo, which can be asked and never tells.

Not verified on Windows yet: written from Microsoft's description of the two functions.
"""

from __future__ import annotations

import ctypes
import sys
from datetime import timedelta

from backbreak.resident.presence.looking import Looking

_TICKS = 1 << 32
"""Ticks are milliseconds since the start, in 32 bits: they begin anew after 49.7 days."""


class _LastInput(ctypes.Structure):
    """LASTINPUTINFO: its own size, and the tick of the last input."""

    _fields_ = (("size", ctypes.c_uint32), ("tick", ctypes.c_uint32))


class WindowsIdle(Looking):
    """An IdleSource."""

    name = "GetLastInputInfo"

    def read(self) -> timedelta:
        """Part of Looking."""
        if sys.platform == "win32":
            last = _LastInput(size=ctypes.sizeof(_LastInput))
            if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
                raise ctypes.WinError()
            return since(last.tick, ctypes.windll.kernel32.GetTickCount())
        raise OSError("this is not Windows")


def since(then: int, now: int) -> timedelta:
    """The time from one tick to another. An input that is newer than `now`, read after it, was just now."""
    passed = (now - then) % _TICKS
    return timedelta(milliseconds=passed if passed < _TICKS // 2 else 0)
