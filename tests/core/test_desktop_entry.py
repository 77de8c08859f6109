"""Desktop entries: read and changed by the line, and an Exec line that a shell reads as it was meant."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backbreak.core.desktop_entry import changed, command_of, escaped, exec_line, keys_of, unescaped

WRITTEN = """\
# mine
[Desktop Entry]
Type=Application
Name=backbreak
Name[de]=Rückenpause
Exec = /old  # no comment, part of it
X-My-Delay=5

[Desktop Action other]
Exec=/never
"""

WORDS = st.text(st.sampled_from("ab /=-~%fU$`\"'\\ \t\n;#&*?()<>|ü€"), max_size=12)
COMMANDS = st.lists(WORDS, min_size=1, max_size=4).map(lambda words: ["/x", *words])


def test_only_the_keys_of_the_entrys_own_group_are_read() -> None:
    assert keys_of(WRITTEN) == {
        "Type": "Application",
        "Name": "backbreak",
        "Exec": "/old  # no comment, part of it",
        "X-My-Delay": "5",
    }
    assert keys_of("Exec=/x\n[Other]\nExec=/y\n") == {}
    assert keys_of("[Desktop Entry]\r\nExec=/a\r\n#Exec=/b\r\nExec=/c\r\n") == {"Exec": "/c"}


def test_a_change_touches_the_lines_it_is_about_and_no_other() -> None:
    new = changed(WRITTEN, {"Exec": "/new", "Type": None, "Hidden": "true"})
    assert new == WRITTEN.replace("Exec = /old  # no comment, part of it", "Exec=/new").replace(
        "Type=Application\n", ""
    ).replace("X-My-Delay=5\n", "X-My-Delay=5\nHidden=true\n")
    assert changed(new, {"Exec": "/new", "Hidden": "true"}) == new
    assert changed("", {"Hidden": "true"}).startswith("[Desktop Entry]\nHidden=true")


@given(COMMANDS)
def test_whatever_is_quoted_is_read_back(command: list[str]) -> None:
    line = exec_line(command)
    assert "\n" not in line
    read = keys_of(f"[Desktop Entry]\nExec={line}\n")["Exec"]
    assert list(command_of(read)) == command


@given(COMMANDS)
@settings(max_examples=40, deadline=None)
def test_a_shell_reads_the_line_as_the_same_arguments(command: list[str]) -> None:
    line = unescaped(exec_line(command)).replace("%%", "%")
    done = subprocess.run(["/bin/sh", "-c", f"printf '%s\\0' {line}"], capture_output=True, check=True)
    assert done.stdout.decode().split("\0")[:-1] == command


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("/usr/bin/backbreak %U", ("/usr/bin/backbreak",)),
        ("backbreak   --home '/a b'", ("backbreak", "--home", "/a b")),
        (r'"/a b/x" a\\ b "50%%"', ("/a b/x", "a b", "50%")),
        (r'x "\\$HOME" ""', ("x", "$HOME", "")),
        ('"/left open', ()),
        ("", ()),
    ],
)
def test_lines_of_others_are_read_by_the_same_rules(line: str, command: tuple[str, ...]) -> None:
    assert command_of(line) == command


@pytest.mark.parametrize("command", [["/a=b/x"], ["/x", "--home", "/\udcff"]])
def test_what_cannot_stand_in_an_entry_is_said(command: list[str]) -> None:
    with pytest.raises(ValueError, match="cannot stand in a desktop entry"):
        exec_line(command)


def test_a_text_is_one_line_in_the_file() -> None:
    assert escaped("a\\b\nc\td e") == r"a\\b\nc\td e"
    assert unescaped(r"a\\b\nc\td\se\q") == "a\\b\nc\td e\\q"
