"""Idle time by org_kde_kwin_idle, the protocol before ext-idle-notify-v1: sway up to 1.7, older KWin.

Nobody is idle while a visible window holds an idle inhibitor: it knows no other timers.
"""

from __future__ import annotations

from backbreak.resident.presence.wayland_idle import Request, WaylandIdle
from backbreak.resident.wayland.wire import uint

_GET_IDLE_TIMEOUT = 0


class KdeIdle(WaylandIdle):
    """An IdleSource."""

    name = "org_kde_kwin_idle"
    interface = "org_kde_kwin_idle"
    newest = 1

    def request(self, version: int, seat: int, milliseconds: int, timer: int) -> Request:
        """Part of WaylandIdle."""
        return _GET_IDLE_TIMEOUT, (uint(timer), uint(seat), uint(milliseconds))
