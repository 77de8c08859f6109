"""One writer at a time, across processes: a lock that falls with its holder, however that ends."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from .failures import StorageError, failure
from .places import CLOEXEC, make_private

_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file, waiting for it; closing it is letting go. StorageError where it cannot be had."""
    with _holding(_open(path)):
        yield


@contextmanager
def locked_to_read(path: Path) -> Iterator[None]:
    """Hold the lock file while what it guards is read; a read-only place without one is read all the same.

    Nobody writes in a mounted backup. StorageError where it cannot be had for another reason.
    """
    try:
        handle: int | None = _open(path)
    except StorageError as error:
        if getattr(error.__cause__, "errno", None) not in _READ_ONLY:
            raise
        handle = _open_as_it_is(path)
    with nullcontext() if handle is None else _holding(handle):
        yield


@contextmanager
def _holding(handle: int) -> Iterator[None]:
    try:
        _take(handle)
        yield
    finally:
        os.close(handle)


def _open(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | CLOEXEC
    try:
        try:
            return os.open(path, flags, 0o600)
        except FileNotFoundError:
            make_private(path.parent)
            return os.open(path, flags, 0o600)
    except OSError as error:
        raise failure("lock", path, error) from error


def _open_as_it_is(path: Path) -> int | None:
    """What is read-only here may be open to a writer elsewhere, who holds the same lock."""
    try:
        return os.open(path, os.O_RDONLY | CLOEXEC)
    except OSError:
        return None
