"""Where speech-dispatcher is, how it is started, and how it wants to be spoken to (SSIP)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path

from backbreak.words import _

_START_S = 4.0


class SilentError(Exception):
    """The server does not answer, or not as it should."""


class RefusedError(SilentError):
    """It answers that it will not, or cannot."""


class NoVoiceError(SilentError):
    """It speaks, but not this language."""


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


def connected(answer_s: float) -> socket.socket:
    """Return a connection, having started the server if nobody listens; raises OSError and SilentError."""
    try:
        return _reached(answer_s)
    except (FileNotFoundError, ConnectionRefusedError):
        _start()
    return _reached(answer_s)


def _reached(answer_s: float) -> socket.socket:
    one = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    one.settimeout(answer_s)
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
        raise SilentError(_("it is not installed"))
    quiet = subprocess.DEVNULL
    try:
        subprocess.run(
            [program, "--spawn"], stdin=quiet, stdout=quiet, stderr=quiet, timeout=_START_S, check=True
        )
    except subprocess.SubprocessError:
        raise SilentError(_("it does not start")) from None


def quoted(sentence: str) -> str:
    """A message as SSIP wants it: lines ending in CR LF, a lone dot doubled, closed by a dot."""
    lines = [f".{line}" if line.startswith(".") else line for line in sentence.splitlines()]
    return "".join(f"{line}\r\n" for line in [*lines, "."])
