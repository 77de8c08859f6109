"""Entry ids: of the shape of a ULID, so that ids sort by time."""

from __future__ import annotations

from datetime import datetime
from typing import Final

DIGITS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32."""

SALT_DIGITS: Final = 12
"""How long the salt is; `storage.identity` makes it."""


def entry_id(at: datetime, count: int, salt: str) -> str:
    """The id of an entry begun at `at`: its millisecond, a count, and the home's salt."""
    return base32(int(at.timestamp() * 1000), 10) + base32(count, 4) + salt


def base32(value: int, digits: int) -> str:
    """The lowest `digits` digits of a whole number."""
    return "".join(DIGITS[(value >> (5 * place)) & 31] for place in reversed(range(digits)))
