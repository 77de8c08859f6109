"""How each outcome is painted: a colour and a pattern of its own, so that neither is needed alone."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from backbreak.core.cues import Phase
from backbreak.core.entry import Outcome
from backbreak.windows.palettes import Palette, mix

ORDER = (Outcome.COMPLETED, Outcome.PARTIAL, Outcome.NATURAL, Outcome.SKIPPED, Outcome.MISSED)
"""From the best to the least: how bars are stacked, from below, and how the legend is read."""


def colour_of(outcome: Outcome, palette: Palette) -> QColor:
    """Give an outcome's colour; each stands out from the card by 3 to 1 at least."""
    return {
        Outcome.COMPLETED: palette.accent,
        Outcome.PARTIAL: palette.accent,
        Outcome.NATURAL: palette.phases[Phase.LOWER],
        Outcome.SKIPPED: palette.phases[Phase.LIFT],
        Outcome.MISSED: palette.soft,
    }[outcome]


def paint_mark(painter: QPainter, box: QRectF, outcome: Outcome, palette: Palette, radius: float) -> None:
    """Paint a box: full, half filled with stripes, dotted, crossed by one line a step, or an outline."""
    colour = colour_of(outcome, palette)
    shape = QPainterPath()
    shape.addRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), radius, radius)
    if outcome is Outcome.COMPLETED:
        painter.fillPath(shape, colour)
        return
    painter.save()
    painter.setClipPath(shape)
    if outcome is Outcome.PARTIAL:
        painter.fillPath(shape, mix(palette.card, colour, 0.12))
        _stripes(painter, box, QPen(colour, 2.2), 6.0)
    elif outcome is Outcome.NATURAL:
        painter.fillPath(shape, mix(palette.card, colour, 0.16))
        _dots(painter, box, colour)
    elif outcome is Outcome.SKIPPED:
        painter.fillPath(shape, mix(palette.card, colour, 0.35))
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(colour, 1.5)
    if outcome is Outcome.MISSED:
        pen.setDashPattern([2.2, 1.6])
    painter.setPen(pen)
    painter.drawPath(shape)


def _stripes(painter: QPainter, box: QRectF, pen: QPen, step: float) -> None:
    painter.setPen(pen)
    x = box.left() - box.height()
    while x < box.right():
        painter.drawLine(QLineF(x, box.bottom(), x + box.height(), box.top()))
        x += step


def _dots(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    step, row = 5.5, 0
    y = box.top() + 4.0
    while y < box.bottom():
        x = box.left() + (4.0 if row % 2 == 0 else 4.0 + step / 2)
        while x < box.right():
            painter.drawEllipse(QPointF(x, y), 1.1, 1.1)
            x += step
        y, row = y + step * 0.8, row + 1
