"""A unit that starts us says what it is meant to say, whatever the program's path is."""

from __future__ import annotations

import configparser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak.core.systemd_unit import (
    TARGET,
    command_of,
    exec_start,
    keys_of,
    targets_of,
    unit_text,
    with_command,
)

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))


@given(st.lists(WORDS, max_size=3))
def test_what_is_written_is_read_back_as_it_was(rest: list[str]) -> None:
    command = ("/opt/a b/backbreak", *rest)
    assert command_of(unit_text(command)) == command


def test_variables_percent_signs_and_quotes_mean_nothing_to_systemd() -> None:
    assert exec_start(["/o/$x", "--home", '/h $HOME 100% "q" \\']) == (
        '"/o/$x" --home "/h $$HOME 100%% \\"q\\" \\\\"'
    )


def test_it_comes_again_after_a_crash_and_not_after_an_end() -> None:
    parsed = configparser.RawConfigParser()
    parsed.read_string(unit_text(["/bin/backbreak"]))
    assert parsed["Service"]["Restart"] == "on-failure"
    assert parsed["Unit"]["PartOf"] == parsed["Unit"]["After"] == parsed["Install"]["WantedBy"] == TARGET


def test_of_an_edited_unit_only_the_command_is_replaced() -> None:
    edited = "[Unit]\n# mine\n[Service]\nNice=5\nExecStart=/old \\\n --home /x\nWantedBy=a.target\n"
    assert command_of(edited) == ("/old", "--home", "/x")
    fresh = with_command(edited, ["/new"])
    assert command_of(fresh) == ("/new",)
    assert keys_of(fresh)["Nice"] == "5" and "# mine" in fresh and targets_of(fresh) == ["a.target"]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("-/bin/backbreak", ("/bin/backbreak",)),
        ("/bin/sh -c 'a b'", ("/bin/sh", "-c", "a b")),
        ('/bin/backbreak "open', ()),
        ("", ()),
    ],
)
def test_units_of_others_are_read_as_well(line: str, meant: tuple[str, ...]) -> None:
    assert command_of(f"[Service]\nExecStart={line}\n") == meant
