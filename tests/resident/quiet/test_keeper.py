"""What asks for quiet: asked when it matters, listened to while it does, never in the way when it fails."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from itertools import groupby

import pytest
from resident.quick_loop import run_quickly

from backbreak.resident.quiet import keeper as module
from backbreak.resident.quiet.keeper import Keeper
from backbreak.resident.quiet.sources import QuietError


class Source:
    """A desktop's service as a test wants it: there or not, quiet or not, slow, broken."""

    def __init__(self, name: str, reason: str, *, why: str | None = None, applies: bool = False) -> None:
        self.name, self.reason = name, reason
        self.why, self.applies = why, applies
        self.error: Exception | None = None
        self.hangs = self.is_deaf = self.listens_slowly = False
        self.changed: Callable[[], None] | None = None
        self.reads = self.listened = 0

    async def unavailable(self) -> str | None:
        if self.is_deaf:
            await asyncio.Event().wait()
        return self.why

    async def read(self) -> bool:
        self.reads += 1
        if self.hangs:
            await asyncio.Event().wait()
        if self.error is not None:
            raise self.error
        return self.applies

    async def watch(self, changed: Callable[[], None]) -> None:
        assert self.changed is None, "watched twice"
        self.listened += 1
        if self.listens_slowly:
            await asyncio.sleep(0.01)
        self.changed = changed

    async def unwatch(self) -> None:
        self.changed = None

    def close(self) -> None:
        self.changed = None

    def becomes(self, applies: bool) -> None:
        self.applies = applies
        assert self.changed is not None
        self.changed()


def play(
    story: Callable[[Keeper, list[frozenset[str]]], Awaitable[None]], *sources: Source, off: str = ""
) -> list[frozenset[str]]:
    """What was told in the course of the story."""

    async def whole() -> list[frozenset[str]]:
        told: list[frozenset[str]] = []
        ways = [tuple(one) for _, one in groupby(sources, key=lambda source: source.reason)]
        kept = Keeper(asyncio.get_running_loop(), lambda: ways, lambda reason: reason != off, told.append)
        await story(kept, told)
        kept.close()
        return told

    return run_quickly(whole())


async def settled(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.001)


MIC, DND = frozenset({"microphone"}), frozenset({"do_not_disturb"})
NOTHING: frozenset[str] = frozenset()


def test_the_first_source_that_can_be_asked_is_used() -> None:
    sources = (
        Source("best", "microphone", why="not here", applies=True),
        Source("next", "microphone", applies=True),
        Source("last", "microphone"),
    )

    async def story(kept: Keeper, _told: list[frozenset[str]]) -> None:
        await kept.known()
        assert kept.findings[0].source == "next"
        assert kept.findings[0].refused == [("best", "not here")]

    assert play(story, *sources) == [MIC]
    assert sources[2].reads == 0


def test_a_single_question_leaves_nobody_listened_to() -> None:
    source = Source("one", "microphone", applies=True)

    async def story(kept: Keeper, _told: list[frozenset[str]]) -> None:
        await kept.known()
        assert source.changed is None
        assert not kept.fresh

    play(story, source)


def test_while_listened_to_every_change_is_told_and_known_without_asking() -> None:
    source = Source("one", "microphone")

    async def story(kept: Keeper, told: list[frozenset[str]]) -> None:
        kept.watch(True)
        await settled(lambda: kept.fresh)
        source.becomes(True)
        await settled(lambda: told[-1:] == [MIC])
        reads = source.reads
        await kept.known()
        assert source.reads == reads
        source.becomes(False)
        await settled(lambda: told[-1:] == [NOTHING])

    assert play(story, source) == [NOTHING, MIC, NOTHING]


def test_what_is_not_listened_to_any_more_is_taken_back() -> None:
    source = Source("one", "microphone", applies=True)

    async def story(kept: Keeper, told: list[frozenset[str]]) -> None:
        kept.watch(True)
        await settled(lambda: told == [MIC])
        kept.watch(False)
        await settled(lambda: len(told) == 2)
        assert source.changed is None

    assert play(story, source) == [MIC, NOTHING]


def test_one_that_is_switched_off_is_not_even_asked() -> None:
    source = Source("one", "microphone", applies=True)

    async def story(kept: Keeper, _told: list[frozenset[str]]) -> None:
        await kept.known()

    assert play(story, source, off="microphone") == [NOTHING]
    assert source.reads == 0


@pytest.mark.parametrize("error", [QuietError("the server is gone"), LookupError("nobody thought of it")])
def test_a_source_that_fails_asks_for_nothing_and_costs_the_others_nothing(error: Exception) -> None:
    broken, good = Source("one", "microphone", applies=True), Source("two", "do_not_disturb", applies=True)
    broken.error = error

    async def story(kept: Keeper, told: list[frozenset[str]]) -> None:
        kept.watch(True)
        await settled(lambda: kept.fresh)
        assert str(error) in kept.findings[0].trouble
        broken.error = None
        kept.ask_again()
        await settled(lambda: told[-1:] == [MIC | DND])

    assert play(story, broken, good) == [DND, MIC | DND]


def test_a_source_that_hangs_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_S", 0.02)
    hung, good = Source("one", "microphone", applies=True), Source("two", "do_not_disturb", applies=True)
    hung.hangs = True

    async def story(kept: Keeper, _told: list[frozenset[str]]) -> None:
        await kept.known()
        assert kept.findings[0].trouble == "it does not answer"

    assert play(story, hung, good) == [DND]


def test_what_is_deaf_does_not_cost_what_the_others_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_S", 0.02)
    monkeypatch.setattr(module, "SETTLED_WITHIN_S", 0.1)
    monkeypatch.setattr(module, "ANSWERED_WITHIN_S", 0.05, raising=False)
    deaf = [Source(f"way {number}", "do_not_disturb", applies=True) for number in range(8)]
    for one in deaf:
        one.is_deaf = True

    async def story(kept: Keeper, _told: list[frozenset[str]]) -> None:
        await kept.known()
        assert kept.findings[0].trouble == "it does not answer"

    assert play(story, *deaf, Source("one", "microphone", applies=True)) == [MIC]


def test_whoever_asks_and_gives_up_leaves_a_source_that_is_listened_to() -> None:
    source = Source("one", "microphone")
    source.listens_slowly = True

    async def story(kept: Keeper, told: list[frozenset[str]]) -> None:
        asked = asyncio.ensure_future(kept.read())
        kept.watch(True)
        while not source.listened:
            await asyncio.sleep(0)
        asked.cancel()
        await settled(lambda: kept.fresh)
        assert source.changed is not None
        source.becomes(True)
        await settled(lambda: told[-1:] == [MIC])

    play(story, source)


def test_a_better_source_that_appears_takes_over() -> None:
    best, second = Source("best", "microphone", why="not yet"), Source("next", "microphone", applies=True)

    async def story(kept: Keeper, told: list[frozenset[str]]) -> None:
        kept.watch(True)
        await settled(lambda: told == [MIC])
        best.why = None
        kept.ask_again()
        await settled(lambda: told[-1:] == [NOTHING])
        assert second.changed is None
        assert best.changed is not None

    play(story, best, second)


def test_on_and_off_in_a_hurry_ends_as_it_was_left() -> None:
    source = Source("one", "microphone", applies=True)

    async def story(kept: Keeper, told: list[frozenset[str]]) -> None:
        for wanted in (True, False, True, False, True):
            kept.watch(wanted)
            await asyncio.sleep(0)
        await settled(lambda: kept.fresh)
        assert told[-1] == MIC
        assert source.changed is not None

    play(story, source)


def test_reading_for_the_status_tells_nobody() -> None:
    source = Source("one", "microphone", applies=True)

    async def story(kept: Keeper, _told: list[frozenset[str]]) -> None:
        await kept.read()
        assert kept.applying == MIC

    assert play(story, source) == []
