"""Where nothing could be shown, neither notification nor card nor mention, the invitation is tried again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from resident.test_prompting import FIRST, TEXTS, Screen, at_once

from backbreak.core.settings import DEFAULT
from backbreak.resident import prompting as module
from backbreak.resident.prompting import Prompting
from backbreak.words.prompt import Invitation


class Busy(Screen):
    """A desktop that is too busy to show anything for so many times; a mention is a time too."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    def _is_busy(self) -> bool:
        self.times -= 1
        return self.times >= 0

    async def show(self, invitation: Invitation, token: str) -> bool:
        return not self._is_busy() and await super().show(invitation, token)

    async def mention(self, invitation: Invitation) -> bool:
        return not self._is_busy() and await super().mention(invitation)


def live(screen: Busy, story: Callable[[Prompting], Awaitable[None]]) -> None:
    async def whole() -> None:
        loop, wanted = asyncio.get_running_loop(), replace(DEFAULT.prompt, window=False)
        prompting = Prompting(loop, screen, None, lambda: wanted, lambda: TEXTS, at_once, at_once)
        prompting.show(FIRST)
        async with asyncio.timeout(30):
            await story(prompting)
        await prompting.end()

    asyncio.run(whole())


async def until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.001)


@pytest.mark.parametrize(("times", "mentioned"), [(1, True), (2, False), (3, True), (6, False)])
def test_t23_a_desktop_that_was_too_busy_shows_the_invitation_later(
    monkeypatch: pytest.MonkeyPatch, times: int, mentioned: bool
) -> None:
    monkeypatch.setattr(module, "AGAIN_AFTER_S", (0.0, 0.0, 0.0))
    screen = Busy(times)
    live(screen, lambda _prompting: until(lambda: bool(screen.mentioned or screen.notice)))
    assert bool(screen.mentioned) is mentioned


def test_t22_an_invitation_that_is_taken_back_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AGAIN_AFTER_S", (0.01, 0.01, 0.01))
    screen = Busy(2)

    async def story(prompting: Prompting) -> None:
        await until(lambda: screen.times == 0)
        prompting.withdraw()
        await asyncio.sleep(0.05)  # for what should not come

    live(screen, story)
    assert (screen.notice, screen.mentioned, screen.shown) == (None, "", 0)
