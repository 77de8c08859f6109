"""What the name of a device looks like: that of its computer, and four digits of its own ("desk-3fa1")."""

from __future__ import annotations

import re
from typing import Final

NAME: Final = r"[a-z0-9][a-z0-9-]{0,40}-[0-9a-f]{4}"
"""It begins the name of the device's journal file; a copy that a syncing tool makes begins with it, too."""

_NAME = re.compile(NAME, re.ASCII)
_BEGINNING = re.compile(NAME + r"(?![0-9a-z])", re.ASCII)


def is_device(name: str) -> bool:
    """Whether a device may be called that."""
    return _NAME.fullmatch(name) is not None


def device_in(file_name: str) -> str | None:
    """Give the device that the name of a file begins with; None for one that begins otherwise."""
    found = _BEGINNING.match(file_name)
    return found.group() if found else None
