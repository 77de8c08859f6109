"""Waiting for something to become true, and no longer than that."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Found = TypeVar("Found")

POLL_S = 0.02
PATIENCE_S = 60.0
"""What a busy machine may take for what nobody has promised the time of."""


def wait_until(predicate: Callable[[], Found], what: str, timeout: float = PATIENCE_S) -> Found:
    """The first true value of `predicate`; after `timeout` seconds the test fails, saying what was missed."""
    end = time.monotonic() + timeout
    while True:
        found = predicate()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"not within {timeout:g} s: {what} (last answer: {found!r})")
        time.sleep(POLL_S)


def is_listened_to(path: Path) -> bool:
    """Whether somebody takes calls at this socket, which is there a moment sooner."""
    with socket.socket(socket.AF_UNIX) as caller:
        return caller.connect_ex(str(path)) == 0
