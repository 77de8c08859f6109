"""The ring with the big number: how far the phase is, and how many seconds or repetitions."""

from __future__ import annotations

from math import asin, cos, degrees, hypot, radians, sin

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from backbreak.windows.look import font
from backbreak.windows.palettes import Palette
from backbreak.windows.session.scaled import fitted

_RING = 0.052
"""Thickness of the ring, as a share of the diameter."""
_NUMBER = 0.46
_UNIT = 0.085
_STEP_DEG = 1.0
"""The ring is painted anew when its end has moved this far, a step of two pixels."""


class Dial(QWidget):
    """A ring that fills during a phase; its number is read from across the room."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, family: str, palette: Palette) -> None:
        super().__init__()
        self._family, self._palette = family, palette
        self._shown = ("", "", False, QColor())
        self._sweep_deg = 0.0
        self._face: QPixmap | None = None
        self._pen, self._circle = self._ring()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        side = round(300 * unit)
        self.setFixedSize(QSize(side, side))

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self._palette = palette
        self._face = None
        self.update()

    def show_state(self, number: str, unit: str, progress: float, colour: QColor, dimmed: bool) -> None:
        """Show a number and its unit, a progress from 0 to 1, in a phase's colour; dimmed while paused."""
        before_deg, self._sweep_deg = self._sweep_deg, round(360.0 * progress / _STEP_DEG) * _STEP_DEG
        face = (number, unit, dimmed, colour)
        if face != self._shown:
            self._shown = face
            self._face = None
            self.update()
        elif not before_deg <= self._sweep_deg < before_deg + 30.0:
            self.update()
        elif self._sweep_deg > before_deg:
            self.update(self._piece(before_deg, self._sweep_deg))

    def _piece(self, before_deg: float, after_deg: float) -> QRect:
        """Give the little box in which the ring grows."""
        side = self.width()
        thick = side * _RING
        middle, radius = side / 2, side / 2 - thick
        xs, ys = [], []
        for deg in (before_deg, (before_deg + after_deg) / 2, after_deg):
            angle = radians(deg)
            xs.append(middle + radius * sin(angle))
            ys.append(middle - radius * cos(angle))
        left, top = int(min(xs) - thick), int(min(ys) - thick)
        return QRect(left, top, int(max(xs) + thick) + 2 - left, int(max(ys) + thick) + 2 - top)

    def fonts(self) -> tuple[QFont, QFont]:
        """Give the fonts of the number and of its unit; both fit the ring."""
        side = float(self.width())
        number_text, unit_text, _, _ = self._shown
        number = fitted(number_text, self._family, side * _NUMBER, QFont.Weight.Bold, side * 0.72)
        return number, fitted(unit_text, self._family, side * _UNIT, QFont.Weight.DemiBold, side * 0.6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the face, which is kept until its words change, and the ring over it."""
        if self._face is None:
            self._face = self._painted_face()
            self._pen, self._circle = self._ring()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._face)
        if self._sweep_deg > 0:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._pen)
            tail_deg = self._seen_deg(event.rect())
            # Near the top the beginning of the ring is beside its end.
            start_deg = max(0.0, self._sweep_deg - tail_deg) if self._sweep_deg < 360.0 - tail_deg else 0.0
            painter.drawArc(
                self._circle, round((90 - start_deg) * 16), -round((self._sweep_deg - start_deg) * 16)
            )
        painter.end()

    def _ring(self) -> tuple[QPen, QRectF]:
        """Give what the ring is drawn with, and where."""
        _, _, dimmed, colour = self._shown
        side = self.width()
        thick = side * _RING
        ring = self._palette.soft if dimmed else colour
        pen = QPen(ring, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        return pen, QRectF(thick, thick, side - 2 * thick, side - 2 * thick)

    def _seen_deg(self, box: QRect) -> float:
        """Give how much of the ring can at most be seen in a box; the rest need not be gone round."""
        thick = self.width() * _RING
        across = (hypot(box.width(), box.height()) + 2 * thick) / (self.width() - 2 * thick)
        return 360.0 if across >= 1.0 else 2 * degrees(asin(across))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The face is painted anew for another size."""
        super().resizeEvent(event)
        self._face = None

    def _painted_face(self) -> QPixmap:
        """Paint track, number and unit."""
        side, ratio = float(self.width()), self.devicePixelRatioF()
        face = QPixmap(round(side * ratio), round(side * ratio))
        face.setDevicePixelRatio(ratio)
        face.fill(self._palette.ground)
        painter = QPainter(face)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = side * _RING
        painter.setPen(QPen(self._palette.track, thick))
        painter.drawEllipse(QRectF(self.rect()).adjusted(thick, thick, -thick, -thick))
        number_text, unit_text, dimmed, _ = self._shown
        number, unit = self.fonts()
        painter.setPen(self._palette.soft if dimmed else self._palette.text)
        painter.setFont(number)
        # The digits stand on one line whatever their size: a count must not hop when it gets shorter.
        largest = QFontMetricsF(font(self._family, side * _NUMBER, QFont.Weight.Bold))
        base = side * 0.47 + largest.capHeight() / 2
        width = QFontMetricsF(number).horizontalAdvance(number_text)
        painter.drawText(QPointF((side - width) / 2, base), number_text)
        painter.setPen(self._palette.soft)
        painter.setFont(unit)
        below = QRectF(0, base + side * 0.035, side, side * 0.14)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, unit_text)
        painter.end()
        return face
