"""The week that is painted: a line a day, a quarter of an hour a cell, by the mouse or by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from backbreak.windows.settings.hours import DAY, QUARTER, Ranges, Span, is_working
from backbreak.windows.settings.week_paint import CELLS, WeekPaint, day_name
from backbreak.words import _


class WeekGrid(WeekPaint):
    """`painted` is emitted with spans of minutes, and whether they become working time or free time."""

    accessible_role = QAccessible.Role.Graphic

    painted = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._week: tuple[Ranges, ...] = ((),) * 7
        self._day, self._cell = 0, 9 * 60 // QUARTER
        self._anchor: tuple[int, int] | None = None
        """Where a stroke began: the day and the cell."""
        self._adding = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._tell()

    def show_week(self, week: tuple[Ranges, ...]) -> None:
        """Show other hours."""
        self._week = week
        self._tell()
        self.update()

    def _at(self, at: QPointF) -> tuple[int, int]:
        """The day and the cell nearest to a place."""
        day = min(max(int((at.y() - self.axis) // self.pitch), 0), 6)
        line = self._line(day)
        along = (line.right() - at.x() if self._rtl else at.x() - line.left()) / max(1.0, line.width())
        return day, min(max(int(along * CELLS), 0), CELLS - 1)

    # --- painting by hand --------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke: what is free becomes working time, what is working time becomes free."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        day, cell = self._at(event.position())
        self._begin(day, cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw it out, along a day and over several days."""
        if self._anchor is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._go(*self._at(event.position()))
        over = self._line(self._at(event.position())[0]).adjusted(-4, -4, 4, 4).contains(event.position())
        self.setCursor(Qt.CursorShape.CrossCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke: now it is asked for."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, with Ctrl by hours, with Shift they draw a stroke; Space or Enter paints a quarter."""
        ways = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        key = Qt.Key(event.key())
        if key in ways:
            days, cells = ways[key]
            far = 4 if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1
            self._walk(days, cells * far * (-1 if self._rtl else 1), event)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._walk(0, CELLS if key == Qt.Key.Key_End else -CELLS, event)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._anchor is None:
                self._begin(self._day, self._cell)
            self._end()
        elif key == Qt.Key.Key_Escape and self._anchor is not None:
            self._anchor = None
            self.update()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A stroke drawn with Shift is over when that is let go."""
        if event.key() == Qt.Key.Key_Shift and self._anchor is not None:
            self._end()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A stroke that nobody ended is none."""
        self._anchor = None
        super().focusOutEvent(event)
        self.update()

    def _walk(self, days: int, cells: int, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._anchor is None:
            self._begin(self._day, self._cell)
        self._go(min(max(self._day + days, 0), 6), min(max(self._cell + cells, 0), CELLS - 1))

    def _begin(self, day: int, cell: int) -> None:
        self._anchor = (day, cell)
        self._adding = not is_working(self._week, day * DAY + cell * QUARTER)
        self._go(day, cell)

    def _go(self, day: int, cell: int) -> None:
        self._day, self._cell = day, cell
        self._tell()
        self.update()

    def _end(self) -> None:
        if self._anchor is None:
            return
        spans = self._stroke()
        self._anchor = None
        self.painted.emit(spans, self._adding)
        self.update()

    def _stroke(self) -> tuple[Span, ...]:
        """The spans of the stroke as it is: the same hours on every day it goes over."""
        if self._anchor is None:
            return ()
        first_day, last_day = sorted((self._anchor[0], self._day))
        first, last = sorted((self._anchor[1], self._cell))
        days = range(first_day, last_day + 1)
        return tuple((day * DAY + first * QUARTER, day * DAY + (last + 1) * QUARTER) for day in days)

    def _tell(self) -> None:
        """Say where the keyboard is, and whether that is working time."""
        minute = self._cell * QUARTER
        at = {"day": day_name(self._day), "time": f"{minute // 60:02}:{minute % 60:02}"}
        working = is_working(self._week, self._day * DAY + minute)
        self.setAccessibleName(
            (_("%(day)s %(time)s: working") if working else _("%(day)s %(time)s: free")) % at
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the week, the stroke, and where the keyboard is."""
        here = (self._day, self._cell * QUARTER) if self.hasFocus() else None
        self.paint(self._week, self._stroke(), adding=self._adding, here=here)
