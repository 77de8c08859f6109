"""What takes longer than a second says so: one line on stderr, where that is a terminal, gone at the end.

An alarm of the system interrupts the work for the instant in which the line is written: the work itself is
neither told of it nor cut into steps. Where there is no such alarm (Windows) nothing is said.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from backbreak.cli.clock import monotonic
from backbreak.words import _
from backbreak.words.percent import percent

AFTER_S: Final = 1.0
AGAIN_S: Final = 0.5
_CLEAR: Final = "\r\x1b[K"


@contextmanager
def patience(what: str, done: Callable[[], float] | None = None, *, quiet: bool = False) -> Iterator[None]:
    """Say `what` is being done, and how much of it is done (0 to 1) where that is known; else for how long.

    Nobody else may write to the terminal meanwhile: `quiet` where the work itself does. One within another
    is silent, too.
    """
    if quiet or not _can_be_told():
        yield
        return
    began = monotonic()
    shown = False

    def tell(_number: int, _frame: object) -> None:
        nonlocal shown
        shown = True
        if done is None:
            text = _("%(what)s… %(seconds)d s") % {"what": what, "seconds": monotonic() - began}
        else:
            text = _("%(what)s… %(percent)s") % {"what": what, "percent": percent(done())}
        sys.stderr.write(f"{_CLEAR}backbreak: {text}")
        sys.stderr.flush()

    before = signal.signal(signal.SIGALRM, tell)
    signal.setitimer(signal.ITIMER_REAL, AFTER_S, AGAIN_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()


def _can_be_told() -> bool:
    """Whether stderr is a terminal, and no other work has the alarm."""
    if not hasattr(signal, "setitimer") or sys.stderr is None or not sys.stderr.isatty():
        return False
    return signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
