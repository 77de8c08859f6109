"""The program on a terminal of its own (a pty), watched and typed into."""

from __future__ import annotations

import codecs
import os
import pty
import select
import shlex
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path
from typing import Any

from cli.emulator import Emulator
from cli.program import PATIENCE_S, command, environment, run

CARE = '{"care_acknowledged":"2026-01-05T09:00:00Z"}'


class Terminal:
    """What the program has written is in `seen`, what a person would see on `screen`.

    `shell` is what is typed into the shell, the program's command for %s.
    """

    def __init__(
        self, *words: str | Path, columns: int = 80, rows: int = 24, shell: str = "exec %s", **env: str
    ) -> None:
        self.fd, self._slave = pty.openpty()
        self.screen = Emulator(columns, rows)
        self.resize(columns, rows)
        self.before = termios.tcgetattr(self._slave)
        self.seen = b""
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.program = subprocess.Popen(
            ["sh", "-c", shell % shlex.join(command(*words))],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=environment(**{"TERM": "xterm", "SSH_CONNECTION": "elsewhere", **env}),
            start_new_session=True,
            preexec_fn=lambda: ioctl(0, termios.TIOCSCTTY, 0),
        )

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size."""
        ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(columns, rows)

    def until(self, wanted: str | Callable[[], bool]) -> None:
        """Read until the text is to be seen, or the condition holds."""
        condition = wanted if callable(wanted) else lambda: wanted in self.screen.text
        end = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < end, f"{wanted!r} not in:\n{self.screen.text}"
            self.read(0.05)

    def until_written(self, text: bytes) -> None:
        """Read until the program has written this."""
        self.until(lambda: text in self.seen)

    def read(self, patience_s: float) -> int:
        """Read what is there, or comes in time; gives how many bytes it was."""
        if not select.select([self.fd], [], [], patience_s)[0]:
            return 0
        part = os.read(self.fd, 512)  # less than a second of it: what is shown for a moment is not read past
        self.seen += part
        self.screen.write(self._decoder.decode(part))
        return len(part)

    def press(self, keys: bytes) -> None:
        os.write(self.fd, keys)

    def end(self) -> int:
        """Wait for the program's end, reading on, and give its exit code."""
        end = time.monotonic() + PATIENCE_S
        while self.program.poll() is None:
            assert time.monotonic() < end, self.screen.text
            self.read(0.05)
        while self.read(0):
            pass
        return self.program.returncode

    def mode_is_restored(self) -> bool:
        return termios.tcgetattr(self._slave) == self.before

    def take_back(self) -> None:
        termios.tcsetattr(self._slave, termios.TCSANOW, self.before)

    def hang_up(self) -> None:
        """Cut the line."""
        for fd in (self.fd, self._slave):
            if fd >= 0:
                os.close(fd)
        self.fd = self._slave = -1

    def close(self) -> None:
        if self.program.poll() is None:
            self.program.kill()
            self.program.wait()
        self.hang_up()


@contextmanager
def session(home: Path, *words: str, care: bool = True, **more: Any) -> Iterator[Terminal]:
    """A session of that home on a terminal; `care`: its note is acknowledged already."""
    if care:
        (home / "state").mkdir(parents=True, exist_ok=True)
        (home / "state" / "care.json").write_text(CARE)
    terminal = Terminal("session", "--terminal", "--home", home, *words, **more)
    try:
        yield terminal
    finally:
        terminal.close()


def logged(home: Path) -> list[tuple[str, str, int]]:
    """What the journal has: exercise, outcome and units, oldest first."""
    entries = run("log", "--json", "--home", home).json
    return [(one["exercise"], one["outcome"], one["units"]) for one in entries]
