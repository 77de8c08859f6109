"""Our windows are programs of their own: started here, watched until they end, never waited for.

`asyncio.create_subprocess_exec` starts a thread for every child on Python 3.11; a pidfd in the loop does not.
"""

from __future__ import annotations

import os
import signal
import subprocess
from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from backbreak.storage.logs import UNFORESEEN

KILL_AFTER_S = 2.0
POLL_S = 0.25


@dataclass(slots=True)
class _Child:
    name: str
    process: subprocess.Popen[bytes]
    pidfd: int = -1
    poll: TimerHandle | None = None
    kill: TimerHandle | None = None


class Children:
    """Starts child programs by a name, one at a time for each name.

    `on_exit(name, returncode)` is called from the loop when one has ended; the code is negative for a signal.
    """

    def __init__(
        self,
        loop: AbstractEventLoop,
        on_exit: Callable[[str, int], None],
        *,
        pidfds: bool = hasattr(os, "pidfd_open"),
    ) -> None:
        self._loop = loop
        self._on_exit = on_exit
        self._pidfds = pidfds
        self._children: dict[str, _Child] = {}

    def start(
        self,
        name: str,
        command: Sequence[str],
        *,
        log_file: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> int:
        """Start `command` under `name` and return its process id; what it prints goes to `log_file`.

        It gets a session of its own, so that Ctrl-C at the resident's terminal does not end a break that is
        being played, and it lives on when we end. Raises OSError when it cannot be started, ValueError when
        the name is running.
        """
        if name in self._children:
            raise ValueError(f"{name} is running already")
        output = _open_log(log_file)
        try:
            process = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=None if env is None else dict(env),
                start_new_session=True,
            )
        finally:
            if output != subprocess.DEVNULL:
                os.close(output)
        child = self._children[name] = _Child(name, process)
        self._watch(child)
        return process.pid

    def running(self, name: str) -> bool:
        """Whether this child has not been seen to end."""
        return name in self._children

    def pid(self, name: str) -> int:
        """The process id of a child that runs, 0 for none; one that has just ended is none, seen or not."""
        child = self._children.get(name)
        return 0 if child is None or child.process.poll() is not None else child.process.pid

    @property
    def names(self) -> tuple[str, ...]:
        """The children that run, in the order of their start."""
        return tuple(self._children)

    def terminate(self, name: str) -> None:
        """Ask a child to end, and kill it KILL_AFTER_S later if it has not; one unknown is no error."""
        child = self._children.get(name)
        if child is not None and child.kill is None:
            child.process.send_signal(signal.SIGTERM)
            child.kill = self._loop.call_later(KILL_AFTER_S, child.process.kill)

    def leave(self) -> None:
        """Stop watching, and let those that run play on without us: nothing is reported any more."""
        for child in self._children.values():
            self._unwatch(child)
            # Popen warns about a child nobody has waited for; here that is meant.
            child.process.returncode = child.process.poll() or 0
        self._children.clear()

    def _watch(self, child: _Child) -> None:
        if self._pidfds:
            child.pidfd = os.pidfd_open(child.process.pid)
            self._loop.add_reader(child.pidfd, self._ended, child)
        else:
            child.poll = self._loop.call_later(POLL_S, self._look, child)

    def _unwatch(self, child: _Child) -> None:
        if child.pidfd >= 0:
            self._loop.remove_reader(child.pidfd)
            os.close(child.pidfd)
            child.pidfd = -1
        for handle in (child.poll, child.kill):
            if handle is not None:
                handle.cancel()

    def _look(self, child: _Child) -> None:
        """The way of systems without pidfds: look now and then, as long as there is a child."""
        if child.process.poll() is None:
            child.poll = self._loop.call_later(POLL_S, self._look, child)
        else:
            self._ended(child)

    def _ended(self, child: _Child) -> None:
        code = child.process.wait()  # it has ended: this only fetches the code
        self._unwatch(child)
        del self._children[child.name]
        self._on_exit(child.name, code)


def broke_off(code: int) -> bool:
    """Whether a child ended by an error nobody foresaw, Python's or the system's."""
    crashes = (signal.SIGABRT, signal.SIGFPE, signal.SIGILL, signal.SIGSEGV)
    return code == UNFORESEEN or -code in crashes


def _open_log(log_file: Path | None) -> int:
    """Where the child's output goes; a log that cannot be had costs no window."""
    if log_file is None:
        return subprocess.DEVNULL
    try:
        return os.open(log_file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        return subprocess.DEVNULL
