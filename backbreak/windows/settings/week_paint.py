"""How the painted week looks: a line a day under the hours of the day, working time as bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

from backbreak.windows import locales, measures
from backbreak.windows.painting import is_stark, thinned
from backbreak.windows.settings.control import edge_of, ink_of, paint_ring
from backbreak.windows.settings.hours import DAY, QUARTER, Ranges, Span, spans_of

CELLS = DAY // QUARTER
_ROOM_PX = 5.0
_LEADING = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
_TRAILING = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


def day_name(day: int, *, short: bool = False) -> str:
    """Name a weekday in the language in use, Monday being 0."""
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return locales.in_use().standaloneDayName(day + 1, form)


class WeekPaint(QWidget):
    """A week's lines: where everything is, and the paint."""

    @property
    def pitch(self) -> float:
        """From a day's line to the next: as high as a field, which stands beside it."""
        return self.fontMetrics().height() + 16 + 2 * measures.FOCUS_ROOM_PX

    @property
    def axis(self) -> float:
        """How high the line of hours at the top is."""
        return self.fontMetrics().height() + 4

    def sizeHint(self) -> QSize:
        """Seven lines and the hours above them."""
        return QSize(self.fontMetrics().height() * 22, round(self.axis + 7 * self.pitch))

    def minimumSizeHint(self) -> QSize:
        """So narrow that a quarter of an hour can still be told from the next."""
        return QSize(self.fontMetrics().height() * 14, self.sizeHint().height())

    def _names_width(self) -> float:
        metrics = QFontMetricsF(self.font())
        return max(metrics.horizontalAdvance(day_name(day, short=True)) for day in range(7)) + measures.GAP_PX

    def _hour_width(self) -> float:
        return QFontMetricsF(self.font()).horizontalAdvance("00:00") * 1.25

    @property
    def _rtl(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _line(self, day: int) -> QRectF:
        """Where a day's hours are."""
        names, high = self._names_width(), self.fontMetrics().height() * 1.35
        top = self.axis + day * self.pitch + (self.pitch - high) / 2
        room = self._hour_width() / 2  # so that the last hour stands where its line is
        return QRectF(room if self._rtl else names, top, self.width() - names - room, high)

    def _x(self, minute: float) -> float:
        line = self._line(0)
        along = line.width() * minute / DAY
        return line.right() - along if self._rtl else line.left() + along

    def box(self, day: int, minute: int, until: int | None = None) -> QRectF:
        """Where a quarter of an hour is, or all the time up to a minute of the day."""
        line = self._line(day)
        one, other = sorted((self._x(minute), self._x(minute + QUARTER if until is None else until)))
        return QRectF(one, line.top(), other - one, line.height())

    def paint(
        self, week: Sequence[Ranges], stroke: Sequence[Span], *, adding: bool, here: tuple[int, int] | None
    ) -> None:
        """Paint the hours, every day's line, working time, a stroke that is being drawn, and the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for day in range(7):
            self._paint_day(painter, day)
        self._paint_bars(painter, spans_of(week))
        self._paint_stroke(painter, stroke, adding)
        self._paint_hours(painter)
        if here is not None:
            paint_ring(painter, self, self.box(*here).adjusted(-3, -3, 3, 3), 5)
        painter.end()

    def _paint_day(self, painter: QPainter, day: int) -> None:
        line = self._line(day)
        painter.setPen(ink_of(self))
        beside = QRectF(line.right() if self._rtl else 0, line.top(), self._names_width(), line.height())
        inset = beside.adjusted(measures.GAP_PX if self._rtl else 0, 0, 0, 0)
        painter.drawText(inset, _TRAILING if self._rtl else _LEADING, day_name(day, short=True))
        ink = ink_of(self)
        painter.setPen(QPen(edge_of(self), 1) if is_stark(self.palette()) else Qt.PenStyle.NoPen)
        painter.setBrush(thinned(ink, 0.08))
        painter.drawRoundedRect(line, 5, 5)

    def _paint_bars(self, painter: QPainter, spans: Sequence[Span]) -> None:
        on = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(on if self.isEnabled() else ink_of(self))
        for start, end in spans:
            for day in range(start // DAY, (end - 1) // DAY + 1):
                box = self.box(day, max(start - day * DAY, 0), min(end - day * DAY, DAY))
                painter.drawRoundedRect(box.adjusted(0, 2, 0, -2), 4, 4)

    def _paint_stroke(self, painter: QPainter, stroke: Sequence[Span], adding: bool) -> None:
        """What is being painted is filled lightly, what is being erased is covered."""
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        for start, end in stroke:
            box = self.box(start // DAY, start % DAY, (end - 1) % DAY + 1).adjusted(0, 1, 0, -1)
            painter.setPen(QPen(accent, 1.6, Qt.PenStyle.SolidLine if adding else Qt.PenStyle.DotLine))
            ground = self.palette().color(QPalette.ColorRole.Base)
            painter.setBrush(thinned(accent, 0.45) if adding else thinned(ground, 0.85))
            painter.drawRoundedRect(box, 4, 4)

    def _paint_hours(self, painter: QPainter) -> None:
        """Write every sixth hour, or every third where there is room, with a faint line through the days."""
        line, wide = self._line(0), self._hour_width()
        every = next((hours for hours in (2, 3, 6, 12) if line.width() / 24 * hours >= wide), 24)
        soft = self.palette().color(QPalette.ColorRole.PlaceholderText)
        bottom = self._line(6).bottom()
        for hour in range(0, 25, every):
            x = self._x(hour * 60)
            painter.setPen(QPen(thinned(ink_of(self), 0.14), 1))
            if 0 < hour < 24:
                painter.drawLine(QPointF(x, line.top()), QPointF(x, bottom))
            painter.setPen(soft)
            half = wide / 2
            place = QRectF(min(max(x - half, 0), self.width() - wide), 0, wide, self.axis)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{hour:02}:00")
