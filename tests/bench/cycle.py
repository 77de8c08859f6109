"""A working year in the break cycle alone: `python tests/bench/cycle.py [days]` prints what it took.

A willing office worker: short locks, a lunch, a call a day, and every prompt answered within a few minutes.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from random import Random
from time import perf_counter
from zoneinfo import ZoneInfo

from backbreak.core.cycle import Cycle, Phase, Policy, Task, begin, step, wake_at
from backbreak.core.cycle import events as e
from backbreak.core.hours import week_of

OFFICE = week_of([("09:00-12:30", "13:30-18:00")] * 5 + [()] * 2)
POLICY = Policy(zone=ZoneInfo("Europe/Berlin"), week=OFFICE, heads_up=timedelta(minutes=2))


class Worker:
    """One user through many days; counts what the core was asked."""

    def __init__(self, start: datetime) -> None:
        self.cycle: Cycle = begin(start, POLICY)
        self.dice = Random(1)
        self.steps = self.entries = 0

    def post(self, event: e.Event) -> None:
        """One step."""
        self.cycle, effects = step(self.cycle, event, POLICY)
        self.steps += 1
        self.entries += sum(isinstance(effect, e.Record) for effect in effects)

    def until(self, to: datetime) -> None:
        """Tick whenever asked, and answer what stands open."""
        while (wake := wake_at(self.cycle, POLICY)) is not None and wake < to:
            self.post(e.Tick(wake))
            if self.cycle.phase is Phase.PROMPTING:
                self._exercise(wake + timedelta(seconds=self.dice.randrange(10, 240)))
        self.post(e.Tick(max(to, self.cycle.now)))

    def _exercise(self, at: datetime) -> None:
        self.post(e.Started(at, Task("pelvis-lift", 5, 1)))
        run = self.cycle.run
        assert run is not None
        for unit in range(1, 6):
            self.post(e.Progressed(at + timedelta(seconds=20 * unit), run.id, unit, None, 20.0 * unit))
        self.post(e.Ended(at + timedelta(seconds=115), run.id, 5, None, 115.0, completed=True))

    def works(self, morning: datetime) -> None:
        """One day from nine to half past five: twelve short locks, a lunch, a call."""
        for minute in sorted(self.dice.sample(range(5, 500), 12)):
            self.until(morning + timedelta(minutes=minute))
            self.post(e.Locked(self.cycle.now))
            self.until(self.cycle.now + timedelta(minutes=40 if 190 < minute < 230 else 2))
            self.post(e.Unlocked(self.cycle.now))
        self.post(e.QuietIs(self.cycle.now, frozenset({"microphone"})))
        self.until(self.cycle.now + timedelta(minutes=20))
        self.post(e.QuietIs(self.cycle.now, frozenset()))
        self.until(morning + timedelta(hours=10))
        self.post(e.Locked(self.cycle.now))


def main(days: int) -> None:
    """Print what so many working days took."""
    monday = datetime(2026, 1, 5, 8, tzinfo=UTC)
    worker = Worker(monday)
    began = perf_counter()
    for day in range(days):
        morning = monday + timedelta(days=day // 5 * 7 + day % 5)
        worker.until(morning)
        worker.post(e.Unlocked(morning))
        worker.works(morning)
    took = perf_counter() - began
    print(f"{days} working days, {worker.steps} steps, {worker.entries} entries: {took:.3f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 250)
