"""Words on several lines that all begin at one edge, also where one reads from the right.

There Qt's own way to write a paragraph leaves the blank at which a line was broken before its first letter:
some lines stand further in than others. And the letters come from another font than ours, whose strokes reach
further up and down than ours tells.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel

_OVERHANG = 0.1
"""So far other letters reach over a line of ours, above and below, in sizes of type."""
_OTHER = re.compile("[\u0590-\u08ff]")
"""Hebrew, Arabic and what is akin to them."""
_WRAP = int(Qt.TextFlag.TextWordWrap.value)
_ALIGNMENT = (Qt.AlignmentFlag.AlignHorizontal_Mask | Qt.AlignmentFlag.AlignVertical_Mask).value


def write(painter: QPainter, box: QRectF, flags: int, text: str) -> None:
    """Write a paragraph, as QPainter.drawText does with these flags; at the right edge it is straight."""
    align = Qt.AlignmentFlag(flags & _ALIGNMENT)
    if not align & Qt.AlignmentFlag.AlignRight or not flags & _WRAP:
        painter.drawText(box, flags, text)
        return
    leading, high = QFontMetricsF(painter.font()).leading(), 0.0
    layouts = [_layout(painter, part) for part in text.split("\n")]  # each is read from its own side
    for layout in layouts:
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(box.width())
            line.setPosition(QPointF(0, high))
            high += line.height() + leading
        layout.endLayout()
    room = box.height() - (high - leading)
    below = room if align & Qt.AlignmentFlag.AlignBottom else 0.0
    top = box.top() + (room / 2 if align & Qt.AlignmentFlag.AlignVCenter else below)
    for layout in layouts:
        layout.draw(painter, QPointF(box.left(), top))


def _layout(painter: QPainter, text: str) -> QTextLayout:
    layout = QTextLayout(text, painter.font(), painter.device())
    option = QTextOption(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    return layout


class Paragraph(QLabel):
    """A label of plain text whose lines all begin at one edge, and which cuts no stroke of a letter off."""

    def sizeHint(self) -> QSize:
        """Room for every stroke."""
        return super().sizeHint() + QSize(0, 2 * self._overhang())

    def minimumSizeHint(self) -> QSize:
        """Room for every stroke."""
        return super().minimumSizeHint() + QSize(0, 2 * self._overhang())

    def heightForWidth(self, width: int) -> int:
        """Room for every stroke."""
        return super().heightForWidth(width) + 2 * self._overhang()

    def _overhang(self) -> int:
        other = _OTHER.search(self.text()) is not None
        return round(QFontInfo(self.font()).pixelSize() * _OVERHANG) if other else 0

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
