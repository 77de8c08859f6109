"""Opening what may be anything: a pipe that somebody has put in the place of a file is not waited for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from .places import CLOEXEC


def open_at_once(path: Path) -> BinaryIO:
    """Open a file to be read; raises OSError."""
    return open(path, "rb", opener=_at_once)


def read_at_once(path: Path) -> bytes:
    """Read a file whole; raises OSError."""
    with open_at_once(path) as file:
        return file.read() or b""


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | CLOEXEC)
