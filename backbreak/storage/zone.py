"""The user's time zone, whatever state the system is in.

Only working hours, days and labels need it; everything else counts in UTC. So an odd zone must never stop the
program: what zoneinfo cannot read is left to the C library, which always has an answer.
"""

from __future__ import annotations

import os
import struct
import time
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

_LOCALTIME = Path("/etc/localtime")
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clock times are compared with it


class LibcZone(tzinfo):
    """The zone the C library reckons in: POSIX rules such as CET-1CEST, and UTC where it knows nothing."""

    def utcoffset(self, dt: datetime | None) -> timedelta | None:
        """The offset of a wall clock time; in a gap and a fold by its `fold`, as PEP 495 has it."""
        if dt is None:
            return None
        wall = dt.replace(tzinfo=None)
        return wall - _EPOCH - timedelta(seconds=wall.timestamp())

    def dst(self, dt: datetime | None) -> timedelta | None:
        """Not known apart from the offset."""
        return None

    def tzname(self, dt: datetime | None) -> str | None:
        """The abbreviation at that time."""
        return None if dt is None else time.localtime(dt.replace(tzinfo=None).timestamp()).tm_zone

    def fromutc(self, dt: datetime) -> datetime:
        """Turn a UTC reading into the wall clock's, marked when it is the later of two."""
        offset = timedelta(seconds=time.localtime(dt.replace(tzinfo=UTC).timestamp()).tm_gmtoff)
        wall = dt + offset
        return wall if self.utcoffset(wall) == offset else wall.replace(fold=1)

    def __repr__(self) -> str:
        return "LibcZone()"


def local_zone() -> tzinfo:
    """Give the zone of TZ, else of the system; the C library's reckoning where neither can be read."""
    name = os.environ.get("TZ")
    try:
        if name is None:
            return _zone_of(_LOCALTIME)
        name = name.removeprefix(":")
        if not name:
            return UTC
        return _zone_of(Path(name)) if name.startswith("/") else ZoneInfo(name)
    except (OSError, KeyError, ValueError, EOFError, struct.error):
        return LibcZone()


def zone_mark() -> tuple[int, int] | None:
    """Give something that is another when `local_zone` would give another zone than before."""
    try:
        found = None if "TZ" in os.environ else _LOCALTIME.lstat()
    except OSError:
        return None
    return None if found is None else (found.st_ino, found.st_mtime_ns)


def zone_folder() -> Path:
    """Give the folder in which something changes when the system's zone does."""
    return _LOCALTIME.parent


def _zone_of(file: Path) -> ZoneInfo:
    real = str(file.resolve())
    _, found, name = real.partition("zoneinfo/")
    with file.open("rb") as data:
        return ZoneInfo.from_file(data, key=name if found else None)
