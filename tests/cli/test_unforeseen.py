"""An installation that is damaged fails where nobody foresaw it: in one line, with all of it in the log."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cli.program import PATIENCE_S, REPOSITORY, Done, environment, one_line

from backbreak.storage.logs import UNFORESEEN

Damage = Callable[[str, str, str], None]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole program, to be damaged."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("backbreak", "resources"):
        left_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / name, folder / name, ignore=left_out)
    return folder


@pytest.fixture
def damage(copy: Path) -> Iterator[Damage]:
    """Take a name away in one of its files, until the test is over."""
    before: dict[Path, str] = {}

    def take_away(file: str, old: str, new: str) -> None:
        path = copy / "backbreak" / file
        before[path] = path.read_text()
        assert old in before[path]
        path.write_text(before[path].replace(old, new))

    yield take_away
    for path, text in before.items():
        path.write_text(text)


@pytest.fixture
def run(copy: Path, tmp_path: Path) -> Callable[..., Done]:
    """Run a command of the copy in a home of its own."""

    def command(*words: str) -> Done:
        env = environment(QT_QPA_PLATFORM="offscreen", PYTHONDONTWRITEBYTECODE="1")
        line = [sys.executable, "-m", "backbreak", *words, "--home", str(tmp_path / "home")]
        done = subprocess.run(line, cwd=copy, env=env, capture_output=True, text=True, timeout=PATIENCE_S)
        return Done(done.returncode, done.stdout, done.stderr)

    return command


def log_of(home: Path) -> str:
    return (home / "state" / "backbreak.log").read_text()


def test_a_command_says_so_in_one_line_and_the_log_knows_where(
    run: Callable[..., Done], damage: Damage, tmp_path: Path
) -> None:
    damage("storage/journal.py", "def load(", "def lead(")
    done = run("report")
    assert (done.code, done.out) == (1, "")
    assert one_line(done.err)
    assert "AttributeError in cli/" in done.err and str(tmp_path / "home") in done.err
    log = log_of(tmp_path / "home")
    assert "Traceback" in log and "command[" in log and "AttributeError" in log
    talkative = run("--verbose", "report")
    assert (talkative.code, talkative.out) == (1, "")
    assert "Traceback" in talkative.err and str(tmp_path / "home" / "data") in talkative.err


def test_a_window_ends_and_tells_who_opened_it(
    run: Callable[..., Done], damage: Damage, tmp_path: Path
) -> None:
    damage("storage/journal.py", "def load(", "def lead(")
    done = run("history")
    assert (done.code, done.out) == (1, "")
    (line,) = [line for line in done.err.splitlines() if line.startswith("backbreak: ")]
    assert "AttributeError in windows/history/program.py" in line
    assert run("window", "history").code == UNFORESEEN
    assert log_of(tmp_path / "home").count("Traceback") == 2
    damage("windows/history/figures.py", "def overview(", "def review(")
    assert run("window", "history").code == UNFORESEEN
    assert "ImportError" in log_of(tmp_path / "home")


def test_the_reminder_itself_says_why_it_ended(
    run: Callable[..., Done], damage: Damage, tmp_path: Path
) -> None:
    damage("resident/waker.py", "class Waker", "class Walker")
    done = run()
    assert done.code == 1
    told = done.err.splitlines()[-1]
    assert told.startswith("backbreak: backbreak has ended by an error nobody foresaw: ImportError in ")
    assert "Traceback" not in done.err and "Traceback" in log_of(tmp_path / "home")


def test_a_thread_of_what_goes_on_in_the_terminal_is_told_of_when_that_is_over(tmp_path: Path) -> None:
    program = (
        "import threading; from pathlib import Path; from backbreak.cli.unforeseen import heard\n"
        f"with heard(Path({str(tmp_path)!r})):\n"
        "    one = threading.Thread(target=lambda: 1 // 0); one.start(); one.join(); print('goes on')"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "goes on\n")
    assert one_line(done.stderr)
    assert "ZeroDivisionError" in done.stderr and str(tmp_path) in done.stderr
    assert "Traceback" in log_of(tmp_path)
