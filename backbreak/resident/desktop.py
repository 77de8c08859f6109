"""What the session bus gives us, if there is one: the tray and the notifications."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from dbus_fast.aio import MessageBus
from dbus_fast.errors import AuthError, InvalidAddressError

from backbreak.resident import surroundings
from backbreak.resident.calls import CallError
from backbreak.resident.tray import Tray, TrayView
from backbreak.words import _

if TYPE_CHECKING:
    from backbreak.resident.awake import Awake
    from backbreak.resident.notices import DesktopNotices

AUTH_TIMEOUT_S = 5.0

log = logging.getLogger(__name__)


class Desktop:
    """The icon is there from `open` on; what is done with it is heard from `listen` on."""

    def __init__(self) -> None:
        self._act: Callable[[str, str], None] | None = None
        self._tray_changed: Callable[[], None] | None = None
        self._bus: MessageBus | None = None
        self._tray: Tray | None = None
        self._awake: Awake | None = None
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
        self._tray = Tray(self._bus, self._chosen, self._shown)
        self._tray.show(view)
        try:
            await self._tray.start()
        except CallError as error:
            log.warning("the tray cannot be used: %s", error)

    def listen(
        self,
        act: Callable[[str, str], None],
        answer: Callable[[str, str, str], None],
        tray_changed: Callable[[], None],
        remember: Callable[[dict[str, object] | None], None],
    ) -> None:
        """`act(row, activation)` is a choice in the tray, `answer(action, episode, activation)` a button.

        `activation` is the click's leave for a window to take the keyboard, "" where none is given;
        `remember` keeps which notification is on the screen.
        """
        self._act = act
        self._tray_changed = tray_changed
        if self._bus is not None:
            from backbreak.resident.notices import DesktopNotices  # the icon does not need them

            self.notices = DesktopNotices(self._bus, answer, surroundings.has_screen(), remember)

    def _chosen(self, row: str, activation: str) -> None:
        if self._act is not None:
            self._act(row, activation)

    def _shown(self, shown: bool) -> None:
        if self._tray_changed is not None:
            self._tray_changed()

    def show(self, view: TrayView) -> None:
        """Draw the tray; without one, nothing."""
        if self._tray is not None:
            self._tray.show(view)

    def keep_awake(self, wanted: bool) -> None:
        """Have the screen stay on, or let it be; without a bus, nothing."""
        if wanted and self._awake is None and self._bus is not None:
            from backbreak.resident.awake import Awake  # most of its days it has no session to play

            self._awake = Awake(self._bus, _("a guided break is being played"))
        if self._awake is not None:
            self._awake.keep(wanted)

    @property
    def bus(self) -> MessageBus | None:
        """The session bus, if there is one."""
        return self._bus

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
