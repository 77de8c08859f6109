"""How the command line speaks: JSON or text on stdout, one line on stderr when something is wrong."""

from __future__ import annotations

import json
import sys
from enum import IntEnum

from backbreak.core.errors import BackbreakError
from backbreak.words.refusals import told


class Exit(IntEnum):
    """The promised exit codes."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOT_RUNNING = 3
    STOPPED = 130
    """By Ctrl+C, as shells have it: 128 and the number of the signal."""


class UsageError(BackbreakError):
    """The command was given wrongly."""


def say(text: str = "") -> None:
    """One line for a person."""
    print(_plain(text))


def document(value: object) -> None:
    """One JSON document, in ASCII so that no terminal setting can spoil it."""
    print(json.dumps(value, separators=(",", ":"), allow_nan=False))


def complain(text: str) -> None:
    """One line on stderr, whatever the text holds; a message of the core's in the language in use."""
    print("backbreak: " + " ".join(_plain(told(text)).split()), file=sys.stderr)


def _plain(text: str) -> str:
    """The text without the invisible characters of sentences that are read from the right."""
    if text.isascii():
        return text
    from backbreak.words.bidi import plain  # most of what is said does without

    return plain(text)
