"""The grammar of all commands, in the shapes in which the shells' scripts and the man page need it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from backbreak.cli.arguments import Command
from backbreak.cli.manual.grammar import Flag, Kind, Place, Usage, Word, usage
from backbreak.cli.manual.page import Page
from backbreak.words import _


@dataclass(frozen=True, slots=True)
class Told:
    """The program, and every command that is listed in its help."""

    program: Usage
    commands: tuple[Usage, ...]

    @property
    def asking(self) -> tuple[tuple[str, Flag], ...]:
        """Options whose value is another word, each with its command's name; "" for those of all."""
        found = [("", flag) for flag in self.program.common]
        found += [(one.name, flag) for one in self.commands for flag in one.flags]
        return tuple((name, flag) for name, flag in found if needs_value(flag))


def told(commands: dict[str, Command]) -> Told:
    """Read all parsers."""
    listed = {name: one for name, one in commands.items() if one.listed}
    return Told(usage(None, None), tuple(usage(name, one) for name, one in listed.items()))


def to_a_shell(commands: dict[str, Command]) -> Told:
    """Read all parsers, and `help`, which is another way to type a command's --help."""
    all_told = told(commands)
    place = Place("[COMMAND]", Kind.FIXED, tuple(one.name for one in all_told.commands))
    word, does = Word(place.name, "", place), _("explain a command, with examples")
    explaining = Usage("help", does, Page("", ()), (word,), (), all_told.program.common)
    return replace(all_told, commands=(*all_told.commands, explaining))


def needs_value(flag: Flag) -> bool:
    """Whether the next word belongs to the option; one that may be left out does not count."""
    return flag.place is not None and not flag.place.name.startswith("[")


def positions(one: Usage) -> Iterator[tuple[tuple[str, ...], Place]]:
    """Every place behind a command that a word can be completed at, with the sub-word that leads there.

    The place is that after the sub-word, and after as many words more as the tuple has "*".
    """
    if one.forms:
        for word, (_does, places) in one.forms.items():
            for index, place in enumerate(places):
                yield (word, *["*"] * index), place
    else:
        for index, own in enumerate(one.words):
            yield ("*",) * index, own.place


def completable(place: Place | None) -> bool:
    """Whether anything is known of what may stand there."""
    return place is not None and place.kind is not Kind.FREE
