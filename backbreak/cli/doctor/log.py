"""Where the log is, and which errors nobody foresaw it tells of: by kind and place, and nothing else."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from backbreak.cli.doctor.belongings import size_of
from backbreak.cli.doctor.checks import Check
from backbreak.core.system_errors import reason
from backbreak.storage.failures import StorageError
from backbreak.storage.logs import older
from backbreak.storage.places import Places
from backbreak.words import _

LOOKED_THROUGH = 512 * 1024
"""Bytes of the log, from its end."""

_BEGIN = "Traceback (most recent call last):"
_FRAME = re.compile(r'\s+File ".*[/\\]backbreak[/\\]([^"]+)", line (\d+)')
_ERROR = re.compile(r"([A-Za-z_][\w.]*)(?=:|$)")


def check(places: Places) -> Iterator[Check]:
    """Its place, its size, and each kind of error with how often it is there."""
    path = places.log_file
    kinds = [kind for file in (older(path), path) for kind in _kinds(_end_of(file))]
    size = size_of(sum(file.stat().st_size for file in (older(path), path) if file.exists()))
    if not kinds:
        text = _("%(file)s, %(size)s, without errors nobody foresaw") % {"file": path, "size": size}
        yield Check("log", "ok", text, public=_("%(size)s, without errors nobody foresaw") % {"size": size})
        return
    counted = ", ".join(f"{kind} ({kinds.count(kind)}x)" for kind in dict.fromkeys(reversed(kinds)))
    text = _("%(file)s tells of errors nobody foresaw: %(kinds)s") % {"file": path, "kinds": counted}
    fix = _("please report them, with what backbreak doctor --report prints")
    public = _("errors nobody foresaw: %(kinds)s") % {"kinds": counted}
    yield Check("log", "degraded", text, fix, "backbreak doctor --report", public)


def _end_of(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            opened.seek(0, os.SEEK_END)
            opened.seek(max(0, opened.tell() - LOOKED_THROUGH))
            return opened.read().decode(errors="replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise StorageError("%(file)s: %(why)s", file=file, why=reason(error)) from error


def _kinds(text: str) -> Iterator[str]:
    """Each traceback as the error's kind and the last place of ours: nothing else of it is told."""
    place, inside = "", False
    for line in text.splitlines():
        if line.startswith(_BEGIN):
            place, inside = "", True
        elif inside and (frame := _FRAME.match(line)):
            place = f"{frame[1]}:{frame[2]}"
        elif inside and line and not line[0].isspace():
            found = _ERROR.match(line)
            inside = False
            if found:
                yield f"{found[1].rpartition('.')[2]} in {place}" if place else found[1]
