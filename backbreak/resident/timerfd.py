"""An alarm the kernel keeps: it goes off at an instant, asleep or not, and says when somebody set the clock.

asyncio's timers stand still during suspend and do not see a clock step. A timerfd does both and costs no
wake-up at all until it has something to say.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import time
from asyncio import AbstractEventLoop
from collections.abc import Callable

CLOCK_REALTIME: int = getattr(time, "CLOCK_REALTIME", 0)
CLOCK_BOOTTIME: int = getattr(time, "CLOCK_BOOTTIME", 7)

_ABSTIME = 1
_CANCEL_ON_SET = 2
_FLAGS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)  # TFD_NONBLOCK and TFD_CLOEXEC are these
_SECOND_NS = 1_000_000_000


def supported() -> bool:
    """Whether this system has timerfds: Linux does."""
    return sys.platform == "linux"


class TimerFd:
    """One alarm on one clock.

    `on_fire()` is called when the instant is reached. On CLOCK_REALTIME `on_set()` is called when the clock
    was set, or was found changed after a resume; the alarm is then off and has to be armed again.
    Raises OSError when the kernel refuses.
    """

    def __init__(
        self,
        loop: AbstractEventLoop,
        clock: int,
        on_fire: Callable[[], None],
        on_set: Callable[[], None] | None = None,
    ) -> None:
        self._loop = loop
        self._on_fire = on_fire
        self._on_set = on_set
        self._flags = _ABSTIME | (_CANCEL_ON_SET if clock == CLOCK_REALTIME and on_set else 0)
        self._fd = _create(clock)
        loop.add_reader(self._fd, self._ready)

    def arm(self, at_ns: int) -> None:
        """Go off at `at_ns` nanoseconds of the clock; at once if that has passed.

        When the clock was set and nobody has read so yet, the kernel says ECANCELED here as well; the alarm
        is armed all the same.
        """
        try:
            _settime(self._fd, self._flags, max(at_ns, 1))  # 0 would disarm
        except OSError as error:
            if error.errno != errno.ECANCELED:
                raise

    def close(self) -> None:
        """Give the descriptor back; the alarm never goes off again."""
        if self._fd >= 0:
            self._loop.remove_reader(self._fd)
            os.close(self._fd)
            self._fd = -1

    def _ready(self) -> None:
        try:
            os.read(self._fd, 8)
        except BlockingIOError:
            return  # armed anew between the kernel's word and our reading it
        except OSError as error:
            if error.errno != errno.ECANCELED:
                raise
            if self._on_set is not None:
                self._on_set()
            return
        self._on_fire()


if sys.version_info >= (3, 13):

    def _create(clock: int) -> int:
        return os.timerfd_create(clock, flags=_FLAGS)

    def _settime(fd: int, flags: int, at_ns: int) -> None:
        os.timerfd_settime_ns(fd, flags=flags, initial=at_ns)

else:

    class _TimerSpec(ctypes.Structure):
        """struct itimerspec: the interval, which we leave at zero, then the instant."""

        _fields_ = (
            ("interval_s", ctypes.c_long),
            ("interval_ns", ctypes.c_long),
            ("value_s", ctypes.c_long),
            ("value_ns", ctypes.c_long),
        )

    def _create(clock: int) -> int:
        libc = ctypes.CDLL(None, use_errno=True)
        fd = int(libc.timerfd_create(clock, _FLAGS))
        if fd < 0:
            raise OSError(ctypes.get_errno(), "timerfd_create")
        return fd

    def _settime(fd: int, flags: int, at_ns: int) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        spec = _TimerSpec(0, 0, *divmod(at_ns, _SECOND_NS))
        if libc.timerfd_settime(fd, flags, ctypes.byref(spec), None) < 0:
            raise OSError(ctypes.get_errno(), "timerfd_settime")
