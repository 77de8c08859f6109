"""Desktop entries, as far as starting at login needs them: the keys of one group, and how Exec is quoted.

By freedesktop.org's Desktop Entry Specification. An Exec line is quoted twice: each argument as a shell would
have it, and the whole as every string of such a file. Files are edited line by line, so that what somebody
else wrote in them stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

GROUP: Final = "[Desktop Entry]"

_RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")
"""An argument with any of these stands in quotes."""

_THROUGH_A_SHELL = ("/bin/sh", "-c", 'exec "$0" "$@"')
"""For a program whose own path has = or % in it: the one is not allowed, the other GLib and systemd look for
doubled, as it is written."""

_FIELD_CODES = frozenset(f"%{letter}" for letter in "fFuUdDnNickvm")
_ESCAPES = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
_KEY = re.compile(r"\s*([A-Za-z0-9-]+)\s*=\s*(.*?)\s*")


def keys_of(text: str) -> dict[str, str]:
    """The keys of the group as they are written, still escaped, without translations; the last wins."""
    return {found[1]: found[2] for _, found in _keys(text.split("\n"))}


def changed(text: str, values: Mapping[str, str | None]) -> str:
    """The text with these keys of the group set, or with None taken out; nothing else of it changes."""
    lines = text.removesuffix("\n").split("\n")
    if GROUP not in (line.strip() for line in lines):
        lines = [GROUP, *lines]
    left = dict(values)
    places = {at: found[1] for at, found in _keys(lines) if found[1] in values}
    fresh: list[str] = []
    for at, line in enumerate(lines):
        value = values[places[at]] if at in places else None
        if at not in places:
            fresh.append(line)
        elif value is not None:
            fresh.append(f"{places[at]}={value}")
        left.pop(places.get(at, ""), None)
    missing = [f"{key}={value}" for key, value in left.items() if value is not None]
    end = _end_of_group(fresh)
    return "\n".join([*fresh[:end], *missing, *fresh[end:]]) + "\n"


def true(value: str | None) -> bool:
    """Whether a boolean key is set; older files write 1."""
    return value is not None and value.lower() in ("true", "1")


def names_in(value: str) -> list[str]:
    """The names of a list such as OnlyShowIn: "GNOME;XFCE;"."""
    return [name.strip() for name in value.split(";") if name.strip()]


def exec_line(command: Sequence[str]) -> str:
    """The value of Exec that starts the command; ValueError for what is no text."""
    words = (*_THROUGH_A_SHELL, *command) if {"=", "%"} & set(command[0]) else command
    return escaped(" ".join(_quoted(word) for word in words))


def command_of(value: str) -> tuple[str, ...]:
    """The arguments an Exec line starts, without the places for files; empty when it cannot be read."""
    split = _split(unescaped(value))
    words = tuple(word.replace("%%", "%") for word in split if word not in _FIELD_CODES)
    return words[3:] if words[:3] == _THROUGH_A_SHELL else words


def unescaped(value: str) -> str:
    """A string's value as it is meant."""
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[0]), value, flags=re.DOTALL)


def escaped(text: str) -> str:
    """The text as a string's value, on one line; ValueError for what is no text."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("a path that is not written in UTF-8 cannot stand in a desktop entry") from error
    for letter, char in reversed(_ESCAPES.items()):
        if char != " ":
            text = text.replace(char, f"\\{letter}")
    return text


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")
    if word and not _RESERVED & set(word):
        return word
    return '"' + re.sub(r'(["`$\\])', r"\\\1", word) + '"'


def _split(line: str) -> list[str]:
    """The words of a line as a shell separates them, single quotes and all; none when a quote stays open."""
    words: list[str] = []
    word: str | None = None
    quote = ""
    chars = iter(line)
    for char in chars:
        if char == quote:
            quote = ""
        elif quote == "'" or (quote and char != "\\"):
            word = (word or "") + char
        elif char == "\\":
            follows = next(chars, "")
            kept = "\\" if quote and follows not in '"`$\\' else ""
            word = (word or "") + kept + follows
        elif char in "\"'":
            quote, word = char, word or ""
        elif not char.isspace():
            word = (word or "") + char
        elif word is not None:
            words.append(word)
            word = None
    if quote:
        return []
    return words if word is None else [*words, word]


def _keys(lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Each key of the group with the number of its line."""
    inside = False
    for at, line in enumerate(lines):
        if line.lstrip().startswith("["):
            inside = line.strip() == GROUP
        elif inside and not line.lstrip().startswith("#") and (found := _KEY.fullmatch(line)):
            yield at, found


def _end_of_group(lines: Sequence[str]) -> int:
    """The place behind the group's last line that is not empty."""
    start = next(at for at, line in enumerate(lines) if line.strip() == GROUP)
    behind = (at for at in range(start + 1, len(lines)) if lines[at].lstrip().startswith("["))
    end = next(behind, len(lines))
    while not lines[end - 1].strip():
        end -= 1
    return end
