"""Sleep and clock steps as facts for the conductor, from comparing the clocks."""

from __future__ import annotations

from datetime import datetime, timedelta

from backbreak.core.cycle import events as e
from backbreak.resident.clockwatch import ClockWatch

NOISE = timedelta(seconds=5)
"""What the clocks may disagree about without anything having happened."""


class ClockFacts:
    """Looks at the clocks whenever the program wakes."""

    def __init__(self, watch: ClockWatch | None = None) -> None:
        self._watch = watch or ClockWatch()

    def since_last(self, now: datetime) -> list[e.Event]:
        """What happened to time since the last look, in the order it is to be told."""
        jump = self._watch.check()
        found: list[e.Event] = []
        slept = jump.slept if jump.slept >= NOISE else timedelta(0)
        if abs(jump.stepped) >= NOISE:
            found.append(e.ClockStepped(now - slept, jump.stepped))
        if slept:
            found.append(e.Slept(now, now - slept))
        return found
