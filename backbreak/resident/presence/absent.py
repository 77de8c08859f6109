"""No idle time: where nothing tells of input, absences are seen by the screen's lock and by sleep only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta


class Absent:
    """The IdleSource that always works and never tells anything: silence is neither presence nor absence."""

    name = "absent"

    async def unavailable(self) -> str | None:
        """Part of presence.sources.IdleSource."""
        return None

    def watch(
        self, after: timedelta, went_idle: Callable[[timedelta], None], input_seen: Callable[[], None]
    ) -> _Nothing:
        """Part of presence.sources.IdleSource."""
        return _Nothing()

    def close(self) -> None:
        """Part of presence.sources.IdleSource."""


class _Nothing:
    """What is waited for in vain."""

    def cancel(self) -> None:
        """Part of presence.sources.Watch."""
