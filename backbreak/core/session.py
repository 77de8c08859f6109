"""The guided session as a timeline: `plan` lays out every cue, `frame_at` says what is on at a time.

Pause, back, skip, speed and the picture of any second fall out of that; `playback` moves along it.
"""

from __future__ import annotations

from backbreak.core.catalogue import Catalogue
from backbreak.core.cues import Cue, Frame, Phase, Plan, Stretch, frame_at, stretch_of
from backbreak.core.dose import Choice, DoseError, Limits, RoundState, least_seconds
from backbreak.core.exercise import STAND_AND_STRETCH, Exercise, Side, other_side
from backbreak.core.plan_json import PlanError, plan_from_json, plan_json
from backbreak.core.timing import GETTING_UP_MS, Pace, pace, to_ms

__all__ = [
    "Cue",
    "Frame",
    "Phase",
    "Plan",
    "PlanError",
    "Stretch",
    "frame_at",
    "lay_out",
    "plan",
    "plan_from_json",
    "plan_json",
    "stretch_of",
]

_FILL_MS = 12_000
"""Spare time from which on it is filled with stretches instead of ending early."""
_STRETCH_S = 9
"""The longest one stretch lasts."""
_STRETCH_SIDES: tuple[Side | None, ...] = (None, "right", "left")


def plan(
    exercise: Exercise,
    units: int,
    done_before: int,
    limits: Limits,
    round: RoundState,
    first_side: Side | None = None,
) -> Plan:
    """Lay out a session of `units` units of an exercise, `done_before` of its dose being done.

    `first_side` is the side owed; without one the article's first side begins. Raises DoseError when the
    budget is too short for it.
    """
    timing, budget_ms = pace(exercise, limits.tempo), to_ms(limits.seconds)
    layout = _Layout()
    layout.add(timing.prepare_ms, Phase.PREPARE)
    if not exercise.total_units:
        _stretch(layout, budget_ms)
        first = None
    else:
        if timing.whole_ms(units, done_before) > budget_ms:
            raise DoseError(
                "%(units)s units of %(id)s do not fit %(budget)g s; one needs %(least)s s",
                units=units,
                id=exercise.id,
                budget=limits.seconds,
                least=least_seconds(exercise, limits),
            )
        first = None if exercise.sides == "none" else first_side or exercise.first_side
        _work(layout, _Work(exercise, timing, units, done_before, first))
        _finish(layout, budget_ms)
    return Plan(
        exercise=exercise.id,
        units=units if exercise.total_units else 0,
        seconds=layout.cues[-1].end_s,
        budget_s=limits.seconds,
        cues=tuple(layout.cues),
        round=round,
        first_side=first,
    )


def lay_out(choice: Choice, catalogue: Catalogue, limits: Limits) -> Plan:
    """Lay out the session that was chosen under these limits."""
    exercise = catalogue.get(choice.exercise_id)
    return plan(exercise, choice.units, choice.done_before, limits, choice.round, choice.owed_side)


class _Layout:
    """Cues one after the other; each begins exactly where the one before ended."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self.at_ms = 0

    def add(
        self,
        length_ms: int,
        phase: Phase,
        side: Side | None = None,
        rep: int | None = None,
        series: int | None = None,
        exercise: str | None = None,
    ) -> None:
        """Append a cue, unless it has no length."""
        if length_ms <= 0:
            return
        start_s, self.at_ms = self.at_ms / 1000, self.at_ms + length_ms
        self.cues.append(Cue(start_s, self.at_ms / 1000, phase, side, rep, series, exercise))


class _Work:
    """What the reps of one session have in common."""

    def __init__(self, exercise: Exercise, timing: Pace, units: int, done: int, first: Side | None) -> None:
        self.timing = timing
        self.units = units
        self.done = done
        self.exercise = exercise
        self.sides: tuple[Side | None, ...] = (None,) if first is None else (first, other_side(first))

    def series(self, rep: int) -> int:
        """Return the series of the dose a rep falls into; beyond the dose it stays the last one."""
        return min((self.done + rep - 1) // self.exercise.reps + 1, self.exercise.series)

    def rest_ms(self, rep: int) -> int:
        """Return the rest after a rep: between two series, never after the session's last rep."""
        ends_series = (self.done + rep) % self.exercise.reps == 0
        return self.timing.rest_ms if ends_series and rep < self.units else 0


def _work(layout: _Layout, work: _Work) -> None:
    """Add the reps: side by side when they alternate, else one side, the change, the other side."""
    if not work.timing.grouped:
        for rep in range(1, work.units + 1):
            for side in work.sides:
                _rep(layout, work, side, rep)
            layout.add(work.rest_ms(rep), Phase.REST)
        return
    for side in work.sides:
        if side != work.sides[0]:
            layout.add(work.timing.change_ms, Phase.CHANGE)
        for rep in range(1, work.units + 1):
            _rep(layout, work, side, rep)
            layout.add(work.rest_ms(rep), Phase.REST)


def _rep(layout: _Layout, work: _Work, side: Side | None, rep: int) -> None:
    timing, series = work.timing, work.series(rep)
    layout.add(timing.lift_ms, Phase.LIFT, side, rep, series)
    layout.add(timing.hold_ms, Phase.HOLD, side, rep, series)
    layout.add(timing.lower_ms, Phase.LOWER, side, rep, series)
    last = rep == work.units and side == work.sides[-1]
    if not (timing.settle_between_only and last):
        layout.add(timing.settle_ms, Phase.SETTLE, side, rep, series)


def _finish(layout: _Layout, budget_ms: int) -> None:
    """Add getting up slowly and, where there is time to spare, stretches up to the very end of the budget."""
    layout.add(GETTING_UP_MS, Phase.FINISH)
    spare_ms = budget_ms - layout.at_ms
    if spare_ms < _FILL_MS:
        return
    lengths = _stretch_lengths(spare_ms)
    sets = len(lengths) // len(_STRETCH_SIDES)
    over_ms = spare_ms - sum(lengths)
    for nth in range(sets):  # what whole seconds leave over goes to reaching up, so that the leans stay equal
        lengths[nth * len(_STRETCH_SIDES)] += over_ms * (nth + 1) // sets - over_ms * nth // sets
    for length_ms in lengths:
        layout.add(length_ms, Phase.FINISH, exercise=STAND_AND_STRETCH)


def _stretch(layout: _Layout, budget_ms: int) -> None:
    """Add stand-and-stretch: reach up, lean right, lean left, in whole seconds; what is left over ends it."""
    lengths = _stretch_lengths(budget_ms - layout.at_ms - GETTING_UP_MS)
    if not lengths or lengths[0] <= 0:
        least = (layout.at_ms + GETTING_UP_MS) // 1000 + len(_STRETCH_SIDES)
        told = {"id": STAND_AND_STRETCH, "budget": budget_ms / 1000, "least": least}
        raise DoseError("%(id)s does not fit %(budget)g s; give it %(least)s s or more", **told)
    for nth, length_ms in enumerate(lengths):
        layout.add(length_ms, Phase.HOLD, _STRETCH_SIDES[nth % len(_STRETCH_SIDES)], nth + 1)
    layout.add(budget_ms - layout.at_ms, Phase.FINISH)


def _stretch_lengths(span_ms: int) -> list[int]:
    """Return equal stretches in sets of three, whole seconds up to nine each, that leave least of a span."""
    fewest = max(1, span_ms // (3000 * _STRETCH_S))
    fits = {sets: min(_STRETCH_S, span_ms // (3000 * sets)) for sets in (fewest, fewest + 1)}
    sets = max(fits, key=lambda one: (one * fits[one], -one))
    return [fits[sets] * 1000] * (3 * sets)
