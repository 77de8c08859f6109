"""The clock the cycle lives by: the system's, or one that runs faster for a demonstration."""

from __future__ import annotations

from datetime import UTC, datetime


def real_now() -> datetime:
    """The system's wall clock, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is where time comes from


class SystemClock:
    """The wall clock as it is."""

    def now(self) -> datetime:
        """Aware, in UTC."""
        return real_now()

    def real_instant(self, virtual: datetime) -> datetime:
        """The wall clock's own instant."""
        return virtual

    def run_at(self, speed: float) -> None:
        """The wall clock runs at one speed."""


class SpeedClock:
    """A clock that starts at the present and runs `speed` times as fast; the speed may change on the way."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._real = self._virtual = real_now()

    def now(self) -> datetime:
        """Aware, in UTC; further and further ahead of the wall clock."""
        return self._virtual + (real_now() - self._real) * self._speed

    def real_instant(self, virtual: datetime) -> datetime:
        """When the wall clock shows what, at this speed, makes `virtual`."""
        return self._real + (virtual - self._virtual) / self._speed

    def run_at(self, speed: float) -> None:
        """Go on from the present instant at another speed."""
        if speed != self._speed:
            self._virtual, self._real, self._speed = self.now(), real_now(), speed


Clock = SystemClock | SpeedClock
