"""What the resident knows of its user without being told: there or not, locked, asleep, busy."""

from __future__ import annotations

import asyncio
import logging
from asyncio import AbstractEventLoop, Task
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

from backbreak.core.cycle import Phase
from backbreak.core.cycle import events as e
from backbreak.core.settings import Settings
from backbreak.resident.conductor import Conductor
from backbreak.resident.presence.presence import Presence
from backbreak.resident.quiet.keeper import Keeper
from backbreak.resident.senses import Senses
from backbreak.resident.survey import document, enabled_by

if TYPE_CHECKING:
    from dbus_fast.aio import MessageBus

    from backbreak.resident.x11.display import Display

_WATCHED_IN = (Phase.HELD, Phase.PROMPTING)
_INTERRUPTS = (e.ShowPrompt, e.HeadsUp)

STATUS_WITHIN_S = 0.25
"""How long somebody who asks for the status waits for what asks for quiet."""

log = logging.getLogger(__name__)


class Knowing:
    """Posts what it learns. `woken()` is called when the system says that it was asleep.

    `everybody_present` is for a demonstration, in which only the lock means that somebody is away.
    """

    def __init__(
        self,
        loop: AbstractEventLoop,
        conductor: Conductor,
        now: Callable[[], datetime],
        settings: Callable[[], Settings],
        session_bus: MessageBus | None,
        woken: Callable[[], None],
        *,
        everybody_present: bool = False,
    ) -> None:
        self._loop = loop
        self._conductor = conductor
        self._now = now
        self._settings = settings
        self._senses = Senses(loop, session_bus)
        idle = () if everybody_present else self._senses.idle
        self.presence = Presence(loop, now, conductor.post, woken, idle)
        self._keeper = Keeper(loop, self._senses.quiet, self._enabled, self._quiet_is)
        self._work: Task[None] | None = None
        self._asking: Task[None] | None = None
        self._held_back: list[Callable[[], e.Event]] = []

    @property
    def display(self) -> Display:
        """The connection to the X server, opened at first need."""
        return self._senses.display

    def start(self) -> None:
        """Find out what this desktop can tell, while everything else goes on."""
        self._work = self._loop.create_task(self._start())

    async def _start(self) -> None:
        presence = self.presence
        try:
            await presence.start(self._senses.locks(presence.lock_changed, presence.sleep_told))
        except Exception:  # then breaks are seen by the clocks alone
            log.exception("presence cannot be told")

    def changed(self) -> None:
        """After every event: listen to what asks for quiet only while a prompt is due."""
        self._keeper.watch(self._conductor.cycle.phase in _WATCHED_IN)

    def judge_anew(self) -> None:
        """The settings are others: which reasons count, and perhaps when a break is due."""
        self._keeper.ask_again()
        self._post_or_ask(self._policy_changed)

    def look_again(self) -> None:
        """On the occasion of a wake-up: what was not there may be by now, and what failed may work."""
        self.presence.look_again()
        self._keeper.ask_again()

    def tick(self) -> None:
        """Let time pass; where that would interrupt somebody, find out first whether they want quiet."""
        self._post_or_ask(self._tick)

    def _tick(self) -> e.Event:
        return e.Tick(self._now())

    def _policy_changed(self) -> e.Event:
        return e.PolicyChanged(self._now())

    def _post_or_ask(self, fact: Callable[[], e.Event]) -> None:
        """Post at once what interrupts nobody; anything else when it is known who wants quiet."""
        orders = () if self._keeper.fresh else self._conductor.would(fact())
        if not any(isinstance(order, _INTERRUPTS) for order in orders):
            self._conductor.post(fact())
            return
        if fact not in self._held_back:
            self._held_back.append(fact)
        if self._asking is None or self._asking.done():
            self._asking = self._loop.create_task(self._ask_and_post())

    async def _ask_and_post(self) -> None:
        try:
            await self._keeper.known()
        finally:
            facts, self._held_back = self._held_back, []
            for fact in facts:
                self._conductor.post(fact())

    def known(self) -> Awaitable[None]:
        """Wait until it is certain what asks for quiet."""
        return self._keeper.known()

    async def quiet_now(self) -> list[str]:
        """The reasons for quiet that apply now, for whoever asks for the status."""
        try:
            async with asyncio.timeout(STATUS_WITHIN_S):
                await self._keeper.read()
        except TimeoutError:
            log.info("what asks for quiet could not be found out at once")
        return sorted(self._keeper.applying)

    def sources(self) -> dict[str, object]:
        """What tells of what, and why the better sources do not: for `doctor`."""
        return document(self.presence, self._keeper, self._enabled)

    def close(self) -> None:
        """Listen no longer."""
        for task in (self._work, self._asking):
            if task is not None:
                task.cancel()
        self.presence.close()
        self._keeper.close()
        self._senses.close()

    def _enabled(self, reason: str) -> bool:
        return enabled_by(self._settings(), reason)

    def _quiet_is(self, reasons: frozenset[str]) -> None:
        self._conductor.post(e.QuietIs(self._now(), reasons))
