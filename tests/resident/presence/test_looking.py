"""Where idle time has to be looked for: seldom, and right in spite of it. Hours pass in no time here."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from resident.quick_loop import run_quickly

from backbreak.resident.presence.looking import MOST_S, Looking
from backbreak.resident.presence.macos_idle import MacosIdle
from backbreak.resident.presence.windows_idle import WindowsIdle, since

MINUTE = 60.0


class Keyboard(Looking):
    """The reader: what the platform would say, and how often it was asked."""

    name = "keyboard"

    def __init__(self) -> None:
        self.told: list[tuple[float, str, float]] = []
        self.lost: list[str] = []
        super().__init__(self.lost.append)
        self.begin = self.last_input = asyncio.get_running_loop().time()
        self.looks = 0
        self.broken = False

    def read(self) -> timedelta:
        self.looks += 1
        if self.broken:
            raise OSError("unplugged")
        return timedelta(seconds=self.at - self.last_input)

    @property
    def at(self) -> float:
        return asyncio.get_running_loop().time()

    def press(self) -> None:
        self.last_input = self.at

    async def type_for(self, seconds: float) -> None:
        end = self.at + seconds
        while self.at < end:
            self.press()
            await asyncio.sleep(0.5)

    def listen(self, after_s: float, label: str = ""):
        def idle(ago: timedelta) -> None:
            self.told.append((self.at - self.begin, f"{label}idle", ago.total_seconds()))

        def back() -> None:
            self.told.append((self.at - self.begin, f"{label}input", 0.0))

        return self.watch(timedelta(seconds=after_s), idle, back)

    @property
    def words(self) -> list[str]:
        return [word for _at, word, _ago in self.told]


def test_an_hour_of_typing_costs_a_look_a_minute_and_tells_nothing() -> None:
    async def story() -> None:
        keyboard = Keyboard()
        assert await keyboard.unavailable() is None
        keyboard.listen(MINUTE)
        keyboard.listen(5 * MINUTE)
        await keyboard.type_for(60 * MINUTE)
        assert keyboard.told == []
        assert keyboard.looks <= 63

    run_quickly(story())


def test_idleness_is_told_when_it_is_reached_and_the_return_soon_after_it() -> None:
    async def story() -> None:
        keyboard = Keyboard()
        await keyboard.unavailable()
        keyboard.listen(MINUTE)
        await asyncio.sleep(2 * MINUTE)
        ((at, word, ago),) = keyboard.told
        assert word == "idle" and MINUTE <= at < MINUTE + 0.1 and MINUTE <= ago < MINUTE + 0.1
        keyboard.press()
        await asyncio.sleep(7)
        assert keyboard.words == ["idle", "input"]

    run_quickly(story())


def test_a_night_away_costs_four_looks_a_minute_and_is_told_once() -> None:
    async def story() -> None:
        keyboard = Keyboard()
        await keyboard.unavailable()
        keyboard.listen(MINUTE)
        await asyncio.sleep(8 * 60 * MINUTE)
        assert keyboard.words == ["idle"]
        assert keyboard.looks < 8 * 60 * MINUTE / MOST_S + 60
        keyboard.press()
        await asyncio.sleep(MOST_S + 0.1)
        assert keyboard.words == ["idle", "input"]

    run_quickly(story())


def test_somebody_who_came_and_went_between_two_looks_was_there() -> None:
    async def story() -> None:
        keyboard = Keyboard()
        await keyboard.unavailable()
        keyboard.listen(2)
        await asyncio.sleep(60 * MINUTE)
        keyboard.press()
        await asyncio.sleep(MOST_S + 0.1)
        assert keyboard.words == ["idle", "input", "idle"]

    run_quickly(story())


def test_a_watch_that_begins_while_nobody_is_there_is_told_at_once() -> None:
    async def story() -> None:
        keyboard = Keyboard()
        await keyboard.unavailable()
        keyboard.listen(5 * MINUTE)
        await asyncio.sleep(3 * MINUTE)
        keyboard.listen(MINUTE, "late ")
        await asyncio.sleep(0.1)
        ((_at, word, ago),) = keyboard.told
        assert word == "late idle" and ago >= 3 * MINUTE

    run_quickly(story())


def test_a_cancelled_watch_is_told_nothing_and_nobody_looks_for_it() -> None:
    async def story() -> None:
        keyboard = Keyboard()
        await keyboard.unavailable()
        watch = keyboard.listen(MINUTE)
        watch.cancel()
        watch.cancel()
        await asyncio.sleep(60 * MINUTE)
        assert keyboard.told == [] and keyboard.looks <= 3

    run_quickly(story())


def test_a_system_that_stops_telling_is_lost_once() -> None:
    async def story() -> None:
        keyboard = Keyboard()
        await keyboard.unavailable()
        keyboard.listen(MINUTE)
        await asyncio.sleep(1)
        keyboard.broken = True
        await asyncio.sleep(60 * MINUTE)
        assert len(keyboard.lost) == 1 and "unplugged" in keyboard.lost[0]
        assert "unplugged" in str(await keyboard.unavailable())
        keyboard.close()

    run_quickly(story())


@given(
    st.lists(st.floats(0.6, 900), min_size=1, max_size=12),
    st.lists(st.floats(1, 600), min_size=1, max_size=3),
)
def test_whatever_the_pauses_every_watch_alternates_and_no_idleness_is_made_up(
    pauses: list[float], afters: list[float]
) -> None:
    async def story() -> None:
        keyboard = Keyboard()
        await keyboard.unavailable()
        for number, after in enumerate(afters):
            keyboard.listen(after, f"{number} ")
        for pause in pauses:
            await asyncio.sleep(pause)
            keyboard.press()
        await asyncio.sleep(MOST_S + 0.1)
        for number, after in enumerate(afters):
            mine = [(word, ago) for _at, word, ago in keyboard.told if word.startswith(f"{number} ")]
            assert all(word.endswith("idle" if at % 2 == 0 else "input") for at, (word, _) in enumerate(mine))
            assert all(ago > after - 1e-5 for word, ago in mine if word.endswith("idle"))
            # Who comes and goes more than once between two looks has come once.
            stretches = sum(pause > after + MOST_S + 0.1 for pause in pauses)
            assert len(mine) // 2 >= stretches

    run_quickly(story())


def test_ticks_of_windows_begin_anew_after_seven_weeks() -> None:
    assert since(0xFFFFFF00, 0x100) == timedelta(milliseconds=0x200)
    assert since(5000, 5000) == timedelta(0)
    assert since(5001, 5000) == timedelta(0)


def test_what_belongs_to_another_system_says_so() -> None:
    async def story() -> None:
        lost: list[str] = []
        for source in (WindowsIdle(lost.append), MacosIdle(lost.append)):
            assert "this is not" in str(await source.unavailable())
        assert lost == []

    run_quickly(story())
