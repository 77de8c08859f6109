"""X11's own screen saver, set to one second, stays off while a window holds it off, and no longer."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.harness.waiting import PATIENCE_S

HOLDER = Path(__file__).parents[1] / "windows" / "awake" / "holder.py"
BLANKS_AFTER_S = 1


class Info(ctypes.Structure):
    """What the extension tells of the screen saver."""

    _fields_ = (
        ("window", ctypes.c_ulong), ("state", ctypes.c_int), ("kind", ctypes.c_int),
        ("since_ms", ctypes.c_ulong), ("idle_ms", ctypes.c_ulong), ("mask", ctypes.c_ulong),
    )  # fmt: skip


class Saver:
    """The screen saver, seen by somebody else at the same display."""

    def __init__(self, display: str) -> None:
        self._x, self._ss = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXss.so.1")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._ss.XScreenSaverAllocInfo.restype = ctypes.POINTER(Info)
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._x.XSetScreenSaver(self._display, BLANKS_AFTER_S, 0, 1, 1)
        self._info = self._ss.XScreenSaverAllocInfo()

    def wake(self) -> None:
        """As a key would."""
        self._x.XForceScreenSaver(self._display, 0)
        self._x.XSync(self._display, 0)

    @property
    def on(self) -> bool:
        self._ss.XScreenSaverQueryInfo(self._display, self._root, self._info)
        return bool(self._info.contents.state)

    def comes_within(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while not self.on and time.monotonic() < end:
            time.sleep(0.02)
        return self.on


@pytest.fixture
def display() -> Iterator[str]:
    command = ["Xvfb", "-screen", "0", "640x480x24", "-nolisten", "tcp", "-displayfd", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        yield ":" + server.stdout.readline().strip()
        server.terminate()


@pytest.mark.parametrize("end", ["release", "kill"])
def test_the_screen_saver_of_x11_waits_for_the_end_of_the_session(display: str, end: str) -> None:
    saver = Saver(display)
    with subprocess.Popen(
        [sys.executable, str(HOLDER)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "DBUS_SESSION_BUS_ADDRESS": ""},
    ) as holder:  # fmt: skip
        assert holder.stdin is not None and holder.stdout is not None

        def tell(line: str) -> None:
            print(line, file=holder.stdin, flush=True)
            assert holder.stdout.readline().strip() == line

        assert holder.stdout.readline().strip() == "up"
        tell("hold")
        saver.wake()
        assert not saver.comes_within(BLANKS_AFTER_S + 1.0)
        if end == "release":
            tell("release")
        else:
            holder.kill()
            holder.wait()
        saver.wake()
        assert saver.comes_within(PATIENCE_S)
        holder.kill()
