"""What Windows tells of quiet: a full screen, a presentation, quiet hours; and who uses the microphone.

Not verified: nobody has run this on Windows yet. It is reached only there. macOS tells of none of this
without a compiled helper (Core Audio's properties, Focus behind an entitlement), so there is nothing for it.

From Microsoft's documents: SHQueryUserNotificationState and its QUERY_USER_NOTIFICATION_STATE; the privacy
settings' record of who uses the microphone, below the key ConsentStore, is documented by its use only.
"""

from __future__ import annotations

import sys
from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable
from typing import Final

from backbreak.resident.quiet.sources import QuietError
from backbreak.words import _

LOOKS_EVERY_S: Final = 15.0
"""Windows tells nobody of a change; so while a prompt is due or held, and only then, one looks."""

STATES: Final = {
    "fullscreen": frozenset({2, 3}),  # QUNS_BUSY: a program fills the screen; QUNS_RUNNING_D3D_FULL_SCREEN
    "screen_share": frozenset({4}),  # QUNS_PRESENTATION_MODE
    "do_not_disturb": frozenset({6}),  # QUNS_QUIET_TIME
}
CONSENT: Final = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore\microphone"
NOT_PACKAGED: Final = "NonPackaged"
"""The key below which programs without a package have theirs."""
_ELSEWHERE: Final = "this is not Windows"


class _Looked:
    """Asks a question, and has it asked again now and then while it is watched."""

    def __init__(self, loop: AbstractEventLoop, name: str, reason: str, applies: Callable[[], bool]) -> None:
        self._loop = loop
        self.name, self.reason = name, reason
        self._applies = applies
        self._changed: Callable[[], None] | None = None
        self._next: TimerHandle | None = None

    async def unavailable(self) -> str | None:
        """None on Windows."""
        return None if sys.platform == "win32" else _("this is not Windows")

    async def read(self) -> bool:
        """Whether the reason applies now. Raises QuietError."""
        try:
            return self._applies()
        except (OSError, AttributeError) as error:
            raise QuietError(_("the system does not tell: %(what)s") % {"what": error}) from error

    async def watch(self, changed: Callable[[], None]) -> None:
        """Look every LOOKS_EVERY_S."""
        self.close()
        self._changed = changed
        self._next = self._loop.call_later(LOOKS_EVERY_S, self._look)

    async def unwatch(self) -> None:
        """Look no longer."""
        self.close()

    def close(self) -> None:
        """Look no longer."""
        self._changed = None
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _look(self) -> None:
        if self._changed is not None:
            self._next = self._loop.call_later(LOOKS_EVERY_S, self._look)
            self._changed()


def windows_sources(loop: AbstractEventLoop) -> list[_Looked]:
    """One source for each reason, sorted by it. Each satisfies QuietSource."""
    shell = [
        _Looked(loop, "SHQueryUserNotificationState", reason, lambda states=states: _state() in states)  # type: ignore[misc]
        for reason, states in STATES.items()
    ]
    return sorted([*shell, _Looked(loop, "ConsentStore", "microphone", _microphone_used)], key=_reason)


def _reason(source: _Looked) -> str:
    return source.reason


def _state() -> int:
    """What the shell says of its user, one of QUERY_USER_NOTIFICATION_STATE. Raises OSError."""
    if sys.platform == "win32":
        import ctypes

        state = ctypes.c_int()
        failed = ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state))
        if failed:
            raise OSError(failed, "SHQueryUserNotificationState")
        return state.value
    raise OSError(_ELSEWHERE)


def _microphone_used() -> bool:
    """Whether a program has begun to use the microphone and not ended. Raises OSError.

    After a crash a program may be written down as never having ended; the longest a hold may last ends that.
    """
    return any(_uses(key) for key in (*_keys(CONSENT), *_keys(CONSENT + "\\" + NOT_PACKAGED)))


def _keys(parent: str) -> list[str]:
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, parent) as key:
            count = winreg.QueryInfoKey(key)[0]
            return [f"{parent}\\{winreg.EnumKey(key, at)}" for at in range(count)]
    raise OSError(_ELSEWHERE)


def _uses(path: str) -> bool:
    """Whether this program's last use began and has no end; NonPackaged itself has neither."""
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
            try:
                began = winreg.QueryValueEx(key, "LastUsedTimeStart")[0]
                ended = winreg.QueryValueEx(key, "LastUsedTimeStop")[0]
            except FileNotFoundError:
                return False
            return bool(began) and ended == 0
    raise OSError(_ELSEWHERE)
