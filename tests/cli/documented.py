"""What the manual and the documents tell people to type, and how a test types it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cli.program import REPOSITORY

from backbreak.cli.manual.book import chapters, front

NOT_TYPED = {
    "make run": "installs packages, and does not end",
    "make test": "is what runs this",
    "make run ARGS=--demo": "installs packages, and does not end",
    "backbreak --demo": "does not end",
    "backbreak completion fish | source": "is for fish",
}
"""Lines that no test of this kind can type, with the reason."""

TYPED_BY = {
    "backbreak --demo": ("cli/test_resident_commands.py", 'command("--demo", "600")'),
    "backbreak completion fish | source": ("desktop/test_shells.py", "backbreak completion fish | source"),
}
"""Of those, the tests that type it all the same, and what is to be found there."""

BLOCKS_RUN_BY = {
    ("dbus.md", "sh"): (2, "resident/test_status_bar.py", 'blocks("dbus.md", "sh")'),
    ("hooks.md", "sh"): (1, "resident/test_status_bar.py", 'blocks("hooks.md", "sh")'),
    ("hooks.md", "python"): (1, "resident/test_status_bar.py", 'blocks("hooks.md", "python")'),
    ("status-bar.md", "sh"): (1, "resident/test_status_bar.py", 'blocks("status-bar.md", "sh")'),
    ("my-data.md", "console"): (None, "cli/test_my_data.py", "test_every_line_of_the_document"),
    ("exercise-packs.md", "sh"): (None, "cli/test_exercise_packs.py", 're.findall(r"```sh'),
}
"""Blocks of documents: how many there are, and the test that takes them from there; None is all there are."""

NEEDS_WINDOW = re.compile(r"backbreak (panel|history|settings|welcome|start)\b")
"""Without a display these end with 1 and say what to do; their windows have tests of their own."""

NEEDS_PROMPT = re.compile(r"backbreak (snooze|skip)\b")
"""These make sense while a break is due."""

PLAYS = re.compile(r"backbreak session(?!.*(--script|--render))")
"""These take two minutes; played faster they do the same."""

WITH_JSON = (
    "backbreak exercises --json",
    "backbreak exercises list --json",
    "backbreak exercises check neck-and-hip.toml --json",
    "backbreak session --script --json",
    "backbreak log --json",
    "backbreak config list --json",
    "backbreak config get look.theme --json",
    "backbreak config path --json",
    "backbreak autostart --json",
    "backbreak journal --json",
    "backbreak journal path --json",
    "backbreak journal move ~/moved --json",
    "backbreak journal add ~/old/journal --json",
    "backbreak journal delete --yes --json",
)
"""What no example asks for: every command that knows --json, and every document it may print."""

_SCHEMAS = {"session": "script", "journal": "journal-where", "journal-export": "log"}


def schema_of(line: str) -> str:
    """The schema of what a line prints: that of the command, or of its sub-word."""
    _program, command, *words = line.split()
    own = f"{command}-{words[0]}"
    if own in _SCHEMAS or (REPOSITORY / "resources" / "schemas" / f"{own}.json").exists():
        return _SCHEMAS.get(own, own)
    return _SCHEMAS.get(command, command)


def manual() -> Iterator[tuple[str, list[str]]]:
    """Every chapter with its examples, in order."""
    yield "backbreak --help", [one.typed for one in front().examples]
    for chapter in chapters():
        yield chapter.title, [one.typed for page in chapter.pages.values() for one in page.examples]


def documents() -> Iterator[tuple[str, list[str]]]:
    """Every document with the lines of its shell blocks, in order, but those that another test runs."""
    for path in [*sorted(REPOSITORY.glob("*.md")), *sorted((REPOSITORY / "docs").glob("*.md"))]:
        lines: list[str] = []
        for language, text in blocks(path.read_text(encoding="utf-8")):
            if language in ("sh", "console") and (path.name, language) not in BLOCKS_RUN_BY:
                lines += [line for line in map(typed, joined(text)) if line]
        if lines:
            yield path.name, lines


def blocks(text: str) -> list[tuple[str, str]]:
    """Every fenced block with its language."""
    return re.findall(r"^```(\w*)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def joined(block: str) -> list[str]:
    """Its lines, those that end with a backslash with the next."""
    return block.replace("\\\n", " ").splitlines()


def typed(line: str) -> str:
    """What is typed of a line: no prompt, no comment, the program by its name."""
    return re.sub(r"\s+# .*", "", line).removeprefix("$ ").removeprefix(".venv/bin/").strip()
