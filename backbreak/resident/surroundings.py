"""What this machine offers the resident: a screen, a session bus, and how a window is started."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_SCREENLESS_QT = frozenset({"offscreen", "minimal", "vnc", "linuxfb", "eglfs"})
"""Qt platforms that need no display of the system's."""

_ACTIVATION = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")


def has_screen(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a window can be opened at all."""
    if sys.platform in ("win32", "darwin"):
        return True
    if environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in _SCREENLESS_QT:
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def has_unfocused_windows(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a small window can appear without taking the keyboard: not known of any Wayland compositor."""
    if not has_screen(environ):
        return False
    wayland = bool(environ.get("WAYLAND_DISPLAY")) or environ.get("XDG_SESSION_TYPE") == "wayland"
    return not wayland


def has_session_bus(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether it makes sense to ask for the session bus."""
    if environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    folder = environ.get("XDG_RUNTIME_DIR")
    return bool(folder) and Path(str(folder), "bus").exists()


def window_environment(activation: str, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What a window inherits: all of ours, but not the leave to take the keyboard that we were started with.

    It gets the one a click on the notification came with: under both names, for Wayland and for X11.
    """
    kept = {key: value for key, value in environ.items() if key not in _ACTIVATION}
    return kept | dict.fromkeys(_ACTIVATION, activation) if activation else kept


def window_command(
    name: str, home: Path | None, session: str | None = None, *, quietly: bool = False
) -> list[str]:
    """How one of our windows is started: this very program, as a process of its own."""
    command = [sys.executable, "-m", "backbreak", "window", name]
    if home is not None:
        command += ["--home", str(home)]
    if session is not None:
        command += ["--session", session]
    if quietly:
        command.append("--quietly")
    return command
