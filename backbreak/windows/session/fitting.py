"""Words that never clip: set in the size wished for, or as much smaller as their place asks for."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QSizePolicy

from backbreak.windows.look import font
from backbreak.windows.paragraphs import write
from backbreak.windows.session.scaled import overhang, reading_side, standing

LINE = 1.26
"""Height of a line, in the size of its type."""
_TALLER = 0.08
"""So much higher is a line of Arabic alone, whatever its letters: nothing moves when they change."""
_SMALLEST = 0.5
_STEP = 0.95
_WRAP = int(Qt.TextFlag.TextWordWrap)
_ORPHAN = 0.3
"""A last line shorter than this part of the others is a word or two that stand alone."""


class Fit(QLabel):
    """A label of at most so many lines. It is as high as its words need and never higher than those lines.

    Longer words are set smaller rather than cut; nothing around it moves because of a longer translation.
    """

    def __init__(
        self,
        family: str,
        size_px: float,
        weight: QFont.Weight = QFont.Weight.Normal,
        lines: int = 1,
        trailing: bool = False,
    ) -> None:
        super().__init__()
        self._family, self._size_px, self._weight = family, size_px, weight
        self._lines, self._trailing, self._unit = lines, trailing, 1.0
        self._colour = QColor()
        self._found: tuple[tuple[object, ...], QFont] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored if lines > 1 else QSizePolicy.Policy.Preferred)
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred if lines > 1 else QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setWordWrap(lines > 1)  # makes the height depend on the width

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        self._unit, self._found = unit, None
        self.setFont(self._sized(1.0))
        self.updateGeometry()

    def set_colour(self, colour: QColor) -> None:
        """Take another colour."""
        if colour != self._colour:
            self._colour = QColor(colour)
            self.update()

    def fitted(self) -> QFont:
        """Give the font the words are set in now."""
        key = (self.text(), self.width(), self.height(), self._unit)
        if self._found is None or self._found[0] != key:
            scale = 1.0
            while scale > _SMALLEST and not self._fits(scale, self.width(), self.height()):
                scale *= _STEP
            self._found = (key, self._sized(scale))
        return self._found[1]

    def holds_its_words(self) -> bool:
        """Tell whether nothing is cut off."""
        size = self.fitted().pixelSize() / max(1.0, self._size_px * self._unit)
        return self._fits(size, self.width(), self.height())

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words need in the size wished for."""
        if self._lines == 1:
            return round(self._line())
        lines, more = 1, sum(overhang(self._sized(1.0), self.text()))
        while lines < self._lines and not self._fits(1.0, width, round(lines * self._line() + more)):
            lines += 1
        return round(lines * self._line() + more)

    def sizeHint(self) -> QSize:
        """The whole text on one line, if it is one."""
        wide = QFontMetricsF(self._sized(1.0)).horizontalAdvance(self.text())
        return QSize(round(wide) + 4, round(self._line()))

    def minimumSizeHint(self) -> QSize:
        """Width can be had from it."""
        return QSize(0, round(self._line()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words."""
        painter = QPainter(self)
        painter.setFont(self.fitted())
        painter.setPen(self._colour)
        along = Qt.AlignmentFlag.AlignTrailing if self._trailing else Qt.AlignmentFlag.AlignLeading
        across = Qt.AlignmentFlag.AlignVCenter if self._lines == 1 else Qt.AlignmentFlag.AlignTop
        flags = reading_side(self, along) | across
        box = QRectF(self.rect())
        if self._lines == 1:
            single = int(Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip)
            write(painter, standing(box, painter.font(), self.text()), int(flags) | single, self.text())
        else:
            box.setWidth(even_width(self.text(), painter.font(), self.width()))
            box.translate(0, overhang(painter.font(), self.text())[0])
            if flags & Qt.AlignmentFlag.AlignRight:
                box.moveRight(self.width())
            write(painter, box, int(flags) | _WRAP, self.text())
        painter.end()

    def _line(self) -> float:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        more = _TALLER if mirrored and self._lines == 1 else 0.0
        return self._size_px * self._unit * (LINE + more)

    def _sized(self, scale: float) -> QFont:
        return font(self._family, self._size_px * self._unit * scale, self._weight)

    def _fits(self, scale: float, width: int, height: int) -> bool:
        metrics = QFontMetricsF(self._sized(scale))
        if self._lines == 1:
            return metrics.horizontalAdvance(self.text()) <= width
        needed = metrics.boundingRect(QRectF(QRect(0, 0, width, 10_000)), _WRAP, self.text())
        more = sum(overhang(self._sized(scale), self.text()))
        return needed.width() <= width + 1 and needed.height() + more <= height + 1


def even_width(text: str, made: QFont, width: int) -> int:
    """Give the width at which no word or two stand alone on the last line, with as many lines as before."""
    whole = lengths(text, made, width)
    if len(whole) < 2 or "\n" in text or whole[-1] >= _ORPHAN * max(whole):
        return width
    narrow, wide = width // 2, width
    while wide - narrow > 2:
        middle = (narrow + wide) // 2
        narrow, wide = (narrow, middle) if len(lengths(text, made, middle)) == len(whole) else (middle, wide)
    return wide


def lengths(text: str, made: QFont, width: int) -> list[float]:
    """How long the lines are into which a width breaks a paragraph."""
    layout, found = QTextLayout(text, made), []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append(line.naturalTextWidth())
    layout.endLayout()
    return found
