"""What the figure does in the session that is played, whatever happens to its timeline."""

from __future__ import annotations

from backbreak.core.cues import Plan
from backbreak.core.exercise import Exercise
from backbreak.core.figure import EASIER, FigureFrame, Poses, Score, choreograph, figure_at, resting_at
from backbreak.core.playback import Playback
from backbreak.windows.pictures import Album


def staged(poses: Poses, exercise: Exercise, reduced: bool) -> Choreography | Album:
    """Give what is seen of an exercise: a pack's own pictures, or else the figure."""
    return Choreography(poses, exercise.pose, reduced) if exercise.pictures is None else Album(exercise)


class Choreography:
    """The figure's score of one session; written anew when its timeline, its range or the motion changes."""

    def __init__(self, poses: Poses, pose: str, reduced: bool) -> None:
        self.reduced = reduced
        self._poses, self._pose = poses, pose
        self._score: Score | None = None
        self._plan: Plan | None = None
        self._key: tuple[float, bool] | None = None
        self._rest: tuple[int, int] | None = None
        self._seen: FigureFrame | None = None

    def picture(self, playback: Playback) -> FigureFrame:
        """Give what is to be seen at the moment a playback is at; the same frame as long as nothing moves."""
        smaller = playback.eased and playback.eases == "range"
        key = (EASIER if smaller else 1.0, self.reduced)
        if self._score is None or playback.plan is not self._plan or key != self._key:
            self._plan, self._key = playback.plan, key
            self._score = choreograph(self._poses, playback.plan.cues, self._pose, *key)
            self._rest = None
        rest = resting_at(self._score, playback.position_s)
        if self._seen is None or rest is None or rest != self._rest:
            self._rest, self._seen = rest, figure_at(self._score, playback.position_s)
        return self._seen
