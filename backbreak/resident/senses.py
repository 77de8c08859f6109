"""Every source this desktop could have, the best of each kind first, and what they share."""

from __future__ import annotations

from asyncio import AbstractEventLoop
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from backbreak.resident.presence.choosing import Maker
from backbreak.resident.presence.sources import LockSource
from backbreak.resident.quiet.sources import QuietSource

if TYPE_CHECKING:
    from dbus_fast.aio import MessageBus


class Senses:
    """Makes the sources; nothing is connected before a source is tried."""

    def __init__(self, loop: AbstractEventLoop, session_bus: MessageBus | None) -> None:
        self._loop = loop
        self._session_bus = session_bus

    @property
    def idle(self) -> Sequence[Maker]:
        """Sources of idle time; the last one always works."""
        return []

    async def locks(
        self, lock_changed: Callable[[], None], sleep_told: Callable[[bool], None]
    ) -> Sequence[LockSource]:
        """Sources of the lock; `sleep_told(going)` is called when the system says that it goes to sleep."""
        return []

    def quiet(self) -> Sequence[QuietSource]:
        """Sources of quiet, sorted by reason."""
        return []

    def close(self) -> None:
        """Hang up whatever was shared."""
