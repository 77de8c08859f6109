"""Waiting for something to become true, and no longer than that."""

from __future__ import annotations

import time
from collections.abc import Callable
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
