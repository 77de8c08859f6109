"""Writing that is on the disk when it returns, or says why not: whole files replaced, lines added.

A file is replaced through a fresh one beside it, so that a reader and a crash see the old or the new, never a
part. A line is added with one write; what a crash or a full disk leaves of it stays, closed by a newline, for
a log is never cut.
"""

from __future__ import annotations

import os
from pathlib import Path

from .failures import failure
from .places import CLOEXEC, make_private, sync_folder


def replace_file(path: Path, content: bytes) -> None:
    """Replace a file's content at once and for good; a new file is 0600, an old one keeps its mode.

    A link is followed, for people keep their settings elsewhere. One writer at a time is the caller's care.
    """
    try:
        path = path.resolve()
        _replace(path, content)
    except OSError as error:
        raise failure("write", path, error) from error


def _replace(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}.new")
    try:
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        mode = 0o600
        make_private(path.parent)
    try:
        with open(fresh, "wb", opener=_private) as out:
            fresh.chmod(mode)
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def append_line(path: Path, line: bytes) -> None:
    """Add a line, given without its newline, and return when it is on the disk.

    A last line that was torn gets its newline first. One writer at a time is the caller's care.
    """
    try:
        new = not path.exists()
        if new:
            make_private(path.parent)
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | CLOEXEC, 0o600)
        try:
            _add(handle, line)
        finally:
            os.close(handle)
        if new:
            sync_folder(path.parent)
    except OSError as error:
        raise failure("write", path, error) from error


def _add(handle: int, line: bytes) -> None:
    size = os.fstat(handle).st_size
    if size:
        os.lseek(handle, size - 1, os.SEEK_SET)
    torn = size > 0 and os.read(handle, 1) != b"\n"
    rest = memoryview(b"\n" * torn + line + b"\n")
    while rest:  # once, but for a disk that is filling up: then the second time says so
        rest = rest[os.write(handle, rest):]
    os.fsync(handle)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | CLOEXEC, 0o600)
