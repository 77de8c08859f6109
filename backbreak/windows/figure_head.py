"""The figure's head, drawn once in units of its own radius and stamped wherever the neck carries it.

Locally the crown is up (+y) and the face looks towards +x when seen from the side.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPainterPathStroker, QTransform

from backbreak.core.figure import Point, View
from backbreak.windows.figure_shapes import Shapes, away, toward
from backbreak.windows.palettes import Palette, mix

_SHADE = QColor("#8A5A44")


@dataclass(frozen=True, slots=True)
class Head:
    """The parts of a head seen from one side, each a path and its colour, in painting order."""

    parts: tuple[tuple[QPainterPath, QColor], ...]

    def at(self, centre: Point, crown_deg: float, radius: float, transform: QTransform) -> Shapes:
        """Place it; centre, direction of the crown and radius are in body heights."""
        place = toward(centre, away(centre, crown_deg - 90.0, 1.0), radius) * transform
        return [(place.map(path), colour) for path, colour in self.parts]


def head_for(view: View, palette: Palette) -> Head:
    """Make the head for a view in a palette's colours."""
    colours = palette.figure
    shade = mix(colours.skin, _SHADE, 0.30)
    if view is View.SIDE:
        parts = [
            (_oval(0, 0, 0.88, 1.0), colours.skin),
            (_oval(0.86, -0.13, 0.16, 0.14), colours.skin),
            (_side_hair(), colours.hair),
            (_oval(-0.06, -0.12, 0.13, 0.18), shade),
            (_oval(0.56, 0.06, 0.075, 0.085), colours.hair),
        ]
        return Head(tuple(parts))
    ears = [(_oval(x, -0.10, 0.13, 0.19), shade) for x in (-0.87, 0.87)]
    if view is View.BACK:
        return Head(((_oval(0, 0, 0.88, 1.0), colours.skin), *ears, (_back_hair(), colours.hair)))
    eyes = [(_oval(x, -0.08, 0.08, 0.095), colours.hair) for x in (-0.32, 0.32)]
    face = [(_oval(0, 0, 0.88, 1.0), colours.skin), *ears, (_front_hair(), colours.hair), *eyes]
    return Head((*face, (_mouth(), mix(colours.skin, _SHADE, 0.6))))


def _oval(x: float, y: float, width: float, height: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), width, height)
    return path


def _mouth() -> QPainterPath:
    """A smile as an outline, so that it is filled like everything else."""
    smile = QPainterPath()
    box = QRectF(-0.26, -0.58, 0.52, 0.38)
    smile.arcMoveTo(box, 20)
    smile.arcTo(box, 20, 140)
    pen = QPainterPathStroker()
    pen.setWidth(0.085)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setCurveThreshold(0.01)
    return pen.createStroke(smile)


def _side_hair() -> QPainterPath:
    """From the forehead over the crown to the nape, round the ear, and back along the hairline."""
    path = QPainterPath(QPointF(0.66, 0.66))
    path.cubicTo(0.40, 1.12, -0.40, 1.24, -0.80, 0.74)
    path.cubicTo(-1.14, 0.30, -1.10, -0.34, -0.74, -0.74)
    path.cubicTo(-0.60, -0.82, -0.44, -0.72, -0.36, -0.52)
    path.cubicTo(-0.28, -0.24, -0.30, 0.04, -0.10, 0.18)
    path.cubicTo(0.06, 0.26, 0.20, 0.20, 0.26, 0.34)
    path.cubicTo(0.32, 0.52, 0.48, 0.58, 0.66, 0.66)
    return path


def _front_hair() -> QPainterPath:
    path = QPainterPath(QPointF(-0.93, -0.06))
    path.cubicTo(-1.06, 0.66, -0.62, 1.14, 0.0, 1.12)
    path.cubicTo(0.62, 1.14, 1.06, 0.66, 0.93, -0.06)
    path.cubicTo(0.84, 0.26, 0.74, 0.40, 0.52, 0.50)
    path.cubicTo(0.20, 0.60, -0.30, 0.56, -0.52, 0.46)
    path.cubicTo(-0.74, 0.36, -0.84, 0.22, -0.93, -0.06)
    return path


def _back_hair() -> QPainterPath:
    path = QPainterPath(QPointF(-0.90, -0.22))
    path.cubicTo(-1.10, 0.66, -0.62, 1.14, 0.0, 1.12)
    path.cubicTo(0.62, 1.14, 1.10, 0.66, 0.90, -0.22)
    path.cubicTo(0.82, -0.72, 0.36, -0.86, 0.0, -0.86)
    path.cubicTo(-0.36, -0.86, -0.82, -0.72, -0.90, -0.22)
    return path
