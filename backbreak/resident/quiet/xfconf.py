"""A switch among Xfce's settings, as xfconfd serves them."""

from __future__ import annotations

from typing import Final

from dbus_fast import Variant
from dbus_fast.aio import MessageBus

from backbreak.resident.calls import CallError, call, name_owner
from backbreak.resident.quiet.listening import News
from backbreak.resident.quiet.sources import QuietError
from backbreak.words import _

XFCONF: Final = "org.xfce.Xfconf"
PATH: Final = "/org/xfce/Xfconf"


class Switch:
    """One setting that is on or off: `key` of `channel`."""

    def __init__(self, bus: MessageBus, channel: str, key: str) -> None:
        self._bus = bus
        self._place = [channel, key]

    @property
    def news(self) -> tuple[News, ...]:
        """What tells that this one may be another now, and of no other."""
        only = f"arg0='{self._place[0]}',arg1='{self._place[1]}'"
        return tuple(News(XFCONF, PATH, XFCONF, one, only) for one in ("PropertyChanged", "PropertyRemoved"))

    async def on(self) -> bool:
        """Whether it is on; one that was never touched is off. Raises QuietError; starts no service."""
        owner = await name_owner(self._bus, XFCONF)
        if not owner:
            raise QuietError(_("%(name)s is not running") % {"name": "xfconfd"})
        try:
            reply = await call(self._bus, owner, PATH, XFCONF, "GetProperty", "ss", self._place)
        except CallError as error:
            if "PropertyNotFound" in str(error) or "ChannelNotFound" in str(error):
                return False
            raise QuietError(str(error)) from error
        value = reply.body[0] if reply.body else None
        return isinstance(value, Variant) and value.value is True
