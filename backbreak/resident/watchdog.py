"""The watchdog: notices when the alarm has not come, and has the cycle go on all the same.

It depends on nothing the alarm depends on but the kernel: no scheduler, and a timer of its own that counts
through sleep. As long as the alarm works it never goes off and costs nothing.
"""

from __future__ import annotations

import logging
from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable
from datetime import datetime
from time import clock_gettime_ns

from backbreak.core.cycle.watchdog import PATIENCE, Overdue, overdue, overdue_at
from backbreak.resident import timerfd
from backbreak.resident.clock import real_now
from backbreak.resident.conductor import Conductor
from backbreak.resident.waker import Clock

JUDGED_AFTER_S = 1.0
"""After a sleep both have gone off: the alarm is given this long to be the first."""

HEALED_WITHIN_S = 5.0
"""A look may have to ask the desktop first; only what it has not moved by then is left behind."""

log = logging.getLogger(__name__)


class Watchdog:
    """`look()` does what the alarm would have done; what it leaves overdue is left behind by `rescue`."""

    def __init__(
        self,
        loop: AbstractEventLoop,
        clock: Clock,
        conductor: Conductor,
        look: Callable[[], None],
        *,
        timerfds: bool | None = None,
    ) -> None:
        self._loop = loop
        self._clock = clock
        self._conductor = conductor
        self._look = look
        self._timerfds = timerfd.supported() if timerfds is None else timerfds
        self._timer: timerfd.TimerFd | None = None
        self._call: TimerHandle | None = None
        self._judging: TimerHandle | None = None
        self._healing: TimerHandle | None = None
        self._armed: datetime | None = None
        self._on_guard = False

    def start(self) -> None:
        """Be on guard from now on."""
        self._on_guard = True
        if self._timerfds:
            self._timer = timerfd.TimerFd(self._loop, timerfd.CLOCK_BOOTTIME, self._gone_off)
        self.arm()

    def arm(self) -> None:
        """After every event: look when the alarm that is set now is PATIENCE late; off guard, nothing."""
        if not self._on_guard:
            return
        at = self._clock.real_instant(self._latest())
        if at == self._armed:
            return
        self._armed = at
        wait_s = max(0.0, (at - real_now()).total_seconds())
        if self._timer is not None:
            self._timer.arm(clock_gettime_ns(timerfd.CLOCK_BOOTTIME) + round(wait_s * 1e9))
        elif not self._timerfds:
            if self._call is not None:
                self._call.cancel()
            self._call = self._loop.call_later(wait_s, self._gone_off)

    def stop(self) -> None:
        """Be off guard; events that still come on the way out change nothing."""
        self._on_guard = False
        if self._timer is not None:
            self._timer.close()
        for handle in (self._call, self._judging, self._healing):
            if handle is not None:
                handle.cancel()

    def _latest(self) -> datetime:
        """The instant by which something must have happened."""
        latest = self._conductor.wakes_at + PATIENCE
        wrong = overdue_at(self._conductor.cycle, self._conductor.policy)
        return latest if wrong is None else min(latest, wrong)

    def _gone_off(self) -> None:
        self._judging = self._loop.call_later(JUDGED_AFTER_S, self._judge)

    def _judge(self) -> None:
        self._armed = None
        if self._healing is None and self._clock.now() >= self._latest():
            self._heal()
        self.arm()

    def _heal(self) -> None:
        cycle = self._conductor.cycle
        log.warning(
            "%s should have ended at %s and did not: the alarm has not come; looking now",
            cycle.phase.value,
            self._latest() - PATIENCE,
        )
        self._look()
        wrong = self._wrong()
        if wrong is not None:
            self._healing = self._loop.call_later(HEALED_WITHIN_S, self._healed, wrong)

    def _healed(self, before: Overdue) -> None:
        self._healing = None
        if self._wrong() == before:
            log.error("%s is still overdue since %s: beginning anew", before.phase.value, before.since)
            self._conductor.rescue(self._clock.now())
        self.arm()

    def _wrong(self) -> Overdue | None:
        return overdue(self._conductor.cycle, self._conductor.policy, self._clock.now())
