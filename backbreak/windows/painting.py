"""What controls that paint themselves share: the ring of the keyboard, softer inks, the small arrow."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

from backbreak.windows.measures import CONTROL_RADIUS_PX, FOCUS_PX

_ARROW_PX = 1.6


def thinned(colour: QColor, alpha: float) -> QColor:
    """Give a colour that lets through what is behind it, 0 to 1."""
    thinner = QColor(colour)
    thinner.setAlphaF(alpha)
    return thinner


def is_stark(palette: QPalette) -> bool:
    """Tell whether a palette is that of high contrast, in which nothing may be soft."""
    group = QPalette.ColorGroup.Active
    soft = palette.color(group, QPalette.ColorRole.PlaceholderText)
    return soft == palette.color(group, QPalette.ColorRole.WindowText)


def refused_ink(palette: QPalette) -> QColor:
    """Give the ink of words that cannot be pressed now: soft, and still to be read."""
    group = QPalette.ColorGroup.Active
    soft = palette.color(group, QPalette.ColorRole.PlaceholderText)
    return thinned(soft, 0.6) if is_stark(palette) else soft


def paint_ring(painter: QPainter, widget: QWidget, radius: float = CONTROL_RADIUS_PX + 2) -> None:
    """Paint the ring around a control, if it has the keyboard."""
    if widget.hasFocus():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(widget.palette().color(QPalette.ColorRole.Highlight), FOCUS_PX))
        painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), radius, radius)


def paint_arrow(painter: QPainter, centre: QPointF, arm: float, colour: QColor, *, up: bool = False) -> None:
    """Paint the arrow of what opens: downwards, or upwards where it is open."""
    painter.setPen(QPen(colour, _ARROW_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    down = -1 if up else 1
    tip = centre + QPointF(0, down * arm * 0.5)
    for side in (-1, 1):
        painter.drawLine(tip, centre + QPointF(side * arm, -down * arm * 0.5))
