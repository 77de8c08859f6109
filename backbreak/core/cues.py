"""The values a session is made of: phases, cues, the plan they form, and one frame of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Literal

from backbreak.core.dose import RoundState
from backbreak.core.exercise import STAND_AND_STRETCH, Side

Stretch = Literal["reach", "right", "left"]
STRETCHES: tuple[Stretch, ...] = ("reach", "right", "left")


class Phase(StrEnum):
    """What is going on; the values are those of the plan's JSON."""

    PREPARE = "prepare"
    LIFT = "lift"
    HOLD = "hold"
    LOWER = "lower"
    SETTLE = "settle"
    REST = "rest"
    CHANGE = "change"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Cue:
    """One phase from `start_s` to `end_s` (seconds from the start of the session).

    `rep` counts from 1 for each side over the whole session. Side, rep and series are None where the phase
    has none. `exercise` is only set where it is not the plan's: the stretches that fill spare time.
    """

    start_s: float
    end_s: float
    phase: Phase
    side: Side | None = None
    rep: int | None = None
    series: int | None = None
    exercise: str | None = None

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return round(self.end_s - self.start_s, 3)


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole session laid out: contiguous cues from 0 to `seconds`, never past `budget_s`.

    `units` of `exercise` are to be done (0 for stand-and-stretch), beginning with `first_side`. `round` is
    the state before the session.
    """

    exercise: str
    units: int
    seconds: float
    budget_s: float
    cues: tuple[Cue, ...]
    round: RoundState
    first_side: Side | None = None
    rep_starts: tuple[float, ...] = field(init=False, repr=False, compare=False)
    """Where each rep (each stretch, in stand-and-stretch) begins, in seconds."""
    next_sides: tuple[Side | None, ...] = field(init=False, repr=False, compare=False)
    """For each cue the side of the next one after it that has one; asked sixty times a second."""

    def __post_init__(self) -> None:
        moving = [cue for cue in self.cues if cue.rep is not None]
        begins = [cue for before, cue in pairwise([None, *moving]) if before is None or _differ(before, cue)]
        object.__setattr__(self, "rep_starts", tuple(cue.start_s for cue in begins if cue is not None))
        ahead: list[Side | None] = [None]
        for cue in reversed(self.cues[1:]):
            ahead.append(cue.side or ahead[-1])
        object.__setattr__(self, "next_sides", tuple(reversed(ahead)))

    def index_at(self, elapsed_s: float) -> int:
        """Return the index of the cue that is on at a time; a border belongs to the later one."""
        return max(0, bisect_right(self.cues, elapsed_s, key=_start) - 1)


@dataclass(frozen=True, slots=True)
class Frame:
    """What is to be shown at one instant of a plan.

    `seconds_left` and `cue_progress` (0 to 1) are of the cue, `total_progress` of the plan. `next_side` is
    the side of the next cue that has one; `stretch` says which stretch a stand-and-stretch cue is.
    """

    cue_index: int
    cue: Cue
    seconds_left: float
    cue_progress: float
    total_progress: float
    next_cue: Cue | None
    next_side: Side | None
    stretch: Stretch | None

    @property
    def phase(self) -> Phase:
        """The cue's phase."""
        return self.cue.phase

    @property
    def side(self) -> Side | None:
        """The cue's side."""
        return self.cue.side

    @property
    def rep(self) -> int | None:
        """The cue's rep, from 1 for each side."""
        return self.cue.rep

    @property
    def series(self) -> int | None:
        """The series of the dose the rep belongs to, from 1."""
        return self.cue.series


def frame_at(plan: Plan, elapsed_s: float) -> Frame:
    """Return what is on at `elapsed_s` seconds; before the start is the start, past the end is the end."""
    at = min(max(elapsed_s, 0.0), plan.seconds)
    index = plan.index_at(at)
    cue = plan.cues[index]
    return Frame(
        cue_index=index,
        cue=cue,
        seconds_left=cue.end_s - at,
        cue_progress=(at - cue.start_s) / (cue.end_s - cue.start_s),
        total_progress=at / plan.seconds,
        next_cue=plan.cues[index + 1] if index + 1 < len(plan.cues) else None,
        next_side=plan.next_sides[index],
        stretch=stretch_of(plan, index),
    )


def stretch_of(plan: Plan, index: int) -> Stretch | None:
    """Return which stretch a cue is: a hold of stand-and-stretch, or one that fills spare time."""
    cue = plan.cues[index]
    if cue.exercise == STAND_AND_STRETCH:
        before = index
        while before and plan.cues[before - 1].exercise == STAND_AND_STRETCH:
            before -= 1
        return STRETCHES[(index - before) % len(STRETCHES)]
    if plan.exercise == STAND_AND_STRETCH and cue.phase is Phase.HOLD:
        return cue.side or "reach"
    return None


def _start(cue: Cue) -> float:
    return cue.start_s


def _differ(one: Cue, other: Cue | None) -> bool:
    return other is not None and (one.side, one.rep) != (other.side, other.rep)
