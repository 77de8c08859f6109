"""The lock on Windows: what the session's flags say, from Windows 8 on; before that they were reversed.

Not verified on Windows yet: written from Microsoft's description of the structure and the functions.
"""

from __future__ import annotations

import ctypes
import sys

from backbreak.resident.presence.looked_lock import LookedLock

_THIS_SESSION = 0xFFFFFFFF
_SESSION_INFO_EX = 25
_LOCKED = 0


class SessionInfo(ctypes.Structure):
    """The beginning of WTSINFOEX at level 1; the times further on put the data at the eighth byte."""

    _fields_ = (
        ("level", ctypes.c_uint32), ("padding", ctypes.c_uint32), ("session", ctypes.c_uint32),
        ("connection", ctypes.c_int32), ("flags", ctypes.c_int32),
    )  # fmt: skip


class WindowsLock(LookedLock):
    """A LockSource."""

    name = "WTSSessionInfoEx"

    def read(self) -> bool:
        """Part of LookedLock."""
        if sys.platform == "win32":
            library = ctypes.windll.wtsapi32
            found, size = ctypes.POINTER(SessionInfo)(), ctypes.c_uint32()
            asked = library.WTSQuerySessionInformationW(
                None, _THIS_SESSION, _SESSION_INFO_EX, ctypes.byref(found), ctypes.byref(size)
            )
            if not asked:
                raise ctypes.WinError()
            try:
                return says_locked(found.contents, size.value)
            finally:
                library.WTSFreeMemory(found)
        raise OSError("this is not Windows")


def says_locked(info: SessionInfo, size: int) -> bool:
    """What the structure of so many bytes means; raises OSError when it is another one, or does not know."""
    if size < ctypes.sizeof(SessionInfo) or info.level != 1 or info.flags not in (_LOCKED, 1):
        raise OSError("the session's flags are unknown")
    return bool(info.flags == _LOCKED)
