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
COMMANDS = st.lists(WORDS, min_size=1, max_size=4).map(lambda words: [f"/{words[0]}", *words[1:]])


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
    words = done.stdout.decode().split("\0")[:-1]
    through_a_shell = words[:3] == ["/bin/sh", "-c", 'exec "$0" "$@"']
    assert through_a_shell is bool({"=", "%"} & set(command[0]))
    assert words[3 * through_a_shell :] == command


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


def test_a_program_whose_path_launchers_stumble_over_is_started_through_a_shell() -> None:
    for program in ("/a=b/x", "/50%/x"):
        assert exec_line([program]).startswith("/bin/sh -c ")
    assert exec_line(["/a b/x", "100%"]) == '"/a b/x" 100%%'


def test_a_path_that_is_no_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not written in UTF-8"):
        exec_line(["/x", "--home", "/\udcff"])


def test_a_text_is_one_line_in_the_file() -> None:
    assert escaped("a\\b\nc\td e") == r"a\\b\nc\td e"
    assert unescaped(r"a\\b\nc\td\se\q") == "a\\b\nc\td e\\q"


@given(st.text(st.sampled_from("[]DesktopEntry =#\n\rExecHidden\u2028é"), max_size=60), st.booleans())
def test_any_text_can_be_changed_and_keeps_its_lines(text: str, headed: bool) -> None:
    before = ("[Desktop Entry]\n" if headed else "") + text
    after = changed(before, {"Exec": "/new", "Hidden": None})
    assert keys_of(after)["Exec"] == "/new"
    assert "Hidden" not in keys_of(after)
    others = [line for line in before.split("\n") if not line.strip().startswith(("Exec", "Hidden"))]
    left = iter(after.split("\n"))
    assert all(line in left for line in others if line)
    assert changed(after, {"Exec": "/new"}) == after
