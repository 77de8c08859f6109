"""The shapes a figure is made of, as painter paths in body heights with y up.

Each is one outline, not a heap of overlapping parts: Qt's rasteriser is ten times quicker with those, and
there are no seams. Filling them under a scaling transform is slow too, so they are mapped to pixels first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import acos, atan2, cos, degrees, dist, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath

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


def limb(points: Sequence[Point], radii: Sequence[float]) -> QPainterPath:
    """Give the outline of flesh around bones from joint to joint, as thick as the radii, with round ends.

    It runs down the right side and back up the left; round the outside of a bent joint, through its centre on
    the inside, as a pen does.
    """
    rights, lefts = [], []
    for (a, b), (thick, thin) in zip(pairwise(points), pairwise(radii), strict=True):
        heading = degrees(atan2(b[1] - a[1], b[0] - a[0]))
        touch = degrees(acos(max(-1.0, min(1.0, (thick - thin) / max(dist(a, b), 1e-9)))))
        rights.append(heading - touch)
        lefts.append(heading + touch)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.moveTo(*away(points[0], lefts[0], radii[0]))
    _arc(path, points[0], radii[0], lefts[0], 360.0 - (lefts[0] - rights[0]))
    for joint, radius, before, after in zip(points[1:], radii[1:], rights, rights[1:], strict=False):
        _turn(path, joint, radius, before, after)
    _arc(path, points[-1], radii[-1], rights[-1], lefts[-1] - rights[-1])
    back = list(zip(points[1:-1], radii[1:-1], pairwise(lefts), strict=True))
    for joint, radius, (after, before) in reversed(back):
        _turn(path, joint, radius, before, after)
    path.closeSubpath()
    return path


def smooth(outline: Sequence[Point]) -> QPainterPath:
    """Give the closed curve through all points without corners (a Catmull-Rom spline)."""
    count = len(outline)
    path = QPainterPath(QPointF(*outline[0]))
    for index in range(count):
        before, start = outline[index - 1], outline[index]
        end, after = outline[(index + 1) % count], outline[(index + 2) % count]
        path.cubicTo(
            QPointF(start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6),
            QPointF(end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6),
            QPointF(*end),
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


def _turn(path: QPainterPath, joint: Point, radius: float, before_deg: float, after_deg: float) -> None:
    """Lead the outline past a joint, from one bone's side to the next one's."""
    bend = (after_deg - before_deg + 180.0) % 360.0 - 180.0
    if bend >= 0:
        _arc(path, joint, radius, before_deg, bend)
    else:
        path.lineTo(*away(joint, before_deg, radius))
        path.lineTo(*joint)
        path.lineTo(*away(joint, after_deg, radius))


def _arc(path: QPainterPath, centre: Point, radius: float, start_deg: float, sweep_deg: float) -> None:
    box = QRectF(centre[0] - radius, centre[1] - radius, 2 * radius, 2 * radius)
    # Qt counts angles with y down; here y is up, hence the signs.
    path.arcTo(box, -start_deg, -sweep_deg)
