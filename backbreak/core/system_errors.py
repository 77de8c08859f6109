"""What the operating system says when it refuses: Python hands its words on, which are English everywhere."""

from __future__ import annotations

import errno
from typing import Final

from backbreak.core.errors import Message

_TIMED_OUT: Final = Message("Connection timed out")
# Translators: what the operating system says when it refuses something; as your system says it.
_USUAL: Final = {
    errno.ENOENT: Message("No such file or directory"),
    errno.EACCES: Message("Permission denied"),
    errno.EPERM: Message("Operation not permitted"),
    errno.ENOSPC: Message("No space left on device"),
    errno.EDQUOT: Message("Disk quota exceeded"),
    errno.EROFS: Message("Read-only file system"),
    errno.EISDIR: Message("Is a directory"),
    errno.ENOTDIR: Message("Not a directory"),
    errno.ENOTEMPTY: Message("Directory not empty"),
    errno.EEXIST: Message("File exists"),
    errno.EFBIG: Message("File too large"),
    errno.ENAMETOOLONG: Message("File name too long"),
    errno.ELOOP: Message("Too many levels of symbolic links"),
    errno.EMFILE: Message("Too many open files"),
    errno.ENFILE: Message("Too many open files in system"),
    errno.ENOMEM: Message("Cannot allocate memory"),
    errno.EBUSY: Message("Device or resource busy"),
    errno.EADDRINUSE: Message("Address already in use"),
    errno.ENOLCK: Message("No locks available"),
    errno.ENOEXEC: Message("Exec format error"),
    errno.EIO: Message("Input/output error"),
    errno.ENODEV: Message("No such device"),
    errno.ECONNREFUSED: Message("Connection refused"),
    errno.ECONNRESET: Message("Connection reset by peer"),
    errno.EPIPE: Message("Broken pipe"),
    errno.ETIMEDOUT: _TIMED_OUT,
}
"""The usual reasons, which are translated; the others stay as the system says them."""


def reason(error: OSError) -> str:
    """Say why the system would not, as a message where it is a usual reason, and without the file's name."""
    if error.errno in _USUAL:
        return _USUAL[error.errno]
    if isinstance(error, TimeoutError):  # Python's own have no number, and often no words
        return _TIMED_OUT
    return error.strerror or str(error) or type(error).__name__
