"""What every source of quiet can do.

Sources are asked when a prompt is due and listened to only while one is due or held. A source that fails, or
takes longer than its time limit, says "not quiet": better a prompt too many than none for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

PATIENCE_S = 1.0
"""How long a source may take to answer."""


class QuietError(Exception):
    """It cannot be told; one line says why."""


class QuietSource(Protocol):
    """One way of knowing one reason."""

    @property
    def name(self) -> str:
        """What `doctor` calls it: a service's or a protocol's own name."""

    @property
    def reason(self) -> str:
        """The reason it knows of, as the settings name it: "do_not_disturb", "microphone", "fullscreen" or
        "screen_share"."""

    async def unavailable(self) -> str | None:
        """Give None if this source can be asked, else why not, in one line.

        Cheap, within PATIENCE_S, and asked anew each time: services come and go. Never raises.
        """

    async def read(self) -> bool:
        """Whether the reason applies now. Raises QuietError; the caller sets the time limit."""

    async def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed()` from the loop whenever `read` may give another answer. Raises QuietError."""

    async def unwatch(self) -> None:
        """Listen no longer. Never raises; doing so again is no error."""

    def close(self) -> None:
        """Hang up. Doing so again is no error."""
