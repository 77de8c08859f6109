"""The figure as cells of text: the skeleton of any second, drawn with flesh, floor, mat and sofa.

The same film the window shows, in the eight dots of a braille sign or the two halves of a block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from math import cos, dist, radians, sin
from operator import or_

from backbreak.cli.player.glyphs import Pixels
from backbreak.cli.player.raster import Canvas
from backbreak.cli.player.rows import ACTIVE, GROUND, PLAIN, Row
from backbreak.core.figure import FigureFrame, LimbName, Picture, Point, Radii, Rect, View

BELOW = 0.05
"""How much of the ground below the floor is shown, in body heights."""
ARROWS_FROM = 0.4
_GLOWS_FROM = 0.3
_HALF_WAIST = 0.07
_SIDE = ("arm_far", "leg_far", "head", "trunk", "leg_near", "arm_near")
_FRONT = ("leg_near", "leg_far", "head", "trunk", "arm_near", "arm_far")
_BRAILLE = tuple((one | two << 3, one << 1 | two << 4, one << 2 | two << 5, one << 6 | two << 7)
                 for two in (0, 1) for one in (0, 1))  # fmt: skip
"""For the pixels of a row of a cell, 0 to 3, the dots they are in each of its four rows."""


def draw(frame: FigureFrame, radii: Radii, columns: int, rows: int, pixels: Pixels) -> list[Row]:
    """Draw a frame as so many rows of so many cells."""
    wide, high = (2, 4) if pixels == "braille" else (1, 2)
    canvas = Canvas(columns * wide, rows * high)
    picture = frame.leaving if frame.leaving is not None and frame.arrived < 0.5 else frame.picture
    _Painter(canvas, radii, frame.camera, picture).paint()
    if frame.arrows and frame.arrows_strength > ARROWS_FROM:
        _Painter(canvas, radii, frame.camera, picture, mirrored=False).arrows(frame.arrows)
    cells = _braille if pixels == "braille" else _halves
    return [cells(canvas, row, columns) for row in range(rows)]


@dataclass(slots=True)
class _Painter:
    """Puts one picture on a canvas; body heights become pixels in `_at`."""

    canvas: Canvas
    radii: Radii
    camera: Rect
    picture: Picture
    mirrored: bool | None = None
    scale: float = 0.0
    left: float = 0.0
    floor: float = 0.0

    def __post_init__(self) -> None:
        left, bottom, right, top = self.camera
        bottom = max(bottom, -BELOW)
        self.scale = min(self.canvas.width / (right - left), self.canvas.height / (top - bottom))
        self.floor = (self.canvas.height + self.scale * (top + bottom)) / 2
        self.left = (self.canvas.width - self.scale * (right - left)) / 2 - self.scale * left
        if self.mirrored is None:
            self.mirrored = self.picture.mirrored

    def paint(self) -> None:
        self._ground()
        for part in _SIDE if self.picture.view is View.SIDE else _FRONT:
            match part:
                case "head":
                    self._head()
                case "trunk":
                    self._trunk()
                case _:
                    self._limb(LimbName(part))

    def arrows(self, arrows: Sequence[Sequence[Point]]) -> None:
        """The way of the joints as dotted lines with a head."""
        for arrow in arrows:
            points = [self._at(point) for point in arrow]
            if sum(dist(a, b) for a, b in pairwise(points)) < 4:
                continue
            self.canvas.paint(self.canvas.dots(_spaced(points, 2.5)), active=True)
            self.canvas.paint(self.canvas.dots(_arrow_head(points)), active=True)

    def _at(self, point: Point) -> Point:
        x = -point[0] if self.mirrored else point[0]
        return (self.left + self.scale * x, self.floor - self.scale * point[1])

    def _flesh(self, joints: Sequence[Point], radii: Sequence[float]) -> list[int]:
        return self.canvas.flesh([self._at(one) for one in joints], [self.scale * one for one in radii])

    def _limb(self, name: LimbName) -> None:
        limb, r = self.picture.skeleton.limbs[name], self.radii
        joints = (limb.root, limb.mid, limb.end, limb.tip)
        thick = (r.arm, r.elbow, r.wrist, r.hand) if name.is_arm else (r.hip, r.knee, r.ankle, r.toe)
        active = self.picture.glow.get(name, 0.0) > _GLOWS_FROM
        far = self.picture.view is View.SIDE and not name.is_near
        self.canvas.paint(self._flesh(joints, thick), active=active, pale=far and not active)

    def _head(self) -> None:
        shape, radius = self.picture.skeleton, self.radii.head
        mask = self._flesh((shape.neck, shape.head), (self.radii.neck, self.radii.neck))
        head = self._flesh((shape.head, shape.head), (radius, radius))
        if self.picture.view is View.SIDE:
            nose = _away(shape.head, shape.neck_deg - 100, radius)
            head = _both(head, self._flesh((nose, nose), (radius * 0.28, radius * 0.28)))
        self.canvas.paint(_both(mask, head))

    def _trunk(self) -> None:
        shape, r = self.picture.skeleton, self.radii
        if self.picture.view is View.SIDE:
            ribs = _between(shape.waist, shape.neck, 0.6)
            top = _between(shape.waist, shape.neck, 0.94)
            joints = (shape.pelvis, shape.waist, ribs, top)
            self.canvas.paint(self._flesh(joints, (r.pelvis, r.waist, r.chest, r.shoulder)))
            return
        near, far = shape.limbs[LimbName.ARM_NEAR], shape.limbs[LimbName.ARM_FAR]
        hips = [shape.limbs[name].root for name in (LimbName.LEG_NEAR, LimbName.LEG_FAR)]
        waist = [
            _away(shape.waist, (shape.chest_deg + shape.lumbar_deg) / 2 + side, 0.07) for side in (90, -90)
        ]
        trunk = self.canvas.polygon(
            [self._at(one) for one in (near.root, waist[0], hips[0], hips[1], waist[1], far.root)]
        )
        for seam, thick in (
            ([near.root, far.root], r.arm),
            ([near.root, waist[0]], r.arm),
            ([far.root, waist[1]], r.arm),
            (hips, r.hip),
        ):
            trunk = _both(trunk, self._flesh(seam, (thick, thick)))
        self.canvas.paint(trunk)

    def _ground(self) -> None:
        left, _, right, _ = self.camera
        edge = -1 if self.mirrored else 1
        self._box(edge * left, edge * right, -0.5 / self.scale, 0.0)
        if self.picture.mat is not None:
            self._box(*self.picture.mat, -0.03, 0.0)
        if self.picture.sofa is not None:
            x = self.picture.sofa
            self._box(x, x + 0.66, 0.16, 0.34)
            self._box(x + 0.03, x + 0.06, 0.0, 0.16)
            self._box(x + 0.3, x + 0.66, 0.34, 0.58)

    def _box(self, left: float, right: float, bottom: float, top: float) -> None:
        corners = ((left, bottom), (right, bottom), (right, top), (left, top))
        self.canvas.lay(self.canvas.polygon([self._at(one) for one in corners]))


def _braille(canvas: Canvas, row: int, columns: int) -> Row:
    lines = range(4 * row, 4 * row + 4)
    both = [canvas.body[y] | canvas.ground[y] for y in lines]
    active = (
        canvas.active[lines[0]] | canvas.active[lines[1]] | canvas.active[lines[2]] | canvas.active[lines[3]]
    )
    if not any(both):
        return Row.blank(columns)
    body, active = _any(canvas.body[y] for y in lines), _any(canvas.active[y] for y in lines)
    one, two, three, four = both
    signs = []
    for shift in range(0, 2 * columns, 2):
        dots = (
            _BRAILLE[one >> shift & 3][0]
            | _BRAILLE[two >> shift & 3][1]
            | _BRAILLE[three >> shift & 3][2]
            | _BRAILLE[four >> shift & 3][3]
        )
        signs.append(chr(0x2800 + dots) if dots else " ")
    return Row("".join(signs), _styles(body, active, columns, lambda bits, column: bits >> 2 * column & 3))


def _halves(canvas: Canvas, row: int, columns: int) -> Row:
    above, below = (canvas.body[y] | canvas.ground[y] for y in (2 * row, 2 * row + 1))
    signs = (" ▀▄█"[above >> column & 1 | (below >> column & 1) << 1] for column in range(columns))
    body = canvas.body[2 * row] | canvas.body[2 * row + 1]
    active = canvas.active[2 * row] | canvas.active[2 * row + 1]
    return Row("".join(signs), _styles(body, active, columns, lambda bits, column: bits >> column & 1))


def _styles(body: int, active: int, columns: int, of: Callable[[int, int], int]) -> str:
    if not active and not body:
        return GROUND * columns
    return "".join(
        ACTIVE if of(active, column) else PLAIN if of(body, column) else GROUND for column in range(columns)
    )


def _any(rows: Iterable[int]) -> int:
    return reduce(or_, rows)


def _both(one: list[int], other: list[int]) -> list[int]:
    return [a | b for a, b in zip(one, other, strict=True)]


def _between(a: Point, b: Point, share: float) -> Point:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def _away(origin: Point, direction_deg: float, length: float) -> Point:
    angle = radians(direction_deg)
    return (origin[0] + length * cos(angle), origin[1] + length * sin(angle))


def _spaced(points: Sequence[Point], gap: float) -> list[Point]:
    """Points along a line, so many pixels apart."""
    found, left = [points[0]], gap
    for a, b in pairwise(points):
        length = dist(a, b)
        while left <= length:
            found.append(_between(a, b, left / length))
            left += gap
        left -= length
    return found


def _arrow_head(points: Sequence[Point]) -> list[Point]:
    """The two strokes at the end of a line, three pixels long."""
    tip = points[-1]
    back = next((one for one in reversed(points) if dist(one, tip) >= 3), points[0])
    length = max(dist(back, tip), 1e-6)
    way = ((back[0] - tip[0]) / length, (back[1] - tip[1]) / length)
    strokes = [tip]
    for side in (0.6, -0.6):
        turned = (way[0] * cos(side) - way[1] * sin(side), way[0] * sin(side) + way[1] * cos(side))
        strokes += [(tip[0] + turned[0] * step, tip[1] + turned[1] * step) for step in (1, 2, 3)]
    return strokes
