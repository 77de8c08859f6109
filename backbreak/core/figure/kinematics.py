"""From angles to joints: blending poses, keeping hands and feet where they are, breathing.

Pure geometry over `model`, in its units: body heights and degrees. A frame costs a few dozen sines.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from math import acos, atan2, cos, degrees, hypot, pi, radians, sin

from .model import Bones, Limb, LimbJoints, LimbName, Pin, Point, Pose, Skeleton, View

_ARMS = (LimbName.ARM_NEAR, LimbName.ARM_FAR)
_LEGS = (LimbName.LEG_NEAR, LimbName.LEG_FAR)
BREATH_DEG = 0.4
BREATH_S = 4.0
BREATH_STEP_DEG = 0.02
"""Steps too small to be seen; a breathing figure need not be painted anew in every frame."""


def ease(progress: float) -> float:
    """Turn even time into a movement that starts and ends softly; both run from 0 to 1."""
    return 0.5 - 0.5 * cos(pi * min(1.0, max(0.0, progress)))


def between(a: float, b: float, share: float) -> float:
    """Go a share of the way from a to b."""
    return a + (b - a) * share


def turn(a_deg: float, b_deg: float, share: float) -> float:
    """Go a share of the way between two directions, by the shorter arc."""
    return a_deg + ((b_deg - a_deg + 180.0) % 360.0 - 180.0) * share


def reach(origin: Point, direction_deg: float, length: float) -> Point:
    """Give the point that lies `length` away in a direction."""
    angle = radians(direction_deg)
    return (origin[0] + length * cos(angle), origin[1] + length * sin(angle))


def direction(a: Point, b: Point) -> float:
    """Give the direction from a to b in degrees."""
    return degrees(atan2(b[1] - a[1], b[0] - a[0]))


def blend(a: Pose, b: Pose, share: float) -> Pose:
    """Give the pose a share of the way from a to b, every direction by its shorter arc."""
    limbs = {}
    for name, limb in a.limbs.items():
        other = b.limbs[name]
        limbs[name] = limb if limb == other else _blended(limb, other, share)
    return Pose(
        pelvis=(between(a.pelvis[0], b.pelvis[0], share), between(a.pelvis[1], b.pelvis[1], share)),
        lumbar=turn(a.lumbar, b.lumbar, share),
        chest=turn(a.chest, b.chest, share),
        neck=turn(a.neck, b.neck, share),
        limbs=limbs,
    )


def _blended(a: Limb, b: Limb, share: float) -> Limb:
    return Limb(turn(a.upper, b.upper, share), turn(a.lower, b.lower, share), turn(a.end, b.end, share))


def breath_steps(seconds: float, length_s: float) -> int:
    """Tell how far the chest is raised or sunk by a breath, from nothing at 0 s to nothing at `length_s`."""
    rise = min(1.0, max(0.0, seconds), max(0.0, length_s - seconds))
    tilt = BREATH_DEG * ease(rise) * sin(2 * pi * seconds / BREATH_S)
    return round(tilt / BREATH_STEP_DEG)


def breathe(pose: Pose, steps: int) -> Pose:
    """Raise or sink the chest, by less than half a degree in all."""
    return replace(pose, chest=pose.chest + steps * BREATH_STEP_DEG)


def bend_to(root: Point, target: Point, upper: float, lower: float, bend: int) -> tuple[float, float]:
    """Solve two bones so that the second ends at the target; returns both directions in degrees.

    A target out of reach is approached with the limb stretched. `bend` as in `Pin`.
    """
    distance = hypot(target[0] - root[0], target[1] - root[1])
    distance = max(1e-6, min(distance, (upper + lower) * 0.99999))
    line = direction(root, target)
    cosine = (upper * upper + distance * distance - lower * lower) / (2 * upper * distance)
    first = line + bend * degrees(acos(max(-1.0, min(1.0, cosine))))
    return first, direction(reach(root, first, upper), reach(root, line, distance))


def pinned(pose: Pose, bones: Bones, view: View, pins: Collection[Pin]) -> Pose:
    """Solve the pinned limbs of a pose anew, so that hands and feet do not slide."""
    if not pins:
        return pose
    roots = _roots(pose, bones, view, _spine(pose, bones)[1])
    limbs = dict(pose.limbs)
    for pin in pins:
        upper, lower, _ = _lengths(bones, pin.limb, view)
        first, second = bend_to(roots[pin.limb], pin.at, upper, lower, pin.bend)
        limbs[pin.limb] = Limb(first, second, limbs[pin.limb].end)
    return replace(pose, limbs=limbs)


def skeleton(pose: Pose, bones: Bones, view: View) -> Skeleton:
    """Place every joint of a pose."""
    waist, neck = _spine(pose, bones)
    roots = _roots(pose, bones, view, neck)
    limbs = {}
    for name, limb in pose.limbs.items():
        upper, lower, end = _lengths(bones, name, view)
        mid = reach(roots[name], limb.upper, upper)
        wrist = reach(mid, limb.lower, lower)
        limbs[name] = LimbJoints(roots[name], mid, wrist, reach(wrist, limb.end, end))
    return Skeleton(
        view=view,
        pelvis=pose.pelvis,
        waist=waist,
        neck=neck,
        head=reach(neck, pose.neck, bones.neck),
        lumbar_deg=pose.lumbar,
        chest_deg=pose.chest,
        neck_deg=pose.neck,
        limbs=limbs,
    )


def _lengths(bones: Bones, limb: LimbName, view: View) -> tuple[float, float, float]:
    if limb in _ARMS:
        return bones.upper_arm, bones.forearm, bones.hand
    # A foot that points at the viewer is foreshortened.
    return bones.thigh, bones.shank, bones.foot if view is View.SIDE else bones.front_foot


def _spine(pose: Pose, bones: Bones) -> tuple[Point, Point]:
    """Find waist and neck."""
    waist = reach(pose.pelvis, pose.lumbar, bones.lumbar)
    return waist, reach(waist, pose.chest, bones.chest)


def _roots(pose: Pose, bones: Bones, view: View, neck: Point) -> dict[LimbName, Point]:
    """Find shoulders and hips: from the side both of a pair coincide, from the front they stand apart."""
    if view is View.SIDE:
        shoulder = reach(neck, pose.chest + 180.0, bones.shoulder_drop)
        return dict.fromkeys(_ARMS, shoulder) | dict.fromkeys(_LEGS, pose.pelvis)
    shoulder = reach(neck, pose.chest + 180.0, bones.shoulder_drop * 2 / 3)
    return {
        LimbName.ARM_NEAR: reach(shoulder, pose.chest + 90.0, bones.shoulder_half),
        LimbName.ARM_FAR: reach(shoulder, pose.chest - 90.0, bones.shoulder_half),
        LimbName.LEG_NEAR: reach(pose.pelvis, pose.lumbar + 90.0, bones.hip_half),
        LimbName.LEG_FAR: reach(pose.pelvis, pose.lumbar - 90.0, bones.hip_half),
    }
