"""A hand on the mouse and the keyboard, and an eye for windows: xdotool."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from typing import Self

from .screen import Box
from .waiting import PATIENCE_S, wait_until


class Hand:
    """Acts on one display as a person would."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = dict(env)

    def plugged_in(self) -> Self:
        """Press a key that does nothing, and be ready.

        With the first key of another keyboard the server tells everybody of new keys; a window manager then
        listens to none of its own for a moment, and what is pressed in that moment is lost.
        """
        self.key("Shift_L")
        return self

    def _xdotool(self, *words: str | int, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            env=self._env,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        if check and done.returncode != 0:
            raise AssertionError(f"xdotool {words}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def move(self, x: int, y: int) -> None:
        """Put the pointer there."""
        self._xdotool("mousemove", x, y)

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Press and release a button there; 1 is the left one, 3 the right one."""
        self.move(x, y)
        self._xdotool("click", button)

    def click_in(self, box: Box, button: int = 1) -> None:
        """Click the middle of it."""
        self.click(*box.centre, button)

    def key(self, *names: str) -> None:
        """Press keys, by their X names: "space", "Escape", "ctrl+q"."""
        self._xdotool("key", *names)

    def type(self, text: str) -> None:
        """Type text into whatever has the focus."""
        self._xdotool("type", "--delay", "10", text)

    def managed(self) -> bool:
        """Whether a window manager has begun to place windows and give them the keyboard."""
        return bool(self._xdotool("get_num_desktops", check=False))

    def window_below(self) -> int:
        """The top-level window that the pointer is over; the root window where there is none."""
        return int(self._xdotool("getmouselocation", "--shell").rpartition("WINDOW=")[2])

    def windows(self, name: str) -> list[int]:
        """The ids of the visible windows whose title matches a regular expression, a class or none at all."""
        return [
            int(word)
            for word in self._xdotool("search", "--onlyvisible", "--name", name, check=False).split()
        ]

    def windows_of(self, window_class: str) -> list[int]:
        """The ids of the visible windows of one class, as the program set it."""
        found = self._xdotool("search", "--onlyvisible", "--class", window_class, check=False)
        return [int(word) for word in found.split()]

    def wait_for_window(self, name: str, timeout: float = PATIENCE_S) -> int:
        """The first visible window of that title, as soon as it is there."""
        return wait_until(lambda: self.windows(name), f"a window named {name!r} is on the screen", timeout)[0]

    def wait_for_no_window(self, name: str, timeout: float = PATIENCE_S) -> None:
        """Return as soon as no visible window has that title."""
        wait_until(lambda: not self.windows(name), f"no window named {name!r} is on the screen", timeout)

    def size_of(self, window: int) -> tuple[int, int]:
        """Width and height of a window. For its place ask Eyes: xdotool counts the frame twice."""
        lines = self._xdotool("getwindowgeometry", "--shell", window).split()
        found = dict(line.split("=", 1) for line in lines if "=" in line)
        return int(found["WIDTH"]), int(found["HEIGHT"])

    def place(self, window: int, x: int, y: int) -> None:
        """Move a window's upper left corner there."""
        self._xdotool("windowmove", window, x, y)

    def focused(self) -> int:
        """The window that has the keyboard."""
        return int(self._xdotool("getwindowfocus"))

    def has_focus(self, window: int) -> bool:
        """Whether it has the keyboard, which nobody may have."""
        return self._xdotool("getwindowfocus", check=False).split() == [str(window)]

    def pid_of(self, window: int) -> int:
        """The process of a window, 0 if that is not told. Windows that have gone leave their id to others."""
        return int(self._xdotool("getwindowpid", window, check=False).strip() or 0)

    def title_of(self, window: int) -> str:
        """What its title bar says."""
        return self._xdotool("getwindowname", window).rstrip("\n")

    def close_window(self, window: int) -> None:
        """Ask a window to close, as its title bar's button does."""
        self._xdotool("windowactivate", "--sync", window, "key", "alt+F4")
