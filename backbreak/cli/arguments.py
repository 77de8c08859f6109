"""What was typed, read into options; a mistake is one line and exit code 2.

Each command has a flat parser of its own that also knows the global options: so these stand before or after
the command, and only one small parser is ever built.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

from backbreak.cli.options import MOST, Options, folder, positive_number, with_demo_spelled_out
from backbreak.cli.output import UsageError, say
from backbreak.words import _

Add = Callable[[argparse.ArgumentParser], None]


@dataclass(frozen=True, slots=True)
class Command:
    """A word of the command line: the module whose `run(options) -> int` does it, and its arguments."""

    module: str
    help: str
    add: Add | None = None
    listed: bool = True


class _Unasked(argparse.HelpFormatter):
    """What argparse makes for every argument, though ours is another help; asking the terminal costs 5 ms."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


class Parser(argparse.ArgumentParser):
    """argparse that complains in one line, and whose help is the manual's page."""

    def __init__(self, name: str | None, command: Command | None) -> None:
        prog = "backbreak" if name is None else f"backbreak {name}"
        super().__init__(prog=prog, add_help=False, allow_abbrev=False, formatter_class=_Unasked)
        self.name, self.command = name, command
        self.common = self.add_argument_group()
        """The options of every command."""

    def format_help(self) -> str:
        """The page of this command; the manual is loaded when somebody asks for it."""
        from backbreak.cli.manual.grammar import usage
        from backbreak.cli.manual.text import help_text
        from backbreak.cli.table import commands

        return help_text(usage(self.name, self.command), commands())

    def print_help(self, file: object = None) -> None:
        """Print it; argparse would keep quiet about a full disk."""
        say(self.format_help().rstrip("\n"))

    def error(self, message: str) -> NoReturn:
        raise UsageError(_("%(what)s: see %(prog)s --help") % {"what": message, "prog": self.prog})


def _said(template: str) -> str:
    """A complaint of argparse's in the language in use; its templates have placeholders without names."""
    ours = {
        "argument %(argument_name)s: %(message)s": _("argument %(argument_name)s: %(message)s"),
        "expected one argument": _("expected one argument"),
        "ignored explicit argument %r": _("ignored explicit argument %(value)r"),
        "invalid choice: %(value)r (choose from %(choices)s)": _(
            "invalid choice: %(value)r (choose from %(choices)s)"
        ),
        "not allowed with argument %s": _("not allowed with argument %(other)s"),
        "the following arguments are required: %s": _("the following arguments are required: %(names)s"),
        "unrecognized arguments: %s": _("unrecognized arguments: %(words)s"),
    }.get(template, template)
    for name, sign in (("value", "r"), ("other", "s"), ("names", "s"), ("words", "s")):
        if f"%{sign}" in template:
            ours = ours.replace(f"%({name}){sign}", f"%{sign}")
    return ours


vars(argparse)["_"] = _said  # it would ask a catalogue of Python's own, which nobody has


def parse(argv: Sequence[str], commands: dict[str, Command]) -> Options:
    """Read the arguments after the program's name; raises UsageError, or SystemExit(0) after --help."""
    words = with_demo_spelled_out(argv)
    where = _command_at(words)
    name = words.pop(where) if where is not None else None
    if name == "help":  # as many programs have it: help, help pause
        return parse([*words, "--help"], commands)
    command = commands.get(name) if name is not None else None
    if name is not None and command is None:
        raise UsageError(_unknown(name, commands))
    parser = parser_of(name, command)
    own = parser.parse_intermixed_args(words)  # options may stand between the words, too
    module = "bare" if command is None else command.module
    options = Options(own.home, own.demo, own.session_speed, name, module, SimpleNamespace(**vars(own)))
    if own.version:
        options = Options(command="version")
    elif options.demo is not None and name is not None and options.home is None:
        raise UsageError(
            _("--demo starts a program of its own: leave %(name)s out, or name its --home") % {"name": name}
        )
    return options


def _unknown(name: str, commands: dict[str, Command]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [word for word, one in commands.items() if one.listed], 1)
    if not near:
        return _("no command %(name)r: see backbreak --help") % {"name": name}
    told = {"name": name, "near": near[0]}
    return _("no command %(name)r: did you mean %(near)s? See backbreak --help") % told


def parser_of(name: str | None, command: Command | None) -> Parser:
    """The parser of a command, or without one of the program itself."""
    parser = Parser(name, command)
    if command is not None and command.add is not None:
        command.add(parser)
    _add_common(parser.common)
    return parser


def _add_common(parser: argparse._ArgumentGroup) -> None:
    parser.add_argument("-h", "--help", action="help", help=_("show this help and end"))
    parser.add_argument(
        "--home", type=_home, metavar="DIR", help=_("keep everything under this folder (portable mode)")
    )
    parser.add_argument(
        "--demo",
        type=positive,
        metavar="[SPEED]",
        help=_("the whole program with its clock running SPEED times faster (120), in a throw-away home"),
    )
    parser.add_argument(
        "--session-speed", type=positive, default=1.0, metavar="X", help=_("sessions play X times faster")
    )
    parser.add_argument("--verbose", action="store_true", help=_("tell on stderr all that is done"))
    parser.add_argument("--version", action="store_true", help=_("print the version and end"))


def _command_at(words: Sequence[str]) -> int | None:
    """Where the command stands: the first word that is neither an option nor a global option's value."""
    skip = False
    for index, word in enumerate(words):
        if skip:
            skip = False
        elif word in ("--home", "--session-speed"):
            skip = True
        elif not word.startswith("-"):
            return index
    return None


def positive(text: str) -> float:
    """A number over 0; an argparse type."""
    value = positive_number(text)
    if value is None:
        raise argparse.ArgumentTypeError(
            _("%(text)r is not a number over 0, up to %(most)d") % {"text": text, "most": MOST}
        )
    return value


def count(text: str) -> int:
    """A whole number from 1 to ten thousand; an argparse type."""
    if not (text.isascii() and text.isdecimal() and 0 < len(text) <= 5 and 1 <= int(text) <= 10_000):
        raise argparse.ArgumentTypeError(_("%(text)r is not a whole number from 1 to 10000") % {"text": text})
    return int(text)


def whole(text: str) -> int:
    """A whole number, of either sign; an argparse type."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("%(text)r is not a whole number") % {"text": text}) from None


def _home(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError(_("the name of a folder is missing"))
    return folder(text)
