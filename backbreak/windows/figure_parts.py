"""The parts a figure is made of: outline and colour of each, in body heights with y up, in painting order.

The working limbs are coral, those on the far side paler.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import dist

from PySide6.QtGui import QColor, QPainterPath, QTransform

from backbreak.core.figure import LimbJoints, LimbName, Picture, Point, Radii, Skeleton, View
from backbreak.windows.figure_head import Head, head_for
from backbreak.windows.figure_shapes import Shapes, along, away, limb, smooth, toward, tube
from backbreak.windows.palettes import Palette, Theme, mix

GLOW_STEPS = 16
_EDGE = 0.010
_SHADE = QColor("#8A5A44")
_LIMBS = {name.value: name for name in LimbName}
_ORDERS = {
    View.SIDE: ("arm_far", "leg_far", "head", "torso", "leg_near", "pelvis", "arm_near"),
    View.FRONT: ("leg_near", "leg_far", "head", "torso", "pelvis", "arm_near", "arm_far"),
    View.BACK: ("leg_near", "leg_far", "head", "torso", "pelvis", "arm_near", "arm_far"),
}


def order_of(view: View) -> tuple[str, ...]:
    """Name the parts in painting order, the farthest first."""
    return _ORDERS[view]


def joints_of(picture: Picture, part: str) -> tuple[Point, ...]:
    """Give the joints that a part's outline follows from: when they rest, so does the part."""
    shape = picture.skeleton
    if part == "head":
        return shape.neck, shape.head
    if part == "torso":
        return shape.pelvis, shape.waist, shape.neck
    if part == "pelvis":
        return shape.pelvis, shape.waist
    joints = shape.limbs[_LIMBS[part]]
    return joints.root, joints.mid, joints.end, joints.tip


def glow_of(picture: Picture, part: str) -> int:
    """Give how strongly a part shows the colour of working limbs, in steps from 0 to GLOW_STEPS."""
    name = _LIMBS.get(part)
    return 0 if name is None else round(picture.glow.get(name, 0.0) * GLOW_STEPS)


class Parts:
    """Makes parts in one palette; keeps the mixed colours and the heads it has made."""

    def __init__(self, palette: Palette, radii: Radii) -> None:
        self._palette = palette
        self._radii = radii
        self._tones: dict[tuple[str, bool, int], QColor] = {}
        self._heads: dict[View, Head] = {}
        self._bones: dict[tuple[str, float], QPainterPath] = {}

    def of(self, picture: Picture, part: str, transform: QTransform) -> Shapes:
        """Give the outlines of a part and their colours, in the pixels that `transform` leads to."""
        shape = picture.skeleton
        if part == "head":
            return self._head(shape, transform)
        if part == "torso":
            torso = self._side_torso(shape) if shape.view is View.SIDE else self._front_torso(shape)
            return [(transform.map(torso), self._tone("shirt"))]
        if part == "pelvis":
            return [(self._pelvis(shape, transform), self._tone("trousers"))]
        name = _LIMBS[part]
        far = shape.view is View.SIDE and not name.is_near
        glow = glow_of(picture, part)
        return (self._arm if name.is_arm else self._leg)(shape.limbs[name], far, glow, transform)

    def _rigid(
        self, kind: str, a: Point, b: Point, radii: tuple[float, float], transform: QTransform
    ) -> QPainterPath:
        """Give the outline around one bone, which is the same in every pose but for its place."""
        key = (kind, round(dist(a, b), 4))
        path = self._bones.get(key)
        if path is None:
            path = self._bones[key] = limb(((0.0, 0.0), (dist(a, b), 0.0)), radii)
        return (toward(a, b) * transform).map(path)

    def _tone(self, part: str, far: bool = False, glow: int = 0, most: float = 0.82) -> QColor:
        """Give a part's colour, glowing when it works, mixed towards the ground when it is far."""
        tone = self._tones.get((part, far, glow))
        if tone is None:
            colours = self._palette.figure
            base: QColor = mix(colours.skin, _SHADE, 0.20) if part == "neck" else getattr(colours, part)
            tone = mix(base, colours.active, most * glow / GLOW_STEPS)
            if far:
                tone = mix(tone, self._palette.card, self._palette.far_mix)
            self._tones[(part, far, glow)] = tone
        return tone

    def _leg(self, leg: LimbJoints, far: bool, glow: int, transform: QTransform) -> Shapes:
        radii = self._radii
        sole, inner = (radii.ankle, radii.toe), (radii.ankle - 0.006, radii.toe - 0.006)
        hem = along(leg.mid, leg.end, 0.93)
        joints, thick = (leg.root, leg.mid, hem), (radii.hip, radii.knee, radii.ankle)
        trousers = limb(joints, thick)
        return [
            *self._edge(joints, thick, glow, transform),
            (self._rigid("sole", leg.end, leg.tip, sole, transform), self._tone("shoe_edge", far)),
            (self._rigid("shoe", leg.end, leg.tip, inner, transform), self._tone("shoe", far)),
            (transform.map(trousers), self._tone("trousers", far, glow)),
        ]

    def _arm(self, arm: LimbJoints, far: bool, glow: int, transform: QTransform) -> Shapes:
        radii = self._radii
        joints = (arm.root, arm.mid, arm.end, arm.tip)
        thick = (radii.arm * 0.9, radii.elbow, radii.wrist, radii.hand)
        skin = limb(joints, thick)
        cuff, sleeve = along(arm.root, arm.mid, 0.78), (radii.arm, radii.elbow * 1.18)
        return [
            *self._edge(joints, thick, glow, transform),
            (transform.map(skin), self._tone("skin", far, glow, most=0.35)),
            (self._rigid("sleeve", arm.root, cuff, sleeve, transform), self._tone("shirt", far, glow)),
        ]

    def _edge(
        self, joints: tuple[Point, ...], radii: tuple[float, ...], glow: int, transform: QTransform
    ) -> Shapes:
        """Give what shows round a working limb where colours are not to be relied on."""
        if not glow or self._palette.theme is not Theme.CONTRAST:
            return []
        wider = limb(joints, tuple(radius + _EDGE for radius in radii))
        return [(transform.map(wider), self._palette.text)]

    def _head(self, shape: Skeleton, transform: QTransform) -> Shapes:
        radii = self._radii
        low, high = along(shape.neck, shape.head, -0.1), along(shape.neck, shape.head, 0.7)
        neck = self._rigid("neck", low, high, (radii.neck * 1.1, radii.neck), transform)
        head = self._heads.get(shape.view)
        if head is None:
            head = self._heads[shape.view] = head_for(shape.view, self._palette)
        face = head.at(shape.head, shape.neck_deg, radii.head, transform)
        return [(neck, self._tone("neck")), *face]

    def _pelvis(self, shape: Skeleton, transform: QTransform) -> QPainterPath:
        radii = self._radii
        if shape.view is View.SIDE:
            belt = along(shape.pelvis, shape.waist, 0.30)
            return self._rigid("pelvis", shape.pelvis, belt, (radii.pelvis, radii.pelvis * 0.955), transform)
        up = shape.lumbar_deg
        # Wide enough to take in the round tops of both legs, so that the hips have no corners.
        low = away(shape.pelvis, up + 180, 0.055)
        heights = ((0.64, 0.078), (0.42, 0.094), (0.20, 0.107), (-0.05, 0.1085), (-0.30, 0.100))
        rows = [(along(shape.pelvis, shape.waist, share), half) for share, half in heights]
        rows.append((low, 0.05))
        return transform.map(_outline(rows, up))

    def _side_torso(self, shape: Skeleton) -> QPainterPath:
        radii = self._radii
        ribs = away(along(shape.waist, shape.neck, 0.60), shape.chest_deg - 90, 0.006)
        top = along(shape.waist, shape.neck, 0.94)
        bend = (shape.lumbar_deg + _near(shape.chest_deg, shape.lumbar_deg)) / 2
        return tube(
            (shape.pelvis, along(shape.pelvis, shape.waist, 0.9), ribs, top),
            (radii.pelvis * 0.97, radii.waist * 1.02, radii.chest, radii.shoulder * 1.1),
            (shape.lumbar_deg, bend, shape.chest_deg, shape.chest_deg),
        )

    def _front_torso(self, shape: Skeleton) -> QPainterPath:
        """From the collar over the shoulders down the flanks; each row follows the bone it belongs to."""
        near, far = shape.limbs[LimbName.ARM_NEAR].root, shape.limbs[LimbName.ARM_FAR].root
        shoulders, chest, lumbar = along(near, far, 0.5), shape.chest_deg, shape.lumbar_deg
        half = dist(near, far) / 2
        right, left = [], []
        for centre, heading, width in (
            (away(shape.neck, chest, 0.012), chest, 0.030),
            (away(shoulders, chest, 0.034), chest, half * 0.86),
            (shoulders, chest, half + 0.026),
            (along(shoulders, shape.waist, 0.36), chest, 0.098),
            (along(shoulders, shape.waist, 0.70), chest, 0.082),
            (shape.waist, (chest + lumbar) / 2, 0.070),
            (along(shape.waist, shape.pelvis, 0.5), lumbar, 0.080),
            (along(shape.waist, shape.pelvis, 0.75), lumbar, 0.080),
        ):
            right.append(away(centre, heading + 90, width))
            left.append(away(centre, heading - 90, width))
        return smooth([*right, *reversed(left)])


def _outline(rows: Sequence[tuple[Point, float]], heading_deg: float) -> QPainterPath:
    """Give a smooth outline that is as wide to either side of each point as the row says."""
    right = [away(centre, heading_deg + 90, half) for centre, half in rows]
    left = [away(centre, heading_deg - 90, half) for centre, half in reversed(rows)]
    return smooth([*right, *left])


def _near(angle_deg: float, other_deg: float) -> float:
    """Give the same direction as the number nearest to another one, so that both can be averaged."""
    return other_deg + (angle_deg - other_deg + 180.0) % 360.0 - 180.0
