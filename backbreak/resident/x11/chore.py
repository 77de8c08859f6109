"""Something to be done whenever something happens: one at a time, once for all that came meanwhile."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from backbreak.resident.x11.address import X11Error

log = logging.getLogger(__name__)


class Chore:
    """Done soon after `due`, by the loop. Where the X server fails it, it is left until it is due again."""

    def __init__(self, do: Callable[[], Awaitable[None]]) -> None:
        self._do = do
        self._due = False
        self._task: asyncio.Task[None] | None = None

    def due(self) -> None:
        """Have it done; if it is being done, then once more afterwards."""
        self._due = True
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._work())

    def drop(self) -> None:
        """Leave it, even half done. Doing so again is no error."""
        self._due = False
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _work(self) -> None:
        try:
            while self._due:
                self._due = False
                await self._do()
        except X11Error as error:
            log.debug("left undone: %s", error)
        finally:
            if self._task is asyncio.current_task():
                self._task = None
