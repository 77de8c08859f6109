"""Idle time on macOS: CGEventSourceSecondsSinceLastEventType, which can be asked and never tells.

Not verified on macOS yet: written from Apple's description of the function and its constants.
"""

from __future__ import annotations

import ctypes
import sys
from datetime import timedelta

from backbreak.resident.presence.looking import Looking

_LIBRARY = "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"
_HARDWARE = 1
"""kCGEventSourceStateHIDSystemState: what was really pressed, not what programs made up."""
_ANY_INPUT = 0xFFFFFFFF
"""kCGAnyInputEventType."""


class MacosIdle(Looking):
    """An IdleSource."""

    name = "CGEventSourceSecondsSinceLastEventType"

    def read(self) -> timedelta:
        """Part of Looking."""
        if sys.platform == "darwin":
            # The loader keeps it after the first time: there is nothing to gain by doing so ourselves.
            seconds_since = ctypes.CDLL(_LIBRARY).CGEventSourceSecondsSinceLastEventType
            seconds_since.restype = ctypes.c_double
            seconds_since.argtypes = (ctypes.c_int32, ctypes.c_uint32)
            return timedelta(seconds=max(seconds_since(_HARDWARE, _ANY_INPUT), 0.0))
        raise OSError("this is not macOS")
