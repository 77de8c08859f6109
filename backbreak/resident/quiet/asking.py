"""Programs of the desktop that are asked and read: no thread, no waiting, gone with the question.

One that prints a line at a time would wake us for each; so an answer goes into memory until the program has
ended, and news are gathered before they are looked at.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import signal
import subprocess
from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable, Sequence

from backbreak.resident.quiet.sources import QuietError
from backbreak.words import _
from backbreak.words.refusals import why

_PIECE_BYTES = 65536
_LOOK_AGAIN_S = 0.02
"""Where the system has no pidfds, how often one looks whether a program has ended."""


class _Child:
    """A program that was started with an output; `ended()` is called once when it has ended by itself."""

    def __init__(
        self, loop: AbstractEventLoop, command: Sequence[str], output: int, ended: Callable[[], None]
    ) -> None:
        self._loop = loop
        self._ended: Callable[[], None] | None = ended
        none = subprocess.DEVNULL
        try:
            # A session of its own: Ctrl-C at the resident's terminal is not for it.
            process = subprocess.Popen(
                command, stdin=none, stdout=output, stderr=none, start_new_session=True
            )
        except OSError as error:
            what = {"program": command[0], "why": why(error)}
            raise QuietError(_("%(program)s cannot be started: %(why)s") % what) from error
        self._pid = process.pid
        # We fetch its end ourselves; a Popen that nobody asks any more would warn of a child left alone.
        process.returncode = 0
        self._pidfd = -1
        self._wait()

    def kill(self) -> None:
        """End it; its end is fetched by and by, so that it does not remain as a zombie."""
        self._ended = None
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)

    def _wait(self) -> None:
        try:
            self._pidfd = os.pidfd_open(self._pid)
            self._loop.add_reader(self._pidfd, self._look)
        except (AttributeError, OSError):
            self._loop.call_later(_LOOK_AGAIN_S, self._look)

    def _look(self) -> None:
        if os.waitpid(self._pid, os.WNOHANG)[0] != self._pid:
            if self._pidfd < 0:
                self._loop.call_later(_LOOK_AGAIN_S, self._look)
            return
        self._pid = 0
        if self._pidfd >= 0:
            self._loop.remove_reader(self._pidfd)
            os.close(self._pidfd)
        if self._ended is not None:
            self._ended()


async def printed(loop: AbstractEventLoop, command: Sequence[str], most_bytes: int) -> bytes:
    """All that a program prints until it ends; the caller limits the time. Raises QuietError."""
    done = asyncio.Event()
    file = os.memfd_create("asked", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        # So long and no longer: a program that prints for ever takes no memory for ever.
        os.ftruncate(file, most_bytes)
        fcntl.fcntl(file, fcntl.F_ADD_SEALS, fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK)
        child = _Child(loop, command, file, done.set)
        try:
            await done.wait()
        finally:
            child.kill()
        length = os.lseek(file, 0, os.SEEK_CUR)  # the program's place in the file is ours too
        if length >= most_bytes:
            told = {"program": command[0], "most": most_bytes}
            raise QuietError(_("%(program)s prints more than %(most)d bytes") % told)
        return os.pread(file, length, 0)
    finally:
        os.close(file)


class News:
    """A running program that prints when something changes: `changed()` is called once it has gathered for so
    long, `ended()` once when it prints no more.

    Starts at once or raises QuietError; whoever starts one closes it.
    """

    def __init__(
        self,
        loop: AbstractEventLoop,
        command: Sequence[str],
        changed: Callable[[], None],
        ended: Callable[[], None],
        *,
        gather_s: float,
    ) -> None:
        self._loop = loop
        self._changed, self._ended = changed, ended
        self._gather_s = gather_s
        self._gathering: TimerHandle | None = None
        self._reading, writing = os.pipe2(os.O_CLOEXEC)
        os.set_blocking(self._reading, False)
        try:
            self._child = _Child(loop, command, writing, lambda: None)
        except QuietError:
            os.close(self._reading)
            raise
        finally:
            os.close(writing)
        loop.add_reader(self._reading, self._readable)

    def close(self) -> None:
        """Kill it, if it still runs. Doing so again is no error."""
        if self._gathering is not None:
            self._gathering.cancel()
        if self._reading >= 0:
            self._loop.remove_reader(self._reading)
            os.close(self._reading)
            self._reading = -1
            self._child.kill()

    def _readable(self) -> None:
        """Something comes: let it, and look when it has."""
        self._loop.remove_reader(self._reading)
        self._gathering = self._loop.call_later(self._gather_s, self._gathered)

    def _gathered(self) -> None:
        try:
            over = not os.read(self._reading, _PIECE_BYTES)
        except BlockingIOError:
            over = False
        if over:
            self.close()
            self._ended()
        else:
            self._loop.add_reader(self._reading, self._readable)
            self._changed()
