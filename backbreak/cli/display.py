"""Whether a window could open here at all: asked before Qt is, because Qt aborts when it cannot."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from backbreak.words import _

_LOCAL: Final = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")


def no_display(environ: Mapping[str, str] | None = None) -> str | None:
    """Why no window can open; None when one can, as far as that is known without trying."""
    environ = os.environ if environ is None else environ
    if sys.platform in ("darwin", "win32") or environ.get("QT_QPA_PLATFORM"):
        return None
    wayland, x11 = environ.get("WAYLAND_DISPLAY"), environ.get("DISPLAY")
    if wayland and _answers(Path(environ.get("XDG_RUNTIME_DIR", "/"), wayland)):
        return None
    if x11:
        local = _LOCAL.fullmatch(x11)
        if local is None or _x11_answers(local[1]):
            return None
        return _("no display server answers at %(display)s") % {"display": f"DISPLAY={x11}"}
    if wayland:
        return _("no display server answers at %(display)s") % {"display": f"WAYLAND_DISPLAY={wayland}"}
    return _("DISPLAY and WAYLAND_DISPLAY are not set")


def _x11_answers(number: str) -> bool:
    path = f"/tmp/.X11-unix/X{number}"
    return _answers(Path(path)) or _answers(f"\0{path}")


def _answers(address: Path | str) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(0.5)
        try:
            probe.connect(str(address))
        except (OSError, ValueError):
            return False
    return True
