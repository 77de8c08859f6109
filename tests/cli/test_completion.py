"""Completion as it is typed into a real bash; tests/desktop has zsh and fish, and installs them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from cli.completing import CASES, Shell, shell, workplace
from cli.program import run

from backbreak.cli.manual.grammar import usage
from backbreak.cli.table import commands


@pytest.fixture(scope="module")
def bash(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    folder = tmp_path_factory.mktemp("bash")
    env = workplace(folder) | {"PS1": "", "PS2": ""}
    with shell(["bash", "--norc", "--noprofile", "-i"], folder, env) as found:
        found.type(
            "bind 'set enable-bracketed-paste off'; eval \"$(backbreak completion bash)\"; echo re''ady\n"
        )
        found.until("ready\r\n")
        yield found


@pytest.mark.parametrize(("typed", "words"), CASES)
def test_bash_offers_just_what_fits(bash: Shell, typed: str, words: tuple[str, ...]) -> None:
    assert bash.offered(typed, "\x1b*") == list(words)  # M-*: insert all of them


def test_powershell_is_told_every_command_and_option_in_strings_that_end() -> None:
    script = run("completion", "powershell").out
    plain = re.sub(r"'(?:[^']|'')*'|\"[^\"]*\"|#.*", "", script)
    assert "'" not in plain and '"' not in plain
    depth = ""
    for sign in re.findall(r"[(){}[\]]", plain):
        depth = depth[:-1] if depth and depth[-1] + sign in ("()", "{}", "[]") else depth + sign
    assert depth == ""
    for name, command in commands().items():
        assert (f"            '{name}' = '" in script) is command.listed
    assert "'plan --exercise' = 'exercises'" in script
    assert "'config/2/set' = 'values'" in script
    assert "'pause/0/*' = @('tomorrow')" in script
    assert "'help/0/*' = @('status', 'start', " in script


def test_the_man_page_has_every_command_with_every_option_and_example() -> None:
    page = run("man", SOURCE_DATE_EPOCH="1767571200").out.replace("\\-", "-")
    assert page.startswith('.TH "BACKBREAK" "1" "2026-01-05" "backbreak ')
    for name, command in commands().items():
        assert (f'\n.SS "backbreak {name}"\n' in page) is command.listed
        if command.listed:
            told = usage(name, command)
            assert all(f"\n\\fB{flag.shown}\\fR\n" in page for flag in told.flags), name
            assert all(f"\\fB{one.typed[:20]}" in page.replace("\\(ti", "~") for one in told.page.examples), (
                name
            )


def test_what_the_shells_ask_is_answered_even_where_a_pack_is_broken(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("known")
    workplace(folder)
    home = folder / "away"
    (home / "data" / "exercises" / "broken.toml").write_text("[[exercise]\n")
    exercises = run("known", "exercises", "--home", home)
    assert (exercises.code, exercises.err) == (0, "")
    assert {"pelvis-lift", "neck-tilt"} < set(exercises.out.split())
    assert run("known", "values", "session.exclude", "--home", home).out == exercises.out
    assert run("known", "values", "look.language", "--home", home).out == "system\nen\nar\nde\nes\n"
    assert run("known", "values", "rhythm.snooze_min", "--home", home).out == ""
    assert run("known", "values", "moon.phase", "--home", home).out == ""
