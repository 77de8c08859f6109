"""What the documents on data and fleets show is typed as it stands there, in a home of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli.program import PATIENCE_S, REPOSITORY, entry, journal

from backbreak.storage.belongings import STATE_FILES
from backbreak.storage.places import places_for

MY_DATA, FLEET = ((REPOSITORY / "docs" / name).read_text() for name in ("my-data.md", "fleet.md"))


@pytest.fixture
def shell(tmp_path: Path) -> Path:
    """A computer on which backbreak is installed and somebody has done a break."""
    program = f'#!/bin/sh\nPYTHONPATH={REPOSITORY} exec {sys.executable} -m backbreak "$@"\n'
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "backbreak").write_text(program)
    (tmp_path / "bin" / "backbreak").chmod(0o755)
    user = tmp_path / "kim"
    lines = journal(tmp_path, entry("a1", "2026-11-23T10:02:11Z"))
    there = user / ".local" / "share" / "backbreak" / "journal"
    there.parent.mkdir(parents=True)
    lines.parent.rename(there)
    return user


def typed(user: Path, line: str) -> subprocess.CompletedProcess[str]:
    """What comes of a line in that user's shell."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    environ = {**kept, "HOME": str(user), "PATH": f"{user.parent}/bin:{os.environ['PATH']}"}
    return subprocess.run(
        ["sh", "-c", line], cwd=user, env=environ | {"XDG_RUNTIME_DIR": str(user)},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE_S,
    )  # fmt: skip


def test_every_line_of_the_document_does_what_it_says(shell: Path) -> None:
    lines = re.findall(r"^\$ (.+)$", MY_DATA, re.MULTILINE)
    done = {line: typed(shell, line) for line in dict.fromkeys(lines)}
    asks = done.pop("backbreak journal delete")
    assert asks.returncode == 2 and asks.stderr == (
        "backbreak: journal delete: add --yes, as there is nobody to ask\n"
    )
    assert [line for line, one in done.items() if one.returncode != 0 or one.stderr] == []
    assert len(done) == 7
    assert f"{shell}/.local/share/backbreak/journal" in done["backbreak journal"].stdout
    assert '"id":"a1"' in done["backbreak journal export - --json"].stdout
    assert len(list(shell.glob("backbreak-*.zip"))) == 1 and (shell / "breaks.csv").exists()
    assert (shell / "Sync" / "backbreak" / "desk-0001.jsonl").exists()


def test_every_line_of_the_fleets_document_works_on_the_example_in_it(shell: Path) -> None:
    example = FLEET.partition("```toml\n")[2].partition("```")[0]
    for file in (shell / "etc" / "backbreak" / "settings.toml", shell / "settings.toml"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(example)
    show, check, install = re.findall(r"^\$ (.+)$", FLEET, re.MULTILINE)
    listed = typed(shell, show)
    assert listed.stderr == "" and "  system-wide, locked\n" in listed.stdout
    assert typed(shell, check).returncode == typed(shell, install).returncode == 0
    assert (shell / "pkg" / "etc" / "xdg" / "backbreak" / "settings.toml").read_text() == example
    wrong = example.replace('"quiet.*"', '"quite.*"')
    (shell / "etc" / "backbreak" / "settings.toml").write_text(wrong)
    assert typed(shell, check).returncode == 1


def test_the_table_names_every_file_there_may_be() -> None:
    places = places_for(Path("/"))
    names = {pattern.removesuffix("*") for pattern in STATE_FILES} - {"*.bad"}  # which no table need name
    names |= {places.settings_file.name, places.exercises_dir.name, places.hooks_dir.name, "door.sock"}
    table = MY_DATA.partition("| --- |")[2].partition("\n\n")[0]
    assert not [name for name in names if name not in table]
