"""Keys of a terminal, one at a time and without Enter; afterwards the terminal gets its old mode back."""

from __future__ import annotations

import os
import re
import select
import termios
import tty
from enum import Enum, auto
from types import TracebackType
from typing import Final

ESCAPE_PAUSE_S: Final = 0.05
"""How long after Esc the rest of an arrow key may take to arrive."""

_ESC: Final = b"\x1b"

_TOKEN: Final = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1bO.|\x1b[^\x1b\[O]|\x1b|.", re.DOTALL)
"""A function key's sequence, Alt with a key, Esc, or one byte."""


class Key(Enum):
    """What the keys mean."""

    PAUSE = auto()
    BACK = auto()
    SKIP = auto()
    STOP = auto()


class Keys:
    """A terminal in single-key mode for the length of a with statement; Ctrl-C and Ctrl-Z still work."""

    def __init__(self, fd: int) -> None:
        self.fd: Final = fd
        self.open = True
        self._before = termios.tcgetattr(fd)

    def __enter__(self) -> Keys:
        tty.setcbreak(self.fd)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        termios.tcsetattr(self.fd, termios.TCSADRAIN, self._before)

    def resumed(self) -> None:
        """Single-key mode again, after the shell had the terminal in between."""
        tty.setcbreak(self.fd)

    def read(self) -> list[Key]:
        """The keys that are waiting. At the end of input there are none, and never will be."""
        try:
            text = os.read(self.fd, 1024)
        except OSError:
            text = b""
        if not text:
            self.open = False
            return []
        if text.endswith(_ESC) and select.select([self.fd], [], [], ESCAPE_PAUSE_S)[0]:
            text += os.read(self.fd, 1024)
        return keys_in(text)


def keys_in(text: bytes) -> list[Key]:
    """The keys of what a terminal sent; those without a meaning here are passed over."""
    return [key for key in (_meaning(token) for token in _TOKEN.findall(text)) if key is not None]


def _meaning(token: bytes) -> Key | None:
    match token:
        case b" ":
            return Key.PAUSE
        case b"\x1b[C" | b"\x1bOC":
            return Key.SKIP
        case b"\x1b[D" | b"\x1bOD":
            return Key.BACK
        case b"\x1b" | b"q" | b"Q":
            return Key.STOP
    return None
