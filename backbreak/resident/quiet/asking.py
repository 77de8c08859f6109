"""A program of the desktop's that is asked and read: no thread, no waiting, gone with the question."""

from __future__ import annotations

import os
import signal
import subprocess
from asyncio import AbstractEventLoop
from collections.abc import Callable, Sequence

from backbreak.resident.quiet.sources import QuietError

_PIECE_BYTES = 65536
_LOOK_AGAIN_S = 0.25


class Asked:
    """A running program: `heard(bytes)` for what it prints, `ended()` once when it prints no more.

    Starts at once or raises QuietError; whoever starts one closes it.
    """

    def __init__(
        self,
        loop: AbstractEventLoop,
        command: Sequence[str],
        heard: Callable[[bytes], None],
        ended: Callable[[], None],
    ) -> None:
        self._loop = loop
        self._heard, self._ended = heard, ended
        reading, writing = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        os.set_blocking(writing, True)  # only our end may not wait
        none = subprocess.DEVNULL
        try:
            # A session of its own: Ctrl-C at the resident's terminal is not for it.
            self._process = subprocess.Popen(
                command, stdin=none, stdout=writing, stderr=none, start_new_session=True
            )
        except OSError as error:
            os.close(reading)
            raise QuietError(f"{command[0]} cannot be started: {error.strerror}") from error
        finally:
            os.close(writing)
        self._reading = reading
        loop.add_reader(reading, self._readable)

    def close(self) -> None:
        """Kill it, if it still runs. Doing so again is no error."""
        if self._reading < 0:
            return
        self._loop.remove_reader(self._reading)
        os.close(self._reading)
        self._reading = -1
        process = self._process
        if process.poll() is None:
            process.kill()
            # From here on nobody asks this Popen, which would warn of a child that nobody has waited for.
            process.returncode = -signal.SIGKILL
            _fetch(self._loop, process.pid)

    def _readable(self) -> None:
        try:
            piece = os.read(self._reading, _PIECE_BYTES)
        except BlockingIOError:
            return
        if piece:
            self._heard(piece)
        else:
            self.close()
            self._ended()


async def printed(loop: AbstractEventLoop, command: Sequence[str], most_bytes: int) -> bytes:
    """All that a program prints until it ends; the caller limits the time. Raises QuietError."""
    pieces = bytearray()
    done = loop.create_future()

    def heard(piece: bytes) -> None:
        pieces.extend(piece)
        if len(pieces) > most_bytes:
            ended()

    def ended() -> None:
        if not done.done():
            done.set_result(None)

    program = Asked(loop, command, heard, ended)
    try:
        await done
    finally:
        program.close()
    if len(pieces) > most_bytes:
        raise QuietError(f"{command[0]} prints more than {most_bytes} bytes")
    return bytes(pieces)


def _fetch(loop: AbstractEventLoop, pid: int) -> None:
    """Fetch the end of a killed child as soon as it has come, so that it does not remain as a zombie."""
    try:
        pidfd = os.pidfd_open(pid)
    except (AttributeError, OSError):  # a system without them: look, until it is gone
        if not _gone(pid):
            loop.call_later(_LOOK_AGAIN_S, _fetch, loop, pid)
        return
    loop.add_reader(pidfd, _fetched, loop, pid, pidfd)


def _fetched(loop: AbstractEventLoop, pid: int, pidfd: int) -> None:
    if _gone(pid):
        loop.remove_reader(pidfd)
        os.close(pidfd)


def _gone(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True
