"""Small drawings of what an exercise needs: standing room, the floor, a mat, a sofa."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen


def paint_icon(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Draw one into a square, in lines of one colour; what has no drawing is a dot."""
    side = box.width()
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(side / 24.0, side / 24.0)
    round_ends = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(QPen(colour, 1.9, *round_ends))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    known = {"standing": _standing, "floor": _floor, "mat": _mat, "sofa": _sofa, "chair": _chair}
    known.get(name, _dot)(painter)
    painter.restore()


def _lines(painter: QPainter, *lines: tuple[tuple[float, float], ...]) -> None:
    for points in lines:
        path = QPainterPath(QPointF(*points[0]))
        for point in points[1:]:
            path.lineTo(*point)
        painter.drawPath(path)


def _standing(painter: QPainter) -> None:
    """A person on their feet."""
    painter.drawEllipse(QPointF(12, 4.4), 2.4, 2.4)
    _lines(painter, ((12, 9), (12, 15), (9, 22)), ((12, 15), (15, 22)), ((7.5, 14), (12, 9.6), (16.5, 14)))


def _floor(painter: QPainter) -> None:
    """A person lying on the floor's line."""
    painter.drawEllipse(QPointF(4.6, 14.0), 2.3, 2.3)
    _lines(painter, ((9, 15.6), (15, 15.6), (18, 11.6), (21.4, 15.8)), ((2, 20.6), (22, 20.6)))


def _mat(painter: QPainter) -> None:
    """A mat, partly rolled up."""
    _lines(painter, ((6.5, 19.5), (22, 19.5), (22, 16.8), (11.0, 16.8)))
    painter.drawEllipse(QPointF(6.5, 14.2), 5.2, 5.2)
    painter.drawArc(QRectF(4.1, 11.8, 4.8, 4.8), 0, 270 * 16)


def _sofa(painter: QPainter) -> None:
    """A sofa seen from the front."""
    back = QPainterPath()
    back.addRoundedRect(QRectF(4.5, 5, 15, 9), 2.5, 2.5)
    seat = QPainterPath()
    seat.addRoundedRect(QRectF(2, 10.5, 20, 7.5), 2.5, 2.5)
    painter.drawPath(back.subtracted(seat))
    painter.drawPath(seat)
    _lines(painter, ((6.5, 14.2), (17.5, 14.2)), ((5, 18), (5, 20.4)), ((19, 18), (19, 20.4)))


def _chair(painter: QPainter) -> None:
    _lines(painter, ((7, 3), (7, 21)), ((7, 13), (17, 13), (17, 21)))


def _dot(painter: QPainter) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawEllipse(QPointF(12, 12), 2.6, 2.6)
