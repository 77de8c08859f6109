"""The key to the X server: the cookie in ~/.Xauthority, or in the file that XAUTHORITY names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

KIND = b"MIT-MAGIC-COOKIE-1"

_FAMILY_LOCAL = 256
_FAMILY_WILD = 65535
_MOST_BYTES = 1 << 20
"""A file that is larger is none of these."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of the file, and for which displays of which machine it is."""

    family: int
    address: bytes
    number: bytes
    kind: bytes
    key: bytes

    def opens(self, display: int, host: bytes) -> bool:
        """Whether it is a cookie for this display of this machine; without a number it is for every one."""
        here = self.family == _FAMILY_WILD or (self.family == _FAMILY_LOCAL and self.address == host)
        return here and self.kind == KIND and self.number in (b"", str(display).encode())


def read_cookie(environ: Mapping[str, str], display: int) -> bytes | None:
    """The cookie for a display of this machine; None where there is none, for a server may ask for none."""
    named = environ.get("XAUTHORITY")
    path = Path(named) if named else Path(environ.get("HOME") or "/", ".Xauthority")
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES)
    except (OSError, ValueError):  # ValueError: a name with a zero in it
        return None
    host = os.fsencode(os.uname().nodename)
    return next((entry.key for entry in entries(data) if entry.opens(display, host)), None)


def entries(data: bytes) -> Iterator[Entry]:
    """The keys in the file, up to the first that is not whole."""
    at = 0
    while at + 2 <= len(data):
        family = int.from_bytes(data[at : at + 2], "big")
        at += 2
        fields = []
        for _field in range(4):
            size = int.from_bytes(data[at : at + 2], "big")
            end = at + 2 + size
            if end > len(data) or at + 2 > len(data):
                return
            fields.append(data[at + 2 : end])
            at = end
        yield Entry(family, *fields)
