"""A choice of one among several, in the same dress as the buttons beside it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QComboBox, QSizePolicy

from backbreak.windows import sheet
from backbreak.windows.look import font
from backbreak.windows.measures import CONTROL_RADIUS_PX, FOCUS_ROOM_PX, GAP_PX, LINE_PX
from backbreak.windows.painting import is_stark, paint_arrow, paint_ring, refused_ink, thinned
from backbreak.windows.session.scaled import fitted

_RING_PX, _EDGE_PX = FOCUS_ROOM_PX, GAP_PX
_ARROW, _ARROW_GAP_PX = 0.44, 8
"""How wide the arrow is, in the height of a line, and its distance from the words."""


class Picker(QComboBox):
    """As wide as its longest choice; its colours are the palette's alone."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)  # on Linux Qt calls a choice by what is chosen
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(16)

    def sizeHint(self) -> QSize:
        """Room for the longest choice and the arrow."""
        own, high = self.font(), self.fontMetrics().height()
        measure = QFontMetricsF(font(own.family(), QFontInfo(own).pixelSize(), tabular=True))
        widest = max((measure.horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=0)
        wide = widest + high * _ARROW + _ARROW_GAP_PX + 2 * (_EDGE_PX + _RING_PX)
        return QSize(ceil(wide), round(high + 16 + 2 * _RING_PX))

    def minimumSizeHint(self) -> QSize:
        """Longer words are set smaller before they make the window wider."""
        return QSize(90, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint face, words, arrow and, with the keyboard, the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, group = self.palette(), QPalette.ColorGroup.Active
        ink = palette.color(group, QPalette.ColorRole.WindowText)
        edge = 1.0 if is_stark(palette) else 0.16
        box = QRectF(self.rect()).adjusted(_RING_PX, _RING_PX, -_RING_PX, -_RING_PX)
        line = Qt.PenStyle.SolidLine if self.isEnabled() else Qt.PenStyle.DashLine
        painter.setPen(QPen(thinned(ink, edge), LINE_PX, line))
        lively = self.isEnabled() and self.underMouse()
        painter.setBrush(thinned(ink, 0.07) if lively else palette.color(group, QPalette.ColorRole.Base))
        painter.drawRoundedRect(box, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
        self._paint_words(painter, box, ink if self.isEnabled() else refused_ink(palette))
        paint_ring(painter, self)
        painter.end()

    def showPopup(self) -> None:
        """Give the list an edge: in high contrast Qt's own is as black as the window below."""
        self.view().setStyleSheet(sheet.edge("QAbstractItemView", self.palette()))
        super().showPopup()

    def words_font(self) -> QFont:
        """Give the font of what is chosen: ours, or smaller where there is no room for that."""
        own, arrow = self.font(), self.fontMetrics().height() * _ARROW + _ARROW_GAP_PX
        room = self.width() - arrow - 2 * (_EDGE_PX + _RING_PX)
        return fitted(self.currentText(), own.family(), QFontInfo(own).pixelSize(), QFont.Weight.Normal, room)

    def _paint_words(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        arm = self.fontMetrics().height() * _ARROW / 2
        room = 2 * arm + _ARROW_GAP_PX
        inner = box.adjusted(_EDGE_PX + (room if rtl else 0), 0, -_EDGE_PX - (0 if rtl else room), 0)
        painter.setFont(self.words_font())
        painter.setPen(ink)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(inner, flags, self.currentText())
        x = box.left() + _EDGE_PX + arm if rtl else box.right() - _EDGE_PX - arm
        paint_arrow(painter, QPointF(x, box.center().y()), arm, ink)
