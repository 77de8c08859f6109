"""What the list is narrowed by: outcome, exercise, time, and whether the prompt was held back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from backbreak.core.entry import Outcome
from backbreak.windows.history import dates, wording
from backbreak.windows.history.flow import Flow
from backbreak.windows.history.marks import ORDER
from backbreak.windows.history.picker import Picker
from backbreak.windows.history.sifting import Wanted
from backbreak.windows.labels import label
from backbreak.words import _


class Filters(QWidget):
    """`changed` is emitted when something else is wanted."""

    changed = Signal()

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self._today = date.min
        self._picked: date | None = None
        self.outcome, self.exercise = Picker(_("Outcome")), Picker(_("Exercise"))
        self.time, self.held = Picker(_("Time")), Picker(_("Held back"))
        for text, held in ((_("Held back or not"), False), (_("Only held back"), True)):
            self.held.addItem(text, held)
        self.count = label("", 0.92, dim=True)
        self.outcome.addItem(_("Every outcome"), None)
        for kind in ORDER:
            self.outcome.addItem(wording.outcome(kind), kind)
        self.exercise.addItem(_("Every exercise"), None)
        for key, name in names.items():
            self.exercise.addItem(name, key)
        self._fill_times()
        line = Flow(4)
        for box in (self.outcome, self.exercise, self.time, self.held):
            box.currentIndexChanged.connect(self.changed)
            line.addWidget(box)
        line.addWidget(self.count)
        self.setLayout(line)

    def _fill_times(self) -> None:
        for text, key in (
            (_("All time"), "all"),
            (_("Today"), "today"),
            (_("This week"), "week"),
            (_("The last 30 days"), "month"),
            (_("This year"), "year"),
        ):
            self.time.addItem(text, key)

    def set_today(self, today: date) -> None:
        """Count days from this one."""
        self._today = today

    def pick(self, day: date) -> None:
        """Want the entries of one day, whatever they are."""
        self.blockSignals(True)
        for box in (self.outcome, self.exercise, self.held):
            box.setCurrentIndex(0)
        at = self.time.findData("day")
        if at < 0:
            self.time.addItem("", "day")
            at = self.time.count() - 1
        self._picked = day
        self.time.setItemText(at, dates.day_of_year(day))
        self.time.setCurrentIndex(at)
        self.blockSignals(False)
        self.changed.emit()

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        kind = self.outcome.currentData()
        outcome = None if kind is None else Outcome(kind)  # Qt keeps the letters alone
        made = Wanted(outcome, self.exercise.currentData(), held=self.held.currentData())
        today = self._today
        first = {
            "today": today,
            "week": today - timedelta(days=today.weekday()),
            "month": today - timedelta(days=29),
            "year": today.replace(month=1, day=1),
        }.get(self.time.currentData())
        if self.time.currentData() == "day":
            return replace(made, first=self._picked, last=self._picked)
        return made if first is None else replace(made, first=first)
