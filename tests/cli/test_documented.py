"""Every example of help, man page, README and documents is typed into a shell, in a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest
from cli.completing import pasted_pack
from cli.documented import (
    BLOCKS_RUN_BY,
    NEEDS_PROMPT,
    NEEDS_WINDOW,
    NOT_TYPED,
    PLAYS,
    TYPED_BY,
    WITH_JSON,
    blocks,
    documents,
    manual,
    schema_of,
)
from cli.program import PATIENCE_S, REPOSITORY, entry, environment, one_line, start, valid, wait_until

from backbreak.cli.arguments import Command
from backbreak.cli.manual.book import chapters
from backbreak.cli.manual.grammar import usage
from backbreak.cli.output import Exit
from backbreak.cli.table import commands

CARE = '{"care_acknowledged":"2026-01-05T09:00:00Z"}'
QUIET = "[sound]\nvoice = false\n"  # saying it takes seconds, and is tried elsewhere


class Desk:
    """Somebody's home with everything the examples name, and a folder in which they type."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        self.portable = folder / "portable"
        program = folder / "bin" / "backbreak"
        program.parent.mkdir()
        program.write_text(
            f'#!/bin/sh\nPYTHONPATH="{REPOSITORY}" exec "{sys.executable}" -m backbreak "$@"\n'
        )
        program.chmod(0o755)
        self.env = environment(
            HOME=str(folder), PATH=f"{program.parent}:{os.environ['PATH']}",
            XDG_CONFIG_HOME=str(folder / ".config"), XDG_DATA_HOME=str(folder / ".local" / "share"),
            XDG_STATE_HOME=str(folder / ".local" / "state"), XDG_RUNTIME_DIR=str(folder / "run"),
        )  # fmt: skip
        (folder / "run").mkdir(mode=0o700)
        for config in (folder / ".config" / "backbreak", self.portable / "config"):
            config.mkdir(parents=True)
            (config / "settings.toml").write_text(QUIET)
        self._homes = count()
        (folder / "Sync").mkdir()
        fleet = dict(blocks((REPOSITORY / "docs" / "fleet.md").read_text()))["toml"]
        self._file("neck-and-hip.toml", pasted_pack())
        self._file("settings.toml", fleet)
        self._file("etc/backbreak/settings.toml", fleet)
        line = json.dumps({"device": "old-0001", **entry("a", "2026-01-05T11:00:00Z")})
        self._file("old/journal/old-0001.jsonl", line + "\n")

    def _file(self, name: str, text: str) -> None:
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def another_home(self) -> str:
        """One in which nothing was done but to read the note of care."""
        name = f"alone-{next(self._homes)}"
        self._file(f"{name}/state/care.json", CARE)
        return f"~/{name}"

    def type(self, line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", line], cwd=self.home, env=self.env, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=PATIENCE_S,
        )  # fmt: skip

    def phase(self, where: str) -> str:
        done = self.type(f"backbreak status --json {where}")
        return str(json.loads(done.stdout or "{}").get("phase", "none"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Two reminders run: the user's own, and one in ~/portable for which two hours take half a second."""
    found = Desk(tmp_path_factory.mktemp("desk"))
    running = [
        start(**found.env),
        start("--home", found.portable, "--demo", "14400", **found.env),
    ]
    wait_until(lambda: found.phase("") == "sitting", "the reminder")
    yield found
    for program in running:
        program.terminate()
        program.communicate(timeout=PATIENCE_S)


def examples() -> dict[str, list[str]]:
    return dict([*manual(), *documents()])


@pytest.mark.timeout(600)  # how long all of them take is the machine's business
def test_every_example_does_what_it_is_there_for_and_every_json_is_as_its_schema_says(desk: Desk) -> None:
    told = [*examples().values(), list(WITH_JSON)]
    typed = {line: at for at, lines in reversed([*enumerate(told)]) for line in lines}  # each once
    chains = [
        [line for line in lines if typed[line] == at and line not in NOT_TYPED]
        for at, lines in enumerate(told)
    ]
    ends = [line for chain in chains for line in chain if line.startswith("backbreak quit")]
    with ThreadPoolExecutor(3) as hands:
        found = hands.map(
            lambda chain: [wrong_with(desk, line) for line in chain if line not in ends], chains
        )
        wrong = [one for chain in found for one in chain if one]
    wrong += [one for line in ends if (one := wrong_with(desk, line))]  # they end the reminders
    assert not wrong, "\n\n".join(wrong)


def wrong_with(desk: Desk, line: str) -> str:
    """Type it, and say what is not as it should be."""
    words = line.replace("/tmp/try", "~/try")
    if PLAYS.match(line):
        # Not through a reminder, which others tell things meanwhile; nor where another one is being played.
        words += f" --speed 1000 --home {desk.another_home()}"
    if NEEDS_PROMPT.match(line):
        words += " --home ~/portable"
        wait_until(lambda: desk.phase("--home ~/portable") == "prompting", "a prompt")
    done = desk.type(words)
    if NEEDS_WINDOW.match(line):
        right = done.returncode == 1 and one_line(done.stderr) and not done.stdout
    else:
        right = done.returncode == 0 and (not done.stderr or "--verbose" in line)
        if right and "--json" in line and ">" not in line:
            valid(schema_of(line), json.loads(done.stdout))
    return "" if right else f"{words}\n{done.returncode}\n{done.stdout[-300:]}{done.stderr[-600:]}"


def test_every_command_that_knows_json_is_asked_for_it_and_every_schema_is_compared() -> None:
    lines = [line for lines in (*examples().values(), WITH_JSON) for line in lines if "--json" in line]
    asked = {line.split()[1] for line in lines}
    know = {name for name, one in commands().items() if one.listed and "--json" in flags_of(name, one)}
    assert asked == know
    schemas = {path.stem for path in (REPOSITORY / "resources" / "schemas").glob("*.json")}
    assert {schema_of(line) for line in lines} | {"exercise-pack"} == schemas  # that one is for editors


def flags_of(name: str, command: Command) -> set[str]:
    return {name for flag in usage(name, command).flags for name in flag.names}


def test_what_is_not_typed_here_is_in_the_documents_and_typed_elsewhere_where_that_is_possible() -> None:
    everything = {line for lines in examples().values() for line in lines}
    assert set(NOT_TYPED) <= everything
    for line, (test, text) in TYPED_BY.items():
        assert line in NOT_TYPED
        assert text in (REPOSITORY / "tests" / test).read_text(encoding="utf-8")
    for (document, language), (number, test, text) in BLOCKS_RUN_BY.items():
        found = blocks((REPOSITORY / "docs" / document).read_text(encoding="utf-8"))
        assert [one for one, _text in found].count(language) == number or number is None, document
        assert text in (REPOSITORY / "tests" / test).read_text(encoding="utf-8")


def test_every_command_has_a_page_whose_examples_begin_with_itself() -> None:
    pages = {name: page for chapter in chapters() for name, page in chapter.pages.items()}
    assert set(pages) == {name for name, command in commands().items() if command.listed}
    for name, page in pages.items():
        assert 2 <= len(page.examples) <= 6, name
        assert f"backbreak {name}" in page.examples[0].typed
        assert page.about.endswith(".") and {code for code, _meaning in page.codes} <= set(map(int, Exit))
