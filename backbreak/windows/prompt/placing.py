"""Where the card goes: the lower right of the screen the pointer is on, clear of panels."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QCursor, QGuiApplication

MARGIN_PX = 20


def corner(size: QSize) -> QPoint:
    """The card's upper left corner. On Wayland the compositor decides and this is without effect."""
    screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
    return lower_right(screen.availableGeometry(), size)


def lower_right(area: QRect, size: QSize) -> QPoint:
    """The corner of a rectangle, but never above or left of it, however small it is."""
    x = area.x() + area.width() - size.width() - MARGIN_PX
    y = area.y() + area.height() - size.height() - MARGIN_PX
    return QPoint(max(area.x(), x), max(area.y(), y))
