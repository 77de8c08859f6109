"""Whether a program of its own has to show the tray: decided from facts and their times alone.

Such a program costs more memory than the resident itself. So it is for desktops that have no StatusNotifier
host, but a tray of the old kind, whose manager takes the windows of others.
"""

from __future__ import annotations

from dataclasses import dataclass

PATIENCE_S = 10.0
"""How long a host, or a manager, may be gone before we settle for life without it."""

PAUSES_S = (1.0, 10.0, 60.0)
"""How long after each death in a row the program is started again; after one more it is not."""

LASTING_S = 600.0
"""A program that ran so long has shown that it can; its next death is the first again."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`watch` for a manager, `run` the program, and ask again at an instant if there is one."""

    watch: bool
    run: bool
    again_at: float | None = None


class Need:
    """The facts, each told with its instant in seconds of a clock that only goes forward.

    `alone` is for systems with no other kind of tray, where the program is always needed.
    """

    def __init__(self, now: float, *, alone: bool = False, patience_s: float = PATIENCE_S) -> None:
        self._alone = alone
        self._patience_s = patience_s
        self._unhosted_at: float | None = now
        self._manager = int(alone)
        self._managed_until = now
        self._started_at: float | None = None
        self._died_at = now
        self._deaths = 0

    @property
    def given_up(self) -> bool:
        """Whether the program has died too often; another host or manager is another chance."""
        return self._deaths > len(PAUSES_S)

    @property
    def managed(self) -> bool:
        """Whether there is somebody to show what the program has to show."""
        return bool(self._manager)

    def hosted(self, now: float, hosted: bool) -> None:
        """A StatusNotifier host shows the icon, or no longer does."""
        if hosted:
            self._unhosted_at = None
            self._deaths = 0
        elif self._unhosted_at is None:
            self._unhosted_at = now

    def managed_by(self, now: float, manager: int) -> None:
        """The manager's window, 0 when there is none."""
        if self._manager and not manager:
            self._managed_until = now
        if manager != self._manager:
            self._deaths = 0
        self._manager = manager

    def started(self, now: float) -> None:
        """The program was started."""
        self._started_at = now

    def ended(self, now: float, *, told: bool) -> None:
        """The program is gone; `told` says whether it was told to go."""
        lasted = self._started_at is not None and now - self._started_at >= LASTING_S
        self._started_at = None
        if not told:
            self._deaths = 1 if lasted else self._deaths + 1
            self._died_at = now

    def verdict(self, now: float) -> Verdict:
        """What is to be done now."""
        if self._alone:
            return self._start(now, now)
        if self._unhosted_at is None:
            return Verdict(watch=False, run=False)
        settled_at = self._unhosted_at + self._patience_s
        if now < settled_at:
            return Verdict(watch=False, run=False, again_at=settled_at)
        if self._manager:
            return self._start(now, settled_at)
        kept_until = self._managed_until + self._patience_s
        if self._started_at is not None and now < kept_until:
            return Verdict(watch=True, run=True, again_at=kept_until)
        return Verdict(watch=True, run=False)

    def _start(self, now: float, at: float) -> Verdict:
        watch = not self._alone
        if self._started_at is not None:
            return Verdict(watch, run=True)
        if self.given_up:
            return Verdict(watch, run=False)
        if self._deaths:
            at = self._died_at + PAUSES_S[self._deaths - 1]
        return Verdict(watch, run=True) if now >= at else Verdict(watch, run=False, again_at=at)
