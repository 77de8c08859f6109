"""Playing a plan: where one is, what has been done, and pause, skip, back and easier, as a value.

The window, the terminal and the tests move the same `Playback` along; each call returns the next one and
the facts that came about, in order. A rep is credited at the end of its last movement unless its lift or
hold was skipped, and never twice; units are what both sides have.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from backbreak.core.cues import Cue, Frame, Phase, Plan, frame_at
from backbreak.core.easing import Eases, eases, retimed
from backbreak.core.exercise import SIDES, Side
from backbreak.core.journal import Outcome

RESUME_S = 3.0
"""The 3-2-1 after a pause."""
STALL_S = 5.0
"""A longer gap between two looks at the clock is the program having been stopped, not exercise."""
BACK_GRACE_S = 1.5
"""So far into a rep, back still means the one before."""

_MOVING = (Phase.LIFT, Phase.HOLD, Phase.LOWER)

Rep = tuple[Side | None, int]


@dataclass(frozen=True, slots=True)
class UnitDone:
    """A unit has just been completed; `units` is how many there are now."""

    units: int


@dataclass(frozen=True, slots=True)
class CueChanged:
    """Another cue is on. A long step passes several; sounds belong to the last."""

    cue: Cue


@dataclass(frozen=True, slots=True)
class Finished:
    """The plan has been played to its end."""


Fact = UnitDone | CueChanged | Finished
Step = tuple["Playback", tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class Playback:
    """A plan being played. `Playback(plan)` is its beginning.

    `plan` is the timeline as it is played: made easier, its holds are shorter than those `prescribed`.
    `position_s` is the place in it, `played_s` the time really spent moving (repeats count again,
    pauses do not), `resuming_s` what is left of the 3-2-1 after a pause, during which nothing moves.
    """

    plan: Plan
    position_s: float = 0.0
    played_s: float = 0.0
    paused: bool = False
    resuming_s: float = 0.0
    credited: frozenset[Rep] = frozenset()
    spoiled: frozenset[Rep] = frozenset()
    eased: bool = False
    laid_out: Plan | None = None

    @property
    def prescribed(self) -> Plan:
        """The plan as it was laid out, with every hold as the article has it."""
        return self.laid_out or self.plan

    @property
    def eases(self) -> Eases:
        """What easier means in this session: "hold", or "range", where the figure goes half the way."""
        return eases(self.prescribed)

    @property
    def frame(self) -> Frame:
        """What is on now."""
        return frame_at(self.plan, self.position_s)

    @property
    def finished(self) -> bool:
        """Whether the end of the plan is reached."""
        return self.position_s >= self.plan.seconds

    @property
    def units(self) -> int:
        """Units done so far: reps both sides have; always 0 in stand-and-stretch."""
        if not self.plan.units:
            return 0
        if self.plan.first_side is None:
            return len(self.credited)
        return min(self.side_reps(side) for side in SIDES)

    @property
    def owed_side(self) -> Side | None:
        """The side that is behind, None when they are equal."""
        if self.plan.first_side is None:
            return None
        left, right = (self.side_reps(side) for side in SIDES)
        if left == right:
            return None
        return "left" if left < right else "right"

    @property
    def completed(self) -> bool:
        """Whether all that was planned is done; of stand-and-stretch, every stretch."""
        if self.plan.units:
            return self.units == self.plan.units
        return len(self.credited) == len(self.plan.rep_starts)

    def side_reps(self, side: Side | None) -> int:
        """Return the reps credited to a side (None in exercises without sides)."""
        return sum(one == side for one, _ in self.credited)


def advance(playback: Playback, dt_s: float) -> Step:
    """Let `dt_s` seconds pass; nothing moves while paused, and the 3-2-1 is counted down first."""
    if playback.paused or playback.finished or dt_s <= 0:
        return playback, ()
    if playback.resuming_s > 0:
        counted = min(dt_s, playback.resuming_s)
        playback, dt_s = replace(playback, resuming_s=playback.resuming_s - counted), dt_s - counted
        if dt_s <= 0:
            return playback, ()
    end_s = min(playback.position_s + dt_s, playback.plan.seconds)
    return _move(playback, end_s, playback.played_s + (end_s - playback.position_s))


def pause(playback: Playback) -> Step:
    """Stand still until `resume`."""
    if playback.finished:
        return playback, ()
    return replace(playback, paused=True, resuming_s=0.0), ()


def resume(playback: Playback) -> Step:
    """Go on after the 3-2-1."""
    if not playback.paused:
        return playback, ()
    return replace(playback, paused=False, resuming_s=RESUME_S), ()


def go_on(playback: Playback) -> Step:
    """Go on after a standstill nobody asked for: with the 3-2-1, but what is paused stays so."""
    if playback.paused or playback.finished:
        return playback, ()
    return replace(playback, resuming_s=RESUME_S), ()


def skip(playback: Playback) -> Step:
    """Go to the next cue. A rep whose lift or hold is skipped will not be credited."""
    if playback.finished:
        return playback, ()
    cue = playback.plan.cues[playback.plan.index_at(playback.position_s)]
    if cue.rep is not None and cue.phase in (Phase.LIFT, Phase.HOLD):
        playback = replace(playback, spoiled=playback.spoiled | {(cue.side, cue.rep)})
    return _move(playback, cue.end_s, playback.played_s)


def back(playback: Playback) -> Step:
    """Go to the start of this rep, or of the one before when this has hardly begun.

    Before the first rep there is the beginning. Reps that come again can be done properly this time, so
    their being skipped is forgotten; what was credited stays, and is not credited again.
    """
    if playback.finished:
        return playback, ()
    begun = [start for start in playback.plan.rep_starts if start <= playback.position_s]
    if begun and playback.position_s - begun[-1] <= BACK_GRACE_S:
        begun.pop()
    target_s = begun[-1] if begun else 0.0
    again = {(cue.side, cue.rep) for cue in playback.plan.cues if cue.start_s >= target_s}
    moved = replace(playback, position_s=target_s, spoiled=playback.spoiled - again)
    moved = _retime(moved)  # what comes again comes as it is done now
    return moved, (CueChanged(moved.frame.cue),)


def ease(playback: Playback) -> Step:
    """Make what is still to come easier, or as prescribed again.

    Where holds are the work (`eases`), those not yet over are halved; one that is past its half ends at once.
    Elsewhere only the flag changes, for the figure. Units and what was credited stay as they are.
    """
    if playback.finished:
        return playback, ()
    return _retime(replace(playback, eased=not playback.eased)), ()


def outcome(playback: Playback) -> Outcome | None:
    """Return how the session counts if it ends here; None when there is nothing to count."""
    if playback.completed:
        return Outcome.COMPLETED
    return Outcome.PARTIAL if playback.units else None


def _retime(playback: Playback) -> Playback:
    """Give the cue that is on, and all after it, the lengths they have now: halved, or as prescribed."""
    prescribed = playback.prescribed
    if (playback.plan is prescribed and not playback.eased) or eases(prescribed) != "hold":
        return playback
    index, now_s = playback.plan.index_at(playback.position_s), playback.position_s
    plan = retimed(playback.plan, prescribed, index, playback.eased, now_s)
    return replace(playback, plan=plan, laid_out=prescribed)


def _move(playback: Playback, to_s: float, played_s: float) -> Step:
    """Move forward to a place, crediting the reps whose last movement ends on the way."""
    first = (plan := playback.plan).index_at(playback.position_s)
    if first + 1 < len(plan.cues) and to_s < plan.cues[first + 1].start_s:
        return _further(playback, to_s, played_s), ()
    facts: list[Fact] = []
    last = plan.index_at(to_s)
    ended = range(first, last + (to_s >= plan.seconds))
    playback = _further(playback, to_s, played_s)
    for index in ended:
        units, playback = playback.units, _credit(playback, index)
        if playback.units > units:
            facts.append(UnitDone(playback.units))
        if index < last:
            facts.append(CueChanged(plan.cues[index + 1]))
    if playback.finished:
        facts.append(Finished())
    return playback, tuple(facts)


def _further(at: Playback, to_s: float, played_s: float) -> Playback:
    """Give a playback at another place; sixty times a second, for which `replace` is slow."""
    others = at.paused, at.resuming_s, at.credited, at.spoiled, at.eased, at.laid_out
    return Playback(at.plan, to_s, played_s, *others)


def _credit(playback: Playback, index: int) -> Playback:
    """Credit the rep whose last movement is the cue that has just ended, if it is one and was not spoiled."""
    cues = playback.plan.cues
    cue = cues[index]
    if cue.rep is None or cue.phase not in _MOVING:
        return playback
    after = cues[index + 1] if index + 1 < len(cues) else None
    if after is not None and after.phase in _MOVING and (after.side, after.rep) == (cue.side, cue.rep):
        return playback
    rep = (cue.side, cue.rep)
    if rep in playback.spoiled or rep in playback.credited:
        return playback
    return replace(playback, credited=playback.credited | {rep})
