"""The processes of one test desktop: started with its environment, ended with it, whatever they do."""

from __future__ import annotations

import os
import signal
import subprocess
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

from .waiting import wait_until

TAG = "BACKBREAK_TEST_DESKTOP"
KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "TMPDIR")


class Processes:
    """Starts programs and ends them all: its own, and those that they (or the bus) started."""

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.env = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        self.env[TAG] = uuid.uuid4().hex
        self._started: list[subprocess.Popen[bytes]] = []

    def spawn(
        self,
        command: Sequence[str | Path],
        *,
        pass_fds: Sequence[int] = (),
        env: Mapping[str, str] | None = None,
        log: str | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a program that dies with this one; what it prints goes to the log named after it."""
        words = [str(word) for word in command]
        path = self.logs / f"{log or Path(words[0]).name}.log"
        with path.open("ab") as file:
            # The kernel ends it if the test run is killed before it could clean up.
            process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "--", *words],
                env={**self.env, **(env or {})},
                cwd=self.logs,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                pass_fds=pass_fds,
            )
        self._started.append(process)
        return process

    def spawn_telling(self, command: Sequence[str | Path], option: str) -> str:
        """Start a program that tells a line to the descriptor it is given ("-displayfd %d"): that line."""
        read, write = os.pipe()
        try:
            process = self.spawn([*command, *(option % write).split(" ")], pass_fds=(write,))
        finally:
            os.close(write)
        with os.fdopen(read, encoding="utf-8") as pipe:
            # To the newline, not to the end: Xvfb writes twice and dies when we close in between.
            line = pipe.readline().strip()
        if not line:
            raise AssertionError(f"{command[0]} did not start: {self.log(process)}")
        return line

    def log(self, process: subprocess.Popen[bytes]) -> str:
        """How a process ended, and all that was logged here, for the message of a failed test."""
        logs = [
            f"--- {path.name}\n{path.read_text(errors='replace')}" for path in sorted(self.logs.glob("*.log"))
        ]
        return f"exit status {process.poll()}\n" + "\n".join(logs)

    def ours(self) -> set[int]:
        """The ids of the living processes with this desktop's environment, however they were started."""
        tag = f"{TAG}={self.env[TAG]}".encode()
        found = set()
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                try:
                    if tag in (entry / "environ").read_bytes().split(b"\0"):
                        found.add(int(entry.name))
                except OSError:
                    continue  # gone meanwhile, or not ours to read
        return found

    def close(self) -> None:
        """End everything: politely in the reverse order, then for good. Nothing of the desktop is left."""
        for process in reversed(self._started):
            process.terminate()
        for process in reversed(self._started):
            try:
                process.wait(2)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        wait_until(self._no_stragglers, "the desktop's last process ended")

    def _no_stragglers(self) -> bool:
        left = self.ours()
        for pid in left:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        return not left
