"""Small choices with their mark inside: one of several (a ring), or this one or not (a square).

Their colours are the palette's alone; what is chosen is told by mark, weight and edge, not by colour only.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from backbreak.windows.keys import pressed_by_enter
from backbreak.windows.look import font
from backbreak.windows.measures import CONTROL_RADIUS_PX, FOCUS_ROOM_PX
from backbreak.windows.painting import is_stark, paint_ring, refused_ink, thinned
from backbreak.windows.palettes import mix
from backbreak.windows.session.scaled import fitted

_PAD_PX, _GAP_PX = 10.0, 7.0
_GROUP = QPalette.ColorGroup.Active


def mark_side(button: QAbstractButton) -> float:
    """Give the side of a mark, as large as the type asks."""
    return round(button.fontMetrics().height() * 0.92)


def ink_of(button: QAbstractButton) -> QColor:
    """Give the colour of words; softer where it cannot be chosen."""
    palette = button.palette()
    ink = palette.color(_GROUP, QPalette.ColorRole.WindowText)
    return ink if button.isEnabled() else refused_ink(palette)


def paint_mark(painter: QPainter, button: QAbstractButton, box: QRectF) -> None:
    """Paint a ring or a square, filled with a dot or a tick where it is chosen."""
    palette, ink = button.palette(), ink_of(button)
    accent = palette.color(_GROUP, QPalette.ColorRole.Highlight)
    ring = isinstance(button, QRadioButton)
    chosen = button.isChecked() and button.isEnabled()
    line = box.adjusted(1, 1, -1, -1)
    edge = accent if chosen or (button.isEnabled() and button.underMouse()) else thinned(ink, 0.75)
    painter.setPen(QPen(edge, 1.5))
    painter.setBrush(accent if chosen else Qt.BrushStyle.NoBrush)
    if ring:
        painter.drawEllipse(line)
    else:
        painter.drawRoundedRect(line, 4, 4)
    if not button.isChecked():
        return
    inner = palette.color(_GROUP, QPalette.ColorRole.HighlightedText) if chosen else ink
    if ring:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(inner)
        dot = box.width() * 0.19
        painter.drawEllipse(box.center(), dot, dot)
    else:
        width = box.width()
        pen = QPen(inner, width * 0.13, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        corners = ((0.28, 0.52), (0.44, 0.68), (0.73, 0.35))
        painter.drawPolyline([box.topLeft() + QPointF(x * width, y * width) for x, y in corners])


def _size(button: QAbstractButton) -> QSize:
    """Room for the words, bold or not: nothing moves when one is chosen."""
    own = button.font()
    metrics = QFontMetricsF(
        font(own.family(), QFontInfo(own).pixelSize(), QFont.Weight.DemiBold, tabular=True)
    )
    wide = metrics.horizontalAdvance(button.text()) + mark_side(button) + _GAP_PX + 2 * _PAD_PX
    return QSize(round(wide + 2 * FOCUS_ROOM_PX) + 2, round(metrics.height() + 17 + 2 * FOCUS_ROOM_PX))


def _least(button: QAbstractButton) -> QSize:
    size = _size(button)
    return QSize(min(90, size.width()), size.height())


def _paint(button: QAbstractButton) -> None:
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = FOCUS_ROOM_PX
    box = QRectF(button.rect()).adjusted(room, room, -room, -room)
    chosen = button.isChecked() and button.isEnabled()
    face, edge = _colours(button, chosen)
    painter.setPen(QPen(edge, 1.6 if chosen else 1.0))
    painter.setBrush(face)
    painter.drawRoundedRect(box, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
    side, rtl = mark_side(button), button.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = box.right() - _PAD_PX - side if rtl else box.left() + _PAD_PX
    paint_mark(painter, button, QRectF(left, box.center().y() - side / 2, side, side))
    lead, trail = _PAD_PX + side + _GAP_PX, _PAD_PX
    words = box.adjusted(trail if rtl else lead, 0, -(lead if rtl else trail), 0)
    weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Medium
    size = QFontInfo(button.font()).pixelSize()
    painter.setFont(fitted(button.text(), button.font().family(), size, weight, words.width() + 1))
    painter.setPen(ink_of(button))
    side_flag = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    flags = side_flag | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(words, flags, button.text())
    paint_ring(painter, button)
    painter.end()


def _colours(button: QAbstractButton, chosen: bool) -> tuple[QColor, QColor]:
    """Face and edge."""
    palette, ink = button.palette(), ink_of(button)
    card = palette.color(_GROUP, QPalette.ColorRole.Base)
    accent = palette.color(_GROUP, QPalette.ColorRole.Highlight)
    lively = button.isEnabled() and (button.underMouse() or button.isDown())
    if chosen:
        return mix(card, accent, 0.2 if lively else 0.12), accent
    edge = thinned(ink, 1.0 if is_stark(palette) else 0.2)
    return (mix(card, ink, 0.06) if lively else card), edge


class Pill(QRadioButton):
    """One of several."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        _prepare(self)

    def sizeHint(self) -> QSize:
        """Room for mark and words."""
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        """Longer words are set smaller before they make the window wider."""
        return _least(self)

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be pressed."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, as Space does."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint face, mark, words and, with the keyboard, the ring."""
        _paint(self)


class TickPill(QCheckBox):
    """This one or not."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        _prepare(self)

    def sizeHint(self) -> QSize:
        """Room for mark and words."""
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        """Longer words are set smaller before they make the window wider."""
        return _least(self)

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be pressed."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint face, mark, words and, with the keyboard, the ring."""
        _paint(self)


def _prepare(button: QAbstractButton) -> None:
    button.setAccessibleName(button.text())
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
