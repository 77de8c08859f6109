"""The ring with the big number: how far the phase is, and how many seconds or repetitions."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from backbreak.windows.look import font
from backbreak.windows.palettes import Palette
from backbreak.windows.session.scaled import fitted

_RING = 0.052
"""Thickness of the ring, as a share of the diameter."""
_NUMBER = 0.46
_UNIT = 0.085
_STEP_DEG = 0.5
"""The ring is painted anew when its end has moved this far; finer steps cannot be seen."""


class Dial(QWidget):
    """A ring that fills during a phase; its number is read from across the room."""

    def __init__(self, family: str, palette: Palette) -> None:
        super().__init__()
        self._family, self._palette = family, palette
        self._number = self._unit = ""
        self._colour, self._sweep_deg, self._dimmed = QColor(), 0.0, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        side = round(300 * unit)
        self.setFixedSize(QSize(side, side))

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self._palette = palette
        self.update()

    def show_state(self, number: str, unit: str, progress: float, colour: QColor, dimmed: bool) -> None:
        """Show a number and its unit, a progress from 0 to 1, in a phase's colour; dimmed while paused."""
        sweep_deg = round(360.0 * progress / _STEP_DEG) * _STEP_DEG
        state = (number, unit, sweep_deg, colour, dimmed)
        if state != (self._number, self._unit, self._sweep_deg, self._colour, self._dimmed):
            self._number, self._unit, self._sweep_deg, self._colour, self._dimmed = state
            self.update()

    def fonts(self) -> tuple[QFont, QFont]:
        """Give the fonts of the number and of its unit; both fit the ring."""
        side = float(self.width())
        number = fitted(self._number, self._family, side * _NUMBER, QFont.Weight.Bold, side * 0.72)
        return number, fitted(self._unit, self._family, side * _UNIT, QFont.Weight.DemiBold, side * 0.6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track, ring, number and unit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = float(self.width())
        thick = side * _RING
        box = QRectF(self.rect()).adjusted(thick, thick, -thick, -thick)
        painter.setPen(QPen(self._palette.track, thick))
        painter.drawEllipse(box)
        if self._sweep_deg > 0:
            colour = self._palette.soft if self._dimmed else self._colour
            painter.setPen(QPen(colour, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(box, 90 * 16, -round(self._sweep_deg * 16))
        number, unit = self.fonts()
        painter.setPen(self._palette.soft if self._dimmed else self._palette.text)
        painter.setFont(number)
        # The digits stand on one line whatever their size: a count must not hop when it gets shorter.
        largest = QFontMetricsF(font(self._family, side * _NUMBER, QFont.Weight.Bold))
        base = side * 0.47 + largest.capHeight() / 2
        width = QFontMetricsF(number).horizontalAdvance(self._number)
        painter.drawText(QPointF((side - width) / 2, base), self._number)
        painter.setPen(self._palette.soft)
        painter.setFont(unit)
        below = QRectF(0, base + side * 0.035, side, side * 0.14)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._unit)
        painter.end()
