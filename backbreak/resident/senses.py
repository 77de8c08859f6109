"""Every source this desktop could have, the best of each kind first, and what they share."""

from __future__ import annotations

import os
import sys
from asyncio import AbstractEventLoop
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from backbreak.resident.presence.choosing import Maker
from backbreak.resident.presence.sources import IdleSource, LockSource
from backbreak.resident.quiet.keeper import Ways
from backbreak.resident.x11.display import Display

if TYPE_CHECKING:
    from dbus_fast.aio import MessageBus

Lost = Callable[[str], None]


class Senses:
    """Makes the sources; nothing is imported or connected before it is tried."""

    def __init__(
        self,
        loop: AbstractEventLoop,
        session_bus: MessageBus | None,
        environ: Mapping[str, str] = os.environ,
        platform: str = sys.platform,
    ) -> None:
        self._loop = loop
        self._bus = session_bus
        self._environ = environ
        self._platform = platform
        self.display = Display(environ)
        """The connection to the X server, for whoever else needs one."""

    @property
    def idle(self) -> list[Maker]:
        """Sources of idle time; the last one always works."""
        systems = {"win32": [self._windows_idle], "darwin": [self._macos_idle]}
        return [*systems.get(self._platform, self._unix_idle()), _absent]

    def _unix_idle(self) -> list[Maker]:
        found: list[Maker] = [self._ext_idle, self._kde_idle]
        if self._bus is not None:
            found.append(self._mutter)
        return [*found, self._x11_idle]

    def locks(self, lock_changed: Callable[[], None], sleep_told: Callable[[bool], None]) -> list[LockSource]:
        """Sources of the lock; `sleep_told(going)` is called when the system says that it goes to sleep."""
        if self._platform == "win32":
            from backbreak.resident.presence.windows_lock import WindowsLock

            return [WindowsLock(lock_changed)]
        if self._platform == "darwin":
            from backbreak.resident.presence.macos_lock import MacosLock

            return [MacosLock(lock_changed)]
        if self._platform != "linux":
            return []
        from backbreak.resident.presence.logind import Logind

        found: list[LockSource] = [Logind(lock_changed, sleep_told, self._environ)]
        if self._bus is not None:
            from backbreak.resident.presence.screensaver import ScreenSavers

            found.append(ScreenSavers(self._bus, lock_changed))
        return found

    def quiet(self) -> list[Ways]:
        """Sources of quiet: for each thing there is to know, the ways of knowing it."""
        if self._platform == "win32":
            from backbreak.resident.quiet.windows_quiet import windows_sources

            return [(source,) for source in windows_sources(self._loop)]
        if self._platform != "linux":
            return []
        from backbreak.resident.quiet.fullscreen import FullScreen
        from backbreak.resident.quiet.pulse import Microphone
        from backbreak.resident.quiet.screencast import ScreenCast

        found: list[Ways] = [
            (Microphone(self._loop),),
            (ScreenCast(self._loop),),
            (FullScreen(self.display),),
        ]
        if self._bus is not None:
            from backbreak.resident.quiet.dnd import dnd_sources
            from backbreak.resident.quiet.xfce_presentation import XfcePresentation

            found = [dnd_sources(self._bus), *found, (XfcePresentation(self._bus),)]
        return found

    def close(self) -> None:
        """Hang up whatever was shared."""
        self.display.close()

    # --- imported only where they are tried ------------------------------------------------------

    def _ext_idle(self, lost: Lost) -> IdleSource:
        from backbreak.resident.presence.ext_idle import ExtIdle

        return ExtIdle(self._environ, lost)

    def _kde_idle(self, lost: Lost) -> IdleSource:
        from backbreak.resident.presence.kde_idle import KdeIdle

        return KdeIdle(self._environ, lost)

    def _mutter(self, lost: Lost) -> IdleSource:
        from backbreak.resident.presence.mutter import Mutter

        assert self._bus is not None
        return Mutter(self._bus, lost)

    def _x11_idle(self, lost: Lost) -> IdleSource:
        from backbreak.resident.presence.x11_idle import X11Idle

        return X11Idle(self.display, lost)

    def _windows_idle(self, lost: Lost) -> IdleSource:
        from backbreak.resident.presence.windows_idle import WindowsIdle

        return WindowsIdle(lost)

    def _macos_idle(self, lost: Lost) -> IdleSource:
        from backbreak.resident.presence.macos_idle import MacosIdle

        return MacosIdle(lost)


def _absent(lost: Lost) -> IdleSource:
    from backbreak.resident.presence.absent import Absent

    return Absent()
