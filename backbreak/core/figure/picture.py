"""What a painter is given: a figure with its props and arrows; a frame may cross-fade two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .kinematics import between, blend, direction, ease, pinned, reach, skeleton
from .model import LimbName, Point, Pose, Poses, PoseSet, Rect, Skeleton, Trail, View

TRAIL_POINTS = 24
GLOW_BY = 0.12
"""The share of the way at which a working limb has its full colour."""


@dataclass(frozen=True, slots=True)
class Stance:
    """A place on a path of keys: `along` 0 is the first key, 1 the last; easier amplitudes stop before 1."""

    pose_id: str
    path: str
    along: float
    mirrored: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """One figure in its place. `mirrored`: flip it, mat and sofa about x = 0 while painting."""

    skeleton: Skeleton
    mirrored: bool
    glow: Mapping[LimbName, float]
    """How strongly each working limb shows its colour, 0 to 1; others are left out."""
    mat: tuple[float, float] | None
    sofa: float | None

    @property
    def view(self) -> View:
        """Where the figure is seen from."""
        return self.skeleton.view


@dataclass(frozen=True, slots=True)
class FigureFrame:
    """One frame of the film. `camera` is what is seen, already mirrored where the picture is.

    While one picture gives way to another `leaving` is the old one and `arrived` the share of the new.
    """

    picture: Picture
    camera: Rect
    leaving: Picture | None = None
    arrived: float = 1.0
    arrows: tuple[tuple[Point, ...], ...] = ()
    arrows_strength: float = 0.0


def progress_along(segments: int, progress: float) -> float:
    """Turn even time into the way along a path, easing into and out of every key."""
    at = min(max(progress, 0.0), 1.0) * segments
    index = min(int(at), segments - 1)
    return (index + ease(at - index)) / segments


def pose_of(poses: Poses, stance: Stance) -> Pose:
    """Give the body at a stance, hands and feet where they are pinned."""
    pose_set = poses.of(stance.pose_id)
    path = pose_set.paths[stance.path]
    at = min(max(stance.along, 0.0), 1.0) * (len(path) - 1)
    index = min(int(at), len(path) - 2)
    before, after = pose_set.keys[path[index]], pose_set.keys[path[index + 1]]
    return pinned(blend(before.pose, after.pose, at - index), poses.bones, pose_set.view, after.pins)


def picture_of(poses: Poses, stance: Stance, pose: Pose | None = None) -> Picture:
    """Give the picture of a stance; `pose` is the body when it breathes or is between stances."""
    pose_set = poses.of(stance.pose_id)
    return Picture(
        skeleton=skeleton(pose or pose_of(poses, stance), poses.bones, pose_set.view),
        mirrored=stance.mirrored,
        glow=_glow(pose_set, stance),
        mat=pose_set.mat,
        sofa=pose_set.sofa,
    )


def camera_of(poses: Poses, stance: Stance) -> Rect:
    """Give what is seen of a stance's exercise, mirrored with it."""
    left, bottom, right, top = poses.of(stance.pose_id).frame
    return (-right, bottom, -left, top) if stance.mirrored else (left, bottom, right, top)


def arrows_of(poses: Poses, pose_id: str, path: str, mirrored: bool) -> tuple[tuple[Point, ...], ...]:
    """Give the ways of the tracked joints from the first key to the last, as lines that get a head."""
    pose_set = poses.of(pose_id)
    trails = pose_set.keys[pose_set.paths[path][-1]].trails
    return tuple(_arrow(poses, pose_set, path, trail, mirrored) for trail in trails)


def still(
    poses: Poses,
    pose_id: str,
    path: str | None = None,
    along: float = 1.0,
    mirrored: bool = False,
    arrows: bool = True,
) -> FigureFrame:
    """Give one unmoving frame, for galleries, cards and the desk page; by default the end position."""
    pose_set = poses.of(pose_id)
    path = path or pose_set.path_for(None)
    stance = Stance(pose_id, path, along, mirrored)
    return FigureFrame(
        picture=picture_of(poses, stance),
        camera=camera_of(poses, stance),
        arrows=arrows_of(poses, pose_id, path, mirrored) if arrows else (),
        arrows_strength=1.0 if arrows else 0.0,
    )


def _glow(pose_set: PoseSet, stance: Stance) -> dict[LimbName, float]:
    active = pose_set.keys[pose_set.paths[stance.path][-1]].active
    strength = ease(stance.along / GLOW_BY)
    return dict.fromkeys(active, strength) if strength > 0 else {}


def _arrow(poses: Poses, pose_set: PoseSet, path: str, trail: Trail, mirrored: bool) -> tuple[Point, ...]:
    way = []
    for i in range(TRAIL_POINTS + 1):
        # The arrow begins a little off the resting limb, where it would be hidden.
        along = between(0.12, 1.0, i / TRAIL_POINTS)
        pose = pose_of(poses, Stance(pose_set.id, path, along, mirrored))
        way.append(skeleton(pose, poses.bones, pose_set.view).joint(trail.joint))
    shifted = []
    for i, point in enumerate(way):
        heading = direction(way[max(0, i - 1)], way[min(TRAIL_POINTS, i + 1)])
        shifted.append(reach(point, heading + 90.0, trail.offset))
    return tuple((-x, y) for x, y in shifted) if mirrored else tuple(shifted)
