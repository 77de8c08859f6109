"""What went wrong with a file, said to a person: what, where, and what to do about it."""

from __future__ import annotations

import errno
from pathlib import Path

from backbreak.core.errors import BackbreakError

_ADVICE = (
    ((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "make some room"),
    ((errno.EROFS, errno.EACCES, errno.EPERM), "make it writable for you"),
    ((errno.ENOTDIR, errno.EEXIST, errno.EISDIR), "move what is in the way"),
    ((errno.ENAMETOOLONG,), "choose a shorter path"),
)


class StorageError(BackbreakError):
    """A file or folder that could not be read or written."""


def failure(doing: str, path: Path, error: OSError) -> StorageError:
    """Give the error of doing something to a path: "cannot write /x: No space left…; make some room"."""
    advice = next((text for codes, text in _ADVICE if error.errno in codes), "look at the disk")
    return StorageError(f"cannot {doing} {path}: {error.strerror or error}; {advice}")
