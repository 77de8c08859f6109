"""The lock where nothing tells of it: looked at on the occasion of wake-ups that happen anyway."""

from __future__ import annotations

from collections.abc import Callable

from backbreak.words import _
from backbreak.words.refusals import why


class LookedLock:
    """A LockSource over a function that says whether the screen is locked, or raises OSError.

    It has no timer: somebody's heartbeat calls `look`. `on_change()` is called when `locked` is another.
    """

    name: str
    """As presence.sources says."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._working = self._locked = False
        self.why: str | None = None

    def read(self) -> bool:
        """Whether it is locked now. Raises OSError."""
        raise NotImplementedError

    async def unavailable(self) -> str | None:
        """Part of presence.sources.LockSource."""
        self._working = True
        self._look()
        return self.why

    @property
    def locked(self) -> bool:
        """What the last look has found; nothing, if it failed."""
        return self._locked

    def look(self) -> None:
        """Look again, if this source is at work."""
        if self._working:
            self._look()

    def close(self) -> None:
        """Part of presence.sources.LockSource."""
        self._working = self._locked = False

    def _look(self) -> None:
        locked, self.why = False, None
        try:
            locked = self.read()
        except OSError as error:
            self.why = _("the system does not tell: %(what)s") % {"what": why(error)}
        if locked != self._locked:
            self._locked = locked
            self._on_change()
