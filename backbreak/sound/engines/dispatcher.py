"""speech-dispatcher, spoken to over its socket (SSIP), because its own tools wait for it without limit.

Every wait has a limit. A server that hangs, refuses or goes away is asked once more, then given up; one that
does not run is started the way its own clients start it.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from backbreak.words import _

_ANSWER_S = 1.5
"""So long an answer may take; a server that works needs milliseconds."""
_START_S = 4.0
_PATIENCE = 2
_SPEAKING_S = 15.0
"""A phrase whose end was never reported is over by then."""
_UNREAD = 1 << 16
"""No server has so much to say; one that never ends would take our time and memory."""
_BEGIN, _END, _CANCEL = "701", "702", "703"


class _SilentError(Exception):
    """The server does not answer, or not as it should."""


class Dispatcher:
    """A connection, made when there is something to say. Used by one thread."""

    def __init__(self, language: str, volume: float = 1.0) -> None:
        self._language = language.replace("_", "-").partition("-")[0].lower()
        self._volume = volume
        self._socket: socket.socket | None = None
        self._read = b""
        self._failures = 0
        self._speaking_since_s: float | None = None

    @property
    def name(self) -> str:
        """What people know it by."""
        return "speech-dispatcher"

    @property
    def given_up(self) -> bool:
        """Whether it failed so often that it is not asked again."""
        return self._failures >= _PATIENCE

    def prepare(self) -> None:
        """Connect, and start the server if nobody listens."""
        try:
            self._connect()
        except (OSError, _SilentError):
            self._failures += 1
            self.close()

    def speak(self, sentence: str) -> None:
        """Begin to say a sentence, unless another one is being said."""
        try:
            self._connect()
            self._hear_events()
            if self._busy():
                return
            self._ask("SPEAK")
            self._ask(_quoted(sentence), whole=True)
            self._speaking_since_s = time.monotonic()
            self._failures = 0
        except (OSError, _SilentError):
            self._failures += 1
            self.close()

    def cancel(self) -> None:
        """End what is being said."""
        if self._socket is None:
            return
        try:
            self._ask("CANCEL SELF")
            self._speaking_since_s = None
        except (OSError, _SilentError):
            self._failures += 1
            self.close()

    def check(self) -> str | None:
        """Return None if it would speak, else why not; takes at most a few seconds."""
        try:
            self._connect()
            voices = self._ask("LIST OUTPUT_MODULES")
        except (OSError, _SilentError) as error:
            return str(error) or type(error).__name__
        finally:
            self.close()
        return None if any(line[3:4] == "-" for line in voices) else _("it has no voice installed")

    def close(self) -> None:
        """Say goodbye without waiting for an answer."""
        if self._socket is not None:
            with suppress(OSError):  # it may be gone already
                self._socket.sendall(b"CANCEL SELF\r\nQUIT\r\n")
            self._socket.close()
        self._socket, self._read, self._speaking_since_s = None, b"", None

    def _busy(self) -> bool:
        since_s = self._speaking_since_s
        return since_s is not None and time.monotonic() - since_s < _SPEAKING_S

    def _connect(self) -> None:
        if self._socket is not None:
            return
        self._socket = _connected()
        self._ask("SET SELF CLIENT_NAME user:backbreak:session")
        self._ask(f"SET SELF LANGUAGE {self._language}")
        self._ask(f"SET SELF VOLUME {round(200 * self._volume - 100)}")
        self._ask("SET SELF PRIORITY MESSAGE")
        for event in ("END", "CANCEL"):
            self._ask(f"SET SELF NOTIFICATION {event} ON")

    def _ask(self, request: str, whole: bool = False) -> list[str]:
        """Send a request and return the lines of its answer; raises OSError and _SilentError."""
        assert self._socket is not None
        until_s = time.monotonic() + _ANSWER_S
        self._socket.settimeout(_ANSWER_S)
        self._socket.sendall((request if whole else f"{request}\r\n").encode())
        answer: list[str] = []
        while True:
            line = self._line(until_s)
            if line[:1] == "7":
                self._event(line)
                continue
            answer.append(line)
            if line[3:4] != "-":
                if line[:1] != "2":
                    raise _SilentError(_("it answers %(line)s") % {"line": line})
                return answer

    def _line(self, until_s: float) -> str:
        assert self._socket is not None
        while b"\r\n" not in self._read:
            left_s = until_s - time.monotonic()
            if left_s <= 0:
                raise _SilentError(_("it does not answer"))
            self._socket.settimeout(left_s)
            try:
                more = self._socket.recv(4096)
            except TimeoutError:
                raise _SilentError(_("it does not answer")) from None
            if not more:
                raise _SilentError(_("it hung up"))
            self._take(more)
        line, _end, self._read = self._read.partition(b"\r\n")
        return line.decode(errors="replace")

    def _take(self, more: bytes) -> None:
        self._read += more
        if len(self._read) > _UNREAD:
            raise _SilentError(_("it talks without end"))

    def _hear_events(self) -> None:
        """Read what it reported meanwhile."""
        assert self._socket is not None
        self._socket.setblocking(False)
        try:
            while more := self._socket.recv(4096):
                self._take(more)
        except BlockingIOError:
            pass
        while b"\r\n" in self._read:
            self._event(self._line(0.0))

    def _event(self, line: str) -> None:
        if line[:3] in (_END, _CANCEL) and line[3:4] == " ":
            self._speaking_since_s = None


def is_here() -> bool:
    """Whether it runs, or could be started."""
    if not hasattr(socket, "AF_UNIX"):
        return False
    return _address().exists() or shutil.which("speech-dispatcher") is not None


def _address() -> Path:
    """Where it listens: what SPEECHD_ADDRESS names, if that is a socket in the file system."""
    named = os.environ.get("SPEECHD_ADDRESS", "")
    if named.startswith("unix_socket:"):
        return Path(named.partition(":")[2])
    run = os.environ.get("XDG_RUNTIME_DIR") or str(Path(os.environ.get("HOME", "/"), ".cache"))
    return Path(run, "speech-dispatcher", "speechd.sock")


def _connected() -> socket.socket:
    """Return a connection, having started the server if nobody listens; raises OSError and _SilentError."""
    try:
        return _reached()
    except (FileNotFoundError, ConnectionRefusedError):
        _start()
    return _reached()


def _reached() -> socket.socket:
    one = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    one.settimeout(_ANSWER_S)
    try:
        one.connect(str(_address()))
    except OSError:
        one.close()
        raise
    return one


def _start() -> None:
    """It goes into the background once it listens."""
    program = shutil.which("speech-dispatcher")
    if program is None:
        raise _SilentError(_("it is not installed"))
    quiet = subprocess.DEVNULL
    try:
        subprocess.run(
            [program, "--spawn"], stdin=quiet, stdout=quiet, stderr=quiet, timeout=_START_S, check=True
        )
    except subprocess.SubprocessError:
        raise _SilentError(_("it does not start")) from None


def _quoted(sentence: str) -> str:
    """A message as SSIP wants it: lines ending in CR LF, a lone dot doubled, closed by a dot."""
    lines = [f".{line}" if line.startswith(".") else line for line in sentence.splitlines()]
    return "".join(f"{line}\r\n" for line in [*lines, "."])
