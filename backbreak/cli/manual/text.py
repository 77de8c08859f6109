"""Help as a terminal shows it: eighty columns; what it is for and examples first, then every option."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from backbreak.cli.arguments import Command
from backbreak.cli.manual.book import grouped
from backbreak.cli.manual.grammar import Flag, Usage
from backbreak.cli.manual.page import Example
from backbreak.words import _

WIDTH = 80
COLUMN = 26
"""Where the explanations begin."""


def help_text(usage: Usage, commands: dict[str, Command]) -> str:
    """The whole help of a command; of the program, with all commands in it."""
    parts = [
        _usage(usage),
        "\n\n".join(textwrap.fill(part, WIDTH) for part in usage.page.about.split("\n\n")),
        *([] if usage.name else _list(commands)),
        *_forms(usage),
        *_examples(usage.page.examples),
        *_words(usage),
        *(_flags(usage.flags) if usage.name else _flags(usage.common)),
        *_codes(usage),
        *([_common(usage.common)] if usage.name else []),
        *([textwrap.fill(usage.page.after, WIDTH)] if usage.page.after else []),
    ]
    return "\n\n".join(parts) + "\n"


def _list(commands: dict[str, Command]) -> Iterator[str]:
    for title, names in grouped(name for name, one in commands.items() if one.listed):
        rows = [(name, commands[name].help) for name in names]
        yield "\n".join([f"{title or _('More')}:", *_rows(rows, 16)])


def _forms(usage: Usage) -> Iterator[str]:
    if usage.page.forms:
        rows = [(f"{usage.name} {form.words}".rstrip(), form.does) for form in usage.page.forms]
        yield "\n".join([_("ways to use it:"), *_rows(rows)])


def _words(usage: Usage) -> Iterator[str]:
    rows = [
        (word.place.name, word.does) for word in usage.words if not (usage.page.forms and word.place.choices)
    ]
    if rows:
        yield "\n".join([_("words:"), *_rows(rows)])


def _usage(usage: Usage) -> str:
    """All forms of a command, one below the other."""
    head = _("usage:") + " "
    return head + ("\n" + " " * len(head)).join(usage.lines)


def _flags(flags: Sequence[Flag]) -> Iterator[str]:
    if flags:
        yield "\n".join([_("options:"), *_rows([(flag.shown, flag.does) for flag in flags])])


def _common(flags: Sequence[Flag]) -> str:
    together = "\xa0"  # an option and its value stay on one line
    names = ", ".join(flag.shown.rpartition(", ")[2].replace(" ", together) for flag in flags)
    told = _("Every command also takes %(options)s: see backbreak --help.") % {"options": names}
    return textwrap.fill(told, WIDTH, break_on_hyphens=False).replace(together, " ")


def _examples(examples: Sequence[Example]) -> Iterator[str]:
    if not examples:
        return
    longest = max(len(one.typed) for one in examples) + 4
    beside = all(longest + len(one.does) <= WIDTH for one in examples)
    lines = [_("examples:")]
    for one in examples:
        if beside:
            lines.append(f"  {one.typed:<{longest - 2}}{one.does}")
        else:
            lines += [f"  {one.typed}", *_indented(one.does, 6)]
    yield "\n".join(lines)


def _codes(usage: Usage) -> Iterator[str]:
    if usage.page.codes:
        rows = [(str(code), meaning) for code, meaning in usage.page.codes]
        yield "\n".join([_("exit codes:"), *_rows(rows, 8)])


def _rows(rows: Sequence[tuple[str, str]], column: int = COLUMN) -> Iterator[str]:
    """A name and what it means, the second in a column of its own; below the name where that is too long."""
    for name, means in rows:
        first, *more = _indented(means, column) or [""]
        if len(name) + 4 <= column:
            yield f"  {name:<{column - 2}}{first.strip()}".rstrip()
        else:
            yield f"  {name}"
            yield first
        yield from more


def _indented(text: str, by: int) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=" " * by, subsequent_indent=" " * by)
