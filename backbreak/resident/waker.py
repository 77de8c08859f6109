"""The waker: one alarm, for the cycle's next deadline. It decides nothing; it only calls.

APScheduler holds the one job, but its timer stands still in sleep and does not see the wall clock being set.
On Linux two timerfds watch over it: one on the wall clock, which also says when somebody sets that clock, and
one on CLOCK_BOOTTIME, which counts through sleep and cannot be set. Elsewhere a heartbeat looks at the clocks
every thirty seconds.
"""

from __future__ import annotations

from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import clock_gettime_ns, time_ns
from typing import Any, Protocol

from backbreak.resident import lean, timerfd

HEARTBEAT_S = 30.0
_FAR_NS = 3650 * 86_400 * 1_000_000_000  # an alarm ten years off still hears the clock being set
_BOOT_LAG_NS = 20_000_000  # lets the wall clock's alarm go first when the clocks agree
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_JOB = "alarm"


class Clock(Protocol):
    """The time the cycle lives in, which a demonstration may run faster than the wall clock."""

    def now(self) -> datetime:
        """The cycle's now, aware, in UTC."""

    def real_instant(self, virtual: datetime) -> datetime:
        """The real instant, aware, in UTC, at which the cycle's clock will show `virtual`."""


class Waker:
    """Calls `on_due()` once for the deadline it is armed for, and `on_jump()` when the clocks may have moved.

    Both are called from the loop, never from within `arm`. A deadline that has passed comes at once.
    """

    def __init__(
        self,
        loop: AbstractEventLoop,
        clock: Clock,
        on_due: Callable[[], None],
        on_jump: Callable[[], None],
        *,
        timerfds: bool | None = None,
    ) -> None:
        self._loop = loop
        self._clock = clock
        self._on_due = on_due
        self._on_jump = on_jump
        self._timerfds = timerfd.supported() if timerfds is None else timerfds
        self._deadline: datetime | None = None
        self._real: datetime | None = None
        self._scheduler: Any = None
        self._trigger: Any = None
        self._wall: timerfd.TimerFd | None = None
        self._boot: timerfd.TimerFd | None = None
        self._beat: TimerHandle | None = None

    def start(self) -> None:
        """Bring APScheduler in and arm what was asked for. To be called on the loop, once the icon is docked:
        importing it takes longer than all the rest of the start."""
        scheduler_class, self._trigger = lean.scheduler_classes()
        self._scheduler = scheduler_class(timezone=UTC, event_loop=self._loop)
        self._scheduler.start()
        if self._timerfds:
            self._wall = timerfd.TimerFd(self._loop, timerfd.CLOCK_REALTIME, self._wake, self._clock_set)
            self._boot = timerfd.TimerFd(self._loop, timerfd.CLOCK_BOOTTIME, self._boot_due)
        else:
            self._beat = self._loop.call_later(HEARTBEAT_S, self._heartbeat)
        self._apply()

    def arm(self, deadline: datetime | None) -> None:
        """Have `on_due` called at `deadline` of the clock, instead of what was asked for before; None: never.

        To be called again when the clock changes its pace. The same deadline again costs nothing.
        """
        real = None if deadline is None else self._clock.real_instant(deadline)
        if (deadline, real) == (self._deadline, self._real) and self._pending():
            return
        self._deadline, self._real = deadline, real
        if self._scheduler is not None:
            self._apply()

    def check(self) -> None:
        """Look at the clocks now: for whoever hears of a resume from elsewhere."""
        self._clock_set()

    def stop(self) -> None:
        """Cancel everything; nothing is called any more."""
        for alarm in (self._wall, self._boot):
            if alarm is not None:
                alarm.close()
        if self._beat is not None:
            self._beat.cancel()
        if self._scheduler is not None:
            self._scheduler.remove_all_jobs()
            self._scheduler.shutdown(wait=False)
        self._wall = self._boot = self._beat = self._scheduler = None

    def _pending(self) -> bool:
        return self._scheduler is not None and self._scheduler.get_job(_JOB) is not None

    def _apply(self) -> None:
        """Put the deadline into the job and both alarms."""
        if self._real is None:
            if self._pending():
                self._scheduler.remove_job(_JOB)
        else:
            self._scheduler.add_job(
                self._due,
                self._trigger(self._real, timezone=UTC),
                id=_JOB,
                replace_existing=True,
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
            )
        self._arm_alarms()

    def _arm_alarms(self) -> None:
        if self._wall is None or self._boot is None:
            return
        now_ns = time_ns()
        wait_ns = _FAR_NS if self._real is None else _unix_ns(self._real) - now_ns
        self._wall.arm(now_ns + wait_ns)
        self._boot.arm(clock_gettime_ns(timerfd.CLOCK_BOOTTIME) + wait_ns + _BOOT_LAG_NS)

    async def _due(self) -> None:
        # A coroutine, because APScheduler would start a thread for a plain function, and keep it.
        self._deadline = self._real = None
        self._arm_alarms()
        self._on_due()

    def _wake(self) -> None:
        self._scheduler.wakeup()

    def _boot_due(self) -> None:
        """The time has passed, asleep or not. If the wall clock does not agree it was set behind our back."""
        if self._real is not None and _unix_ns(self._real) > time_ns():
            self._clock_set()
        else:
            self._wake()

    def _clock_set(self) -> None:
        # Ask anew: the clock's mapping may have moved with the step, and the kernel has dropped the alarm.
        if self._deadline is not None and self._pending():
            self._real = self._clock.real_instant(self._deadline)
            self._apply()
        else:
            self._arm_alarms()
        self._wake()
        self._on_jump()

    def _heartbeat(self) -> None:
        self._beat = self._loop.call_later(HEARTBEAT_S, self._heartbeat)
        self._wake()
        self._on_jump()


def _unix_ns(instant: datetime) -> int:
    return (instant - _EPOCH) // timedelta(microseconds=1) * 1000
