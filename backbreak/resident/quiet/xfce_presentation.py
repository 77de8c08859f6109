"""Xfce's presentation mode: the switch in its panel that keeps the screen on and locks away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dbus_fast import Variant
from dbus_fast.aio import MessageBus

from backbreak.resident.calls import CallError, call, name_owner
from backbreak.resident.quiet.listening import Listening, News
from backbreak.resident.quiet.sources import QuietError
from backbreak.words import _

XFCONF: Final = "org.xfce.Xfconf"
PATH: Final = "/org/xfce/Xfconf"
CHANNEL: Final = "xfce4-power-manager"
PROPERTY: Final = "/xfce4-power-manager/presentation-mode"

_ONLY: Final = f"arg0='{CHANNEL}',arg1='{PROPERTY}'"
_MEMBERS: Final = ("PropertyChanged", "PropertyRemoved")


class XfcePresentation:
    """The reason "screen_share", from a setting of Xfce's power manager. Satisfies QuietSource."""

    name = "xfce4-presentation"
    reason = "screen_share"

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        self._listening = Listening(bus, *(News(XFCONF, PATH, XFCONF, one, _ONLY) for one in _MEMBERS))

    async def unavailable(self) -> str | None:
        """None where Xfce's settings are served; they are not started for this question."""
        served = await name_owner(self._bus, XFCONF)
        return None if served else _("%(name)s is not running") % {"name": XFCONF}

    async def read(self) -> bool:
        """Whether presentation mode is on. Raises QuietError."""
        try:
            reply = await call(
                self._bus, XFCONF, PATH, XFCONF, "GetProperty", "ss", [CHANNEL, PROPERTY], start=False
            )
        except CallError as error:
            # Nobody ever touched the switch, or Xfce's power manager has never run.
            if "PropertyNotFound" in str(error) or "ChannelNotFound" in str(error):
                return False
            raise QuietError(str(error)) from error
        value = reply.body[0] if reply.body else None
        return isinstance(value, Variant) and value.value is True

    async def watch(self, changed: Callable[[], None]) -> None:
        """Hear of this one setting, and of no other."""
        await self._listening.begin(changed)

    async def unwatch(self) -> None:
        """Hear of it no longer."""
        self._listening.end()

    def close(self) -> None:
        """Hear of it no longer."""
        self._listening.end()
