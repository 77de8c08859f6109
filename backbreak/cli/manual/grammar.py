"""What can be typed, as values: read off the parsers themselves, so that nothing of it is said twice."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from enum import Enum

from backbreak.cli.arguments import Command, parser_of
from backbreak.cli.manual.book import front, page_of
from backbreak.cli.manual.page import Form, Page
from backbreak.core.personas import personas


class Kind(Enum):
    """Where the words that may stand somewhere come from."""

    FREE = "free"
    FIXED = "fixed"
    FILE = "file"
    FOLDER = "folder"
    EXERCISE = "exercises"
    SETTING = "settings"
    SETTING_VALUE = "values"


_KINDS = {
    "FILE": Kind.FILE,
    "DIR": Kind.FOLDER,
    "FOLDER": Kind.FOLDER,
    "ID": Kind.EXERCISE,
    "KEY": Kind.SETTING,
    "VALUE": Kind.SETTING_VALUE,
}
"""What a word in capitals stands for, in every command."""

_FIXED = {
    "DAY": ("today", "yesterday"),
    "UNTIL": ("tomorrow",),
    "PERSONA": tuple(persona.name for persona in personas()),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word of the user's own stands: its name in capitals, and what may be there."""

    name: str
    kind: Kind
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """An option: its names, what it does, and its value if it takes one."""

    names: tuple[str, ...]
    does: str
    place: Place | None

    @property
    def shown(self) -> str:
        """As help writes it."""
        names = ", ".join(self.names)
        return names if self.place is None else f"{names} {self.place.name}"


@dataclass(frozen=True, slots=True)
class Word:
    """A word behind a command that is no option: "[UNTIL]"."""

    shown: str
    does: str
    place: Place


@dataclass(frozen=True, slots=True)
class Usage:
    """A command, or with an empty name the program itself: everything that can be told of it."""

    name: str
    summary: str
    page: Page
    words: tuple[Word, ...]
    flags: tuple[Flag, ...]
    common: tuple[Flag, ...]
    """The options that every command has."""

    @property
    def prog(self) -> str:
        """What is typed."""
        return f"backbreak {self.name}".rstrip()

    @property
    def lines(self) -> list[str]:
        """Every way to use it, a line each."""
        if self.page.forms:
            return [" ".join(f"{self.prog} {form.words} [options]".split()) for form in self.page.forms]
        if not self.name:
            return ["backbreak [options]", "backbreak COMMAND [options]"]
        return [" ".join([self.prog, *(word.shown for word in self.words), "[options]"])]

    @property
    def forms(self) -> dict[str, tuple[str, tuple[Place, ...]]]:
        """Its sub-words, each with what it does and the places behind it."""
        return {form.words.split()[0]: (form.does, _places(form)) for form in self.page.forms if form.words}


def usage(name: str | None, command: Command | None) -> Usage:
    """Read a command's parser; None for the program itself."""
    parser = parser_of(name, command)
    words: list[Word] = []
    flags: list[Flag] = []
    common: list[Flag] = []
    for action in parser._actions:  # argparse has no other way to look at it
        if action.help == argparse.SUPPRESS:
            continue
        place = _place(action)
        if not action.option_strings:
            if place is not None:
                shown = f"[{place.name}]" if action.nargs in ("?", "*") else place.name
                words.append(Word(shown, action.help or "", place))
            continue
        flag = Flag(tuple(action.option_strings), action.help or "", place)
        (common if action in parser.common._group_actions else flags).append(flag)
    page = front() if name is None else page_of(name) or Page(command.help if command else "", ())
    return Usage(name or "", command.help if command else "", page, tuple(words), tuple(flags), tuple(common))


def _place(action: argparse.Action) -> Place | None:
    if action.nargs == 0:
        return None
    choices = tuple(map(str, action.choices or ()))
    metavar = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    return _named(metavar, choices)


def _named(name: str, choices: tuple[str, ...] = ()) -> Place:
    plain = name.strip("[]…")
    choices = choices or _FIXED.get(plain, ())
    return Place(name, Kind.FIXED if choices else _KINDS.get(plain, Kind.FREE), choices)


def _places(form: Form) -> tuple[Place, ...]:
    return tuple(_named(word) for word in form.words.split()[1:])
