"""Which source of idle time is used: the first of a list that works, and why the better ones do not."""

from __future__ import annotations

import asyncio
import logging
from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable, Sequence

from backbreak.resident.presence.sources import PATIENCE_S, IdleSource
from backbreak.words import _

Maker = Callable[[Callable[[str], None]], IdleSource]
"""Makes a source; what it is given is to be called once, with the reason, when the source is lost."""

AGAIN_AFTER_S = 5.0
"""How long after a loss a source is chosen anew: what was restarted needs a moment."""

log = logging.getLogger(__name__)


Refused = tuple[str, str]
"""The name of a source that is not used, and why it is not."""


class IdleChoice:
    """Holds the source that is used; `on_chosen()` is called whenever there is another one, or none for now.

    The last of the makers has to be one that always works.
    """

    def __init__(
        self, loop: AbstractEventLoop, makers: Sequence[Maker], on_chosen: Callable[[], None]
    ) -> None:
        self._loop = loop
        self._makers = makers
        self._on_chosen = on_chosen
        self._again: TimerHandle | None = None
        self._choosing: asyncio.Task[None] | None = None
        self._closed = False
        self.source: IdleSource | None = None
        self.refused: list[Refused] = []
        """The better ones, the best first."""

    def choose(self) -> asyncio.Task[None]:
        """Try the sources in their order and take the first that works; one trial at a time."""
        if self._choosing is None or self._choosing.done():
            self._choosing = self._loop.create_task(self._choose())
        return self._choosing

    def close(self) -> None:
        """Let go of it all."""
        self._closed = True
        if self._again is not None:
            self._again.cancel()
        if self._choosing is not None:
            self._choosing.cancel()
        self._let_go()

    async def _choose(self) -> None:
        refused: list[Refused] = []
        for maker in self._makers:
            source = self._made(maker)
            if self.source is not None and source.name == self.source.name:
                self.refused = refused  # what is better still does not work
                return
            why = await self._tried(source)
            if why is None:
                self._take(source, refused)
                return
            source.close()
            refused.append((source.name, why))
        self.refused = refused

    def _made(self, maker: Maker) -> IdleSource:
        made: list[IdleSource] = []
        made.append(maker(lambda why: self._lost(made[0], why)))
        return made[0]

    def _lost(self, source: IdleSource, why: str) -> None:
        if source is not self.source or self._closed:
            return
        log.warning("idle time is not told any more by %s: %s", source.name, why)
        self._let_go()
        self._on_chosen()
        self._again = self._loop.call_later(AGAIN_AFTER_S, self.choose)

    def _let_go(self) -> None:
        if self.source is not None:
            self.source.close()
            self.source = None

    async def _tried(self, source: IdleSource) -> str | None:
        try:
            async with asyncio.timeout(2 * PATIENCE_S):
                return await source.unavailable()
        except TimeoutError:
            return _("it does not answer")
        except Exception as error:  # a source that breaks is one that does not work
            log.exception("the source of idle time %s", source.name)
            return f"{type(error).__name__}: {error}"

    def _take(self, source: IdleSource, refused: list[Refused]) -> None:
        self._let_go()
        self.source, self.refused = source, refused
        log.info("idle time is told by %s", source.name)
        self._on_chosen()
