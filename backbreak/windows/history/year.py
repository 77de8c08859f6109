"""A year of days as a heat map: a column a week, fuller and larger where there were more breaks.

It can be walked with the arrow keys; each day is said as it is come by, and Enter lists its entries.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)

from backbreak.windows.announcement import announce
from backbreak.windows.history import dates, wording
from backbreak.windows.history.chart import Chart
from backbreak.windows.history.figures import LEVELS, WEEKS, Overview, first_day, level
from backbreak.windows.palettes import Palette, mix
from backbreak.words import _

_LEAST, _MOST = 0.62, 1.45  # of a cell, in em
_DAYS, _MONTHS, _LEGEND = 2.9, 1.5, 1.9
_SMALL = 0.78  # its words
_SIZES = (0.3, 0.5, 0.66, 0.82, 1.0)
"""The side of what fills a day, by its level, in that of its cell: colour is not needed to tell."""
_WORDY = (0, 2, 4)
"""The weekdays that are named: all of them would be too close together."""


class Year(Chart):
    """As many weeks as there is room for, this one last; `day_chosen` names the day to be listed."""

    day_chosen = Signal(object)

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._shown: Overview | None = None
        self._day = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_year(self, shown: Overview) -> None:
        """Show the days up to today."""
        moved = self._shown is None or self._shown.today != shown.today
        self._shown = shown
        self._day = shown.today if moved else self._day
        self.setAccessibleDescription(wording.year_text(shown, dates.month_of_year))
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        told = _("A year of days, arrow keys walk it: %(day)s")
        self.setAccessibleName(told % {"day": self.day_line(self._day)})

    def day_line(self, day: date) -> str:
        """Say what a day came to."""
        assert self._shown is not None
        return wording.day_line(dates.day_of_year(day), self._shown.on(day))

    # --- where the days are ------------------------------------------------------------------------

    def weeks(self, width: float) -> int:
        """Say how many weeks there is room for."""
        return max(4, min(WEEKS, int((width - self.em * _DAYS) / (self.em * _LEAST))))

    def cell(self, width: float) -> float:
        """Give the side of a day's place, its gap included."""
        return min(self.em * _MOST, (width - self.em * _DAYS) / self.weeks(width))

    def height_at(self, width: float) -> float:
        """Give the height of months, days and legend."""
        return self.em * (_MONTHS + _LEGEND + 0.5) + 7 * self.cell(width)

    def places(self) -> Iterator[tuple[date, QRectF]]:
        """Every day that is shown, with its place."""
        if self._shown is None:
            return
        side, first = self.cell(self.width()), self._first()
        for nth in range((self._shown.today - first).days + 1):
            x, y = self.em * _DAYS + nth // 7 * side, self.em * _MONTHS + nth % 7 * side
            yield first + timedelta(days=nth), self.box(x, y, side, side)

    def _most(self) -> int:
        assert self._shown is not None
        return self._shown.busiest

    def _first(self) -> date:
        assert self._shown is not None
        return first_day(self._shown.today, self.weeks(self.width()))

    # --- painting ----------------------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        """Paint months, weekdays, days and legend."""
        if self._shown is None:
            return
        busiest = self._shown.busiest
        for day, place in self.places():
            self._paint_day(painter, place, level(self._shown.on(day), busiest))
            if day == self._day and self.hasFocus():
                painter.setPen(QPen(self.colours.text, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(place.adjusted(-0.5, -0.5, 0.5, 0.5), self.em * 0.25, self.em * 0.25)
        self._paint_labels(painter)
        self._paint_legend(painter)

    def _paint_day(self, painter: QPainter, place: QRectF, full: int | None) -> None:
        colours, gap = self.colours, place.width() * 0.075
        cell = place.adjusted(gap, gap, -gap, -gap)
        round_by = cell.width() * 0.22
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mix(colours.card, colours.track, 0.75))
        painter.drawRoundedRect(cell, round_by, round_by)
        if full is None:
            return
        side = cell.width() * _SIZES[full]
        inner = QRectF(cell.center().x() - side / 2, cell.center().y() - side / 2, side, side)
        if full == 0:
            painter.setBrush(colours.soft)
            painter.drawEllipse(inner)
            return
        painter.setBrush(mix(colours.track, colours.accent, 0.52 + 0.48 * full / LEVELS))
        painter.drawRoundedRect(inner, round_by * _SIZES[full], round_by * _SIZES[full])

    def _paint_labels(self, painter: QPainter) -> None:
        em, side, first = self.em, self.cell(self.width()), self._first()
        for row in _WORDY:
            place = self.box(0, em * _MONTHS + row * side, em * (_DAYS - 0.4), side)
            align = self.leading() | Qt.AlignmentFlag.AlignVCenter
            text = dates.weekday(first + timedelta(days=row))
            self.write(painter, place, text, self.colours.soft, _SMALL, align=align)
        measure, free = QFontMetricsF(self.typeface(_SMALL)), 0.0
        for week in range(self.weeks(self.width())):
            monday = first + timedelta(weeks=week)
            x, text = em * _DAYS + week * side, dates.month(monday)
            wide = measure.horizontalAdvance(text) + 1
            if monday.day > 7 or x < free or x + wide > self.width():
                continue
            place = self.box(x, 0, wide, em * 1.2)
            self.write(painter, place, text, self.colours.soft, _SMALL, align=self.leading())
            free = x + max(wide, em * 2.6) + em * 0.1

    def _paint_legend(self, painter: QPainter) -> None:
        """Paint what a mark stands for: nothing done, one break and so on up to the fullest."""
        em, side = self.em, min(self.em * 0.95, self.cell(self.width()))
        x, top = em * _DAYS, em * (_MONTHS + 0.65) + 7 * self.cell(self.width())
        full = tuple(range(1, LEVELS + 1))
        for levels, text in (((0,), _("none done")), (full, _("1 to %(n)d breaks") % {"n": self._most()})):
            for one in levels:
                self._paint_day(painter, self.box(x, top + (em * 1.2 - side) / 2, side, side), one)
                x += side + em * 0.1
            x += em * 0.35
            wide = min(self.fontMetrics().horizontalAdvance(text) * 0.8 + 2, self.width() - x)
            place, align = self.box(x, top, wide, em * 1.2), self.leading() | Qt.AlignmentFlag.AlignVCenter
            self.write(painter, place, text, self.colours.soft, _SMALL, align=align)
            x += wide + em * 1.4

    # --- walking it --------------------------------------------------------------------------------

    def walk(self, days: int) -> None:
        """Go on by so many days, within those that are shown."""
        if self._shown is not None:
            wanted = self._day + timedelta(days=days)
            if self._first() <= wanted <= self._shown.today:
                self._day = wanted
                self._name()
                announce(self, self.day_line(self._day))
                self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by days and weeks; Enter lists the day."""
        way = -1 if self.mirrored else 1
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -7 * way,
            Qt.Key.Key_Right: 7 * way,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.walk(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.day_chosen.emit(self._day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """List the day that is clicked."""
        for day, place in self.places():
            if place.contains(event.position()):
                self._day = day
                self._name()
                self.day_chosen.emit(day)
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def tip_at(self, x: float, y: float) -> str:
        """Say the day under the pointer."""
        at = self.box(x, y, 0, 0).topLeft()
        return next((self.day_line(day) for day, place in self.places() if place.contains(at)), "")
