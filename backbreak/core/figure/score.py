"""The choreography: what the figure does in every moment of a session's timeline.

`choreograph` lays the cues of a plan out as beats (stay, move, or fade from one stance to another), each
beginning exactly where the one before ended, so that nothing can jump; `figure_at` gives the frame of
any second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .beats import Act, Beat, Score
from .model import Point, Poses, Sides, View
from .picture import Stance, arrows_of, picture_of

STANDING = "stand_stretch"
GETTING_UP = "get_up"
EASIER = 0.5
"""How far an easier repetition goes."""

PREVIEW_S = 4.8
"""Length of one slow preview movement in `prepare`."""
FADE_S = 0.8


class CueLike(Protocol):
    """The part of a session's cue that the figure needs."""

    @property
    def start_s(self) -> float: ...
    @property
    def end_s(self) -> float: ...
    @property
    def phase(self) -> str: ...
    @property
    def side(self) -> str | None: ...
    @property
    def exercise(self) -> str | None: ...


def choreograph(
    poses: Poses, cues: Sequence[CueLike], pose_id: str, amplitude: float = 1.0, reduced: bool = False
) -> Score:
    """Lay out what the figure shows during the cues of one session of an exercise.

    `amplitude` below 1 stops every repetition short (`EASIER`); `reduced` shows key poses only.
    Raises PoseError for an unknown pose id.
    """
    director = _Director(poses, cues, pose_id, amplitude)
    for index in range(len(cues)):
        director.stage(index)
    beats = tuple(director.beats)
    stances = {stance for beat in beats for stance in (beat.before, beat.after)}
    return Score(poses, beats, {stance: picture_of(poses, stance) for stance in stances}, reduced)


@dataclass(slots=True)
class _Director:
    """Walks through the cues with the stance the figure is in, and adds the beats that lead on."""

    poses: Poses
    cues: Sequence[CueLike]
    pose_id: str
    amplitude: float
    beats: list[Beat] = field(default_factory=list)
    now: Stance | None = None
    at_s: float = 0.0
    stretches: int = 0
    ways: dict[tuple[str, str, bool], tuple[tuple[Point, ...], ...]] = field(default_factory=dict)

    def stage(self, index: int) -> None:
        cue = self.cues[index]
        self.at_s = cue.start_s
        match cue.phase:
            case "prepare":
                self._preview(index)
            case "lift":
                self._move(self._at(index, self.amplitude), cue.end_s)
            case "hold" if self.pose_id == STANDING:
                self._stretch(cue, self._lean(cue.side))
            case "hold":
                self._stay(self._at(index, self.amplitude), cue.end_s, breath=True)
            case "lower":
                self._move(self._at(index, 0.0), cue.end_s)
            case "change":
                self._change(index)
            case "finish" if cue.exercise is not None or self.pose_id == STANDING:
                self._finish_standing(cue)
            case "finish":
                self._get_up(cue)
            case _:
                self._stay(self.now or self._at(index, 0.0), cue.end_s, breath=cue.phase == "rest")

    def _side(self, index: int, ahead: bool = True) -> str | None:
        """Name the side a cue is about: its own, else that of the nearest cue after (or before) it."""
        order = range(index, len(self.cues)) if ahead else range(index, -1, -1)
        return next((cue.side for i in order if (cue := self.cues[i]).side is not None), None)

    def _at(self, index: int, along: float, other: bool = False) -> Stance:
        side = self._side(index) or self._side(index, ahead=False)
        if other:
            side = {"left": "right", "right": "left"}.get(side or "")
        pose_set = self.poses.of(self.pose_id)
        mirrored = pose_set.sides is Sides.MIRROR and side == "left"
        return Stance(self.pose_id, pose_set.path_for(side), along, mirrored)

    def _lean(self, side: str | None) -> Stance:
        return Stance(STANDING, "reach" if side is None else "lean", self.amplitude, side == "left")

    # The movements, each from where the figure is now.

    def _add(self, act: Act, to: Stance, until_s: float, breath: bool = False, arrows: bool = False) -> None:
        if until_s <= self.at_s:
            return
        before = to if self.now is None else self._on_the_way(self.now, to)
        ways = self._arrows(to) if arrows else ()
        self.beats.append(Beat(self.at_s, until_s, act, before, to, breath, ways))
        self.now, self.at_s = to, until_s

    def _arrows(self, to: Stance) -> tuple[tuple[Point, ...], ...]:
        way = (to.pose_id, to.path, to.mirrored)
        if way not in self.ways:
            self.ways[way] = arrows_of(self.poses, *way)
        return self.ways[way]

    def _move(self, to: Stance, until_s: float, arrows: bool = False) -> None:
        if self.now is not None and not self._connected(self.now, to):
            self._add(Act.FADE, to, until_s)
        else:
            self._add(Act.MOVE, to, until_s, arrows=arrows)

    def _stay(self, to: Stance, until_s: float, breath: bool = False, arrows: bool = False) -> None:
        if self.now is not None and self.now != to:
            self._move(to, min(until_s, self.at_s + FADE_S))
        self._add(Act.STAY, to, until_s, breath=breath, arrows=arrows)

    def _on_the_way(self, now: Stance, to: Stance) -> Stance:
        """Give the same place as `now` on the path that leads to `to`, where both paths begin alike.

        Alternating sides share their start, and standing straight is its own mirror image; so the way to the
        next position keeps its pins and its colours.
        """
        if now.along or now.pose_id != to.pose_id:
            return now
        pose_set = self.poses.of(now.pose_id)
        alike = pose_set.paths[now.path][0] == pose_set.paths[to.path][0]
        if alike and (now.mirrored == to.mirrored or now.pose_id == STANDING):
            return Stance(to.pose_id, to.path, 0.0, to.mirrored)
        return now

    def _connected(self, a: Stance, b: Stance) -> bool:
        """Tell whether a body can move from one stance to the other before our eyes, or must be faded."""
        first, second = self.poses.of(a.pose_id), self.poses.of(b.pose_id)
        if first.id == second.id == STANDING and 0.0 in (a.along, b.along):
            return True
        return first.view is second.view and a.mirrored == b.mirrored

    # What each phase shows.

    def _preview(self, index: int) -> None:
        """The start position, and the movement to come in slow loops; both sides of alternating ones."""
        cue = self.cues[index]
        end_s, start = cue.end_s, self._at(index, 0.0)
        self._stay(start, min(end_s, self.at_s + 0.6), arrows=True)
        length_s = end_s - 1.2 - self.at_s
        loops = max(1, round(length_s / PREVIEW_S)) if length_s >= 3.0 else 0
        alternates = self.poses.of(self.pose_id).sides is Sides.SWAP
        for loop in range(loops):
            begin_s, step_s = self.at_s, length_s / loops
            peak = self._at(index, self.amplitude, other=alternates and loop % 2 == 1)
            if self.pose_id == STANDING:
                peak = (self._lean(None), self._lean("right"), self._lean("left"))[loop % 3]
            rest = Stance(peak.pose_id, peak.path, 0.0, peak.mirrored)
            self._move(peak, begin_s + 0.36 * step_s, arrows=True)
            self._add(Act.STAY, peak, begin_s + 0.56 * step_s, arrows=True)
            self._move(rest, begin_s + 0.90 * step_s, arrows=True)
            self._add(Act.STAY, rest, begin_s + step_s, arrows=True)
        self._stay(start, end_s)

    def _change(self, index: int) -> None:
        cue = self.cues[index]
        middle_s = (cue.start_s + cue.end_s) / 2
        target = self._at(index, 0.0)
        if self.now is not None:
            self._add(Act.STAY, self.now, max(cue.start_s, middle_s - FADE_S))
        self._move(target, min(cue.end_s, middle_s + FADE_S))
        self._stay(target, cue.end_s)

    def _stretch(self, cue: CueLike, peak: Stance) -> None:
        length_s = cue.end_s - cue.start_s
        way_s = min(1.8, length_s / 3)
        self._move(peak, cue.start_s + way_s)
        self._add(Act.STAY, peak, cue.end_s - way_s, breath=True)
        self._move(Stance(peak.pose_id, peak.path, 0.0, peak.mirrored), cue.end_s)

    def _finish_standing(self, cue: CueLike) -> None:
        straight = Stance(STANDING, "reach", 0.0, False)
        if cue.exercise is None:
            self._stay(straight, cue.end_s, breath=True)
            return
        if self.now is not None and self.now.pose_id != STANDING:
            self._add(Act.FADE, straight, self.at_s + FADE_S)
        side = (None, "right", "left")[self.stretches % 3]
        self.stretches += 1
        self._stretch(cue, self._lean(side))

    def _get_up(self, cue: CueLike) -> None:
        length_s = cue.end_s - cue.start_s
        mirrored = self.now is not None and self.now.mirrored
        if self.poses.of(self.pose_id).mat is None:
            self._stay(Stance(STANDING, "reach", 0.0, False), cue.end_s, breath=True)
            return
        fours = Stance(GETTING_UP, "both", 0.0, mirrored)
        standing = Stance(GETTING_UP, "both", 1.0, mirrored)
        until_s = cue.start_s + 0.22 * length_s
        # Face down one can push up onto hands and knees; from the back or the side one rolls over, unseen.
        if self._is_prone():
            self._move(fours, until_s)
        else:
            self._add(Act.FADE, fours, until_s)
        self._move(standing, cue.start_s + 0.9 * length_s)
        self._stay(standing, cue.end_s)

    def _is_prone(self) -> bool:
        pose_set = self.poses.of(self.pose_id)
        first = next(iter(pose_set.keys.values())).pose
        return pose_set.view is View.SIDE and abs(first.lumbar) < 45.0
