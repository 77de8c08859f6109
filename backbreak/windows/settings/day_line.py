"""A day as a line: the time at the computer, every invitation, and how long the break is that follows."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from backbreak.windows.palettes import Palette, mix
from backbreak.windows.settings.preview import Outlook

_EDGE_PX = 6.0
_BAR, _MARK, _ABOVE = 0.6, 0.53, 1.0
"""How thick the line is, how far a mark reaches from its middle, and how far below the top that is, in em."""


class DayLine(QWidget):
    """What it shows is said in words beside it; they are its description too."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self.outlook: Outlook | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The line with its marks, and the hours below."""
        high = self.fontMetrics().height() + self._em * (_ABOVE + _MARK) + 6
        return QSize(self.fontMetrics().height() * 16, round(high))

    def minimumSizeHint(self) -> QSize:
        """It may become narrower."""
        return QSize(self.fontMetrics().height() * 8, self.sizeHint().height())

    @property
    def _em(self) -> int:
        return self.fontInfo().pixelSize()

    def show_outlook(self, outlook: Outlook) -> None:
        """Show another day."""
        self.outlook = outlook
        self.update()

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self._palette = palette
        self.update()

    @property
    def marks(self) -> tuple[float, ...]:
        """Where the invitations stand, in pixels from the left."""
        return () if self.outlook is None else tuple(self._x(one.invited_min) for one in self.outlook.breaks)

    def _scope(self) -> tuple[int, int]:
        """The hours that are shown, in minutes: whole ones around the day, from seven to seven at least."""
        outlook = self.outlook
        if outlook is None or outlook.ends_min <= outlook.begins_min:
            return 7 * 60, 19 * 60
        return min(outlook.begins_min // 60, 7) * 60, max(-(-outlook.ends_min // 60), 19) * 60

    def _x(self, minute: float) -> float:
        first, last = self._scope()
        wide = self.width() - 2 * _EDGE_PX
        along = wide * (minute - first) / (last - first)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return self.width() - _EDGE_PX - along if rtl else _EDGE_PX + along

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the track, the time at the computer, the marks and the hours."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, middle = self._palette, self._em * _ABOVE
        first, last = self._scope()
        painter.setPen(Qt.PenStyle.NoPen)
        self._bar(painter, first, last, middle, colours.track)
        if self.outlook is not None and self.outlook.ends_min > self.outlook.begins_min:
            sitting = mix(colours.track, colours.accent, 0.45)
            spells = self.outlook.working or ((self.outlook.begins_min, self.outlook.ends_min),)
            for start, end in spells:
                self._bar(painter, start, end, middle, sitting)
        self._paint_breaks(painter, middle)
        self._paint_hours(painter, middle + self._em * _MARK + 2)
        painter.end()

    def _bar(self, painter: QPainter, start: float, end: float, middle: float, colour: QColor) -> None:
        one, other = sorted((self._x(start), self._x(end)))
        thick = self._em * _BAR
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(one, middle - thick / 2, other - one, thick), thick / 2, thick / 2)

    def _paint_breaks(self, painter: QPainter, middle: float) -> None:
        """A round mark for each; where they stand too close for that, a thin line."""
        if self.outlook is None:
            return
        xs, reach = self.marks, self._em * _MARK
        tight = any(abs(other - one) < 2 * reach + 2 for one, other in pairwise(xs))
        colours = self._palette
        for x in xs:
            if tight:
                painter.setPen(QPen(colours.accent, 2))
                painter.drawLine(QPointF(x, middle - reach), QPointF(x, middle + reach))
            else:
                painter.setPen(QPen(colours.card, 2))
                painter.setBrush(colours.accent)
                painter.drawEllipse(QPointF(x, middle), reach, reach)

    def _paint_hours(self, painter: QPainter, top: float) -> None:
        metrics = QFontMetricsF(self.font())
        wide = metrics.horizontalAdvance("00:00") * 1.3
        first, last = self._scope()
        hour_px = (self.width() - 2 * _EDGE_PX) / ((last - first) / 60)
        every = next((hours for hours in (1, 2, 3, 4, 6, 12) if hours * hour_px >= wide), 24)
        painter.setPen(self._palette.soft)
        for hour in range(first // 60, last // 60 + 1, every):
            x = min(max(self._x(hour * 60) - wide / 2, 0), self.width() - wide)
            place = QRectF(x, top, wide, metrics.height())
            at_left, at_right = x <= 0, x >= self.width() - wide
            side = (
                Qt.AlignmentFlag.AlignLeft
                if at_left
                else Qt.AlignmentFlag.AlignRight
                if at_right
                else Qt.AlignmentFlag.AlignHCenter
            )
            painter.drawText(
                place,
                side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute,
                f"{hour % 24:02}:00",
            )
