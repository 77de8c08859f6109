"""The repetitions as dots, a row for each side: done, the one that is on, still to come."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from backbreak.core.cues import Phase
from backbreak.core.playback import Playback
from backbreak.windows.look import font
from backbreak.windows.palettes import Palette
from backbreak.windows.session.scaled import reading_side
from backbreak.words import _

_LINE, _GAP, _PITCH = 30.0, 12.0, 26.0
_MARGIN = 4.0
"""So much of a line's height is free below its letters and dots."""
_SMALLEST = 0.6
_CLOSEST = 14.0
"""Dots closer to each other than this are dust: they go on two lines."""


@dataclass(frozen=True, slots=True)
class Row:
    """One side's repetitions. `current` is the one that is on, from 1, or None."""

    label: str
    total: int
    done: frozenset[int]
    current: int | None


def rows_for(playback: Playback) -> tuple[Row, ...]:
    """Give the rows of a playback; none for stand-and-stretch."""
    plan, frame = playback.plan, playback.frame
    if not plan.units:
        return ()
    names: dict[str | None, str] = {None: _("Reps"), "left": _("Left"), "right": _("Right")}
    sides = (None,) if plan.first_side is None else ("left", "right")
    moving = frame.phase in (Phase.LIFT, Phase.HOLD, Phase.LOWER)
    return tuple(
        Row(
            names[side],
            plan.units,
            frozenset(rep for one, rep in playback.credited if one == side),
            frame.rep if moving and frame.side == side else None,
        )
        for side in sides
    )


class RepDots(QWidget):
    """Rows of dots with their labels, smaller where there is less room; many repetitions take two lines."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, family: str, palette: Palette) -> None:
        super().__init__()
        self._family, self._palette, self._unit = family, palette, 1.0
        self._rows: tuple[Row, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        self._unit = unit
        self.update()

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self._palette = palette
        self.update()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows."""
        if rows != self._rows:
            self._rows = rows
            self.setAccessibleName("; ".join(_spoken(row) for row in rows))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint every row, from the top."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = self.fitted_unit()
        painter.setFont(self._font(unit))
        start, top = self._start(unit), 0.0
        for row in self._rows:
            self._paint_row(painter, row, top, start, unit)
            top += self._height(row, start, unit) + _GAP * unit
        painter.end()

    def fitted_unit(self) -> float:
        """Give the unit in which all rows have room: the wished one, or a smaller one."""
        unit = self._unit
        while unit > _SMALLEST * self._unit and self._needs_px(unit) > self.height():
            unit *= 0.96
        return unit

    def holds_its_rows(self) -> bool:
        """Tell whether nothing is cut off."""
        return self._needs_px(self.fitted_unit()) <= self.height()

    def _needs_px(self, unit: float) -> float:
        start, below = self._start(unit), (_GAP + _MARGIN) * unit
        return sum(self._height(row, start, unit) + _GAP * unit for row in self._rows) - below

    def _start(self, unit: float) -> float:
        """Where the dots begin, after the longest label."""
        metrics = QFontMetricsF(self._font(unit))
        return max((metrics.horizontalAdvance(row.label) for row in self._rows), default=0.0) + 16 * unit

    def _in_line(self, row: Row, start: float, unit: float) -> int:
        """How many dots go on a line."""
        most = max(1, int((self.width() - start) / (_CLOSEST * unit)))
        return ceil(row.total / ceil(row.total / most))

    def _height(self, row: Row, start: float, unit: float) -> float:
        more = (row.total - 1) // self._in_line(row, start, unit)
        return _LINE * unit * (1 + 0.8 * more)

    def _font(self, unit: float) -> QFont:
        return font(self._family, 20 * unit, QFont.Weight.DemiBold)

    def _paint_row(self, painter: QPainter, row: Row, top: float, start: float, unit: float) -> None:
        line, in_line = _LINE * unit, self._in_line(row, start, unit)
        pitch = min(_PITCH * unit, (self.width() - start) / in_line)
        painter.setPen(self._palette.text if row.current else self._palette.soft)
        align = reading_side(self, Qt.AlignmentFlag.AlignLeading) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, top, self.width(), line), align, row.label)
        for index in range(row.total):
            x = start + (index % in_line + 0.5) * pitch
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                x = self.width() - x
            y = top + line / 2 + index // in_line * line * 0.8
            self._paint_dot(painter, x, y, min(8.0 * unit, pitch * 0.36), index + 1, row)

    def _paint_dot(self, painter: QPainter, x: float, y: float, radius: float, rep: int, row: Row) -> None:
        accent = self._palette.accent
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent if rep in row.done else self._palette.track)
        if rep == row.current and rep not in row.done:
            painter.setPen(QPen(accent, radius * 0.45))
            painter.setBrush(self._palette.ground)
        painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))


def _spoken(row: Row) -> str:
    values = {"side": row.label, "done": len(row.done), "total": row.total}
    return _("%(side)s: %(done)d of %(total)d done") % values
