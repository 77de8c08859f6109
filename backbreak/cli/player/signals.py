"""Signals that mean stop, made into something a loop can wait for; afterwards the old handlers are back."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Sequence
from types import FrameType, TracebackType
from typing import Final

STOPPING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop:
    """Watches for the stopping signals for the length of a with statement."""

    def __init__(self) -> None:
        self.requested = False
        self.continued = False
        """The process stood still, by Ctrl-Z or a signal, and goes on."""
        self.suspended = False
        """Ctrl-Z was pressed: `stand_still` when the terminal is given back."""
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)

    def __enter__(self) -> Stop:
        self._wakeup = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, self._stop) for number in STOPPING}
        self._before[signal.SIGCONT] = signal.signal(signal.SIGCONT, self._go_on)
        self._before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, self._suspend)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup)
        os.close(self._read)
        os.close(self._write)

    def wait(self, seconds: float, also: Sequence[int] = ()) -> list[int]:
        """Wait for a signal or for one of these descriptors to be readable; gives those that are."""
        ready = select.select([self._read, *also], [], [], max(0.0, seconds))[0]
        if self._read in ready:
            os.read(self._read, 100)
            ready.remove(self._read)
        return ready

    def stand_still(self) -> None:
        """Stop as Ctrl-Z does, until the shell lets the process go on."""
        self.suspended = False
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._suspend)

    def _suspend(self, _number: int, _frame: FrameType | None) -> None:
        self.suspended = True

    def _go_on(self, _number: int, _frame: FrameType | None) -> None:
        self.continued = True

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.requested = True
