"""The user's own programs, named after events: started, watched, ended in time, never waited for.

What happened is on their standard input, as a file that is there from the first moment, so nobody here ever
waits for somebody to read. What they print goes to the log.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
from asyncio import AbstractEventLoop, TimerHandle
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from backbreak.resident.happenings import Happening
from backbreak.resident.trusted import refused

LIMIT_S = 10.0
"""How long a hook may run before it is killed, with everything it has started."""

SAID_AT_MOST = 16 * 1024
"""Bytes of its output that go to the log; a hook that says more finds its output closed."""

LINES_AT_MOST = 200
"""Lines of it that go there: thousands would take the loop's time, and push all else out of the log."""

IN_LINE = 8
"""How many runs of one hook may wait for the one before."""

POLL_S = 0.25

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Run:
    """One hook that runs. `output` is our end of its pipe, -1 when closed; `pidfd` -1 where there is none."""

    event: str
    process: subprocess.Popen[bytes]
    output: int
    pidfd: int = -1
    said: bytearray = field(default_factory=bytearray)
    watch: TimerHandle | None = None
    limit: TimerHandle | None = None


class Hooks:
    """Runs the executables of a folder; each one at a time, and those that come meanwhile wait in line."""

    def __init__(
        self,
        loop: AbstractEventLoop,
        folder: Path,
        *,
        limit_s: float = LIMIT_S,
        pidfds: bool = hasattr(os, "pidfd_open"),
    ) -> None:
        self._loop = loop
        self._folder = folder
        self._limit_s = limit_s
        self._pidfds = pidfds
        self._runs: dict[str, _Run] = {}
        self._line: dict[str, deque[tuple[bytes, dict[str, str]]]] = {}

    @property
    def running(self) -> tuple[str, ...]:
        """The events whose hooks run now."""
        return tuple(self._runs)

    def run(self, happening: Happening, status: Mapping[str, object]) -> None:
        """Run the event's hook, if there is one; returns at once."""
        told, environ = document(happening, status), environment(happening, status)
        event = happening.event
        if event not in self._runs:
            self._start(event, told, environ)
            return
        line = self._line.setdefault(event, deque())
        if len(line) < IN_LINE:
            line.append((told, environ))
        else:
            log.warning("the hook %s is too slow: one run of it is left out", event)

    def stop(self) -> None:
        """Kill those that run: nobody will look after them any more."""
        self._line.clear()
        for run in tuple(self._runs.values()):
            log.warning("the hook %s is ended, because backbreak ends", run.event)
            _kill(run)
            self._unwatch(run)
            # Popen warns about a child nobody has waited for; here that is meant.
            run.process.returncode = run.process.poll() or 0
        self._runs.clear()

    def _start(self, event: str, told: bytes, environ: Mapping[str, str]) -> None:
        path = self._folder / event
        why = refused(path)
        if why is not None:
            log.warning("the hook %s is not run: %s", path, why)
            return
        try:
            run = self._popen(event, told, environ)
        except OSError as error:
            log.warning("the hook %s could not be started: %s", path, error.strerror)
            return
        self._runs[event] = run
        run.limit = self._loop.call_later(self._limit_s, self._too_long, run)
        self._watch(run)

    def _popen(self, event: str, told: bytes, environ: Mapping[str, str]) -> _Run:
        """Start it in a session of its own. Raises OSError."""
        sheet = _sheet(told, self._folder)
        try:
            ours, its = os.pipe()
            try:
                os.set_blocking(ours, False)
                process = subprocess.Popen(
                    [str(self._folder / event)],
                    stdin=sheet,
                    stdout=its,
                    stderr=its,
                    cwd=self._folder,
                    env=os.environ | environ,
                    start_new_session=True,
                )
            except OSError:
                os.close(ours)
                raise
            finally:
                os.close(its)
        finally:
            os.close(sheet)
        return _Run(event, process, ours)

    def _watch(self, run: _Run) -> None:
        self._loop.add_reader(run.output, self._read, run)
        if self._pidfds:
            with suppress(OSError):  # no descriptor is left: then we look now and then
                run.pidfd = os.pidfd_open(run.process.pid)
                self._loop.add_reader(run.pidfd, self._ended, run)
                return
        self._look(run)

    def _unwatch(self, run: _Run) -> None:
        self._close_output(run)
        if run.pidfd >= 0:
            self._loop.remove_reader(run.pidfd)
            os.close(run.pidfd)
            run.pidfd = -1
        for handle in (run.watch, run.limit):
            if handle is not None:
                handle.cancel()

    def _look(self, run: _Run) -> None:
        if run.process.poll() is None:
            run.watch = self._loop.call_later(POLL_S, self._look, run)
        else:
            self._ended(run)

    def _read(self, run: _Run) -> None:
        """Take what it has said; closed at its end, and when it has said too much."""
        try:
            said = os.read(run.output, SAID_AT_MOST)
        except BlockingIOError:
            return
        run.said += said[: SAID_AT_MOST - len(run.said)]
        if not said or len(run.said) == SAID_AT_MOST:
            self._close_output(run)

    def _close_output(self, run: _Run) -> None:
        if run.output >= 0:
            self._loop.remove_reader(run.output)
            os.close(run.output)
            run.output = -1

    def _too_long(self, run: _Run) -> None:
        log.warning("the hook %s has not ended within %g s and is killed", run.event, self._limit_s)
        _kill(run)

    def _ended(self, run: _Run) -> None:
        code = run.process.wait()  # it has ended: this only fetches the code
        if run.output >= 0:
            self._read(run)  # what it said last; who has its output after it is not listened to
        self._unwatch(run)
        del self._runs[run.event]
        lines = _lines(run.said)
        for line in lines[:LINES_AT_MOST]:
            log.info("hook %s: %s", run.event, line)
        if len(lines) > LINES_AT_MOST:
            log.info("hook %s: %d more lines are left out", run.event, len(lines) - LINES_AT_MOST)
        if code:
            log.warning("the hook %s ended with code %d", run.event, code)
        waiting = self._line.get(run.event)
        while waiting and run.event not in self._runs:
            self._start(run.event, *waiting.popleft())


def document(happening: Happening, status: Mapping[str, object]) -> bytes:
    """What stands on its input: one JSON object."""
    entry = None if happening.entry is None else happening.entry.as_json()
    told = {"event": happening.event, "status": status, "entry": entry}
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def environment(happening: Happening, status: Mapping[str, object]) -> dict[str, str]:
    """The same in short, for scripts that read no JSON; "" where there is nothing to say."""
    entry, reason, prompt = happening.entry, status["reason"], status.get("prompt")
    return {
        "BACKBREAK_EVENT": happening.event,
        "BACKBREAK_PHASE": str(status["phase"]),
        "BACKBREAK_REASON": str(reason["text"]) if isinstance(reason, dict) else "",
        "BACKBREAK_SILENT": "1" if isinstance(prompt, dict) and prompt["silent"] else "",
        "BACKBREAK_EXERCISE": (entry and entry.exercise) or "",
        "BACKBREAK_UNITS": str(entry.units) if entry is not None and entry.units is not None else "",
    }


def _kill(run: _Run) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(run.process.pid, signal.SIGKILL)


def _sheet(told: bytes, folder: Path) -> int:
    """A file without a name that holds this, to be read from its beginning."""
    if hasattr(os, "memfd_create"):
        sheet = os.memfd_create("backbreak-hook")
    else:
        name = folder / f".told-{os.getpid()}"
        sheet = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        name.unlink()
    os.write(sheet, told)
    os.lseek(sheet, 0, os.SEEK_SET)
    return sheet


def _lines(said: bytearray) -> list[str]:
    """What it said, fit for a log: no control characters, no empty lines."""
    text = said.decode(errors="replace")
    plain = ("".join(c if c.isprintable() else " " for c in line).strip() for line in text.splitlines())
    return [line for line in plain if line]
