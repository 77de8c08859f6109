"""The figure's film in a terminal: the choreography of the plan being played, framed closely and kept still.

Half of the window's frame is sky, which a terminal has no rows for: here what is seen is cut down to where
the body really goes in each exercise.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf

from backbreak.cli.player.drawing import draw
from backbreak.cli.player.glyphs import Pixels
from backbreak.cli.player.rows import Row
from backbreak.core.cues import Plan
from backbreak.core.exercise import Exercise
from backbreak.core.figure import EASIER, FigureFrame, Poses, Rect, Score, choreograph, figure_at
from backbreak.core.figure.picture import camera_of
from backbreak.core.playback import Playback

_MARGIN = 0.03
_SOFA_SHOWN = 0.5
"""How much of the sofa is shown at least, all in body heights."""
_AN_INSTANT_S = 1e-6
_NOTHING: Rect = (inf, inf, -inf, -inf)


class Film:
    """One exercise's film; it keeps the last frame, as most frames are the one before."""

    def __init__(self, poses: Poses, exercise: Exercise, pixels: Pixels, *, reduced: bool) -> None:
        self._poses = poses
        self._pose = exercise.pose
        self._pixels: Pixels = pixels
        self._reduced = reduced
        self._plan: Plan | None = None
        self._amplitude = 1.0
        self._shown: tuple[FigureFrame, int, int] | None = None
        self._rows: list[Row] = []

    def rows(self, playback: Playback, columns: int, rows: int) -> list[Row]:
        """What the figure does now, in so many rows of so many cells."""
        frame = figure_at(self._score_of(playback), playback.position_s)
        frame = replace(frame, camera=self._cropped(frame.camera))
        shown = (frame, columns, rows)
        if shown != self._shown:
            self._rows = draw(frame, self._poses.radii, columns, rows, self._pixels)
            self._shown = shown
        return self._rows

    def _score_of(self, playback: Playback) -> Score:
        amplitude = EASIER if playback.eased and playback.eases == "range" else 1.0
        if self._plan is not playback.plan or self._amplitude != amplitude:
            self._plan, self._amplitude = playback.plan, amplitude
            self._score = choreograph(self._poses, playback.plan.cues, self._pose, amplitude, self._reduced)
            self._frames = _bounds(self._score)
        return self._score

    def _cropped(self, camera: Rect) -> Rect:
        """The close frame of a camera; one that travels is cut to the nearest, as between two scenes."""
        found = self._frames.get(camera)
        if found is None:
            found = self._frames[min(self._frames, key=lambda one: _apart(one, camera))]
        return found


def _apart(one: Rect, other: Rect) -> float:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def _bounds(score: Score) -> dict[Rect, Rect]:
    """For each camera of the film, where the body and its arrows go in front of it."""
    seen: dict[Rect, Rect] = {}
    for beat in score.beats:
        camera = camera_of(score.poses, beat.after)
        stays = camera == camera_of(score.poses, beat.before)
        for share in (0.0, 0.5, 1.0) if stays else (1.0,):
            frame = figure_at(score, beat.start_s + share * (beat.end_s - beat.start_s - _AN_INSTANT_S))
            seen[camera] = _grown(seen.get(camera, _NOTHING), frame, score.poses.radii.head)
    return {camera: _inside(close, camera) for camera, close in seen.items()}


def _grown(seen: Rect, frame: FigureFrame, head: float) -> Rect:
    picture = frame.picture
    flip = -1 if picture.mirrored else 1
    points = [(flip * x, y) for x, y in picture.skeleton.points().values()]
    points += [point for arrow in frame.arrows for point in arrow]
    if picture.sofa is not None:
        points.append((flip * (picture.sofa + _SOFA_SHOWN), 0.0))
    return (
        min(seen[0], *(x - head for x, _ in points)),
        min(seen[1], *(y for _, y in points)),
        max(seen[2], *(x + head for x, _ in points)),
        max(seen[3], *(y + head for _, y in points)),
    )


def _inside(close: Rect, camera: Rect) -> Rect:
    """The close frame, no larger than the camera's."""
    left, right = max(camera[0], close[0] - _MARGIN), min(camera[2], close[2] + _MARGIN)
    return (left, camera[1], right, min(camera[3], close[3] + _MARGIN))
