"""Whoever presses Ctrl+C, stops reading or waits is told what there is to tell, and nothing else."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli.program import PATIENCE_S, REPOSITORY, command, entry, environment, journal, resident, run

CTRL_C_WHILE_LOADING = """
import os, signal, sys
loading, sys.argv[1:] = sys.argv[1], sys.argv[2:]
signal.signal(signal.SIGINT, signal.default_int_handler)
class Finger:
    def find_spec(self, name, *_more):
        if name == loading:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finger())
from backbreak.__main__ import run
sys.exit(run())
"""


@pytest.mark.parametrize(
    ("loading", "code", "told"),
    [
        ("backbreak.cli.options", 130, ""),
        ("backbreak.cli.table", 130, "backbreak: stopped\n"),
        ("backbreak.storage.journal", 130, "backbreak: stopped\n"),
    ],
)
def test_ctrl_c_is_one_quiet_line_at_any_time(tmp_path: Path, loading: str, code: int, told: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CTRL_C_WHILE_LOADING, loading, "log", "--home", str(tmp_path)],
        capture_output=True, text=True, cwd=REPOSITORY, env=environment(),
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (code, "", told)


@pytest.mark.parametrize("words", [["--help"], ["config", "--help"], ["log", "--csv"], ["completion", "zsh"]])
def test_a_reader_that_has_enough_is_not_told_of_it(tmp_path: Path, words: list[str]) -> None:
    journal(tmp_path, *(entry(f"{n:05}", "2026-01-05T11:00:00Z") for n in range(3000)))
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as gone:
        done = subprocess.run(
            command(*words, "--home", tmp_path), stdout=gone, stderr=subprocess.PIPE, env=environment()
        )
    assert (done.returncode, done.stderr) == (1, b"")


def test_streams_that_a_caller_has_closed_are_missed_by_nobody(tmp_path: Path) -> None:
    whole = subprocess.run(
        ["sh", "-c", '"$@" <&- >&- 2>&-; echo $?; "$@" 2>&-', "sh", *command("status", "--home", tmp_path)],
        capture_output=True, text=True, cwd=REPOSITORY, env=environment(),
    )  # fmt: skip
    assert (whole.stdout, whole.stderr, whole.returncode) == ("3\n", "", 3)  # a complaint is no answer
    assert not (tmp_path / "state").exists()  # nothing unforeseen was logged
    version = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *command("--version")],
        capture_output=True, text=True, cwd=REPOSITORY, env=environment(),
    )  # fmt: skip
    assert (version.stdout, version.stderr, version.returncode) == ("", "", 0)


def heed_ctrl_c() -> None:
    """Where tests run in the background it is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Watched:
    """A command whose stderr is a terminal; what it prints goes into a file."""

    def __init__(self, out: Path, words: list[str]) -> None:
        self.out = out
        self._fd, slave = pty.openpty()
        with out.open("wb") as file:
            self.program = subprocess.Popen(
                words, stdout=file, stderr=slave, cwd=REPOSITORY, env=environment(),
                preexec_fn=heed_ctrl_c,
            )  # fmt: skip
        os.close(slave)
        self.began = time.monotonic()
        self.seen = ""

    def read(self) -> bool:
        """Read on; False when there is nothing more to come."""
        assert select.select([self._fd], [], [], PATIENCE_S)[0], self.seen
        try:
            self.seen += os.read(self._fd, 4096).decode()
        except OSError:  # the other end is closed
            return False
        return True

    def end(self) -> tuple[int, str]:
        while self.read():
            pass
        os.close(self._fd)
        return self.program.wait(PATIENCE_S), self.out.read_text()


def test_ctrl_c_ends_the_reminder_as_quit_does_and_the_manual_says_so(tmp_path: Path) -> None:
    codes = []
    for ending in ("quit", "Ctrl+C"):
        with resident(tmp_path) as program:
            if ending == "quit":
                assert run("quit", "--home", tmp_path).code == 0
            else:
                program.send_signal(signal.SIGINT)
            codes.append(program.wait(PATIENCE_S))
    assert codes == [0, 0]
    told = run("man").out.replace("\\-", "-").replace("\n", " ")
    assert "stopped by Ctrl+C, which ends the reminder, windows and guided sessions as anything else" in told


WAITING = """
import signal, sys
from backbreak.cli.patience import patience
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
with patience("waiting"):
    with patience("within"):
        signal.sigtimedwait({signal.SIGUSR1}, float(sys.argv[1]))
print("done")
"""


def test_what_takes_longer_than_a_second_says_so_and_takes_it_back(tmp_path: Path) -> None:
    days = command("simulate", "--json", "--home", tmp_path / "home", "--days", "10000")
    stopped = Watched(tmp_path / "stopped", days)
    waiting = [sys.executable, "-c", WAITING]
    quiet = subprocess.Popen(
        [*waiting, "1.5"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment()
    )
    whole = Watched(tmp_path / "whole", [*waiting, str(PATIENCE_S)])
    while "days… " not in stopped.seen:
        assert stopped.read()
    assert time.monotonic() - stopped.began > 1
    stopped.program.send_signal(signal.SIGINT)
    assert stopped.end() == (130, "")
    assert re.match(r"\r\x1b\[Kbackbreak: playing 10000 days… \d+ s", stopped.seen)
    assert stopped.seen.endswith("\r\x1b[Kbackbreak: stopped\r\n")
    while "waiting… " not in whole.seen:
        assert whole.read()
    whole.program.send_signal(signal.SIGUSR1)
    assert whole.end() == (0, "done\n")
    assert re.fullmatch(r"(\r\x1b\[Kbackbreak: waiting… \d+ s)+\r\x1b\[K", whole.seen)
    assert quiet.communicate(timeout=PATIENCE_S)[1] == b""  # no terminal: not a word
