"""Presence as facts for the conductor: input or none, locked or not, falling asleep.

What the sources know is told as it is; what it means is decided in the core. A source that is lost says
nothing any more, so what it had said last is taken back unless its successor says it again.
"""

from __future__ import annotations

import asyncio
from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from backbreak.core.cycle import events as e
from backbreak.core.cycle.values import NO_INPUT_AFTER
from backbreak.resident.presence.choosing import IdleChoice, Maker, Refused
from backbreak.resident.presence.sources import LockSource, Looked, Watch

TYPING_PAUSE = timedelta(seconds=5)
"""So long without input, and a sentence is taken to be finished."""

TYPING_PATIENCE_S = 120.0
"""Nobody is waited for longer than this."""

CHANCES = 5
"""How many more times a desktop that tells of no input is asked after the start, or after it told of some."""

SAID_AGAIN_WITHIN_S = 2.0
"""How soon a new source tells that there has been no input, if there has been none."""


class Presence:
    """Posts WentIdle, InputSeen, Locked, Unlocked and FellAsleep; `woken()` is called after a resume.

    `idle` are the sources of idle time, the best first and the last one always working; none where everybody
    counts as present. `now` is the cycle's clock.
    """

    def __init__(
        self,
        loop: AbstractEventLoop,
        now: Callable[[], datetime],
        post: Callable[[e.Event], object],
        woken: Callable[[], None],
        idle: Sequence[Maker],
    ) -> None:
        self._loop = loop
        self._now = now
        self._post = post
        self._woken = woken
        self._choice = IdleChoice(loop, idle, self._chosen) if idle else None
        self._locks: Sequence[LockSource] = ()
        self._looks: list[Callable[[], None]] = []
        self._watch: Watch | None = None
        self._idle = self._locked = False
        self._chances = CHANCES
        self._doubt: TimerHandle | None = None

    @property
    def idle_source(self) -> str:
        """The name of the source of idle time that is used, "absent" when there is none."""
        source = self._choice.source if self._choice is not None else None
        return "absent" if source is None else source.name

    @property
    def unlocking(self) -> dict[str, str | None]:
        """By the name of each source of locks: None for one that works now, else why it does not."""
        return {lock.name: lock.why for lock in self._locks}

    @property
    def refused(self) -> list[Refused]:
        """The better sources of idle time, and why they are not used."""
        return [] if self._choice is None else self._choice.refused

    async def start(self, locks: Sequence[LockSource]) -> None:
        """Find out what works and listen to it."""
        self._locks = locks
        # Where nothing tells of the lock it is looked at, with wake-ups that happen anyway.
        self._looks = [lock.look for lock in locks if isinstance(lock, Looked)]
        for lock in locks:
            await lock.unavailable()
        self.lock_changed()
        if self._choice is not None:
            await self._choice.choose()

    def look_again(self) -> None:
        """A source may be there by now: to be called on the occasion of another wake-up.

        At a login we may be there before the desktop is. But asking costs more than a wake-up, so only so
        often, and only while nothing tells of input.
        """
        for look in self._looks:
            look()
        if self._choice is not None and self.idle_source == "absent" and self._chances:
            self._chances -= 1
            self._choice.choose()

    def lock_changed(self) -> None:
        """One of the sources may know better whether the screen is locked."""
        locked = any(lock.locked for lock in self._locks)
        if locked != self._locked:
            self._locked = locked
            self._post(e.Locked(self._now()) if locked else e.Unlocked(self._now()))

    def sleep_told(self, going: bool) -> None:
        """The system says that it goes to sleep or is back: only a hint, the clocks know.

        They are looked at first: what is read now may have been said before the sleep.
        """
        self._woken()
        if going:
            self._post(e.FellAsleep(self._now()))

    async def pause_in_typing(self) -> None:
        """Wait until there has been no input for TYPING_PAUSE, at most TYPING_PATIENCE_S.

        At once where nobody tells of input.
        """
        source = self._choice.source if self._choice is not None else None
        if source is None or source.name == "absent" or self._idle:
            return
        paused = asyncio.Event()
        watch = source.watch(TYPING_PAUSE, lambda _ago: paused.set(), lambda: None)
        try:
            async with asyncio.timeout(TYPING_PATIENCE_S):
                await paused.wait()
        except TimeoutError:
            return
        finally:
            watch.cancel()

    def close(self) -> None:
        """Listen no longer."""
        self._forget_doubt()
        if self._watch is not None:
            self._watch.cancel()
        if self._choice is not None:
            self._choice.close()
        for lock in self._locks:
            lock.close()

    def _chosen(self) -> None:
        """Another source of idle time, or none for the moment."""
        self._forget_doubt()
        self._watch = None  # the one before went with its source
        source = self._choice.source if self._choice is not None else None
        if source is None:
            self._chances = CHANCES  # it worked once, so a desktop that is restarted may have it again
            return
        if self._idle:
            self._doubt = self._loop.call_later(SAID_AGAIN_WITHIN_S, self._input_seen)
        self._watch = source.watch(NO_INPUT_AFTER, self._went_idle, self._input_seen)

    def _went_idle(self, ago: timedelta) -> None:
        self._forget_doubt()
        self._idle = True
        now = self._now()
        self._post(e.WentIdle(now, since=now - ago))

    def _input_seen(self) -> None:
        self._forget_doubt()
        self._idle = False
        self._post(e.InputSeen(self._now()))

    def _forget_doubt(self) -> None:
        if self._doubt is not None:
            self._doubt.cancel()
            self._doubt = None
