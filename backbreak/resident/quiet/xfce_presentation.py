"""Xfce's presentation mode: the switch in its panel that keeps the screen on and locks away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dbus_fast.aio import MessageBus

from backbreak.resident.quiet.dnd import why_not
from backbreak.resident.quiet.listening import Listening
from backbreak.resident.quiet.xfconf import Switch

CHANNEL: Final = "xfce4-power-manager"
PROPERTY: Final = "/xfce4-power-manager/presentation-mode"


class XfcePresentation:
    """The reason "screen_share", from a setting of Xfce's power manager. Satisfies QuietSource."""

    name = "xfce4-presentation"
    reason = "screen_share"

    def __init__(self, bus: MessageBus) -> None:
        self._switch = Switch(bus, CHANNEL, PROPERTY)
        self._listening = Listening(bus, *self._switch.news)

    async def unavailable(self) -> str | None:
        """None where Xfce's settings are served; they are not started for this question."""
        return await why_not(self.read)

    async def read(self) -> bool:
        """Whether presentation mode is on. Raises QuietError."""
        return await self._switch.on()

    async def watch(self, changed: Callable[[], None]) -> None:
        """Hear of this one setting, and of no other."""
        await self._listening.begin(changed)

    async def unwatch(self) -> None:
        """Hear of it no longer."""
        self._listening.end()

    def close(self) -> None:
        """Hear of it no longer."""
        self._listening.end()
