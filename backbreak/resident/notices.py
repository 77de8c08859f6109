"""The invitation as a desktop notification: its buttons, and what closing it means."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import asdict

from dbus_fast.aio import MessageBus

from backbreak.resident.notification import Closed, NotShown, Trace
from backbreak.resident.notify import Notifier
from backbreak.words.prompt import Invitation

START, SNOOZE, STRETCH, SKIP = "start", "snooze", "stretch", "skip"

_HEADS_UP = "heads-up"
"""The token of a notice, which is no episode's."""

_BEGINS_A_SESSION = (START, STRETCH)

log = logging.getLogger(__name__)


class DesktopNotices:
    """`answer(action, episode, activation)` is called for a button; closing it by hand is a snooze.

    `remember` keeps what is on the screen, None for nothing, for the program that comes after us.
    """

    def __init__(
        self,
        bus: MessageBus,
        answer: Callable[[str, str, str], None],
        can_start: bool,
        remember: Callable[[dict[str, object] | None], None],
    ) -> None:
        self._notifier = Notifier(
            bus, answer, self._closed, lambda trace: remember(None if trace is None else asdict(trace))
        )
        self._answer = answer
        self._can_start = can_start
        self._notice: asyncio.Task[object] | None = None

    async def show(self, invitation: Invitation, token: str) -> bool:
        """Show or renew it for the episode; False when this desktop shows none with buttons."""
        buttons = [
            (START, invitation.start),
            (SNOOZE, invitation.snooze),
            (STRETCH, invitation.stretch),
            (SKIP, invitation.skip),
        ]
        shown = await self._notifier.show(
            invitation.title,
            invitation.text,
            [one for one in buttons if one[1] and (self._can_start or one[0] not in _BEGINS_A_SESSION)],
            silent=False,
            token=token,
        )
        if isinstance(shown, NotShown):
            log.info("no notification: %s", shown.reason)
        return not isinstance(shown, NotShown)

    async def mention(self, invitation: Invitation) -> bool:
        """Show the invitation without buttons, for servers that have none; False where nothing is shown."""
        text = f"{invitation.text} {invitation.elsewhere}"
        shown = await self._notifier.show(invitation.title, text, (), silent=False)
        return not isinstance(shown, NotShown)

    async def withdraw(self) -> None:
        """Take it away."""
        await self._notifier.withdraw()

    def take_back(self, remembered: object) -> None:
        """Close what a former program could not: nobody hears its buttons any more."""
        match remembered:
            case {"id": int(number), "server": str(server), "bus": str(bus)} if 0 < number < 2**32:
                self._notice = asyncio.ensure_future(self._notifier.take_back(Trace(number, server, bus)))

    def tell(self, title: str, text: str) -> None:
        """Show a notice without buttons; the next invitation takes its place."""
        showing = self._notifier.show(title, text, (), silent=False, token=_HEADS_UP)
        self._notice = asyncio.ensure_future(showing)

    async def untell(self) -> None:
        """Take the notice away, unless an invitation has its place by now."""
        await self._notifier.withdraw(_HEADS_UP)

    def _closed(self, reason: Closed, token: str) -> None:
        if reason is Closed.DISMISSED and token not in ("", _HEADS_UP):
            self._answer(SNOOZE, token, "")
