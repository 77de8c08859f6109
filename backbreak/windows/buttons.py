"""Buttons that wait visibly before they can be pressed, so that no stray click or key acts."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from backbreak.windows.painting import is_stark

RADIUS_PX = 9.0
FILL_PX = 3.0


class Weight(Enum):
    """How much a button stands out."""

    PRIMARY = auto()
    PLAIN = auto()
    CROSS = auto()


class PatientButton(QAbstractButton):
    """Reached by Tab or the pointer only; `waited` from 0 to 1 fills the thin line under its words."""

    def __init__(self, weight: Weight, parent: QWidget) -> None:
        super().__init__(parent)
        self._weight = weight
        self._waited = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        horizontal = QSizePolicy.Policy.Fixed if weight is Weight.CROSS else QSizePolicy.Policy.Minimum
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)

    def set_waited(self, waited: float) -> None:
        """Show how much of the wait is over, 0 to 1; at 1 the button can be pressed."""
        self._waited = waited
        self.setEnabled(waited >= 1.0)
        self.update()

    def sizeHint(self) -> QSize:
        height = self.fontMetrics().height()
        if self._weight is Weight.CROSS:
            return QSize(height + 8, height + 8)
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2 * height - 6, 2 * height + 8)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._weight is Weight.CROSS:
            self._paint_cross(painter)
        else:
            self._paint_words(painter)
        if self.hasFocus():
            _ring(painter, QRectF(self.rect()), self.palette().color(QPalette.ColorRole.Highlight))

    def _paint_words(self, painter: QPainter) -> None:
        box = QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5)
        shape = QPainterPath()
        shape.addRoundedRect(box, RADIUS_PX, RADIUS_PX)
        face, text, edge = self._colours()
        painter.fillPath(shape, face)
        if edge.alpha():
            painter.setPen(QPen(edge, 1))
            painter.drawPath(shape)
        if self._waited < 1.0:
            painter.save()
            painter.setClipPath(shape)
            line = QRectF(box.x(), box.bottom() - FILL_PX, box.width() * self._waited, FILL_PX)
            fill = QColor(text)
            fill.setAlphaF(0.7)
            painter.fillRect(line, fill)
            painter.restore()
            text.setAlphaF(0.55)
        painter.setPen(text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic, self.text())

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        """Face, words and edge, from the palette alone: themes and high contrast come with it."""
        group = QPalette.ColorGroup.Active
        palette = self.palette()
        lively = self.isEnabled() and (self.underMouse() or self.isDown())
        if self._weight is Weight.PRIMARY:
            face = palette.color(group, QPalette.ColorRole.Highlight)
            words = palette.color(group, QPalette.ColorRole.HighlightedText)
            return face.lighter(108) if lively else face, words, QColor(Qt.GlobalColor.transparent)
        words = palette.color(group, QPalette.ColorRole.WindowText)
        face, edge = QColor(words), QColor(words)
        face.setAlphaF(0.13 if self.isEnabled() and self.isDown() else 0.09 if lively else 0.045)
        edge.setAlphaF(1.0 if is_stark(palette) else 0.16)
        return face, words, edge

    def _paint_cross(self, painter: QPainter) -> None:
        colour = self.palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
        box = QRectF(self.rect())
        if self.isEnabled() and self.underMouse():
            colour.setAlphaF(0.1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        colour.setAlphaF(0.7 if self.isEnabled() else 0.3)
        painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        arm = box.width() * 0.17
        middle = box.center()
        painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
        painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))


def _ring(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 2))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS_PX + 1, RADIUS_PX + 1)
