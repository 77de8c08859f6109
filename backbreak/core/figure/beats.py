"""The beats of a choreography, and the frame of any second of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from .kinematics import between, blend, breath_steps, breathe, ease
from .model import Point, Poses, Rect
from .picture import FigureFrame, Picture, Stance, camera_of, picture_of, pose_of, progress_along

ARROWS_FADE_S = 0.4
REDUCED_FADE_S = 0.25
"""With reduced motion one key pose gives way to the next in this time."""


class Act(Enum):
    """What the figure does during a beat."""

    STAY = auto()
    MOVE = auto()
    FADE = auto()


@dataclass(frozen=True, slots=True)
class Beat:
    """A piece of the choreography, from one stance to another; seconds of the session's timeline."""

    start_s: float
    end_s: float
    act: Act
    before: Stance
    after: Stance
    breath: bool
    arrows: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A whole session's choreography: beats without gaps, in order."""

    poses: Poses
    beats: tuple[Beat, ...]
    stills: Mapping[Stance, Picture]
    """The picture of every stance that a beat begins or ends with."""
    reduced: bool

    def beat_at(self, elapsed_s: float) -> int:
        """Find the beat of a moment; before the first and after the last the nearest."""
        return max(0, bisect_right(self.beats, elapsed_s, key=lambda beat: beat.start_s) - 1)


def resting_at(score: Score, elapsed_s: float) -> tuple[int, int] | None:
    """Give what a frame depends on while the figure stays: as long as it is the same, so is the frame.

    It is quicker to find than the frame: the beat, and how far a breath has raised the chest. None where the
    figure moves or fades, or where arrows come and go.
    """
    index = score.beat_at(elapsed_s)
    beat = score.beats[index]
    if beat.act is not Act.STAY or beat.arrows or score.reduced:
        return None
    if not beat.breath:
        return index, 0
    length_s = beat.end_s - beat.start_s
    into_s = min(max(elapsed_s - beat.start_s, 0.0), length_s)
    return index, breath_steps(into_s, length_s)


def figure_at(score: Score, elapsed_s: float) -> FigureFrame:
    """Give the frame at a moment of the session, in seconds of its timeline."""
    index = score.beat_at(elapsed_s)
    beat = score.beats[index]
    length_s = beat.end_s - beat.start_s
    into_s = min(max(elapsed_s - beat.start_s, 0.0), length_s)
    arrows = _arrows_strength(score, index, elapsed_s)
    if score.reduced:
        # Key poses, no travelling between them: the next one fades in where the movement would begin.
        share = min(1.0, into_s / REDUCED_FADE_S)
        fades = share < 1.0 and beat.before != beat.after
    else:
        share = into_s / length_s
        fades = share < 1.0 and beat.act is Act.FADE
    if fades:
        return _fading(score, beat, ease(share))
    way = 1.0 if score.reduced or beat.act is Act.STAY else ease(share)
    return FigureFrame(
        picture=_moving(score, beat, share, into_s, length_s),
        camera=_camera(score.poses, beat.before, beat.after, way),
        arrows=beat.arrows if arrows > 0 else (),
        arrows_strength=arrows,
    )


def _fading(score: Score, beat: Beat, share: float) -> FigureFrame:
    """Give way from one picture to another in place."""
    return FigureFrame(
        picture=score.stills[beat.after],
        camera=_camera(score.poses, beat.before, beat.after, share),
        leaving=score.stills[beat.before],
        arrived=share,
    )


def _moving(score: Score, beat: Beat, progress: float, into_s: float, length_s: float) -> Picture:
    """Give the picture within a stay or a move."""
    poses, before, after = score.poses, beat.before, beat.after
    if score.reduced or beat.act is not Act.MOVE or progress >= 1.0:
        if not beat.breath or score.reduced:
            return score.stills[after]
        return picture_of(poses, after, breathe(pose_of(poses, after), breath_steps(into_s, length_s)))
    if (before.pose_id, before.path, before.mirrored) == (after.pose_id, after.path, after.mirrored):
        segments = len(poses.of(after.pose_id).paths[after.path]) - 1
        along = between(before.along, after.along, progress_along(segments, progress))
        return picture_of(poses, Stance(after.pose_id, after.path, along, after.mirrored))
    return _between_exercises(poses, before, after, ease(progress))


def _between_exercises(poses: Poses, before: Stance, after: Stance, share: float) -> Picture:
    """Blend the bodies, and the mats, of two exercises."""
    old, new = picture_of(poses, before), picture_of(poses, after)
    body = blend(pose_of(poses, before), pose_of(poses, after), share)
    picture = picture_of(poses, after, body)
    if old.mat is None or new.mat is None:
        return picture
    mat = (between(old.mat[0], new.mat[0], share), between(old.mat[1], new.mat[1], share))
    return replace(picture, mat=mat)


def _camera(poses: Poses, before: Stance, after: Stance, share: float) -> Rect:
    """Travel from one exercise's frame to the next one's."""
    a, b = camera_of(poses, before), camera_of(poses, after)
    return (
        between(a[0], b[0], share),
        between(a[1], b[1], share),
        between(a[2], b[2], share),
        between(a[3], b[3], share),
    )


def _arrows_strength(score: Score, index: int, elapsed_s: float) -> float:
    """Fade arrows in and out where a run of beats with the same arrows begins and ends."""
    beats, arrows = score.beats, score.beats[index].arrows
    if not arrows:
        return 0.0
    first = last = index
    while first > 0 and beats[first - 1].arrows == arrows:
        first -= 1
    while last + 1 < len(beats) and beats[last + 1].arrows == arrows:
        last += 1
    return ease(min(elapsed_s - beats[first].start_s, beats[last].end_s - elapsed_s) / ARROWS_FADE_S)
