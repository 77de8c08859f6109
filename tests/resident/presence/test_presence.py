"""Which source of idle time is used, what becomes of what it said, and how the lock is put together."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from resident.quick_loop import run_quickly
from resident.world import NINE, at

from backbreak.core.cycle import events as e
from backbreak.resident.presence import choosing, presence
from backbreak.resident.presence.choosing import Maker
from backbreak.resident.presence.presence import Presence


class Watched:
    def __init__(self, source: Source, after: timedelta, went, came) -> None:  # type: ignore[no-untyped-def]
        self.source, self.after, self.went, self.came = source, after, went, came

    def cancel(self) -> None:
        if self in self.source.watches:
            self.source.watches.remove(self)


class Source:
    """A source of idle time as a test wants it."""

    def __init__(self, name: str, why: str | None = None) -> None:
        self.name, self.why = name, why
        self.watches: list[Watched] = []
        self.closed = False
        self.lose: Callable[[str], None] = lambda why: None

    def __call__(self, on_lost: Callable[[str], None]) -> Source:
        """Serve as the maker of itself."""
        self.lose = on_lost
        self.closed = False
        return self

    async def unavailable(self) -> str | None:
        if self.why == "raises":
            raise LookupError("nobody thought of it")
        return self.why

    def watch(self, after, went, came) -> Watched:  # type: ignore[no-untyped-def]
        self.watches.append(Watched(self, after, went, came))
        return self.watches[-1]

    def close(self) -> None:
        self.closed = True
        self.watches.clear()

    def goes_idle(self, seconds: float) -> None:
        for one in list(self.watches):
            if one.after.total_seconds() <= seconds:
                one.went(timedelta(seconds=seconds))

    def sees_input(self) -> None:
        for one in list(self.watches):
            one.came()


class Lock:
    def __init__(self, name: str, why: str | None = None) -> None:
        self.name, self.why, self.locked = name, why, False

    async def unavailable(self) -> str | None:
        return self.why

    def close(self) -> None:
        self.locked = False


Story = Callable[[Presence, list[e.Event]], Awaitable[None]]


def play(story: Story, *idle: Maker, locks: tuple[Lock, ...] = ()) -> list[e.Event]:
    async def whole() -> list[e.Event]:
        posted: list[e.Event] = []
        told = Presence(
            asyncio.get_running_loop(), lambda: NINE, posted.append, lambda: posted.append(e.Tick(NINE)), idle
        )
        await told.start(locks)
        await story(told, posted)
        told.close()
        return posted

    return run_quickly(whole())


async def nothing_happens(_told: Presence, _posted: list[e.Event]) -> None:
    await asyncio.sleep(0)


async def settled(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.001)


def test_the_first_source_that_works_is_used_and_the_better_ones_say_why_not() -> None:
    first, broken, good, last = Source("a", "not here"), Source("b", "raises"), Source("c"), Source("d")

    async def story(told: Presence, _posted: list[e.Event]) -> None:
        assert told.idle_source == "c"
        assert told.refused == [("a", "not here"), ("b", "LookupError: nobody thought of it")]
        assert first.closed
        assert broken.closed
        assert not last.watches

    play(story, first, broken, good, last)


def test_idle_and_input_are_told_with_the_instant_of_the_last_input() -> None:
    source = Source("a")

    async def story(_told: Presence, _posted: list[e.Event]) -> None:
        source.goes_idle(61)
        source.sees_input()

    assert play(story, source) == [e.WentIdle(NINE, since=at(-61 / 60)), e.InputSeen(NINE)]


def test_a_source_that_is_lost_is_replaced_and_what_it_had_said_is_taken_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choosing, "AGAIN_AFTER_S", 0.0)
    monkeypatch.setattr(presence, "SAID_AGAIN_WITHIN_S", 0.02)
    first, second = Source("a"), Source("b")

    async def story(told: Presence, posted: list[e.Event]) -> None:
        first.goes_idle(61)
        first.why = "it is gone"
        first.lose("it is gone")
        assert told.idle_source == "absent"
        await settled(lambda: told.idle_source == "b")
        await settled(lambda: len(posted) == 2)

    assert [type(event) for event in play(story, first, second)] == [e.WentIdle, e.InputSeen]


def test_a_new_source_that_says_the_same_leaves_it_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "AGAIN_AFTER_S", 0.0)
    monkeypatch.setattr(presence, "SAID_AGAIN_WITHIN_S", 0.02)
    first, second = Source("a"), Source("b")

    async def story(told: Presence, _posted: list[e.Event]) -> None:
        first.goes_idle(61)
        first.why = "it is gone"
        first.lose("it is gone")
        await settled(lambda: told.idle_source == "b")
        second.goes_idle(70)
        await asyncio.sleep(0.04)

    assert [type(event) for event in play(story, first, second)] == [e.WentIdle, e.WentIdle]


def test_a_source_that_comes_later_is_taken_when_one_looks_again() -> None:
    best, absent = Source("a", "not yet"), Source("absent")

    async def story(told: Presence, _posted: list[e.Event]) -> None:
        told.look_again()
        await asyncio.sleep(0.01)
        assert told.idle_source == "absent"
        best.why = None
        told.look_again()
        await settled(lambda: told.idle_source == "a")
        assert absent.closed
        assert len(best.watches) == 1

    play(story, best, absent)


def test_a_desktop_that_never_tells_of_input_is_not_asked_for_ever() -> None:
    best, absent, asked = Source("a", "never"), Source("absent"), []

    async def unavailable() -> str | None:
        asked.append(1)
        return best.why

    best.unavailable = unavailable  # type: ignore[method-assign]

    async def story(told: Presence, _posted: list[e.Event]) -> None:
        for _ in range(3 * presence.CHANCES):
            told.look_again()
            await asyncio.sleep(0.001)

    play(story, best, absent)
    assert len(asked) == 1 + presence.CHANCES


def test_the_screen_is_locked_while_any_source_says_so() -> None:
    one, two = Lock("logind"), Lock("screensaver")

    async def story(told: Presence, _posted: list[e.Event]) -> None:
        for lock, state in ((one, True), (two, True), (one, False), (two, False)):
            lock.locked = state
            told.lock_changed()

    assert play(story, locks=(one, two)) == [e.Locked(NINE), e.Unlocked(NINE)]


def test_a_screen_that_is_locked_at_the_start_is_told_of() -> None:
    lock = Lock("logind")
    lock.locked = True
    assert play(nothing_happens, locks=(lock,)) == [e.Locked(NINE)]


def test_going_to_sleep_is_told_after_the_clocks_were_looked_at_and_waking_only_has_that_done() -> None:
    async def story(told: Presence, _posted: list[e.Event]) -> None:
        told.sleep_told(True)
        told.sleep_told(False)

    assert play(story) == [e.Tick(NINE), e.FellAsleep(NINE), e.Tick(NINE)]


def test_a_pause_in_typing_is_waited_for_and_the_wait_leaves_nothing_behind() -> None:
    source = Source("a")

    async def story(told: Presence, _posted: list[e.Event]) -> None:
        waiting = asyncio.ensure_future(told.pause_in_typing())
        await asyncio.sleep(0.01)
        assert not waiting.done()
        assert len(source.watches) == 2
        source.goes_idle(5)
        await asyncio.wait_for(waiting, 20)
        assert len(source.watches) == 1

    play(story, source)


def test_nobody_is_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "TYPING_PATIENCE_S", 0.02)

    async def story(told: Presence, _posted: list[e.Event]) -> None:
        await asyncio.wait_for(told.pause_in_typing(), 20)

    play(story, Source("a"))


def test_without_a_source_the_pause_is_now() -> None:
    async def story(told: Presence, _posted: list[e.Event]) -> None:
        await asyncio.wait_for(told.pause_in_typing(), 1)

    play(story, Source("absent"))
