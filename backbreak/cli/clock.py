"""The command line's one look at the clocks."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """This instant, aware and UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the clock


def this_second() -> datetime:
    """This instant without its fraction, as the journal keeps it."""
    return now().replace(microsecond=0)


def monotonic() -> float:
    """Seconds that only ever grow, for the pace of a session."""
    return time.monotonic()
