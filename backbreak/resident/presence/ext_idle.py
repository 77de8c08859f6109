"""Idle time by ext-idle-notify-v1, which newer Wayland compositors offer: KWin, sway, Hyprland, labwc.

Version 2 has timers that do not care for idle inhibitors: a film that plays is not somebody who moves. In
version 1 nobody is idle while a visible window holds an inhibitor, and a compositor need not say so.
"""

from __future__ import annotations

from backbreak.resident.presence.wayland_idle import Request, WaylandIdle
from backbreak.resident.wayland.wire import uint

_GET_IDLE_NOTIFICATION, _GET_INPUT_IDLE_NOTIFICATION = 1, 2
_INPUT_FROM = 2


class ExtIdle(WaylandIdle):
    """An IdleSource."""

    name = "ext-idle-notify-v1"
    interface = "ext_idle_notifier_v1"
    newest = 2

    def request(self, version: int, seat: int, milliseconds: int, timer: int) -> Request:
        """Part of WaylandIdle."""
        opcode = _GET_INPUT_IDLE_NOTIFICATION if version >= _INPUT_FROM else _GET_IDLE_NOTIFICATION
        return opcode, (uint(timer), uint(milliseconds), uint(seat))
