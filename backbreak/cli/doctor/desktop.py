"""What the desktop has to offer: windows, the session bus, the tray and notifications."""

from __future__ import annotations

import json
import os
import re
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from backbreak.cli.display import no_display
from backbreak.cli.doctor.bus import Bus
from backbreak.cli.doctor.checks import Check
from backbreak.cli.doctor.distribution import install
from backbreak.storage.failures import StorageError
from backbreak.storage.places import resource
from backbreak.words import _, ngettext
from backbreak.words.refusals import told

PROBE_S = 7.0


def desktop(environ: Mapping[str, str] = os.environ) -> Iterator[Check]:
    """Which desktop, and who draws it; nothing here is better or worse."""
    kind = environ.get("XDG_SESSION_TYPE") or ("wayland" if environ.get("WAYLAND_DISPLAY") else "x11")
    if not (environ.get("WAYLAND_DISPLAY") or environ.get("DISPLAY")):
        kind = _("no display")
    servers = [name for address in _displays(environ) if (name := _server(address))]
    said = environ.get("XDG_CURRENT_DESKTOP") or environ.get("DESKTOP_SESSION")
    name = said or _("no desktop that says its name")
    text = _("%(name)s, %(kind)s") % {"name": name, "kind": kind}
    if servers:
        text = _("%(name)s, %(kind)s, drawn by %(servers)s") % {
            "name": name,
            "kind": kind,
            "servers": ", ".join(dict.fromkeys(servers)),
        }
    yield Check("desktop", "ok", text)


def display(home: Path | None) -> Iterator[Check]:
    """Whether windows can open, really tried, and whether the letters of the language in use are there."""
    why = no_display()
    if why is not None:
        fix = _("use backbreak session --terminal, or start it from the desktop")
        public = _("no display server answers") if "=" in why else why
        yield Check("display", "missing", why, fix, "backbreak session --terminal", public)
        yield _font_files()
        return
    try:
        done = subprocess.run(
            [sys.executable, "-m", "backbreak.windows.probe", *([] if home is None else [str(home)])],
            capture_output=True,
            text=True,
            timeout=PROBE_S,
            check=False,
        )
        found = json.loads(done.stdout) if done.returncode == 0 else None
    except subprocess.TimeoutExpired:
        yield Check("display", "degraded", _("the display server does not answer"), _("log in anew"))
        return
    except ValueError:
        found = None
    if found is None:
        yield _no_qt(done.stderr)
        return
    text = _("windows can open: Qt %(qt)s, %(platform)s, %(screens)s") % {
        "qt": found["qt"],
        "platform": found["platform"],
        "screens": ", ".join(found["screens"]),
    }
    yield Check("display", "ok", text)
    yield _fonts(found)


def _no_qt(stderr: str) -> Check:
    """Qt is not there, or a library it needs: which one it says itself, in its last lines."""
    missing = re.findall(r"(lib[\w.+-]+\.so[.\d]*)", stderr)
    lines = [line for line in stderr.splitlines() if line.strip()]
    if "No module named" in stderr:
        fix, command = _("install it"), f"{sys.executable} -m pip install PySide6-Essentials"
        return Check("display", "missing", _("PySide6 is not installed"), fix, command)
    why = _("Qt needs %(libraries)s") % {"libraries": ", ".join(dict.fromkeys(missing))} if missing else (
        _("Qt cannot open a window: %(why)s") % {"why": lines[-1] if lines else "-"}
    )  # fmt: skip
    public = why if missing else _("Qt cannot open a window")
    fix = _("install what Qt needs; sessions can be played in a terminal until then")
    return Check("display", "missing", why, fix, install("qt"), public)


def _font_files() -> Check:
    """Without a display nothing can be drawn with it, but it can be looked for."""
    try:
        count = len(list(resource("fonts").glob("*.otf")))
    except StorageError as error:
        return Check("fonts", "missing", told(error), _("install backbreak again"))
    text = ngettext("ours is there, %(n)d file", "ours is there, %(n)d files", count) % {"n": count}
    return Check("fonts", "ok", text)


def _fonts(found: Mapping[str, object]) -> Check:
    named = {"font": found["font"], "language": found["language"]}
    if not found["own"]:
        text = _("our own font cannot be loaded: the desktop's is used")
        return Check("fonts", "degraded", text, _("install backbreak again"))
    if not found["covered"]:
        text = _("no font here has the letters of %(language)s") % named
        return Check("fonts", "degraded", text, _("install one"), install("fonts"))
    return Check("fonts", "ok", _("%(font)s, and the letters of %(language)s") % named)


def surroundings(bus: Bus, status: Mapping[str, object]) -> Iterator[Check]:
    """What the session bus has to offer: the tray and notifications."""
    hint = _("start backbreak from within the desktop session")
    if bus.trouble is not None:
        command = install("bus") if not bus.there else ""
        yield Check("session-bus", "missing", bus.trouble, hint, command)
        yield Check("tray", "missing", _("there is no session bus to reach it by"), hint)
        yield Check("notifications", "missing", _("there is no session bus to reach them by"), hint)
        return
    yield Check("session-bus", "ok", _("answers"))
    yield _tray(bus, status)
    if bus.has("org.freedesktop.Notifications"):
        text = _("a notification server is there")
        if bus.notifications:
            text = _("shown by %(server)s") % {"server": bus.notifications}
        yield Check("notifications", "ok", text)
    else:
        fix = _("start a notification server, such as xfce4-notifyd or dunst")
        command = install("notifications")
        yield Check("notifications", "missing", _("no notification server is there"), fix, command)


def _tray(bus: Bus, status: Mapping[str, object]) -> Check:
    if status.get("tray") is True:
        return Check("tray", "ok", _("the icon is shown"))
    gnome = "GNOME" in os.environ.get("XDG_CURRENT_DESKTOP", "")
    fix = _("add a tray to the panel; on GNOME, the AppIndicator extension")
    command = install("gnome-tray") if gnome else ""
    if not bus.has("org.kde.StatusNotifierWatcher"):
        return Check("tray", "missing", _("nothing here shows tray icons"), fix, command)
    if not status:
        return Check("tray", "ok", _("icons can be shown; the resident does not run"))
    return Check("tray", "degraded", _("icons can be shown here, but ours is not"), fix, command)


def _displays(environ: Mapping[str, str]) -> Iterator[str]:
    """The addresses of the display servers of this session."""
    wayland = environ.get("WAYLAND_DISPLAY")
    if wayland:
        yield str(Path(environ.get("XDG_RUNTIME_DIR", "/"), wayland))
    number = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", environ.get("DISPLAY", ""))
    if number:
        yield f"/tmp/.X11-unix/X{number[1]}"


def _server(address: str) -> str:
    """The name of the program that answers there, "" where it cannot be told."""
    peercred = getattr(socket, "SO_PEERCRED", None)
    if peercred is None:
        return ""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(0.5)
        try:
            probe.connect(address)
            pid = struct.unpack("3i", probe.getsockopt(socket.SOL_SOCKET, peercred, 12))[0]
            return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            return ""
