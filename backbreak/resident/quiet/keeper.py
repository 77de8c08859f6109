"""Which reasons for quiet apply: asked when a prompt is due, and listened to while one is due or held.

There may be several ways of knowing one thing: the first that can be asked is used. What fails or is too slow
says "not quiet", and `findings` says why.
"""

from __future__ import annotations

import asyncio
import logging
from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from backbreak.resident.quiet.sources import PATIENCE_S, QuietError, QuietSource
from backbreak.words import _

SETTLED_WITHIN_S = 2.0
"""How long a prompt that is due waits to learn whether anything asks for quiet."""

ANSWERED_WITHIN_S = 0.75 * SETTLED_WITHIN_S
"""How long all ways of knowing one thing may take together: what hangs must not cost what the others say."""

Ways = Sequence[QuietSource]
"""Sources of one and the same thing, the best first."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Finding:
    """What came of a question: the source used, "" for none; why it or the better ones could not be asked."""

    reason: str
    source: str = ""
    applies: bool = False
    trouble: str = ""
    refused: list[tuple[str, str]] = field(default_factory=list)


class Keeper:
    """`tell(reasons)` is called with all that apply whenever they were read.

    `sources()` is asked at the first need for the ways of knowing each thing; `enabled(reason)` asks the
    settings.
    """

    def __init__(
        self,
        loop: AbstractEventLoop,
        sources: Callable[[], Sequence[Ways]],
        enabled: Callable[[str], bool],
        tell: Callable[[frozenset[str]], None],
    ) -> None:
        self._loop = loop
        self._tell = tell
        self._sources = sources
        self._enabled = enabled
        self._questions: list[_Question] | None = None
        self._wanted = self._closed = False
        self._work: asyncio.Task[None] | None = None
        self._stale = False
        self._settled = asyncio.Event()

    @property
    def fresh(self) -> bool:
        """Whether what was told last is true now, because the sources are listened to."""
        return self._wanted and self._settled.is_set()

    @property
    def findings(self) -> list[Finding]:
        """What was found when it was last asked for; empty before that."""
        return [one.finding for one in self._questions or ()]

    def watch(self, wanted: bool) -> None:
        """Listen from now on, or no longer; saying so again changes nothing."""
        if wanted == self._wanted or self._closed:
            return
        self._wanted = wanted
        self._settled.clear()
        self._refresh()

    def ask_again(self) -> None:
        """The settings are others now."""
        if self._wanted:
            self._refresh()

    @property
    def applying(self) -> frozenset[str]:
        """The reasons that applied when they were last read."""
        return frozenset(found.reason for found in self.findings if found.applies)

    async def read(self) -> None:
        """Read what applies now, without telling it; nothing to do while it is listened to."""
        if not self.fresh and not self._closed:
            await self._ask_all()

    async def known(self) -> None:
        """Read what applies now and tell it, unless that is known; within SETTLED_WITHIN_S."""
        if self.fresh or self._closed:
            return
        try:
            async with asyncio.timeout(SETTLED_WITHIN_S):
                if self._wanted:
                    await self._settled.wait()
                else:
                    await self._ask_all()
                    self._say()
        except TimeoutError:
            log.warning("what asks for quiet could not be found out in time")

    def close(self) -> None:
        """Listen no longer and hang up."""
        self._closed = True
        if self._work is not None:
            self._work.cancel()
        for one in self._questions or ():
            one.close()

    def _changed(self) -> None:
        if self._wanted:
            self._refresh()

    def _refresh(self) -> None:
        """Bring the sources to what is wanted, and read them; again if that changes meanwhile."""
        self._stale = True
        if self._work is None or self._work.done():
            self._work = self._loop.create_task(self._follow())

    async def _follow(self) -> None:
        while self._stale:
            self._stale = False
            if self._wanted:
                await self._ask_all()
                if self._wanted and not self._stale:
                    self._settled.set()
                    self._say()
            else:
                await asyncio.gather(*(one.rest() for one in self._all()))
                self._tell(frozenset())  # what is not listened to any more must not be remembered

    async def _ask_all(self) -> None:
        await asyncio.gather(*(one.ask(listen=self._wanted) for one in self._all()))

    def _all(self) -> list[_Question]:
        if self._questions is None:
            self._questions = [_Question(ways, self._enabled, self._changed) for ways in self._sources()]
        return self._questions

    def _say(self) -> None:
        self._tell(self.applying)


class _Question:
    """One thing to know, with the ways of knowing it."""

    def __init__(self, ways: Ways, enabled: Callable[[str], bool], changed: Callable[[], None]) -> None:
        self._reason = ways[0].reason
        self.finding = Finding(self._reason)
        self._sources = ways
        self._enabled = enabled
        self._changed = changed
        self._listened: QuietSource | None = None
        self._turn = asyncio.Lock()

    async def ask(self, *, listen: bool) -> None:
        """Find a source that can be asked, listen to it if wanted, and read it."""
        async with self._turn:
            enabled = self._enabled(self._reason)
            self.finding = await self._asked(listen) if enabled else Finding(self._reason)
            if not listen or not self.finding.source or self.finding.trouble:
                await self._rest()

    async def rest(self) -> None:
        """Listen no longer."""
        async with self._turn:
            await self._rest()

    def close(self) -> None:
        for source in self._sources:
            source.close()

    async def _asked(self, listen: bool) -> Finding:
        found = Finding(self._reason)
        try:
            async with asyncio.timeout(ANSWERED_WITHIN_S):
                await self._try(listen, found)
        except TimeoutError:
            found.trouble = _("it does not answer")
        return found

    async def _try(self, listen: bool, found: Finding) -> None:
        for source in self._sources:
            why = await _within(source.unavailable(), _("it does not answer"))
            if why is None:
                await self._read(source, listen, found)
                return
            found.refused.append((source.name, why))

    async def _read(self, source: QuietSource, listen: bool, found: Finding) -> None:
        found.source = source.name
        heard = False
        try:
            async with asyncio.timeout(PATIENCE_S):
                if listen and self._listened is not source:
                    await self._rest()
                    self._listened = source
                    await source.watch(self._changed)
                found.applies = await source.read()
            heard = True
        except TimeoutError:
            found.trouble = _("it does not answer")
        except QuietError as error:
            found.trouble = str(error)
        except Exception as error:  # whatever is wrong with a source, it does not ask for quiet
            log.exception("%s", source.name)
            found.trouble = f"{type(error).__name__}: {error}"
        finally:
            if not heard:  # nor is it listened to by halves where whoever asks has given up
                await self._rest()
        if found.trouble:
            log.info("%s cannot be told by %s: %s", self._reason, source.name, found.trouble)

    async def _rest(self) -> None:
        source, self._listened = self._listened, None
        if source is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE_S):
                    await source.unwatch()


async def _within(question: Awaitable[str | None], otherwise: str) -> str | None:
    try:
        async with asyncio.timeout(PATIENCE_S):
            return await question
    except TimeoutError:
        return otherwise
    except Exception as error:  # as above
        log.exception("a source of quiet")
        return f"{type(error).__name__}: {error}"
