"""The log of a home: one file that every process of the program adds to, and that never grows beyond bounds.

A resident runs for weeks, so the file makes room while it runs: at LARGEST it becomes the older one, and the
one before that is gone. It is opened for every line and written to with one call, so that any number of
processes may add to it and turn it over. Nothing that happens to it costs the program more than the line.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from .failures import StorageError
from .places import CLOEXEC, make_private

LARGEST = 1024 * 1024
"""Bytes of the file; there is one older one of that size at most."""

LONGEST = 64 * 1024
"""Bytes of one line: what a library has to say may be endless."""

VERBOSE = "BACKBREAK_VERBOSE"
"""The environment's way of saying --verbose, which windows inherit."""

UNFORESEEN = 70
"""How a window's process ends when it met with an error nobody foresaw (EX_SOFTWARE); never a command's."""

_LAYOUT = "%%(asctime)s %s%%(levelname)s %%(name)s: %%(message)s"

log = logging.getLogger(__name__)


class LogFile(logging.Handler):
    """Adds each record to the file; one that cannot be written is left out."""

    def __init__(self, path: Path, layout: str, largest: int = LARGEST) -> None:
        super().__init__()
        self._path = path
        self._largest = largest
        self._torn = False
        self.setFormatter(logging.Formatter(layout))

    def emit(self, record: logging.LogRecord) -> None:
        """Write it, or leave it out."""
        try:
            line = self.format(record).encode("utf-8", "backslashreplace")[:LONGEST] + b"\n"
            with suppress(OSError, StorageError):  # a full disk costs the line
                self._add(line)
        except Exception:  # noqa: BLE001 - a handler never raises
            self.handleError(record)

    def _add(self, line: bytes) -> None:
        handle = self._open()
        try:
            if os.fstat(handle).st_size + len(line) > self._largest and self._turned_over(handle):
                os.close(handle)
                handle = -1
                handle = self._open()
            whole = b"\n" * self._torn + line
            self._torn = os.write(handle, whole) < len(whole)  # as far as a full disk had room
        finally:
            if handle >= 0:
                os.close(handle)

    def _open(self) -> int:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | CLOEXEC | getattr(os, "O_NONBLOCK", 0)
        try:
            return os.open(self._path, flags, 0o600)
        except FileNotFoundError:  # somebody has cleaned up while we run
            make_private(self._path.parent)
            return os.open(self._path, flags, 0o600)

    def _turned_over(self, handle: int) -> bool:
        """Make room; False where another process does so right now, or has just done it."""
        if not _locked(handle):
            return False
        if not os.path.samestat(os.fstat(handle), os.stat(self._path)):  # noqa: PTH116 - as os.fstat
            return True
        try:
            self._path.replace(older(self._path))
        except OSError:  # a folder that takes no new names: better no history than no end
            os.truncate(self._path, 0)
        return True


class Brief(logging.Formatter):
    """One line for a terminal: what happened and the error's own word, and no traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        text = f"backbreak: {record.getMessage()}"
        error = record.exc_info[1] if record.exc_info else None
        return text if error is None else f"{text} ({traceback.format_exception_only(error)[-1].strip()})"


_open: list[logging.Handler] = []
"""What this process tells its log by."""


def open_log(path: Path, who: str = "", *, loud: bool = True) -> None:
    """Log to `path` from now on, as `who`; with `loud` warnings go to stderr too, when verbose everything.

    A folder that cannot be written costs the log, not the program. What nobody catches is logged, too.
    """
    layout = _LAYOUT % (f"{who} " if who else "")
    stream = [_stream(layout)] if loud or verbose() else []
    _tell_by([*stream, LogFile(path, layout)])
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    _hear_of_the_uncaught()


def tell() -> None:
    """Tell it on stderr alone."""
    _tell_by([_stream(_LAYOUT % "")])


def _tell_by(handlers: list[logging.Handler]) -> None:
    root = logging.getLogger()
    for handler in _open:
        root.removeHandler(handler)
    _open[:] = handlers
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(logging.INFO)
    if verbose():
        logging.getLogger("backbreak").setLevel(logging.DEBUG)
    logging.raiseExceptions = False  # a full disk costs the line, and no traceback in its place


def _stream(layout: str) -> logging.Handler:
    stream = logging.StreamHandler(sys.stderr)
    stream.setLevel(logging.DEBUG if verbose() else logging.WARNING)
    stream.setFormatter(logging.Formatter(layout) if verbose() else Brief())
    return stream


def verbose(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether everything is to be told."""
    return environ.get(VERBOSE, "") not in ("", "0")


def older(path: Path) -> Path:
    """The file that the log was before it made room."""
    return path.with_name(f"{path.name}.1")


def _hear_of_the_uncaught() -> None:
    """What Python would print where nobody may look: of threads, and of what ends without being asked."""

    def in_a_thread(found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None and not issubclass(found.exc_type, SystemExit):
            error = (found.exc_type, found.exc_value, found.exc_traceback)
            log.error("a thread failed", exc_info=error)

    def at_an_end(found: sys.UnraisableHookArgs) -> None:
        error: BaseException | None = found.exc_value
        trace: TracebackType | None = found.exc_traceback
        if error is not None:
            log.error("something failed at its end", exc_info=(found.exc_type, error, trace))

    threading.excepthook = in_a_thread
    sys.unraisablehook = at_an_end


if sys.platform == "win32":

    def _locked(handle: int) -> bool:
        return True  # an open file is not renamed there: who comes first has it, the others only try
else:
    import fcntl

    def _locked(handle: int) -> bool:
        """Take the file for this process until it is closed; False where somebody else has it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
