"""Keys of a terminal, one at a time and without Enter; afterwards the terminal gets its old mode back."""

from __future__ import annotations

import os
import re
import select
import termios
import tty
from contextlib import suppress
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
    EASIER = auto()
    SWAP = auto()
    MUTE = auto()
    HURTS = auto()
    STOP = auto()


class Answer(Enum):
    """What the keys mean once the session is over."""

    BETTER = "better"
    SAME = "same"
    HURTS = "hurts"
    LEAVE_OUT = "leave out"
    DONE = "done"


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
        self.lend()

    def lend(self) -> None:
        """The terminal as it was, for the shell."""
        with suppress(termios.error):  # it may be gone
            termios.tcsetattr(self.fd, termios.TCSADRAIN, self._before)

    def resumed(self) -> None:
        """Single-key mode again, after the shell had the terminal in between."""
        with suppress(termios.error):
            tty.setcbreak(self.fd)

    def forget(self) -> None:
        """Pass over what was pressed and not read yet."""
        with suppress(termios.error):
            termios.tcflush(self.fd, termios.TCIFLUSH)

    def read(self) -> list[Key]:
        """The keys that are waiting. At the end of input there are none, and never will be."""
        return keys_in(self._text())

    def answers(self) -> list[Answer]:
        """The same, where the keys are answers."""
        return answers_in(self._text())

    def _text(self) -> bytes:
        try:
            text = os.read(self.fd, 1024)
        except OSError:
            text = b""
        if not text:
            self.open = False
            return b""
        if text.endswith(_ESC) and select.select([self.fd], [], [], ESCAPE_PAUSE_S)[0]:
            text += os.read(self.fd, 1024)
        return text


def keys_in(text: bytes) -> list[Key]:
    """The keys of what a terminal sent; those without a meaning here are passed over."""
    return [key for key in (_meaning(token) for token in _TOKEN.findall(text)) if key is not None]


def answers_in(text: bytes) -> list[Answer]:
    """The answers of what a terminal sent; keys that are none are passed over."""
    return [answer for answer in (_answer(token) for token in _TOKEN.findall(text)) if answer is not None]


def _meaning(token: bytes) -> Key | None:
    match token.lower() if len(token) == 1 else token:
        case b" ":
            return Key.PAUSE
        case b"\x1b[C" | b"\x1bOC":
            return Key.SKIP
        case b"\x1b[D" | b"\x1bOD":
            return Key.BACK
        case b"e":
            return Key.EASIER
        case b"s":
            return Key.SWAP
        case b"m":
            return Key.MUTE
        case b"h":
            return Key.HURTS
        case b"\x1b" | b"q":
            return Key.STOP
    return None


def _answer(token: bytes) -> Answer | None:
    match token.lower():
        case b"b":
            return Answer.BETTER
        case b"s":
            return Answer.SAME
        case b"h":
            return Answer.HURTS
        case b"l":
            return Answer.LEAVE_OUT
        case b"\n" | b"\r" | b"\x1b" | b"q" | b"\x04":
            return Answer.DONE
    return None
