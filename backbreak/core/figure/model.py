"""The figure as values: a body, its key poses, and a skeleton ready to be drawn.

Lengths are in body heights, x to the right, y up, the floor at 0. Angles are absolute directions in degrees,
counter-clockwise from +x. `near` limbs are the figure's right ones; the other side of an exercise is the same
picture mirrored by the painter, which swaps left and right the way a body does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from backbreak.core.errors import BackbreakError

Point = tuple[float, float]
Rect = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class PoseError(BackbreakError):
    """A pose file that cannot be used; the message names pose, key and value."""


class View(StrEnum):
    """Where the figure is seen from."""

    SIDE = "side"
    FRONT = "front"
    BACK = "back"


class Sides(StrEnum):
    """How the other side of an exercise is shown."""

    SWAP = "swap"
    """Alternating reps: one picture, each side has its own path of keys."""
    MIRROR = "mirror"
    """Grouped reps: the base shows the right side, the left is the mirrored picture."""
    NONE = "none"


class LimbName(StrEnum):
    """The four limbs; near is the figure's right."""

    ARM_NEAR = "arm_near"
    ARM_FAR = "arm_far"
    LEG_NEAR = "leg_near"
    LEG_FAR = "leg_far"

    @property
    def is_arm(self) -> bool:
        """Tell arms from legs."""
        return self in (LimbName.ARM_NEAR, LimbName.ARM_FAR)

    @property
    def is_near(self) -> bool:
        """Tell the figure's right limbs from its left ones."""
        return self in (LimbName.ARM_NEAR, LimbName.LEG_NEAR)


@dataclass(frozen=True, slots=True)
class Limb:
    """Directions of a limb's three bones in degrees: upper arm, forearm, hand; or thigh, shank, foot."""

    upper: float
    lower: float
    end: float


@dataclass(frozen=True, slots=True)
class Pose:
    """One position of the whole body."""

    pelvis: Point
    lumbar: float
    chest: float
    neck: float
    limbs: Mapping[LimbName, Limb]


@dataclass(frozen=True, slots=True)
class Pin:
    """A wrist or an ankle that stays where it is while the body moves.

    `bend` is +1 when elbow or knee lies to the left of the line from root to `at`, -1 when to its right.
    """

    limb: LimbName
    at: Point
    bend: int


@dataclass(frozen=True, slots=True)
class Trail:
    """A joint whose path is drawn as an arrow, `offset` to the left of the path so that it stays visible."""

    joint: str
    offset: float


@dataclass(frozen=True, slots=True)
class Key:
    """A key pose with what holds and moves on the way to it."""

    pose: Pose
    pins: tuple[Pin, ...] = ()
    active: tuple[LimbName, ...] = ()
    trails: tuple[Trail, ...] = ()


@dataclass(frozen=True, slots=True)
class PoseSet:
    """Everything the figure does in one exercise."""

    id: str
    view: View
    sides: Sides
    frame: Rect
    mat: tuple[float, float] | None
    sofa: float | None
    keys: Mapping[str, Key]
    paths: Mapping[str, tuple[str, ...]]

    def path_for(self, side: str | None) -> str:
        """Name the path of keys that shows a side; the first path when sides share one."""
        return side if side is not None and side in self.paths else next(iter(self.paths))


@dataclass(frozen=True, slots=True)
class Bones:
    """Lengths, in body heights."""

    lumbar: float
    chest: float
    neck: float
    upper_arm: float
    forearm: float
    hand: float
    thigh: float
    shank: float
    foot: float
    shoulder_drop: float
    shoulder_half: float
    hip_half: float
    front_foot: float


@dataclass(frozen=True, slots=True)
class Radii:
    """Half thicknesses, in body heights."""

    pelvis: float
    waist: float
    chest: float
    shoulder: float
    neck: float
    head: float
    hip: float
    knee: float
    ankle: float
    toe: float
    arm: float
    elbow: float
    wrist: float
    hand: float


@dataclass(frozen=True, slots=True)
class Poses:
    """The body and all its pose sets, as read from poses.toml."""

    bones: Bones
    radii: Radii
    sets: Mapping[str, PoseSet]

    def of(self, pose_id: str) -> PoseSet:
        """Give a pose set by its id; raises PoseError when there is none."""
        try:
            return self.sets[pose_id]
        except KeyError:
            known = ", ".join(self.sets)
            there = {"id": pose_id, "known": known}
            raise PoseError('poses.toml: there is no pose "%(id)s"; there are %(known)s', **there) from None


@dataclass(frozen=True, slots=True)
class LimbJoints:
    """Where a limb's joints are: shoulder, elbow, wrist, fingertip; or hip, knee, ankle, toe."""

    root: Point
    mid: Point
    end: Point
    tip: Point


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Where every joint of a pose is, and the directions the painter needs."""

    view: View
    pelvis: Point
    waist: Point
    neck: Point
    head: Point
    lumbar_deg: float
    chest_deg: float
    neck_deg: float
    limbs: Mapping[LimbName, LimbJoints]

    def joint(self, name: str) -> Point:
        """Find a joint by name: "head", or "arm_near.tip" with root, mid, end or tip."""
        limb, dot, part = name.partition(".")
        points = self.limbs[LimbName(limb)] if dot else self
        found: Point = getattr(points, part or limb)
        return found

    def points(self) -> dict[str, Point]:
        """Give every joint by name."""
        found = {name: self.joint(name) for name in ("pelvis", "waist", "neck", "head")}
        for limb in self.limbs:
            for part in ("root", "mid", "end", "tip"):
                found[f"{limb}.{part}"] = self.joint(f"{limb}.{part}")
        return found
