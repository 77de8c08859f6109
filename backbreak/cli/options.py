"""What was asked for on the command line; and the quick way to read it when it is only a start.

The resident stays for weeks in the process that read its arguments, so a start without a command must not
bring the argument parser along.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Final

DEMO_SPEED: Final = 120.0
MOST: Final = 100_000.0


@dataclass(frozen=True, slots=True)
class Options:
    """The global options, and the command's own in `own`."""

    home: Path | None = None
    demo: float | None = None
    """How many times faster the cycle's clock runs; None without --demo."""
    session_speed: float = 1.0
    command: str | None = None
    module: str = "bare"
    own: SimpleNamespace = field(default_factory=SimpleNamespace)


def bare_start(argv: Sequence[str]) -> Options | None:
    """The options of a start without a command; None when anything is to be read with more care."""
    options = Options()
    for option, value in _pairs(argv):
        number = positive_number(value)
        if option == "--home" and value:
            options = replace(options, home=folder(value))
        elif option == "--demo" and number is not None:
            options = replace(options, demo=number)
        elif option == "--session-speed" and number is not None:
            options = replace(options, session_speed=number)
        else:
            return None
    return options


def with_demo_spelled_out(argv: Sequence[str]) -> list[str]:
    """The arguments with --demo's value attached to it, because it may be left out."""
    words: list[str] = []
    rest = list(argv)
    while rest:
        word = rest.pop(0)
        if word == "--demo":
            word += f"={rest.pop(0)}" if rest and _meant_as_number(rest[0]) else f"={DEMO_SPEED:g}"
        words.append(word)
    return words


def _meant_as_number(word: str) -> bool:
    """Whether it is one, or a slip in one: no command begins so, and "0" is to be refused as a speed."""
    return word.lstrip("+-.,")[:1].isdigit()


def positive_number(text: str) -> float | None:
    """A number over 0 and not beyond reason, else None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 < value <= MOST else None


def folder(text: str) -> Path:
    """A folder, absolute from here on: children run elsewhere."""
    return Path(os.path.expanduser(text)).absolute()  # noqa: PTH111 - Path's raises where there is no such user


def _pairs(argv: Sequence[str]) -> list[tuple[str, str]]:
    """Option and value, from both ways of writing them; the value is empty where there is none."""
    pairs = []
    words = with_demo_spelled_out(argv)
    while words:
        option, attached, value = words.pop(0).partition("=")
        if not attached and words:
            value = words.pop(0)
        pairs.append((option, value))
    return pairs
