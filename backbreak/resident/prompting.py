"""The escalation of an invitation: notification, then a small card, then only the amber icon.

Obeys ShowPrompt and WithdrawPrompt. An answer counts only for the episode it was asked in: whatever comes
from a notification that is no longer true is nothing. The card waits for a pause in typing. Where there can
be neither buttons nor a card, a plain notice says where the answer can be given.
"""

from __future__ import annotations

import asyncio
import logging
from asyncio import AbstractEventLoop, Task
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from backbreak.core.cycle.events import ShowPrompt
from backbreak.core.settings import Prompt as PromptSettings
from backbreak.words import language
from backbreak.words.prompt import Invitation

CARD_AFTER_S = 60.0

AGAIN_AFTER_S = (5.0, 30.0, 120.0)
"""When it is tried again where nothing at all could be shown: a desktop may be too busy, or late."""

log = logging.getLogger(__name__)


class Notices(Protocol):
    """A notification that can be shown and taken back."""

    async def show(self, invitation: Invitation, token: str) -> bool: ...
    async def mention(self, invitation: Invitation) -> bool: ...
    async def withdraw(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Card:
    """The small window: how to open it and how to take it away; None where there is no screen for one."""

    open: Callable[[], None]
    close: Callable[[], None]


class Prompting:
    """Shows one invitation at a time on what the desktop offers.

    `known()` waits until it is certain that nothing asks for quiet; if something does, the invitation is
    taken back meanwhile. `pause_in_typing()` waits for one.
    """

    def __init__(
        self,
        loop: AbstractEventLoop,
        notices: Notices | None,
        card: Card | None,
        settings: Callable[[], PromptSettings],
        invitation: Callable[[], Invitation],
        known: Callable[[], Awaitable[None]],
        pause_in_typing: Callable[[], Awaitable[None]],
    ) -> None:
        self._loop = loop
        self._notices = notices
        self._card = card
        self._settings = settings
        self._invitation = invitation
        self._known = known
        self._pause_in_typing = pause_in_typing
        self._order: ShowPrompt | None = None
        self._work: Task[None] | None = None
        self._renewal: Task[bool] | None = None
        self._withdrawal: Task[None] | None = None
        self._showing = False
        self._spoken = ""

    @property
    def notifies(self) -> bool:
        """Whether the user wants notifications at all."""
        return self._settings().notification

    def show(self, order: ShowPrompt) -> None:
        """Invite, or invite again, which is no reason for the card to come any later."""
        if self._goes_on(order):
            self._renewal = self._loop.create_task(self._notified(order))
            return
        self._stop()
        self._showing, self._order = True, order
        self._work = self._loop.create_task(self._show(order))

    def speak(self) -> None:
        """Say what a notification says in the language in use, where that is another one by now."""
        if self._order is not None and self._spoken not in ("", language()):
            self._spoken = language()
            self._renewal = self._loop.create_task(self._notified(self._order))

    def withdraw(self) -> None:
        """Take it off the screen, whatever of it is there."""
        if not self._showing:
            return
        self._stop()
        self._showing = False
        if self._card is not None:
            self._card.close()
        # Not to be cancelled by the next invitation: what is on the screen has to go first.
        self._withdrawal = self._loop.create_task(self._take_back())

    async def end(self) -> None:
        """The program ends: nothing of ours stays on the screen."""
        self.withdraw()
        if self._withdrawal is not None:
            await self._withdrawal

    async def _show(self, order: ShowPrompt) -> None:
        await self._known()
        if not order.card and self._card is not None:
            self._card.close()
        if order.silent:
            await self._take_back()
            await self._escalate(order)
        elif await self._notified(order):
            await asyncio.sleep(CARD_AFTER_S)
            await self._escalate(order)
        elif not await self._escalate(order):
            await self._insist(order)

    async def _notified(self, order: ShowPrompt) -> bool:
        """Whether the desktop shows it; no failure of a desktop may cost the card."""
        if self._notices is None or not self.notifies:
            return False
        try:
            shown = await self._notices.show(self._invitation(), order.episode)
            self._spoken = language() if shown else ""
            return shown
        except Exception:  # of a library or a server we know nothing of
            log.exception("the notification failed")
            return False

    async def _escalate(self, order: ShowPrompt) -> bool:
        """Open the card, as soon as nobody is in the middle of a sentence; False when there is none."""
        if not order.card or not self._settings().window or self._card is None:
            return False
        try:
            await self._pause_in_typing()
        except Exception:  # whatever tells of typing, the invitation is worth more
            log.exception("the pause in typing failed")
        self._card.open()
        return True

    async def _insist(self, order: ShowPrompt) -> None:
        """There is no card: mention the invitation, or try a few times more to show it."""
        for pause_s in AGAIN_AFTER_S:
            if await self._mention():
                return
            await asyncio.sleep(pause_s)
            if await self._notified(order):
                return

    async def _mention(self) -> bool:
        """Say that a break is due where it cannot be answered: the icon and the command line can.

        False where it may be worth another try.
        """
        if self._notices is None or not self.notifies:
            return True
        try:
            return await self._notices.mention(self._invitation())
        except Exception:  # as above
            log.exception("the notice failed")
            return False

    async def _take_back(self) -> None:
        if self._notices is not None:
            await self._notices.withdraw()

    def _goes_on(self, order: ShowPrompt) -> bool:
        """Whether the escalation of the order before is on its way and leads where this one does."""
        before = self._order
        if before is None or order.silent or self._work is None or self._work.done():
            return False
        return (before.episode, before.silent, before.card) == (order.episode, order.silent, order.card)

    def _stop(self) -> None:
        """Whatever the last order had still to do is not done any more."""
        self._order, self._spoken = None, ""
        for task in (self._work, self._renewal):
            if task is not None and not task.done():
                task.cancel()
