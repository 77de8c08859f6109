"""The manual as one page for `man`, in the macros of man(7)."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from backbreak import __version__
from backbreak.cli.manual.book import chapters
from backbreak.cli.manual.grammar import Flag, Usage
from backbreak.cli.manual.page import Codes, Example, Page
from backbreak.cli.manual.told import Told
from backbreak.words import _

WIDTH: Final = 72
_SIGNS: Final = {"\\": "\\e", "'": "\\(aq", "`": "\\(ga", "~": "\\(ti", "^": "\\(ha"}
"""What troff would read as something else."""


def manual_page(told: Told, day: date) -> str:
    """The whole page; `day` is what its foot says."""
    title = _macro("TH", "BACKBREAK", "1", f"{day:%Y-%m-%d}", f"backbreak {__version__}", "backbreak")
    return "\n".join([title, *_front(told.program), *_commands(told), *_back(told.program.page)]) + "\n"


def _front(program: Usage) -> Iterator[str]:
    yield _macro("SH", _("Name").upper())
    yield "backbreak \\- " + _plain(_("a break reminder for people who sit"))
    yield _macro("SH", _("Synopsis").upper())
    for index, line in enumerate(program.lines):
        yield from ([] if index == 0 else [".br"])
        yield _typed(line)
    yield _macro("SH", _("Description").upper())
    yield from _paragraphs(program.page.about)
    yield _macro("SH", _("Options").upper())
    yield from _flags(program.common)
    yield _macro("SH", _("Examples").upper())
    yield from _examples(program.page.examples)


def _commands(told: Told) -> Iterator[str]:
    by_name = {one.name: one for one in told.commands}
    for chapter in chapters():
        yield _macro("SH", chapter.title.upper())
        for name in chapter.pages:
            if name in by_name:
                yield from _command(by_name[name])


def _command(one: Usage) -> Iterator[str]:
    yield _macro("SS", one.prog)
    for index, line in enumerate(one.lines):
        yield from ([] if index == 0 else [".br"])
        yield _typed(line)
    yield ".PP"
    yield from _paragraphs(one.page.about)
    for form in one.page.forms:
        yield from _entry(f"{one.prog} {form.words}".rstrip(), form.does)
    for word in one.words:
        if not (one.page.forms and word.place.choices):
            yield from _entry(word.place.name, word.does)
    yield from _flags(one.flags)
    if one.page.examples:
        yield from [".PP", _plain(_("Examples:"))]
        yield from _examples(one.page.examples)
    if one.page.codes:
        yield from [".PP", _plain(_("Exit codes:"))]
        yield from _codes(one.page.codes)
    if one.page.after:
        yield from [".PP", _plain(one.page.after)]


def _back(page: Page) -> Iterator[str]:
    yield _macro("SH", _("Exit codes").upper())
    yield from _codes(page.codes)
    yield _macro("SH", _("Files").upper())
    yield from _entry("~/.config/backbreak/settings.toml", _("your settings"))
    yield from _entry("~/.local/share/backbreak/journal/", _("the journal, a file for each device"))
    yield from _entry("~/.local/share/backbreak/exercises/", _("packs with exercises of your own"))
    yield from _entry("~/.local/state/backbreak/backbreak.log", _("what the reminder has to tell"))
    yield from [".PP", _plain(_("With --home DIR they are in DIR/config, DIR/data and DIR/state."))]


def _paragraphs(text: str) -> Iterator[str]:
    for index, part in enumerate(text.split("\n\n")):
        yield from ([] if index == 0 else [".PP"])
        yield _plain(part)


def _flags(flags: Sequence[Flag]) -> Iterator[str]:
    for flag in flags:
        yield from _entry(flag.shown, flag.does)


def _examples(examples: Sequence[Example]) -> Iterator[str]:
    for one in examples:
        yield from _entry(one.typed, one.does)


def _codes(codes: Codes) -> Iterator[str]:
    for code, meaning in codes:
        yield from _entry(str(code), meaning)


def _entry(name: str, means: str) -> Iterator[str]:
    """Something in bold, and what it means below it."""
    yield from [".TP", _typed(name), _plain(means)]


def _macro(name: str, *arguments: str) -> str:
    quoted = (_escaped(one).replace('"', "\\(dq") for one in arguments)
    return " ".join([f".{name}", *(f'"{one}"' for one in quoted)])


def _typed(text: str) -> str:
    """In bold, with hyphens that can be copied."""
    return f"\\fB{_escaped(text).replace('-', chr(92) + '-')}\\fR"


def _plain(text: str) -> str:
    """Lines of text; a dot at the beginning of one is no request."""
    lines = [_escaped(line).replace("--", "\\-\\-") for line in textwrap.wrap(text, WIDTH)]
    return "\n".join(f"\\&{line}" if line.startswith(".") else line for line in lines)


def _escaped(text: str) -> str:
    return "".join(_SIGNS.get(sign, sign) for sign in text)
