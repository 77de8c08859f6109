"""The film on the desk page: an exercise's movement with its arrows, in a loop. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from backbreak.core.cues import Cue, Phase
from backbreak.core.exercise import Exercise, Side
from backbreak.core.figure import FigureFrame, Poses, Score, Sides, choreograph, figure_at
from backbreak.core.figure.score import PREVIEW_S, STANDING

STILL_S = 1.8
"""Before the first movement and after the last one the figure rests."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A film of `seconds` that ends as it begins."""

    score: Score
    seconds: float

    def at(self, elapsed_s: float) -> FigureFrame:
        """Give the frame at a moment since the film was begun."""
        return figure_at(self.score, elapsed_s % self.seconds)


def loop(poses: Poses, exercise: Exercise, side: Side | None, reduced: bool) -> Loop:
    """Make the film of an exercise that begins with a side; raises PoseError where it has no poses.

    It is what a session shows while one gets ready: both sides where they alternate, all three stretches.
    """
    alternates = poses.of(exercise.pose).sides is Sides.SWAP
    movements = 3 if exercise.pose == STANDING else 2 if alternates else 1
    seconds = STILL_S + movements * PREVIEW_S
    cues = (
        Cue(0.0, seconds, Phase.PREPARE),
        Cue(seconds, seconds + 1.0, Phase.LIFT, side or exercise.first_side, 1, 1),
    )
    return Loop(choreograph(poses, cues, exercise.pose, reduced=reduced), seconds)
