"""The shapes a figure is made of, as painter paths in body heights with y up.

Each is one outline, not a heap of overlapping parts: Qt's rasteriser is ten times quicker with those, and
there are no seams. Filling them under a scaling transform is slow too, so they are mapped to pixels first.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import acos, atan2, cos, degrees, dist, hypot, pi, radians, sin

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainterPath, QTransform

from backbreak.core.figure import Point

Shapes = list[tuple[QPainterPath, QColor]]
"""Outlines and their colours, in painting order."""


def along(a: Point, b: Point, share: float) -> Point:
    """Give the point a share of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def away(origin: Point, direction_deg: float, length: float) -> Point:
    """Give the point `length` away in a direction."""
    angle = radians(direction_deg)
    return (origin[0] + length * cos(angle), origin[1] + length * sin(angle))


def toward(a: Point, b: Point, scale: float = 1.0) -> QTransform:
    """Give the way from a shape that lies along +x at the origin to one that lies from a towards b."""
    length = dist(a, b) or 1e-9
    c, s = (b[0] - a[0]) / length * scale, (b[1] - a[1]) / length * scale
    return QTransform(c, s, -s, c, a[0], a[1])


def limb(points: Sequence[Point], radii: Sequence[float]) -> QPainterPath:
    """Give the outline of flesh around bones from joint to joint, as thick as the radii, with round ends.

    It runs down the right side and back up the left; round the outside of a bent joint, through its centre on
    the inside, as a pen does.
    """
    rights, lefts = [], []
    for index in range(len(points) - 1):
        (ax, ay), (bx, by) = points[index], points[index + 1]
        across, up = bx - ax, by - ay
        narrows = (radii[index] - radii[index + 1]) / (hypot(across, up) or 1e-9)
        heading, touch = atan2(up, across), acos(max(-1.0, min(1.0, narrows)))
        rights.append(heading - touch)
        lefts.append(heading + touch)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    _arc(path, points[0], radii[0], lefts[0], 2 * pi - (lefts[0] - rights[0]), begins=True)
    for index in range(1, len(points) - 1):
        _turn(path, points[index], radii[index], rights[index - 1], rights[index])
    _arc(path, points[-1], radii[-1], rights[-1], lefts[-1] - rights[-1])
    for index in range(len(points) - 2, 0, -1):
        _turn(path, points[index], radii[index], lefts[index], lefts[index - 1])
    path.closeSubpath()
    return path


def smooth(outline: Sequence[Point]) -> QPainterPath:
    """Give the closed curve through all points without corners (a Catmull-Rom spline)."""
    count = len(outline)
    path = QPainterPath()
    path.moveTo(*outline[0])
    for index in range(count):
        (before_x, before_y), (start_x, start_y) = outline[index - 1], outline[index]
        (end_x, end_y), (after_x, after_y) = outline[(index + 1) % count], outline[(index + 2) % count]
        path.cubicTo(
            start_x + (end_x - before_x) / 6,
            start_y + (end_y - before_y) / 6,
            end_x - (after_x - start_x) / 6,
            end_y - (after_y - start_y) / 6,
            end_x,
            end_y,
        )
    path.closeSubpath()
    return path


def tube(points: Sequence[Point], radii: Sequence[float], headings: Sequence[float]) -> QPainterPath:
    """Give the smooth outline of a body along a spine, as thick as the radii at its points.

    `headings` are the spine's directions at the points in degrees. Both ends are rounded.
    """
    spine = list(zip(points, headings, radii, strict=True))
    right = [away(point, heading - 90, radius) for point, heading, radius in spine]
    left = [away(point, heading + 90, radius) for point, heading, radius in reversed(spine)]
    tail = away(points[0], headings[0] + 180, radii[0] * 0.92)
    top = away(points[-1], headings[-1], radii[-1] * 0.92)
    return smooth([tail, *right, top, *left])


def _turn(path: QPainterPath, joint: Point, radius: float, before: float, after: float) -> None:
    """Lead the outline past a joint, from one bone's side to the next one's; directions in radians."""
    bend = (after - before + pi) % (2 * pi) - pi
    if bend >= 0:
        _arc(path, joint, radius, before, bend)
    else:
        x, y = joint
        path.lineTo(x + radius * cos(before), y + radius * sin(before))
        path.lineTo(x, y)
        path.lineTo(x + radius * cos(after), y + radius * sin(after))


def _arc(
    path: QPainterPath, centre: Point, radius: float, start: float, sweep: float, begins: bool = False
) -> None:
    # Qt counts angles in degrees with y down; here y is up, hence the signs.
    box = (centre[0] - radius, centre[1] - radius, 2 * radius, 2 * radius)
    if begins:
        path.arcMoveTo(*box, -degrees(start))
    path.arcTo(*box, -degrees(start), -degrees(sweep))
