"""An error nobody foresaw in a window's program: it is logged, and at its end the user is told once.

A window that the resident opened says so by its exit code, and the resident tells. For one that a person
started, a line on stderr does where somebody can read it; elsewhere a small window, a process of its own.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from backbreak.storage.logs import UNFORESEEN, open_log
from backbreak.storage.places import places_for
from backbreak.words.unforeseen import kind_of, window_ended

WHAT = "BACKBREAK_FAILURE"
"""Under which name the small window is told what to show."""


class Unforeseen(logging.Handler):
    """Hears from the log of the first such error of this process, in whatever thread."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.what = ""
        self.home: Path | None = None
        self.watched = False

    def emit(self, record: logging.LogRecord) -> None:
        """Remember the first."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not self.what:
            self.what = kind_of(error)


_met = Unforeseen()

log = logging.getLogger(__name__)


def hear(home: Path | None, *, watched: bool) -> None:
    """From now on listen to the log; `watched` says that the resident sees how this process ends."""
    _met.home, _met.watched = home, watched
    logging.getLogger().addHandler(_met)


def not_opened(name: str, home: Path | None) -> None:
    """Log the error that is being handled: it came before there was a window, or a log."""
    open_log(places_for(home).log_file, f"window[{os.getpid()}]", loud=False)
    log.exception("the %s window could not be opened", name)


def last_word(code: int) -> int:
    """Tell the user of an error, if there was one, and give what the process ends with."""
    if not _met.what:
        return code
    if _met.watched:
        return UNFORESEEN
    log_file = places_for(_met.home).log_file
    sys.stderr.write(f"backbreak: {window_ended(_met.what)} ({log_file})\n")
    show()
    return code


def show(environ: Mapping[str, str] = os.environ) -> None:
    """Have a process of its own show it, where nobody reads stderr and a window can open."""
    read = sys.stderr.isatty()
    seen = sys.platform in ("win32", "darwin") or environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    if _met.watched or not _met.what or read or not seen:
        return
    command = [sys.executable, "-m", "backbreak", "window", "failure"]
    command += [] if _met.home is None else ["--home", str(_met.home)]
    quiet = subprocess.DEVNULL
    with suppress(OSError):
        process = subprocess.Popen(
            command,
            env={**environ, WHAT: _met.what},
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
        )
        process.returncode = 0  # nobody waits for it, and Popen would complain
