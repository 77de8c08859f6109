"""What is typed wrongly is answered in one line with exit code 2; what is typed rightly, anywhere."""

from pathlib import Path

import pytest
from cli.program import one_line, run

from backbreak import __version__
from backbreak.cli.arguments import parse
from backbreak.cli.options import bare_start, with_demo_spelled_out
from backbreak.cli.output import UsageError
from backbreak.cli.table import commands


@pytest.mark.parametrize(
    "words",
    [
        ["foo"],
        ["plan", "--units", "0"],
        ["plan", "--units", "x"],
        ["plan", "--seconds", "nan"],
        ["plan", "--seconds", "-1"],
        ["plan", "--exercise"],
        ["plan", "--exercise", "yoga"],
        ["plan", "--seconds", "29"],
        ["plan", "surplus\nwith a newline"],
        ["plan", "--js"],
        ["snooze", "0"],
        ["snooze", "soon"],
        ["snooze", "99999"],
        ["meeting", "-3"],
        ["pause", "90x"],
        ["pause", "25:00"],
        ["log", "--json", "--csv"],
        ["log", "--since", "yesteryear"],
        ["log", "--until", "2026-02-30"],
        ["simulate", "--persona", "nobody"],
        ["simulate", "--days", "0"],
        ["simulate", "--start", "0001-01-01"],
        ["session", "--speed", "0"],
        ["session", "--terminal", "--plan", "/nowhere/plan.json"],
        ["session", "--terminal", "--exercise", "yoga"],
        ["--home"],
        ["--home", "", "status"],
        ["--session-speed", "0"],
        ["--nonsense"],
        ["status", "--demo"],
        ["--demo", "0"],
    ],
)
def test_a_mistake_is_one_line_and_code_2(tmp_path: Path, words: list[str]) -> None:
    home = [] if "--home" in words or "--demo" in words else ["--home", str(tmp_path / "home")]
    done = run(*words, *home)
    assert done.code == 2, done
    assert not done.out
    assert one_line(done.err), done.err
    assert not (tmp_path / "home" / "data").exists()


@pytest.mark.parametrize("words", [["--version"], ["status", "--version"], ["--home", "/x", "--version"]])
def test_the_version_is_told_wherever_it_is_asked_for(words: list[str]) -> None:
    done = run(*words)
    assert (done.code, done.out, done.err) == (0, f"backbreak {__version__}\n", "")


def test_help_names_every_command_and_each_has_its_own(tmp_path: Path) -> None:
    done = run("--help")
    assert done.code == 0
    for name, command in commands().items():
        assert (f"\n  {name} " in done.out) == command.listed
        assert max(map(len, done.out.splitlines())) <= 80
    assert "--exercise ID" in run("plan", "--help").out


def test_help_is_also_a_word_and_a_slip_of_the_finger_is_answered_with_what_was_meant() -> None:
    assert run("help").out == run("--help").out
    assert run("help", "pause").out == run("pause", "--help").out
    assert "did you mean snooze?" in run("snoze").err
    assert "did you mean" not in run("xyz").err


@pytest.mark.parametrize(
    "words",
    [
        ["--home", "/h", "--session-speed", "4", "plan", "--units", "3"],
        ["plan", "--units", "3", "--home", "/h", "--session-speed", "4"],
        ["--home=/h", "plan", "--session-speed=4", "--units", "3"],
        ["plan", "--demo", "--units", "3", "--home", "/h", "--session-speed", "4"],
        ["--demo", "60", "plan", "--units", "3", "--home", "/h", "--session-speed", "4"],
    ],
)
def test_global_options_stand_before_or_after_the_command(words: list[str]) -> None:
    options = parse(words, commands())
    assert (options.home, options.session_speed, options.command) == (Path("/h"), 4, "plan")
    assert options.own.units == 3


@pytest.mark.parametrize(
    ("words", "demo"),
    [
        (["--demo"], 120),
        (["--demo", "60"], 60),
        (["--demo=0.5"], 0.5),
        (["--demo", "--home", "/h"], 120),
        (["--home", "/h", "--demo", "7", "--session-speed", "2"], 7),
    ],
)
def test_a_start_is_read_without_the_parser_and_the_same_as_with_it(words: list[str], demo: float) -> None:
    quick, careful = bare_start(words), parse(words, commands())
    assert quick is not None
    assert (quick.home, quick.demo, quick.session_speed) == (careful.home, demo, careful.session_speed)
    assert quick.module == careful.module == "bare"


@pytest.mark.parametrize(
    "words", [["status"], ["--help"], ["--demo", "x"], ["--home"], ["--home", ""], ["--session-speed", "-1"]]
)
def test_anything_but_a_plain_start_is_left_to_the_parser(words: list[str]) -> None:
    assert bare_start(words) is None


def test_a_demo_without_a_speed_takes_nobody_elses_word() -> None:
    assert with_demo_spelled_out(["--demo", "plan"]) == ["--demo=120", "plan"]
    with pytest.raises(UsageError, match="its --home"):
        parse(["--demo", "plan"], commands())


@pytest.mark.parametrize("speed", ["0", "-5", "1e9", "5x", "0,5"])
def test_a_speed_that_cannot_be_is_refused_as_one_however_it_is_written(speed: str) -> None:
    for words in (["--demo", speed], [f"--demo={speed}"], ["status", "--demo", speed, "--home", "/h"]):
        assert bare_start(words) is None
        with pytest.raises(UsageError, match=r"argument --demo: .* is not a number over 0, up to 100000"):
            parse(words, commands())


def test_a_home_is_made_absolute_for_the_children_that_run_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    for words in (["--home", "~/b"], ["status", "--home", "~/b"]):
        assert (bare_start(words) or parse(words, commands())).home == Path("/home/somebody/b")
    assert parse(["status", "--home", "b"], commands()).home == Path.cwd() / "b"
    assert parse(["status", "--home", "~nobody-here/b"], commands()).home == Path.cwd() / "~nobody-here/b"
