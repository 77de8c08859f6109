"""What may be corrected of the entry that is chosen: how it felt, fewer units, or that it was never one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbreak.core import amend
from backbreak.core.entry import Entry, Feel
from backbreak.windows.history import wording
from backbreak.windows.history.flow import Flow, pair
from backbreak.windows.history.picker import Picker
from backbreak.windows.labels import label
from backbreak.windows.measures import BODY, NEAR_PX, SMALL
from backbreak.windows.panel.key import Face, Key
from backbreak.windows.panel.wording import Choice
from backbreak.words import _


class Editor(QWidget):
    """Asks by its signals; what is asked shows here when the journal says so."""

    felt = Signal(object)
    """How it felt, None for not said."""
    fewer = Signal(int)
    deleted = Signal()
    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._about: str | None = None
        self.told = label("", BODY, bold=True, wrap=True)
        self.note = label("", SMALL, wrap=True)
        policy = self.note.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the buttons stay where they are
        self.note.setSizePolicy(policy)
        self.feel, self.units = Picker(_("How it felt")), Picker(_("I did fewer"))
        self.keys = {name: Key(Face.PLAIN) for name in ("delete", "undo")}
        self._feel_label = label(_("How it felt"), SMALL, dim=True)
        self._units_label = label(_("I did fewer"), SMALL, dim=True)
        self.feel.addItem(_("not said"), None)
        for one in Feel:
            self.feel.addItem(wording.feel(one), one)
        self.feel.activated.connect(self._tell_feel)
        self.units.activated.connect(self._less)
        self.keys["delete"].clicked.connect(self.deleted)
        self.keys["undo"].clicked.connect(self.undo_asked)
        self._lay_out()
        self.say("")
        self.show_entry(None, "", can_undo=False)

    def _lay_out(self) -> None:
        line = Flow(NEAR_PX)
        felt, fewer = (self._feel_label, self.feel), (self._units_label, self.units)
        for part in (*(pair(*two, NEAR_PX) for two in (felt, fewer)), *self.keys.values()):
            line.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(NEAR_PX)
        whole.addWidget(self.told)
        whole.addLayout(line)
        whole.addWidget(self.note)

    def show_entry(self, entry: Entry | None, line: str, *, can_undo: bool) -> None:
        """Offer what can be done with an entry, or say that none is chosen."""
        self._leave_off(None if entry is None else entry.id)
        self.told.setText(line or _("Choose an entry to correct it."))
        felt = entry is not None and amend.can_have_a_feel(entry)
        most = amend.most_fewer(entry) if entry is not None else 0
        self.feel.setEnabled(felt)
        at = self.feel.findData(entry.feel) if entry is not None and entry.feel is not None else 0
        self.feel.setCurrentIndex(max(0, at))
        self._offer_units(entry, most)
        nothing = "" if entry is not None else _("No entry is chosen")
        self.keys["delete"].show_choice(Choice(_("Delete"), refused=nothing))
        undone = "" if can_undo else _("Nothing has been corrected yet")
        self.keys["undo"].show_choice(Choice(_("Undo"), refused=undone))

    def _leave_off(self, name: str | None) -> None:
        """Close what was opened for another entry: nobody is to answer for this one by mistake."""
        if name != self._about:
            self._about = name
            for picker in (self.feel, self.units):
                picker.hidePopup()

    def _offer_units(self, entry: Entry | None, most: int) -> None:
        """Offer what was done, and everything less."""
        self.units.clear()
        if entry is not None and most:
            for units in range(most + 1, 0, -1):
                self.units.addItem(wording.units(replace(entry, units=units)) or str(units), units)
        else:
            self.units.addItem("–" if entry is None else wording.units(entry) or "–")
        self.units.setEnabled(most > 0)
        self.units.updateGeometry()

    def _tell_feel(self) -> None:
        told = self.feel.currentData()
        self.felt.emit(None if told is None else Feel(told))  # Qt keeps the letters alone

    def _less(self, row: int) -> None:
        if row:
            self.fewer.emit(self.units.itemData(row))

    def say(self, text: str) -> None:
        """Say what has been done, or why it could not be."""
        self.note.setText(text)
        self.note.setVisible(bool(text))
