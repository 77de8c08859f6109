"""The command line's side of the door: blocking, small, and quick to import."""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from backbreak.core.errors import BackbreakError
from backbreak.door.protocol import (
    REPLY_LIMIT,
    DoorError,
    Greeting,
    decode,
    read_greeting,
    read_reply,
    request,
)

if TYPE_CHECKING:
    from backbreak.door.occupant import Doorstep

TIMEOUT_S: Final = 3.0


class NotRunningError(BackbreakError):
    """Nobody serves this home."""


class VersionError(BackbreakError):
    """The resident is of another version than this program."""


class GoneError(DoorError):
    """No answer, because it does not answer or went away: what was asked may have been done, or not."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__("failed", text, **values)


class Client:
    """One connection to the resident; made by `connect`, used in a with statement."""

    def __init__(self, sock: socket.socket, greeting: Greeting, waiting: bytes, timeout_s: float) -> None:
        self.greeting: Final = greeting
        self._socket = sock
        self._waiting = waiting
        self._timeout_s = timeout_s
        self._pushed: list[dict[str, object]] = []
        self._number = 0

    def request(self, cmd: str, args: Mapping[str, object] | None = None) -> dict[str, object]:
        """Ask and wait for the answer, a few seconds at most.

        Raises DoorError with the resident's refusal, GoneError when it does not answer or went away.
        """
        self._number += 1
        end = time.monotonic() + self._timeout_s
        try:
            self._socket.settimeout(self._timeout_s)
            self._socket.sendall(request(self._number, cmd, args or {}))
            while True:
                line = self._line(end)
                result = read_reply(line, self._number)
                if result is not None:
                    return result
                self._pushed.append(decode(line))
        except TimeoutError:
            told = "the resident did not answer %(cmd)s within %(seconds).0f s: try again"
            raise GoneError(told, cmd=cmd, seconds=self._timeout_s) from None
        except OSError:
            went = "the resident went away during %(cmd)s: start it with backbreak"
            raise GoneError(went, cmd=cmd) from None

    def fileno(self) -> int:
        """The descriptor that is readable when the resident said something unasked, or went away."""
        return self._socket.fileno()

    def pushes(self) -> list[dict[str, object]]:
        """What the resident said unasked since the last look, without waiting.

        Raises GoneError when it went away.
        """
        try:
            self._socket.setblocking(False)
            part = self._socket.recv(65536)
        except BlockingIOError:
            pass  # but something may have come along with an answer
        except OSError:
            raise GoneError("the resident went away: start it with backbreak") from None
        else:
            if not part:
                raise GoneError("the resident went away: start it with backbreak")
            self._waiting += part
        *lines, self._waiting = self._waiting.split(b"\n")
        self._pushed.extend(decode(line) for line in lines)
        pushed, self._pushed = self._pushed, []
        return pushed

    def wait_for_end(self) -> None:
        """Wait until the resident has hung up, a few seconds at most: its home is then free for another."""
        end = time.monotonic() + self._timeout_s
        try:
            while (left := end - time.monotonic()) > 0:
                self._socket.settimeout(left)
                if not self._socket.recv(65536):
                    return
        except OSError:
            return  # it was cut off, or is too slow

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _line(self, end: float) -> bytes:
        line, self._waiting = _read_line(self._socket, self._waiting, end)
        return line


def reach(doorstep: Doorstep, version: str | None, timeout_s: float = TIMEOUT_S) -> Client:
    """Connect to the resident of a home, whatever its runtime folder; raises as `connect` does."""
    try:
        return connect(doorstep.socket_path, version, timeout_s)
    except NotRunningError:
        from backbreak.door.occupant import door_elsewhere

        elsewhere = door_elsewhere(doorstep)
        if elsewhere is None:
            raise
    return connect(elsewhere, version, timeout_s)


def connect(path: Path, version: str | None, timeout_s: float = TIMEOUT_S) -> Client:
    """Connect to the resident that serves the socket at `path` and hear its greeting.

    Raises NotRunningError when there is none, VersionError when `version` is given and it is of another one,
    DoorError when somebody else answers.
    """
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        end = time.monotonic() + timeout_s
        sock.settimeout(timeout_s)
        try:
            sock.connect(str(path))
            line, rest = _read_line(sock, b"", end)
        except TimeoutError:
            told = "the resident at %(path)s does not answer: end it and start again"
            raise DoorError("failed", told, path=path) from None
        except OSError:
            raise NotRunningError("no resident is running for this home: start it with backbreak") from None
        greeting = read_greeting(line)
        if version is not None and greeting.version != version:
            raise VersionError(
                "the running backbreak is version %(running)s, this is %(here)s: "
                "restart it with backbreak quit and backbreak",
                running=greeting.version,
                here=version,
            )
    except BaseException:
        sock.close()
        raise
    return Client(sock, greeting, rest, timeout_s)


def _read_line(sock: socket.socket, waiting: bytes, end: float) -> tuple[bytes, bytes]:
    """The next line and what came after it; raises TimeoutError at `end` (monotonic seconds)."""
    parts = [waiting]
    size = len(waiting)
    while b"\n" not in parts[-1]:
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        sock.settimeout(left)
        part = sock.recv(65536)
        if not part:
            raise ConnectionResetError
        parts.append(part)
        size += len(part)
        if size > REPLY_LIMIT:
            raise GoneError("the resident sent a line without end: restart it with backbreak")
    line, _newline, rest = b"".join(parts).partition(b"\n")
    return line, rest
