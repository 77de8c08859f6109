"""The lock on macOS: an entry of the session's dictionary that is there while the screen is locked.

Not verified on macOS yet: the dictionary is Apple's documented one, the entry is known but not documented.
"""

from __future__ import annotations

import ctypes
import sys

from backbreak.resident.presence.looked_lock import LookedLock

_GRAPHICS = "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"
_FOUNDATION = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
_ENTRY = b"CGSSessionScreenIsLocked"
_UTF8 = 0x08000100


class MacosLock(LookedLock):
    """A LockSource."""

    name = "CGSessionCopyCurrentDictionary"

    def read(self) -> bool:
        """Part of LookedLock. Without the entry the screen is not locked."""
        if sys.platform == "darwin":
            copy = ctypes.CDLL(_GRAPHICS).CGSessionCopyCurrentDictionary
            copy.restype = ctypes.c_void_p
            copy.argtypes = ()
            session = copy()
            if not session:
                raise OSError("this process belongs to no session with a screen")
            return _is_true(ctypes.CDLL(_FOUNDATION), session)
        raise OSError("this is not macOS")


def _is_true(cf: ctypes.CDLL, session: int) -> bool:
    """Look the entry up, and let the dictionary go."""
    pointer = ctypes.c_void_p
    cf.CFStringCreateWithCString.restype = cf.CFDictionaryGetValue.restype = pointer
    cf.CFStringCreateWithCString.argtypes = (pointer, ctypes.c_char_p, ctypes.c_uint32)
    cf.CFDictionaryGetValue.argtypes = (pointer, pointer)
    cf.CFBooleanGetValue.restype = ctypes.c_ubyte
    cf.CFGetTypeID.restype = cf.CFBooleanGetTypeID.restype = ctypes.c_ulong
    cf.CFBooleanGetValue.argtypes = cf.CFGetTypeID.argtypes = cf.CFRelease.argtypes = (pointer,)
    key = cf.CFStringCreateWithCString(None, _ENTRY, _UTF8)
    try:
        value = cf.CFDictionaryGetValue(session, key)
        if not value or cf.CFGetTypeID(value) != cf.CFBooleanGetTypeID():
            return False
        return bool(cf.CFBooleanGetValue(value))
    finally:
        cf.CFRelease(key)
        cf.CFRelease(session)
