"""How long the phases of an exercise last at a tempo, and how long a number of units takes.

Everything is in whole milliseconds, so that what `dose` says fits and what `session` lays out are the
same sums, and cues meet exactly.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from backbreak.core.exercise import Exercise

GETTING_UP_MS = 4000
"""The least time for getting up slowly after the work."""


class Pace(NamedTuple):
    """The phases of one exercise at one tempo, in milliseconds (a tuple: a choice makes eight of them).

    Tempo stretches the movements (lift, lower, settle); holds and rests stay as the article has them.
    """

    prepare_ms: int
    lift_ms: int
    hold_ms: int
    lower_ms: int
    settle_ms: int
    change_ms: int
    rest_ms: int
    sides: int
    reps: int
    grouped: bool
    settle_between_only: bool

    @property
    def unit_ms(self) -> int:
        """One unit: a rep, or a left-right pair."""
        return (self.lift_ms + self.hold_ms + self.lower_ms + self.settle_ms) * self.sides

    def work_ms(self, units: int, done: int) -> int:
        """Return how long `units` units take when `done` units of the dose are behind already.

        Counts the change of sides, and a rest wherever a series ends inside.
        """
        if units <= 0:
            return 0
        work = units * self.unit_ms + (self.change_ms if self.grouped else 0)
        if self.rest_ms:
            boundaries = (done + units - 1) // self.reps - done // self.reps
            work += self.rest_ms * boundaries * (self.sides if self.grouped else 1)
        return work - (self.settle_ms if self.settle_between_only else 0)

    def whole_ms(self, units: int, done: int) -> int:
        """Return prepare, work and the least time for getting up."""
        return self.prepare_ms + self.work_ms(units, done) + GETTING_UP_MS


@lru_cache(maxsize=64)
def pace(exercise: Exercise, tempo: float = 1.0) -> Pace:
    """Return the phases of an exercise at a tempo (1.2 is slower); every choice asks for all of them."""
    return Pace(
        prepare_ms=to_ms(exercise.prepare_s),
        lift_ms=to_ms(exercise.lift_s * tempo),
        hold_ms=to_ms(exercise.hold_s),
        lower_ms=to_ms(exercise.lower_s * tempo),
        settle_ms=to_ms(exercise.settle_s * tempo),
        change_ms=to_ms(exercise.change_s),
        rest_ms=to_ms(exercise.rest_s),
        sides=1 if exercise.sides == "none" else 2,
        reps=max(1, exercise.reps),
        grouped=exercise.sides == "grouped",
        settle_between_only=exercise.settle_between_only,
    )


def to_ms(seconds: float) -> int:
    """Return seconds as the nearest whole millisecond."""
    return round(seconds * 1000)
