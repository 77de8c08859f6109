"""A unit of the user's systemd that starts us with the desktop: its text, and how ExecStart is quoted.

By systemd.unit(5), systemd.service(5) and systemd.syntax(7).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

TARGET: Final = "graphical-session.target"
"""What desktops reach when they are there; those that do not never start us by this way."""

_PREFIXES = "@-:+!|"
"""What may stand before a program and is none of its path."""

_PLAIN = re.compile(r"[A-Za-z0-9_./:=+,@~-]+")
_ESCAPES = {"\\": "\\", '"': '"', "'": "'", "n": "\n", "t": "\t", "r": "\r", "s": " "}
_TEXT: Final = """\
[Unit]
Description=backbreak, a break reminder
PartOf={target}
After={target}
StartLimitIntervalSec=120
StartLimitBurst=4

[Service]
Type=exec
ExecStart={command}
Restart=on-failure
RestartSec=5
RestartPreventExitStatus=2

[Install]
WantedBy={target}
"""


def unit_text(command: Sequence[str]) -> str:
    """The whole unit; ValueError for a command that is no text.

    It comes again after a crash, four times in two minutes at most. Being told to quit and the end of the
    session bus are ends without failure, and final.
    """
    return _TEXT.format(target=TARGET, command=exec_start(command))


def with_command(text: str, command: Sequence[str]) -> str:
    """The unit as somebody has edited it, with what it starts replaced."""
    lines = [line for line in text.splitlines() if not re.match(r"\s*ExecStart\s*=", line)]
    at = next((n for n, line in enumerate(lines) if line.strip() == "[Service]"), None)
    if at is None:
        return unit_text(command)
    return "\n".join([*lines[: at + 1], f"ExecStart={exec_start(command)}", *lines[at + 1 :]]) + "\n"


def exec_start(command: Sequence[str]) -> str:
    """The value of ExecStart that starts the command; ValueError for what is no text."""
    first, *rest = command
    try:
        "".join(command).encode()
    except UnicodeEncodeError as error:
        raise ValueError("a path that is not written in UTF-8 cannot stand in a unit") from error
    # Variables are put in everywhere but in the program's own path.
    return " ".join([_quoted(first), *(_quoted(word.replace("$", "$$")) for word in rest)])


def command_of(text: str) -> tuple[str, ...]:
    """What a unit starts; empty when that cannot be read."""
    line = keys_of(text).get("ExecStart", "").lstrip(_PREFIXES)
    try:
        first, *rest = _split(line)
    except ValueError:
        return ()
    return (first, *(word.replace("$$", "$") for word in rest))


def targets_of(text: str) -> list[str]:
    """The targets that want it, by what it says itself."""
    return keys_of(text).get("WantedBy", "").split() or [TARGET]


def keys_of(text: str) -> Mapping[str, str]:
    """The keys of all sections, lines that go on put together; the last of a key wins."""
    joined = re.sub(r"\\\n\s*", " ", text)
    found = (re.fullmatch(r"\s*([A-Za-z]+)\s*=\s*(.*?)\s*", line) for line in joined.splitlines())
    return {one[1]: one[2] for one in found if one is not None}


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")
    if _PLAIN.fullmatch(word):
        return word
    for letter, char in (("\\", "\\"), ('"', '"'), ("n", "\n"), ("t", "\t"), ("r", "\r")):
        word = word.replace(char, "\\" + letter)
    return f'"{word}"'


def _split(line: str) -> list[str]:
    """The words of a line, unquoted; ValueError when a quote stays open."""
    words: list[str] = []
    word: str | None = None
    quote = ""
    chars = iter(line)
    for char in chars:
        if char == "\\":
            follows = next(chars, "")
            word = (word or "") + _ESCAPES.get(follows, "\\" + follows)
        elif char == quote:
            quote = ""
        elif quote:
            word = (word or "") + char
        elif char in "\"'" and word is None:
            quote, word = char, ""
        elif not char.isspace():
            word = (word or "") + char
        elif word is not None:
            words.append(word.replace("%%", "%"))
            word = None
    if quote:
        raise ValueError("a quote stays open")
    return words if word is None else [*words, word.replace("%%", "%")]
