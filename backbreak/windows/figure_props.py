"""What stands around the figure: floor, mat, sofa, and the arrows that show a movement."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import atan2, degrees, dist

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from backbreak.core.figure import Picture, Point, Rect
from backbreak.windows.figure_shapes import away
from backbreak.windows.palettes import Palette, Theme, mix

_ARROW_WIDTH = 0.013
_ARROW_HEAD = 0.045
ARROW_REACH = _ARROW_HEAD + _ARROW_WIDTH
"""How far an arrow reaches beyond the points of its way."""
_SHORTEST_ARROW = 0.05
_EDGE_WIDTH = 0.006
_WHITE = QColor("#FFFFFF")


def paint_floor(painter: QPainter, palette: Palette, visible: Rect) -> None:
    """Fill everything below the floor line."""
    left, bottom, right, _ = visible
    painter.fillRect(QRectF(left, bottom, right - left, -bottom), palette.figure.floor)
    painter.fillRect(QRectF(left, -_EDGE_WIDTH, right - left, _EDGE_WIDTH), palette.figure.floor_edge)


def paint_behind(painter: QPainter, palette: Palette, picture: Picture) -> None:
    """Paint what is behind the figure: the mat and the sofa's back. Mirrored by the caller."""
    colours = palette.figure
    painter.setPen(Qt.PenStyle.NoPen)
    if picture.mat is not None:
        left, right = picture.mat
        painter.setBrush(colours.mat)
        painter.drawRoundedRect(QRectF(left, -0.024, right - left, 0.026), 0.013, 0.013)
        painter.setBrush(colours.mat_edge)
        painter.drawRoundedRect(QRectF(left, -0.024, right - left, 0.011), 0.006, 0.006)
    if picture.sofa is not None:
        x = picture.sofa
        painter.fillRect(QRectF(x + 0.03, 0.0, 0.62, 0.16), mix(colours.sofa_back, colours.floor, 0.5))
        painter.setPen(_sofa_edge(palette))
        painter.setBrush(colours.sofa_back)
        painter.drawRoundedRect(QRectF(x + 0.03, 0.30, 0.62, 0.30), 0.06, 0.06)


def paint_before(painter: QPainter, palette: Palette, picture: Picture) -> None:
    """Paint what hides a part of the figure: the sofa's seat and leg. Mirrored by the caller."""
    if picture.sofa is None:
        return
    colours, x = palette.figure, picture.sofa
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.sofa_leg)
    painter.drawRoundedRect(QRectF(x + 0.03, 0.0, 0.03, 0.17), 0.008, 0.008)
    painter.setPen(_sofa_edge(palette))
    painter.setBrush(colours.sofa)
    painter.drawRoundedRect(QRectF(x, 0.150, 0.66, 0.16), 0.035, 0.035)
    painter.setBrush(mix(colours.sofa, _WHITE, 0.16))
    painter.drawRoundedRect(QRectF(x + 0.012, 0.26, 0.64, 0.10), 0.045, 0.045)


def _sofa_edge(palette: Palette) -> QPen:
    """The sofa's colours are dark ones on black: in high contrast it has an outline, as what moves has."""
    return QPen(palette.line, _EDGE_WIDTH) if palette.theme is Theme.CONTRAST else QPen(Qt.PenStyle.NoPen)


def paint_arrow(painter: QPainter, transform: QTransform, points: Sequence[Point], colour: QColor) -> None:
    """Paint an arrow along a path that is already mirrored.

    The painter is in pixels, `transform` leads there from body heights.
    """
    lengths = list(accumulate((dist(a, b) for a, b in pairwise(points)), initial=0.0))
    if lengths[-1] < _SHORTEST_ARROW:
        return
    painter.save()
    width = _ARROW_WIDTH * transform.m11()
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(QPointF(*points[0]))
    for point, following in pairwise(points[1:]):
        path.quadTo(QPointF(*point), (QPointF(*point) + QPointF(*following)) / 2)  # one curve, no corners
    path.lineTo(*points[-1])
    tip = points[-1]
    base = next(point for point, length in zip(points, lengths, strict=True) if length > lengths[-1] - 0.05)
    if base == tip:
        base = points[-2]
    heading = degrees(atan2(tip[1] - base[1], tip[0] - base[0]))
    path.moveTo(*away(tip, heading + 150, _ARROW_HEAD))
    path.lineTo(*tip)
    path.lineTo(*away(tip, heading - 150, _ARROW_HEAD))
    painter.drawPath(transform.map(path))
    painter.restore()
