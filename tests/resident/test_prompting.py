"""The escalation of an invitation: what is on the screen is what was ordered last."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from resident.quick_loop import run_quickly

from backbreak import words
from backbreak.core.cycle.events import ShowPrompt
from backbreak.core.settings import DEFAULT
from backbreak.core.settings import Prompt as Settings
from backbreak.resident import prompting as module
from backbreak.resident.prompting import Card, Prompting
from backbreak.words.prompt import Invitation

TEXTS = Invitation("title", "text", "start", "snooze", "stretch", "skip", "elsewhere")


class Screen:
    """A desktop with a notification and a card; it takes its time, one thing after the other."""

    def __init__(self, *, notifies: bool = True, broken: bool = False) -> None:
        self.notifies, self.broken = notifies, broken
        self.notice: str | None = None
        self.card, self.shown = False, 0
        self.mentioned = ""
        self.turn = asyncio.Lock()

    async def show(self, invitation: Invitation, token: str) -> bool:
        async with self.turn:
            await asyncio.sleep(0.01)
            if self.broken:
                raise LookupError("an answer nobody expected")
            self.notice = token if self.notifies else self.notice
            self.shown += 1
            return self.notifies

    async def mention(self, invitation: Invitation) -> bool:
        async with self.turn:
            self.mentioned = invitation.elsewhere
        return True

    async def withdraw(self) -> None:
        async with self.turn:
            await asyncio.sleep(0.01)
            self.notice = None

    def open_card(self) -> None:
        self.card = True

    def close_card(self) -> None:
        self.card = False


async def at_once() -> None:
    """Nothing to wait for."""


def play(
    story: Callable[[Prompting], Awaitable[None]], screen_of: Callable[[], Screen], settings: Settings
) -> Screen:
    async def whole() -> Screen:
        screen = screen_of()
        card = Card(screen.open_card, screen.close_card)
        loop = asyncio.get_running_loop()
        prompting = Prompting(loop, screen, card, lambda: settings, lambda: TEXTS, at_once, at_once)
        await story(prompting)
        await asyncio.sleep(0.06)
        return screen

    return run_quickly(whole())


def on(*orders: ShowPrompt | None, settings: Settings = DEFAULT.prompt, **screen: bool) -> Screen:
    """The screen after those orders, given at once; None takes the invitation back."""

    async def story(prompting: Prompting) -> None:
        for order in orders:
            prompting.withdraw() if order is None else prompting.show(order)

    return play(story, lambda: Screen(**screen), settings)


FIRST, SECOND = ShowPrompt("one", 1), ShowPrompt("two", 1)
SILENT, NOTHING = ShowPrompt("one", 2, silent=True), ShowPrompt("one", 2, silent=True, card=False)


def test_an_invitation_is_a_notification_and_no_card_yet() -> None:
    screen = on(FIRST)
    assert (screen.notice, screen.card) == ("one", False)


def test_taken_back_at_once_nothing_is_left() -> None:
    screen = on(FIRST, None)
    assert (screen.notice, screen.card) == (None, False)


@pytest.mark.parametrize(
    "orders", [(FIRST, None, SECOND), (FIRST, SECOND), (None, FIRST, None, FIRST, None, SECOND)]
)
def test_what_is_ordered_last_stands_however_quickly_it_follows(
    orders: tuple[ShowPrompt | None, ...],
) -> None:
    assert on(*orders).notice == "two"


@pytest.mark.parametrize("screen", [{"notifies": False}, {"broken": True}])
def test_t23_without_a_notification_the_card_comes_at_once(screen: dict[str, bool]) -> None:
    assert on(FIRST, **screen).card
    assert not on(FIRST, None, **screen).card


def test_a_silent_invitation_is_the_card_alone_and_over_a_presentation_nothing() -> None:
    assert (on(FIRST, SILENT).notice, on(FIRST, SILENT).card) == (None, True)
    assert (on(FIRST, NOTHING).notice, on(FIRST, NOTHING).card) == (None, False)


def test_a_card_that_stands_goes_when_the_screen_is_presented() -> None:
    async def story(prompting: Prompting) -> None:
        prompting.show(SILENT)
        await asyncio.sleep(0.05)
        prompting.show(NOTHING)

    assert not play(story, Screen, DEFAULT.prompt).card


def test_each_step_can_be_switched_off() -> None:
    assert on(FIRST, settings=Settings(notification=False)).card
    assert not on(FIRST, settings=Settings(notification=False, window=False)).card


def test_ending_leaves_nothing_on_the_screen() -> None:
    async def story(prompting: Prompting) -> None:
        prompting.show(FIRST)
        await asyncio.sleep(0.03)
        await prompting.end()

    assert play(story, Screen, DEFAULT.prompt).notice is None


def test_the_card_waits_for_a_pause_in_typing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backbreak.resident.prompting.CARD_AFTER_S", 0.0)

    async def whole() -> tuple[bool, bool]:
        screen, paused = Screen(), asyncio.Event()
        card = Card(screen.open_card, screen.close_card)
        loop = asyncio.get_running_loop()

        async def pause() -> None:
            await paused.wait()

        prompting = Prompting(loop, screen, card, lambda: DEFAULT.prompt, lambda: TEXTS, at_once, pause)
        prompting.show(FIRST)
        await asyncio.sleep(0.06)
        typing = screen.card
        paused.set()
        await asyncio.sleep(0.06)
        return typing, screen.card

    assert run_quickly(whole()) == (False, True)


def test_what_asks_for_quiet_is_known_before_anything_shows() -> None:
    async def whole() -> tuple[str | None, str | None]:
        screen, certain = Screen(), asyncio.Event()
        card = Card(screen.open_card, screen.close_card)
        loop = asyncio.get_running_loop()

        async def known() -> None:
            await certain.wait()

        prompting = Prompting(loop, screen, card, lambda: DEFAULT.prompt, lambda: TEXTS, known, at_once)
        prompting.show(FIRST)
        await asyncio.sleep(0.06)
        prompting.withdraw()  # it was quiet: the core holds the prompt
        certain.set()
        await asyncio.sleep(0.06)
        held = screen.notice
        prompting.show(SECOND)
        await asyncio.sleep(0.06)
        return held, screen.notice

    assert run_quickly(whole()) == (None, "two")


def test_t23_where_there_are_neither_buttons_nor_a_card_it_is_mentioned() -> None:
    settings = replace(DEFAULT.prompt, window=False)
    screen = on(FIRST, settings=settings, notifies=False)
    assert (screen.notice, screen.card, screen.mentioned) == (None, False, "elsewhere")


def test_with_a_card_nothing_else_is_mentioned() -> None:
    screen = on(FIRST, notifies=False)
    assert (screen.card, screen.mentioned) == (True, "")


def test_repeats_more_often_than_the_card_waits_do_not_put_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CARD_AFTER_S", 0.1)

    async def story(prompting: Prompting) -> None:
        for showing in range(1, 5):
            prompting.show(ShowPrompt("one", showing))
            await asyncio.sleep(0.04)

    assert play(story, Screen, DEFAULT.prompt).card


def test_a_new_invitation_waits_with_its_card_as_long_as_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CARD_AFTER_S", 0.1)

    async def story(prompting: Prompting) -> None:
        prompting.show(FIRST)
        await asyncio.sleep(0.08)
        prompting.withdraw()
        prompting.show(ShowPrompt("one", 2))

    screen = play(story, Screen, DEFAULT.prompt)
    assert (screen.notice, screen.card) == ("one", False)


def test_a_notification_is_said_again_when_the_language_is_another_one_and_only_then() -> None:
    times: list[int] = []

    async def story(prompting: Prompting) -> None:
        prompting.speak()
        prompting.show(FIRST)
        await asyncio.sleep(0.03)
        prompting.speak()
        await asyncio.sleep(0.03)
        times.append(screen.shown)
        words.use("de")
        for _again in range(2):
            prompting.speak()
            await asyncio.sleep(0.03)
        times.append(screen.shown)
        prompting.withdraw()
        words.use("en")
        prompting.speak()

    screen = Screen()
    try:
        play(story, lambda: screen, DEFAULT.prompt)
    finally:
        words.use("en")
    assert times == [1, 2] and screen.shown == 2 and screen.notice is None
