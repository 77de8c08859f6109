"""What the session bus gives us, if there is one: the tray and the notifications."""

from __future__ import annotations

import logging
from collections.abc import Callable

from dbus_fast.aio import MessageBus
from dbus_fast.errors import AuthError, InvalidAddressError

from backbreak.resident import surroundings
from backbreak.resident.calls import CallError
from backbreak.resident.notices import DesktopNotices
from backbreak.resident.tray import Tray, TrayView

AUTH_TIMEOUT_S = 5.0

log = logging.getLogger(__name__)


class Desktop:
    """`act(row id)` is a choice in the tray's menu, `answer(action, episode)` a notification's button."""

    def __init__(
        self,
        act: Callable[[str], None],
        answer: Callable[[str, str], None],
        tray_changed: Callable[[], None],
    ) -> None:
        self._act = act
        self._answer = answer
        self._tray_changed = tray_changed
        self._bus: MessageBus | None = None
        self._tray: Tray | None = None
        self.notices: DesktopNotices | None = None

    async def open(self, view: TrayView) -> None:
        """Connect and offer the icon; returns all the same when there is no bus."""
        if not surroundings.has_session_bus():
            log.info("no session bus: no tray and no notifications")
            return
        try:
            self._bus = await MessageBus(auth_timeout=AUTH_TIMEOUT_S).connect()
        except (OSError, EOFError, AuthError, InvalidAddressError, TimeoutError) as error:
            log.warning("the session bus cannot be used, so no tray and no notifications: %s", error)
            return
        self.notices = DesktopNotices(self._bus, self._answer, surroundings.has_screen())
        self._tray = Tray(self._bus, self._act, lambda shown: self._tray_changed())
        self._tray.show(view)
        try:
            await self._tray.start()
        except CallError as error:
            log.warning("the tray cannot be used: %s", error)

    def show(self, view: TrayView) -> None:
        """Draw the tray; without one, nothing."""
        if self._tray is not None:
            self._tray.show(view)

    @property
    def tray_shown(self) -> bool:
        """Whether our icon is in somebody's tray."""
        return self._tray is not None and self._tray.shown

    async def lost(self) -> None:
        """Returns when a bus that was there is gone; never without one."""
        if self._bus is None:
            from asyncio import Event

            await Event().wait()
            return
        try:
            await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # theirs
        except (OSError, EOFError) as error:
            log.info("the session bus has ended: %s", error)

    def close(self) -> None:
        """Take the icon away and hang up."""
        if self._tray is not None:
            self._tray.stop()
        if self._bus is not None:
            self._bus.disconnect()
