"""Whether the screen can be kept on while a session is played, and by whom."""

from __future__ import annotations

import os
from collections.abc import Mapping

from backbreak.cli.doctor.bus import Bus
from backbreak.cli.doctor.checks import Check
from backbreak.words import _


def check(bus: Bus, environ: Mapping[str, str] = os.environ) -> Check:
    """Name the services that are asked; X11's own screen saver knows none, and is held off by each window."""
    from backbreak.resident.awake import SERVICES

    there = [service.name for service in SERVICES if bus.has(service.name)]
    if there:
        text = _("during a session the screen stays on: %(services)s") % {"services": ", ".join(there)}
        return Check("awake", "ok", text)
    fix = _("let the screen stay on for longer than a session: nothing here can be asked to")
    if environ.get("DISPLAY") and not environ.get("WAYLAND_DISPLAY"):
        text = _("windows hold off X11's screen saver; there is no service to ask for anything else")
        return Check("awake", "degraded", text, fix)
    return Check("awake", "missing", _("no service is there that keeps the screen on"), fix)
