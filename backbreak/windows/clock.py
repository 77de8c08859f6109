"""The windows' one look at the clock."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """This instant, aware and UTC, to the millisecond that journal lines carry."""
    at = datetime.now(UTC)  # noqa: TID251 - this is the clock
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
