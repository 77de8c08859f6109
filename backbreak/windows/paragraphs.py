"""Words on several lines that all begin at one edge, also where one reads from the right.

There Qt's own way to write a paragraph leaves the blank at which a line was broken before its first letter:
some lines stand further in than others.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel

_LINE_SEPARATOR = "\u2028"
_WRAP = int(Qt.TextFlag.TextWordWrap.value)
_ALIGNMENT = (Qt.AlignmentFlag.AlignHorizontal_Mask | Qt.AlignmentFlag.AlignVertical_Mask).value


def write(painter: QPainter, box: QRectF, flags: int, text: str) -> None:
    """Write a paragraph, as QPainter.drawText does with these flags; at the right edge it is straight."""
    align = Qt.AlignmentFlag(flags & _ALIGNMENT)
    if not align & Qt.AlignmentFlag.AlignRight or not flags & _WRAP:
        painter.drawText(box, flags, text)
        return
    layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), painter.font(), painter.device())
    option = QTextOption(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    leading, high = QFontMetricsF(painter.font()).leading(), 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(box.width())
        line.setPosition(QPointF(0, high))
        high += line.height() + leading
    layout.endLayout()
    room = box.height() - (high - leading)
    below = room if align & Qt.AlignmentFlag.AlignBottom else 0.0
    top = box.top() + (room / 2 if align & Qt.AlignmentFlag.AlignVCenter else below)
    layout.draw(painter, QPointF(box.left(), top))


class Paragraph(QLabel):
    """A label of plain text whose lines all begin at one edge."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it; Qt does so well but for broken lines at the right edge."""
        if not self.wordWrap() or self.layoutDirection() != Qt.LayoutDirection.RightToLeft:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        flags = self.alignment() | Qt.TextFlag.TextWordWrap
        write(painter, QRectF(self.contentsRect()), int(flags.value), self.text())
        painter.end()
