"""The round as a ring on the end page: where it stood before the session, and how far it has moved since."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from backbreak.core.dose import RoundState
from backbreak.windows.palettes import Palette, mix
from backbreak.windows.session.scaled import fitted
from backbreak.words import _

MOVE_MS = 1400
WAIT_MS = 350
"""The ring stands a moment where it stood before: a movement that began unseen is none."""
_SIDE = 220
_EARLIER = 0.055
_NEW = 0.085
"""Thickness of what was done before and of what is new, as shares of the diameter: not by colour alone."""


class RoundRing(QWidget):
    """A ring from before to after, with the count in it; `set_unit` sets its size, 220 px for a unit."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, family: str, palette: Palette) -> None:
        super().__init__()
        self._family, self._palette = family, palette
        self._before = self._after = 0
        self._total, self._moved = 1, 1.0
        self._move = QVariantAnimation(self)
        self._move.setDuration(WAIT_MS + MOVE_MS)
        self._move.setStartValue(0.0)
        self._move.setKeyValueAt(WAIT_MS / (WAIT_MS + MOVE_MS), 0.0)
        self._move.setEndValue(1.0)
        self._move.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._move.valueChanged.connect(self._move_on)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        side = round(_SIDE * unit)
        self.setFixedSize(QSize(side, side))

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self._palette = palette
        self.update()

    def show_round(self, state: RoundState, units: int, reduced: bool = False) -> None:
        """Show a round as it was before the session moving on by `units`; `reduced`: at its end at once."""
        self._total = max(1, state.total)
        self._before = min(state.done, self._total)
        self._after = min(state.done + units, self._total)
        values = {"round": state.number, "done": self._after, "total": self._total}
        self.setAccessibleName(_("Round %(round)d: %(done)d of %(total)d") % values)
        self._move.stop()
        if reduced or self._after == self._before:
            self._move_on(1.0)
        else:
            self._move_on(0.0)
            self._move.start()

    def _move_on(self, moved: float) -> None:
        self._moved = moved
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the track, what was done before, what is new, and the count."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, side = self._palette, float(self.width())
        done = self._before + (self._after - self._before) * self._moved
        self._ring(painter, colours.track, _EARLIER, 0.0, 1.0)
        earlier = mix(colours.accent, colours.track, 0.45)
        self._ring(painter, earlier, _EARLIER, 0.0, self._before / self._total)
        self._ring(painter, colours.accent, _NEW, self._before / self._total, done / self._total)
        self._write(painter, side, str(int(done)), _("of %(total)d") % {"total": self._total})
        painter.end()

    def _ring(self, painter: QPainter, colour: QColor, thick: float, start: float, end: float) -> None:
        """Paint a piece of the ring; start and end are shares of it, clockwise from the top."""
        if end - start < 1e-4:
            return
        side = float(self.width())
        margin = side * _NEW / 2 + 1
        painter.setPen(QPen(colour, side * thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(margin, margin, side - 2 * margin, side - 2 * margin)
        painter.drawArc(box, round((90 - 360 * start) * 16), -round(360 * (end - start) * 16))

    def _write(self, painter: QPainter, side: float, number: str, total: str) -> None:
        """Write the count on a line of its own, the total below it."""
        large = fitted(number, self._family, side * 0.32, QFont.Weight.Bold, side * 0.62)
        base = side * 0.49 + QFontMetricsF(large).capHeight() / 2
        width = QFontMetricsF(large).horizontalAdvance(number)
        painter.setFont(large)
        painter.setPen(self._palette.text)
        painter.drawText(QPointF((side - width) / 2, base), number)
        painter.setFont(fitted(total, self._family, side * 0.095, QFont.Weight.DemiBold, side * 0.6))
        painter.setPen(self._palette.soft)
        below = QRectF(0, base + side * 0.03, side, side * 0.16)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, total)
