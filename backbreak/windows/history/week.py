"""The week as bars, one a day, stacked by outcome, with what each pattern stands for below."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from backbreak.core.entry import Outcome
from backbreak.windows.history import dates, wording
from backbreak.windows.history.chart import Chart
from backbreak.windows.history.figures import Counts, totals
from backbreak.windows.history.marks import ORDER, paint_mark
from backbreak.windows.palettes import Palette
from backbreak.words import _

_BARS = 8.6  # their height, in em
_COUNT, _DAYS, _ENTRY = 1.3, 2.5, 1.7
_APART = 1.3  # from one entry of the legend to the next, in em
_LEAST_FULL = 6
"""So many of a day fill the height, or more where a day has more."""


class Week(Chart):
    """Monday to Sunday."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._week: Mapping[date, Counts] = {}
        self._today = date.min

    def show_week(self, week: Mapping[date, Counts], today: date) -> None:
        """Show a week."""
        self._week, self._today = week, today
        self.setAccessibleName(_("The week by day and outcome"))
        self.setAccessibleDescription(wording.week_text(week, dates.short_day))
        self.updateGeometry()
        self.update()

    def height_at(self, width: float) -> float:
        """Give the height of bars, days and legend."""
        lines = len(self._legend(width))
        return self.em * (_COUNT + _BARS + _DAYS + 0.4 + lines * _ENTRY)

    def paint(self, painter: QPainter) -> None:
        """Paint bars, the line they stand on, days and legend."""
        em, colours = self.em, self.colours
        base = em * (_COUNT + _BARS)
        column = self.width() / 7
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(0, round(base) + 1, self.width(), round(base) + 1)
        for nth, (day, counts) in enumerate(self._week.items()):
            self._paint_day(painter, self.box(nth * column, 0, column, base), day, counts)
        self._paint_legend(painter, base + em * (_DAYS + 0.4))

    def _paint_day(self, painter: QPainter, box: QRectF, day: date, counts: Counts) -> None:
        em, colours, today = self.em, self.colours, day == self._today
        most = max(_LEAST_FULL, *(sum(one.values()) for one in self._week.values()))
        unit = em * _BARS / most
        width = min(box.width() * 0.56, em * 2.6)
        left, bottom = box.center().x() - width / 2, box.bottom()
        for outcome in ORDER:
            if counts[outcome]:
                high = counts[outcome] * unit
                gap = 2.0 if high > 5 else 0.0
                bar = QRectF(left, bottom - high, width, high - gap)
                paint_mark(painter, bar, outcome, colours, min(em * 0.22, bar.height() / 2))
                bottom -= high
        whole = sum(counts.values())
        if whole:
            above = QRectF(box.left(), bottom - em * 1.3, box.width(), em * 1.2)
            self.write(painter, above, str(whole), colours.text, 0.86, QFont.Weight.DemiBold)
        weight = QFont.Weight.Bold if today else QFont.Weight.Normal
        ink = colours.accent if today else colours.text if day < self._today else colours.soft
        name = QRectF(box.left(), box.bottom() + em * 0.4, box.width(), em * 1.3)
        self.write(painter, name, dates.weekday(day), ink, 0.9, weight)
        number = name.translated(0, em * 1.12)
        self.write(painter, number, str(day.day), ink if today else colours.soft, 0.8, weight)

    # --- the legend --------------------------------------------------------------------------------

    def _told(self) -> list[tuple[Outcome, str]]:
        sums = totals(self._week.values())
        return [(one, f"{wording.outcome(one)} {sums[one]}") for one in ORDER]

    def _legend(self, width: float) -> list[list[tuple[Outcome, str, float]]]:
        """Break it into lines; each entry with its width."""
        measure, em = QFontMetricsF(self.typeface(0.86)), self.em
        lines: list[list[tuple[Outcome, str, float]]] = [[]]
        used = 0.0
        for outcome, text in self._told():
            wide = min(width, em * 2.9 + measure.horizontalAdvance(text))
            if lines[-1] and used + wide - em * _APART > width:
                lines.append([])
                used = 0.0
            lines[-1].append((outcome, text, wide))
            used += wide
        return lines

    def _paint_legend(self, painter: QPainter, top: float) -> None:
        em = self.em
        for line in self._legend(self.width()):
            x = 0.0
            for outcome, text, wide in line:
                swatch = self.box(x, top + em * 0.15, em * 1.25, em * 0.95)
                paint_mark(painter, swatch, outcome, self.colours, em * 0.2)
                words = self.box(x + em * 1.6, top, wide - em * (1.6 + _APART) + 1, em * 1.3)
                align = self.leading() | Qt.AlignmentFlag.AlignVCenter
                self.write(painter, words, text, self.colours.text, 0.86, align=align)
                x += wide
            top += em * _ENTRY

    def tip_at(self, x: float, y: float) -> str:
        """Say the day under the pointer."""
        day = list(self._week)[max(0, min(6, int(x * 7 // max(1, self.width()))))] if self._week else None
        if day is None or y > self.em * (_COUNT + _BARS + _DAYS):
            return ""
        return wording.day_line(dates.short_day(day), self._week[day])
