"""A source of quiet that is asked and listened to, as the resident does, in a loop of the test's own."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress

from desktop.harness.waiting import PATIENCE_S

from backbreak.resident.quiet.sources import QuietError, QuietSource

POLL_S = 0.02


class Watched:
    """Counts the calls of `changed`, and reads when there was one."""

    def __init__(self, source: QuietSource) -> None:
        self.source = source
        self.changes = 0

    async def __aenter__(self) -> Watched:
        await self.source.watch(self._changed)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.source.unwatch()
        self.source.close()

    async def becomes(self, applies: bool, within_s: float = PATIENCE_S) -> None:
        """Wait until the source tells of a change that makes it so: read after its word, never before."""
        end = time.monotonic() + within_s
        seen = self.changes
        while time.monotonic() < end:
            await self.told_more_than(seen, end)
            seen = self.changes
            if await answer(self.source) is applies:
                return
        raise AssertionError(f"{self.source.name} never told that it is {applies}")

    async def told_more_than(self, changes: int, end: float) -> None:
        while self.changes <= changes:
            assert time.monotonic() < end, f"{self.source.name} told of nothing"
            await asyncio.sleep(POLL_S)

    def _changed(self) -> None:
        self.changes += 1


async def answer(source: QuietSource) -> bool:
    """What a source reads; one that a busy machine keeps from answering in time is asked again."""
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            return await source.read()
        except QuietError as error:
            if "does not answer" not in str(error) or time.monotonic() > end:
                raise


def descriptors() -> int:
    """How many files and sockets this process has open."""
    return len(os.listdir("/proc/self/fd"))


def children() -> list[int]:
    """The processes that this one has started and that are not yet gone, zombies too."""
    with open(f"/proc/self/task/{os.getpid()}/children") as file:
        return [int(word) for word in file.read().split()]


def run(story: Callable[[], Coroutine[object, object, None]]) -> None:
    """Run it, and see that it leaves no socket and no child behind."""

    async def watched() -> None:
        before, had = descriptors(), children()
        await story()
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end and (descriptors() > before or len(children()) > len(had)):
            await asyncio.sleep(POLL_S)
        with suppress(FileNotFoundError):
            assert set(children()) <= set(had), "a child is left"
        assert descriptors() <= before, "something is left open"

    asyncio.run(watched())
