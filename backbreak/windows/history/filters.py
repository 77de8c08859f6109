"""What the list is narrowed by: outcome, exercise, time, and whether the prompt was held back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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

    def offer(self, exercises: Iterable[str]) -> None:
        """Offer exercises that nobody knows any more, as those of a pack that is gone, by their ids."""
        for name in exercises:
            if self.exercise.findData(name) < 0:
                self.exercise.addItem(name, name)

    def pick(self, day: date) -> None:
        """Want the entries of one day, whatever they are."""
        self.blockSignals(True)
        for box in (self.outcome, self.exercise, self.held):
            box.setCurrentIndex(0)
        self._pick(day)
        self.blockSignals(False)
        self.changed.emit()

    def _pick(self, day: date) -> None:
        at = self.time.findData("day")
        if at < 0:
            self.time.addItem("", "day")
            at = self.time.count() - 1
        self._picked = day
        self.time.setItemText(at, dates.day_of_year(day))
        self.time.setCurrentIndex(at)

    def want_as(self, before: Filters) -> None:
        """Want what others want, which may be in another language."""
        self._today = before._today
        self.blockSignals(True)
        if before._picked is not None:
            self._pick(before._picked)
        wanted = before.exercise.currentData()
        self.offer(() if wanted is None else (wanted,))
        ours = (self.outcome, self.exercise, self.time, self.held)
        for box, other in zip(ours, (before.outcome, before.exercise, before.time, before.held), strict=True):
            box.setCurrentIndex(max(0, box.findData(other.currentData())))
        self.blockSignals(False)

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
