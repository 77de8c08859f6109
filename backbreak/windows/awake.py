"""The screen stays on while a session is played in this window, and is let go whatever becomes of it.

The resident asks the desktop for all its sessions; a window that plays without one asks for itself. X11's own
screen saver knows nothing of desktops, so every window there stops it too. Each of these promises ends with
the connection or the process it was given to. Windows and macOS: by their documentation, not verified there.
"""

from __future__ import annotations

import ctypes
import logging
import os
import sys
from typing import TYPE_CHECKING, Protocol

from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QGuiApplication

from backbreak.windows.desktop_settings import has_session_bus
from backbreak.words import _

if TYPE_CHECKING:
    import subprocess

_SERVICES = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    (
        "org.freedesktop.PowerManagement",
        "/org/freedesktop/PowerManagement/Inhibit",
        "org.freedesktop.PowerManagement.Inhibit",
    ),
)
"""GNOME's session manager wants a uint32, which QtDBus cannot say; its settings daemon serves the first."""

_ES_CONTINUOUS, _ES_DISPLAY_REQUIRED = 0x8000_0000, 0x0000_0002

log = logging.getLogger(__name__)


class _Held(Protocol):
    """What keeps the screen on until it is let go."""

    def let_go(self) -> None: ...


class KeepAwake:
    """Nothing is asked before `hold`, and all of it is let go by `release`. Needs a QGuiApplication."""

    def __init__(self) -> None:
        self._display: _Held | None = None
        self._desktop: _Held | None = None

    def hold(self, alone: bool) -> None:
        """Keep the screen on; `alone`: no resident asks the desktop. Saying so again adds what is missing."""
        if self._display is None:
            self._display = _display()
        if alone and self._desktop is None and sys.platform.startswith("linux") and has_session_bus():
            self._desktop = _Desktop()

    def release(self) -> None:
        """Let it be."""
        for held in (self._display, self._desktop):
            if held is not None:
                held.let_go()
        self._display = self._desktop = None


def _display() -> _Held | None:
    if sys.platform == "win32":
        return _Windows()
    if sys.platform == "darwin":
        return _Caffeine()
    return _X11.opened() if QGuiApplication.platformName() == "xcb" else None


class _Desktop:
    """The desktop's services, on a connection of its own: closing it takes everything back."""

    def __init__(self) -> None:
        self._name = f"awake {id(self)}"
        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, self._name)
        for service in _SERVICES:
            message = QDBusMessage.createMethodCall(*service, "Inhibit")
            message.setArguments(["backbreak", _("a guided break is being played")])
            message.setAutoStartService(False)
            bus.send(message)

    def let_go(self) -> None:
        QDBusConnection.disconnectFromBus(self._name)


class _X11:
    """X11's screen saver, suspended for as long as this connection to the display lives."""

    def __init__(self, xlib: ctypes.CDLL, saver: ctypes.CDLL, display: int) -> None:
        self._xlib, self._saver, self._display = xlib, saver, ctypes.c_void_p(display)
        saver.XScreenSaverSuspend(self._display, 1)
        xlib.XFlush(self._display)

    @classmethod
    def opened(cls) -> _X11 | None:
        """A connection of its own; None where the libraries or the extension are missing."""
        try:
            xlib, saver = (ctypes.CDLL(name) for name in ("libX11.so.6", "libXss.so.1"))
        except OSError as error:
            log.info("X11's screen saver is left alone: %s", error)
            return None
        xlib.XOpenDisplay.restype = ctypes.c_void_p
        display = xlib.XOpenDisplay(None)
        if not display:
            return None
        unused = (ctypes.byref(ctypes.c_int()), ctypes.byref(ctypes.c_int()))
        if not saver.XScreenSaverQueryExtension(ctypes.c_void_p(display), *unused):
            xlib.XCloseDisplay(ctypes.c_void_p(display))
            return None
        return cls(xlib, saver, display)

    def let_go(self) -> None:
        self._xlib.XCloseDisplay(self._display)


class _Windows:
    """A state of this thread, which ends with it."""

    def __init__(self) -> None:
        self._set(_ES_CONTINUOUS | _ES_DISPLAY_REQUIRED)

    def let_go(self) -> None:
        self._set(_ES_CONTINUOUS)

    def _set(self, state: int) -> None:
        ctypes.CDLL("kernel32").SetThreadExecutionState(ctypes.c_uint(state))


class _Caffeine:
    """macOS' own program for it, which ends when we do."""

    def __init__(self) -> None:
        import subprocess  # elsewhere nobody needs it

        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._process = subprocess.Popen(["caffeinate", "-d", "-w", str(os.getpid())])
        except OSError as error:
            log.info("the screen may go dark: %s", error)

    def let_go(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
