"""Choices from what there is: a language by its own name, and the exercises to leave out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from backbreak.core.fields import Value
from backbreak.windows.history.picker import Picker
from backbreak.windows.settings.control import Control, pass_on
from backbreak.windows.settings.switch import Tick
from backbreak.words import SOURCE_LANGUAGE, _
from backbreak.words.languages import SYSTEM, is_there, languages


class SteadyPicker(Picker):
    """A choice that the wheel does not change: whoever scrolls by wants the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page."""
        pass_on(event)


def native(name: str) -> str:
    """Name a language as those who speak it do; one nobody knows as it is written."""
    if name == SOURCE_LANGUAGE:
        return "English"  # Qt would say which country's
    told = QLocale(name).nativeLanguageName()
    if told and "_" not in name and QLocale(name).nativeTerritoryName() in told:
        told = told.split()[0]  # Spanish, not Spanish of Spain
    return told[:1].upper() + told[1:] if told and QLocale(name) != QLocale.c() else name


class Language(Control):
    """A setting that is a language."""

    stretches = False

    def __init__(self) -> None:
        super().__init__()
        self.picker = SteadyPicker("")
        self.picker.addItem(_("Like the desktop"), SYSTEM)
        for name in languages():
            self.picker.addItem(native(name), name)
        self.picker.activated.connect(lambda at: self.asked.emit(self.picker.itemData(at)))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.picker)

    def parts(self) -> Sequence[QWidget]:
        """The choice."""
        return (self.picker,)

    def call(self, name: str, help_: str) -> None:
        """Say what is chosen here: Qt calls a choice by what is chosen."""
        self.picker.setAccessibleName(name)
        self.picker.setAccessibleDescription(_("%(setting)s: %(help)s") % {"setting": name, "help": help_})

    def show_value(self, value: Value) -> None:
        """Show a language; one that is not among them joins them, and says so where it is not there."""
        at = self.picker.findData(value)
        if at < 0:
            name = native(str(value))
            if not is_there(str(value)):
                name = _("%(language)s (not available, English is shown)") % {"language": name}
            self.picker.addItem(name, value)
            at = self.picker.count() - 1
            self.picker.updateGeometry()
        self.picker.setCurrentIndex(at)


class Exercises(Control):
    """A setting that is a list of exercises: a tick for every one that is left out."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Take the names of all that can be left out, by their ids."""
        super().__init__()
        self._names = dict(names)
        self._value: tuple[str, ...] = ()
        self._called = ("", "")
        self.ticks: dict[str, Tick] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        for exercise in names:
            self._add(exercise)

    def _add(self, exercise: str) -> None:
        tick = Tick(self._names.get(exercise) or _("%(name)s (no such exercise)") % {"name": exercise})
        tick.toggled.connect(lambda on, exercise=exercise: self._ask(exercise, on))
        self.ticks[exercise] = tick
        self._box.addWidget(tick, 0, Qt.AlignmentFlag.AlignLeading)

    def parts(self) -> Sequence[QWidget]:
        """All ticks."""
        return tuple(self.ticks.values())

    def call(self, name: str, help_: str) -> None:
        """Each tick says what it is for, before its own name."""
        self._called = (name, help_)
        for tick in self.ticks.values():
            tick.setAccessibleName(f"{name}: {tick.words}")
            tick.setAccessibleDescription(help_)

    def show_value(self, value: Value) -> None:
        """Show which are left out; an id that no exercise has is shown too, so that it can be taken out."""
        assert isinstance(value, tuple)
        self._value = value
        for exercise in value:
            if exercise not in self.ticks:
                self._add(exercise)
                self.call(*self._called)
        for exercise, tick in self.ticks.items():
            tick.blockSignals(True)
            tick.setChecked(exercise in value)
            tick.blockSignals(False)
            tick.update()

    def _ask(self, exercise: str, out: bool) -> None:
        kept = tuple(one for one in self._value if one != exercise)
        self.asked.emit((*kept, exercise) if out else kept)
