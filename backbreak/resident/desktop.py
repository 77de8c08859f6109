"""What the session bus gives us, if there is one: the tray and the notifications."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus
from dbus_fast.errors import AuthError, InvalidAddressError

from backbreak.resident import surroundings
from backbreak.resident.calls import CallError
from backbreak.resident.tray import Tray, TrayView
from backbreak.resident.unforeseen import Failure, Failures
from backbreak.words import _

if TYPE_CHECKING:
    from backbreak.door.server import Peer, Server
    from backbreak.resident.awake import Awake
    from backbreak.resident.notices import DesktopNotices
    from backbreak.resident.tray.fallback import Fallback, Managers, Table
    from backbreak.resident.x11.display import Display
    from backbreak.storage.places import Places

AUTH_TIMEOUT_S = 5.0

NOTIFICATION = "notification"
"""Under which word the state says what is on the screen."""

START_ANEW = -1
"""In the place of an exit code: the bus broke off and is there again, so the program begins again."""

log = logging.getLogger(__name__)


class Desktop:
    """The icon is there from `open` on; what is done with it is heard from `listen` on."""

    def __init__(self, failures: Failures) -> None:
        self.failures = failures
        self._telling: set[asyncio.Task[None]] = set()
        self._act: Callable[[str, str], None] | None = None
        self._tray_changed: Callable[[], None] | None = None
        self._bus: MessageBus | None = None
        self._late = self._deaf = False
        self._tray: Tray | None = None
        self._fallback: Fallback | None = None
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
            self._late = isinstance(error, (AuthError, TimeoutError))
            return
        self._tray = Tray(self._bus, self._chosen, self._hosted)
        self._tray.show(view)
        try:
            await self._tray.start()
        except CallError as error:
            log.warning("the tray cannot be used: %s", error)

    def fall_back(
        self, door: Server, places: Places, home: Path | None, display: Callable[[], Display]
    ) -> Table:
        """Have a program of its own show the tray where no host does; gives its commands at the door."""
        from backbreak.resident.tray.fallback import Fallback  # after the icon

        def managers() -> Managers:
            from backbreak.resident.x11.selection import TrayOwner  # most desktops do not need it

            return TrayOwner(display())

        command = surroundings.window_command("tray", home)
        loop, log_file = asyncio.get_running_loop(), places.log_file
        self._fallback = Fallback(loop, door, command, log_file, managers, self._chosen, self._changed)
        return self._fallback.table

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
        if self._fallback is not None:
            self._fallback.start(hosted=self._tray is not None and self._tray.shown)
        if self._bus is not None:
            from backbreak.resident.notices import DesktopNotices  # the icon does not need them

            self.notices = DesktopNotices(self._bus, answer, surroundings.has_screen(), remember)
        loop = asyncio.get_running_loop()
        self.failures.listen(self._failed, lambda: loop.call_soon(self._changed))

    def _failed(self, failure: Failure) -> None:
        """Something went wrong that nobody foresaw: the user is told, and what else goes on does not wait."""
        telling = asyncio.get_running_loop().create_task(self._tell(failure))
        self._telling.add(telling)
        telling.add_done_callback(self._telling.discard)

    async def _tell(self, failure: Failure) -> None:
        failure.told = await self.say(self.failures.sentence(failure))
        self._changed()

    async def say(self, text: str) -> bool:
        """Show a notice of something that went wrong; False where none can be shown."""
        if self._bus is None:
            return False
        from backbreak.resident.failure_notice import show  # on a good day it is never needed

        return await show(self._bus, text)

    def _chosen(self, row: str, activation: str) -> None:
        if self._act is not None:
            self._act(row, activation)

    def _hosted(self, shown: bool) -> None:
        if self._fallback is not None:
            self._fallback.hosted(shown)
        self._changed()

    def peer_gone(self, peer: Peer) -> None:
        """Somebody has left the door, perhaps who showed the tray."""
        if self._fallback is not None:
            self._fallback.gone(peer)

    def _changed(self) -> None:
        if self._tray_changed is not None:
            self._tray_changed()

    def show(self, view: TrayView) -> None:
        """Draw the tray; without one, nothing."""
        if self._tray is not None:
            self._tray.show(view)
        if self._fallback is not None:
            self._fallback.show(view)

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
        hosted = self._tray is not None and self._tray.shown
        return hosted or (self._fallback is not None and self._fallback.shown)

    async def lost(self) -> bool:
        """Returns when a bus that was there is gone: whether it is there again. Never without one.

        One that did not answer at the start counts as gone, and back once it does.
        """
        if self._bus is None:
            if self._late:
                from backbreak.resident.anew import LATE_S, bus_is_back

                if await bus_is_back(LATE_S):
                    return True
            await asyncio.Event().wait()
        assert self._bus is not None
        try:
            await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # theirs
        except (OSError, EOFError) as error:
            log.info("the session bus has ended: %s", error)
        from backbreak.resident.anew import bus_is_back  # on a good day nobody asks

        return await bus_is_back()

    def take_no_calls(self) -> None:
        """Leave unanswered what is asked from now on: we are going, and whoever asks on must not hold us."""
        if self._bus is not None and not self._deaf:
            self._deaf = True
            self._bus.add_message_handler(_is_call)

    def close(self) -> None:
        """Take the icon away and hang up."""
        if self._fallback is not None:
            self._fallback.stop()
        if self._tray is not None:
            self._tray.stop()
        if self._bus is not None:
            self.take_no_calls()  # what was asked last would be answered on a connection that is gone
            self._bus.disconnect()


def _is_call(message: Message) -> bool:
    return message.message_type is MessageType.METHOD_CALL
