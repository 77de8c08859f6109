"""Working hours: a week to be painted, the same as lines to be typed, and a day copied to others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from backbreak.core.fields import Value
from backbreak.core.settings import DAYS, find_field
from backbreak.windows import measures
from backbreak.windows.history.flow import Flow, pair
from backbreak.windows.labels import label
from backbreak.windows.panel.key import Face, Key
from backbreak.windows.panel.wording import Choice
from backbreak.windows.settings.hours import Ranges, Span, as_written, painted
from backbreak.windows.settings.line import Line
from backbreak.windows.settings.listed import SteadyPicker
from backbreak.windows.settings.week_grid import WeekGrid
from backbreak.windows.settings.week_paint import day_name
from backbreak.words import _

_BESIDE_EM = 46


class Week(QWidget):
    """`asked` is emitted with the hours wanted instead, by their full names; `refused` with what is wrong."""

    asked = Signal(object)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._week: tuple[Ranges, ...] = ((),) * 7
        self._beside: bool | None = None
        self.grid = WeekGrid()
        self.lines = [Line(14) for _day in DAYS]
        self.source, self.target = SteadyPicker(_("Copy from")), SteadyPicker(_("Copy to"))
        self.copy = Key(Face.PLAIN)
        self.copy.show_choice(Choice(_("Copy")))
        self.copy.setSizePolicy(self.source.sizePolicy())
        self.grid.painted.connect(self._paint)
        self.copy.clicked.connect(self._copy)
        for day, line in enumerate(self.lines):
            line.begin_with_the_rest()
            line.setAccessibleName(day_name(day))
            line.editingFinished.connect(lambda day=day: self._typed(day))
        self._fill()
        self._lay_out()

    def _fill(self) -> None:
        for day in range(7):
            self.source.addItem(day_name(day), day)
        self.target.addItem(_("Monday to Friday"), tuple(range(5)))
        self.target.addItem(_("every day"), tuple(range(7)))
        for day in range(7):
            self.target.addItem(day_name(day), (day,))

    def _lay_out(self) -> None:
        self._typing, self._names = QWidget(), [label(day_name(day), 1.0) for day in range(7)]
        grid = QGridLayout(self._typing)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.setHorizontalSpacing(measures.GAP_PX)
        self._heading = label(_("09:00-12:30, 13:30-18:00"), measures.SMALL, dim=True)
        inset = self.lines[0].inset
        self._heading.setContentsMargins(inset, 0, inset, 0)
        self._heading.setAccessibleName(_("Typed like this: 09:00-12:30, 13:30-18:00"))
        grid.addWidget(self._heading, 0, 1)
        for day, line in enumerate(self.lines):
            grid.addWidget(self._names[day], day + 1, 0)
            grid.addWidget(line, day + 1, 1)
        grid.setColumnStretch(1, 1)
        copying = Flow(measures.TIGHT_PX)
        for text, picker in ((_("Copy from"), self.source), (_("Copy to"), self.target)):
            copying.addWidget(pair(label(text, measures.SMALL, dim=True), picker, measures.TIGHT_PX))
        copying.addWidget(self.copy)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(measures.APART_PX)
        self._both.addWidget(self.grid, 5)
        self._both.addWidget(self._typing, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(measures.GAP_PX)
        whole.addLayout(self._both)
        whole.addLayout(copying)

    def arrange(self, width: int) -> None:
        """Have the lines beside the week where there is room, each beside its own day."""
        beside = width >= _BESIDE_EM * self.fontInfo().pixelSize()
        if beside == self._beside:
            return
        self._beside = beside
        way = QBoxLayout.Direction
        self._both.setDirection(way.LeftToRight if beside else way.TopToBottom)
        for name in self._names:
            name.setVisible(not beside)
        layout = self._typing.layout()
        assert isinstance(layout, QGridLayout)
        layout.setRowMinimumHeight(0, round(self.grid.axis) if beside else 0)
        for row in range(1, 8):
            layout.setRowMinimumHeight(row, round(self.grid.pitch) if beside else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self.arrange(self.width())

    # --- what is shown -----------------------------------------------------------------------------

    def show_hours(self, hours: Mapping[str, Value]) -> None:
        """Show other hours, by the days' names; a line that is just being typed is left alone."""
        self._week = tuple(_ranges(hours[f"hours.{day}"]) for day in DAYS)
        self.grid.show_week(self._week)
        # Translators: working hours of a day; "at any time" where none are set for any day.
        free = _("free") if any(self._week) else _("at any time")
        for day, line in enumerate(self.lines):
            line.setPlaceholderText(free)
            if not (line.isModified() and line.hasFocus()):
                line.setText(", ".join(self._week[day]))

    def allow(self, allowed: Sequence[bool]) -> None:
        """Let days be changed, or not; the week is painted only where all of it may be."""
        for line, can in zip(self.lines, allowed, strict=True):
            line.setEnabled(can)
        for part in (self.grid, self.source, self.target, self.copy):
            part.setEnabled(all(allowed))

    def call(self, help_: str) -> None:
        """Say what it is for and how it is used."""
        keys = _(
            "Arrow keys walk by quarters of an hour, with Ctrl by hours; Space paints or erases, Shift and "
            "arrows draw a stroke."
        )
        self.grid.setAccessibleDescription(keys)
        self.grid.setToolTip(_("Drag to paint working time, and over it to erase"))
        for line in self.lines:
            line.setAccessibleDescription(help_)

    def flush(self) -> None:
        """Ask for what is being typed."""
        for day, line in enumerate(self.lines):
            if line.isModified():
                self._typed(day)

    # --- what is done ------------------------------------------------------------------------------

    def _typed(self, day: int) -> None:
        line = self.lines[day]
        if not line.isModified():
            return
        line.setModified(False)
        field = find_field(f"hours.{DAYS[day]}")
        assert field is not None
        read = field.read_text(as_written(line.text()))
        if read is None:
            told = {"day": day_name(day), "typed": line.text().strip()}
            self.refused.emit(
                _("%(day)s: “%(typed)s” cannot be read; write it like 09:00-12:30, 13:30-18:00") % told
            )
        elif read != self._week[day]:
            self.asked.emit({field.name: read})
        else:
            line.setText(", ".join(self._week[day]))

    def _paint(self, spans: Sequence[Span], working: bool) -> None:
        week = self._week
        for span in spans:
            week = painted(week, span, working=working)
        self._ask(week)

    def _copy(self) -> None:
        ranges = self._week[self.source.currentData()]
        days = self.target.currentData()
        self._ask(tuple(ranges if day in days else own for day, own in enumerate(self._week)))

    def _ask(self, week: Sequence[Ranges]) -> None:
        changed = {f"hours.{DAYS[day]}": week[day] for day in range(7) if week[day] != self._week[day]}
        if changed:
            self.asked.emit(changed)


def _ranges(value: Value) -> Ranges:
    assert isinstance(value, tuple)
    return value
