"""The desk page: the figure in a loop, what to do, all exercises to choose from, and Start.

Nothing here is a session yet. It is shown at once, empty; `show_outlook` fills it when the journal is read.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton

from backbreak.core.dose import DoseError
from backbreak.core.figure import Poses
from backbreak.windows.announcement import announce
from backbreak.windows.complaint import Complaint, complaint, nothing
from backbreak.windows.desk import wording
from backbreak.windows.desk.frame import DeskFrame
from backbreak.windows.desk.outlook import Offer, Outlook
from backbreak.windows.keys import key_of
from backbreak.windows.palettes import Palette
from backbreak.words import _

Note = Callable[[Outlook | None], str]
"""Says something of what may be done, in the language in use; "" where there is nothing to say."""


class DeskPage(DeskFrame):
    """Asks by its signals to start an exercise, or to be closed."""

    start_asked = Signal(str)
    """The id of the exercise chosen; nothing more is asked until `complain` or `set_busy(False)`."""
    close_asked = Signal()
    looked_at = Signal()
    """The page is on the screen for the first time, or its window has become the active one again."""

    def __init__(self, poses: Poses, family: str, palette: Palette, motion: str = "full") -> None:
        super().__init__(poses, family, palette, motion)
        self._outlook: Outlook | None = None
        self._offer: Offer | None = None
        self._tried: frozenset[str] = frozenset()
        self._busy = self._painted = False
        self._noted: Note = _about(nothing)
        self.setWindowTitle(_("Choose an exercise · backbreak"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.choices.chosen.connect(self._chosen_by_hand)
        self.instead.clicked.connect(self._something_else)
        self.close_key.clicked.connect(self.close_asked)
        self.start.clicked.connect(self._start)
        self._allow()

    # --- what is shown -----------------------------------------------------------------------------

    def show_outlook(self, outlook: Outlook, exercise_id: str | None = None) -> None:
        """Show what may be done, and this exercise of it; else the one shown before, else what is next.

        What is shown already stays as it is.
        """
        if outlook == self._outlook and exercise_id is None:
            return
        kept = exercise_id or (self._offer.exercise.id if self._offer is not None else outlook.turn)
        self._outlook, self._tried = outlook, frozenset()
        self.words.show_offers(outlook.offers)
        self.choices.show_outlook(outlook)
        self.round.show_round(outlook.round, 0)
        self._show(outlook.offer(kept))

    def complain(self, why: Complaint) -> None:
        """Say why it could not be started; it can be tried again."""
        self.set_busy(False)
        self._say(_about(why))

    def note_as(self, before: DeskPage) -> None:
        """Show the note of another page, which was heard there already."""
        if before.note.text():
            self._show_note(before._noted)

    @property
    def chosen(self) -> str | None:
        """The id of the exercise that is shown."""
        return None if self._offer is None else self._offer.exercise.id

    @property
    def busy(self) -> bool:
        """Whether a session is being asked for."""
        return self._busy

    def set_busy(self, busy: bool) -> None:
        """While a session is being asked for, nothing more can be asked."""
        self._busy = busy
        self._allow()

    def _show(self, offer: Offer) -> None:
        """Show another exercise; all its words are there at once, the figure fades over."""
        assert self._outlook is not None
        self._offer = offer
        self.choices.choose(offer.exercise.id)
        self.words.show_page(self._outlook.offers.index(offer))
        self.film.show_exercise(offer.exercise, None if offer.plan is None else offer.plan.first_side)
        self.start.set_text(wording.start(offer))
        self._allow()
        self.arrange()

    def _allow(self) -> None:
        ready = self._offer is not None and not self._busy
        self.start.setEnabled(ready and self._offer is not None and self._offer.plan is not None)
        self.instead.setEnabled(ready)
        if ready and self.focusWidget() in (None, self):
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, note: Note) -> None:
        self._show_note(note)
        announce(self, self.note.text(), urgent=True)

    def _show_note(self, note: Note) -> None:
        self._noted, text = note, note(self._outlook)
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.arrange()

    # --- what is done ------------------------------------------------------------------------------

    def _chosen_by_hand(self, exercise_id: str) -> None:
        if self._outlook is not None:
            self._tried = frozenset()
            self._say(_about(nothing))
            offer = self._outlook.offer(exercise_id)
            self._show(offer)
            if not self.choices.hasFocus():  # there the list itself tells
                spoken = wording.spoken(offer, self._outlook)
                announce(self, spoken)

    def _something_else(self) -> None:
        """Show something that asks less of the place; every press goes on from there."""
        if self._outlook is None or self._offer is None:
            return
        refused = self._offer.exercise.id
        try:
            offer = self._outlook.instead(refused, self._tried)
        except DoseError as error:
            self._say(_about(complaint(error)))
            return
        self._tried |= {refused}
        self._show(offer)
        self._say(_found(offer.exercise.id))

    def _start(self) -> None:
        if self.start.isEnabled() and self._offer is not None:
            self._say(_about(nothing))
            self.set_busy(True)
            self.start_asked.emit(self._offer.exercise.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Enter starts, S finds something else, Esc closes, Space presses, pages scroll."""
        key, focused = key_of(event), self.focusWidget()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.choices.walk(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.words.turn_page(1 if key == Qt.Key.Key_PageDown else -1)
        elif event.isAutoRepeat():
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space and isinstance(focused, QPushButton):
            focused.click()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.start.click()
        elif key == Qt.Key.Key_S:
            self.instead.click()
        elif key == Qt.Key.Key_Escape:
            self.close_asked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Enter starts, whoever gives the keyboard to the page."""
        super().focusInEvent(event)
        self._allow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that there is something to be seen."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.looked_at.emit)

    def changeEvent(self, event: QEvent) -> None:
        """Say that somebody has come back to the page."""
        super().changeEvent(event)
        came_back = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if came_back and self._outlook is not None:
            self.looked_at.emit()


def _about(why: Complaint) -> Note:
    return lambda _outlook: why()


def _found(exercise_id: str) -> Note:
    return lambda outlook: "" if outlook is None else wording.instead(outlook.offer(exercise_id))
