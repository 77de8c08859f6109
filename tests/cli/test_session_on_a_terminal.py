"""Sessions on a real terminal (a pty): keys, the picture, the note's Enter, and the mode it is left in."""

import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path

import pytest
from cli.program import PATIENCE_S, command, environment, run

ALTERNATE, NORMAL = b"\x1b[?1049h", b"\x1b[?1049l"
CARE = '{"care_acknowledged":"2026-01-05T09:00:00Z"}'


class Terminal:
    """The program on a pty of 80 x 24, and what it has written so far."""

    def __init__(self, *words: str | Path, **env: str) -> None:
        self.fd, self._slave = pty.openpty()
        ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(self._slave)
        self.seen = b""
        self.program = subprocess.Popen(
            command(*words),
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=environment(**{"TERM": "xterm", **env}),
            start_new_session=True,
        )

    def until(self, text: bytes | str) -> None:
        """Read until the text has appeared since the last call."""
        wanted = text.encode() if isinstance(text, str) else text
        end = time.monotonic() + PATIENCE_S
        start = len(self.seen)
        while wanted not in self.seen[max(0, start - 4000) :]:
            assert time.monotonic() < end, f"{wanted!r} not in {self.seen[-3000:]!r}"
            if select.select([self.fd], [], [], 0.1)[0]:
                self.seen += os.read(self.fd, 65536)

    def press(self, keys: bytes) -> None:
        os.write(self.fd, keys)

    def end(self) -> int:
        """Wait for the program's end, reading on, and give its exit code."""
        end = time.monotonic() + PATIENCE_S
        while self.program.poll() is None:
            assert time.monotonic() < end, self.seen[-2000:]
            if select.select([self.fd], [], [], 0.1)[0]:
                self.seen += os.read(self.fd, 65536)
        while select.select([self.fd], [], [], 0)[0]:
            self.seen += os.read(self.fd, 65536)
        return self.program.returncode

    def mode_is_restored(self) -> bool:
        return termios.tcgetattr(self._slave) == self.before

    def take_back(self) -> None:
        termios.tcsetattr(self._slave, termios.TCSANOW, self.before)

    def close(self) -> None:
        if self.program.poll() is None:
            self.program.kill()
            self.program.wait()
        os.close(self.fd)
        os.close(self._slave)


@contextmanager
def session(home: Path, *words: str, care: bool = True, **env: str) -> Iterator[Terminal]:
    if care:
        (home / "state").mkdir(parents=True)
        (home / "state" / "care.json").write_text(CARE)
    terminal = Terminal("session", "--terminal", "--home", home, *words, **env)
    try:
        yield terminal
    finally:
        terminal.close()


def logged(home: Path) -> list[tuple[str, int]]:
    return [(one["outcome"], one["units"]) for one in run("log", "--json", "--home", home).json]


def test_a_session_is_painted_and_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with session(tmp_path, "--speed", "30", "--exercise", "pelvis-lift") as terminal:
        terminal.until(ALTERNATE)
        terminal.until("HOLD")
        terminal.until("Space pauses")
        assert terminal.end() == 0
        assert "█".encode() in terminal.seen
        assert terminal.seen.count(ALTERNATE) == terminal.seen.count(NORMAL) == 1
        assert terminal.seen.rpartition(NORMAL)[2].decode().strip().startswith("Logged: completed")
        assert terminal.mode_is_restored()
    assert logged(tmp_path) == [("completed", 5)]


def test_keys_pause_skip_and_stop(tmp_path: Path) -> None:
    with session(tmp_path, "--speed", "4", "--exercise", "pelvis-lift") as terminal:
        terminal.until("Stop if it hurts.")
        terminal.press(b"\x1b[C")  # past getting ready
        terminal.until("1 of 5")
        terminal.press(b" ")
        terminal.until("Paused.")
        terminal.press(b" ")
        terminal.until("Space pauses")
        terminal.until("2 of 5")
        terminal.press(b"\x1bOD")
        terminal.until("1 of 5")
        terminal.press(b"\x1b")
        assert terminal.end() == 0
        assert terminal.mode_is_restored()
    assert logged(tmp_path) == [("partial", 1)]


def test_skipping_everything_is_doing_nothing(tmp_path: Path) -> None:
    with session(tmp_path, "--exercise", "hip-flex") as terminal:
        terminal.until("Space pauses")
        terminal.press(b"\x1b[C" * 120)
        assert terminal.end() == 1
        assert b"nothing is logged" in terminal.seen
    assert logged(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_gives_the_terminal_back(tmp_path: Path, number: signal.Signals) -> None:
    with session(tmp_path) as terminal:
        terminal.until("Space pauses")
        assert not terminal.mode_is_restored()
        terminal.program.send_signal(number)
        assert terminal.end() == 1
        assert NORMAL in terminal.seen
        assert terminal.mode_is_restored()


def test_a_job_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    with session(tmp_path, "--exercise", "hip-flex") as terminal:
        terminal.until("0:01 / ")
        terminal.program.send_signal(signal.SIGSTOP)
        terminal.take_back()  # as a shell does
        time.sleep(2.5)
        terminal.program.send_signal(signal.SIGCONT)
        terminal.until("0:02 / ")
        assert not terminal.mode_is_restored()
        assert b"0:04 / " not in terminal.seen
        terminal.press(b"q")
        assert terminal.end() == 1


def test_the_note_is_acknowledged_once_by_enter(tmp_path: Path) -> None:
    quick = ("--speed", "200", "--exercise", "hip-flex")
    with session(tmp_path, *quick, care=False) as terminal:
        terminal.until("Enter: I understand")
        assert not (tmp_path / "data").exists() or not list((tmp_path / "data").rglob("*.jsonl"))
        terminal.press(b"\n")
        assert terminal.end() == 0
    with session(tmp_path, *quick, care=False) as terminal:
        assert terminal.end() == 0
        assert b"Before your first session" not in terminal.seen


@pytest.mark.parametrize("answer", [b"\x04", b"\x03"])
def test_without_an_acknowledgement_no_session_begins(tmp_path: Path, answer: bytes) -> None:
    with session(tmp_path, care=False) as terminal:
        terminal.until("Enter: I understand")
        if answer == b"\x03":
            terminal.program.send_signal(signal.SIGINT)
        else:
            terminal.press(answer)
        assert terminal.end() == 1
        assert b"Traceback" not in terminal.seen
        assert ALTERNATE not in terminal.seen
    assert logged(tmp_path) == []
    assert not (tmp_path / "state" / "care.json").exists()


def test_a_terminal_of_few_signs_and_one_of_no_arts_are_enough(tmp_path: Path) -> None:
    with session(tmp_path, "--speed", "60", PYTHONIOENCODING="ascii", PYTHONUTF8="0") as terminal:
        assert terminal.end() == 0
        assert terminal.seen.isascii()
    with session(tmp_path / "other", "--speed", "60", TERM="dumb") as terminal:
        assert terminal.end() == 0
        assert b"\x1b" not in terminal.seen
