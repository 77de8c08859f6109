"""The page after something hurt: what was kept, when to ask a professional, and leaving the exercise out.

It never closes by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from backbreak.core.errors import BackbreakError
from backbreak.core.exercise import Exercise
from backbreak.core.playback import Playback
from backbreak.windows.palettes import Palette
from backbreak.windows.session.fitting import Fit
from backbreak.windows.session.keybutton import KeyButton
from backbreak.windows.session.leaving_out import Exclusions
from backbreak.words import _, care
from backbreak.words import session as words
from backbreak.words.refusals import told
from backbreak.words.sentences import sentence


def kept(playback: Playback, exercise: Exercise, earlier: Sequence[str] = ()) -> str:
    """Say what counts of the session, and of those before it in this sitting."""
    before = "".join("\n" + sentence.replace("\n", ": ") for sentence in earlier)
    if not playback.plan.units:
        return (
            _("You stood up and stretched; that is logged.")
            if playback.completed
            else _("Not every stretch was done, so this one is not logged.")
        ) + before
    if not playback.units:
        nothing = _("No whole repetition was done, so nothing was logged.")
        return nothing if not earlier else _("No whole repetition of this one was done.") + before
    amount = words.amount(playback.units, exercise.sides != "none")
    return _("%(exercise)s\n%(amount)s, logged.") % {"exercise": exercise.name, "amount": amount} + before


class HurtsPage(QWidget):
    """Without `exclusions` leaving out is not offered."""

    accessible_role = QAccessible.Role.Grouping

    close_asked = Signal()
    answered = Signal(str)
    """What leaving out, or taking back, has come to; for whoever does not see it."""

    def __init__(self, family: str, palette: Palette, exclusions: Exclusions | None) -> None:
        super().__init__()
        self._exclusions = exclusions
        self._unit, self._widest_px = 1.0, 800.0
        self._exercise: Exercise | None = None
        self.title = Fit(family, 64, QFont.Weight.Bold)
        self.title.setText(_("Stopped"))
        self.kept = Fit(family, 26, QFont.Weight.DemiBold, lines=4)
        self.advice = Fit(family, 24, lines=8)
        self.answer = Fit(family, 21, QFont.Weight.DemiBold, lines=2)
        keeps_its_room = self.answer.sizePolicy()
        keeps_its_room.setRetainSizeWhenHidden(True)
        self.answer.setSizePolicy(keeps_its_room)
        self.leave_key = KeyButton("", "L", "L", family, palette)
        self.close_key = KeyButton(_("Close"), _("Esc"), _("Escape"), family, palette)
        self.leave_key.clicked.connect(self.toggle)
        self.close_key.clicked.connect(self.close_asked)
        self._lay_out()
        self.set_palette(palette)

    def _lay_out(self) -> None:
        self._whole = QVBoxLayout(self)
        self._whole.addStretch(1)
        for text in (self.title, self.kept, self.advice):
            self._whole.addWidget(text)
        self._whole.addStretch(1)
        self._whole.addWidget(self.answer)
        self._whole.addWidget(self.leave_key)
        self._whole.addStretch(2)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_key)
        self._whole.addLayout(foot)

    def set_unit(self, unit: float, size: QSize, _upright: bool) -> None:
        """Take the size for a unit."""
        self._unit = unit
        self._whole.setContentsMargins(*(round(px * unit) for px in (72, 28, 72, 28)))
        self._whole.setSpacing(round(16 * unit))
        for each in (self.title, self.kept, self.advice, self.answer, self.close_key):
            each.set_unit(unit)
        self._widest_px = size.width() - 2 * 72 * unit
        self.leave_key.set_unit(unit, self._widest_px)

    def set_palette(self, palette: Palette) -> None:
        """Take the colours of another palette."""
        for text in (self.title, self.kept, self.advice, self.answer):
            text.set_colour(palette.text)
        for key in (self.leave_key, self.close_key):
            key.set_palette(palette)

    def show_hurt(self, playback: Playback, exercise: Exercise, earlier: Sequence[str] = ()) -> None:
        """Show what was kept of a session that hurt, and what there is to know and to do."""
        self._exercise = exercise
        self.title.setText(_("Take it easy") if playback.finished else _("Stopped"))
        self.setAccessibleName(self.title.text())  # it is the page that has the keyboard
        self.kept.setText(kept(playback, exercise, earlier[-2:]))
        self.advice.setText(care.see_a_professional())
        self.tell("")
        offered = self._exclusions is not None and exercise.total_units > 0
        self.leave_key.setVisible(offered)
        if offered:
            self._name_key(left_out=self._is_out())

    def toggle(self) -> None:
        """Leave the exercise out, or take that back."""
        exercise, exclusions = self._exercise, self._exclusions
        if exercise is None or exclusions is None or not exercise.total_units:
            return
        out = not self._is_out()
        try:
            (exclusions.add if out else exclusions.remove)(exercise.id)
        except BackbreakError as error:
            self.tell(sentence(told(error)))
            return
        name = exercise.name
        self.tell(care.left_out(name) if out else care.taken_back(name))
        self._name_key(left_out=out)

    def tell(self, text: str) -> None:
        """Show what came of something, and have it announced."""
        self.answer.setText(text)
        self.answer.setVisible(bool(text))
        if text:
            self.answered.emit(text)

    def focus_first(self) -> None:
        """Give the keyboard to the page, so that Enter neither leaves out nor closes by accident."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def obey(self, key: int) -> bool:
        """Do what a key of this page stands for; gives whether it is one."""
        if key == Qt.Key.Key_Escape:
            self.close_asked.emit()
        elif key == Qt.Key.Key_L:
            self.toggle()
        else:
            return False
        return True

    def spoken(self) -> str:
        """Give the page as one announcement."""
        kept_then = " ".join(sentence(line) for line in self.kept.text().splitlines())
        return f"{self.title.text()}. {kept_then} {self.advice.text()}"

    def _is_out(self) -> bool:
        exercise, exclusions = self._exercise, self._exclusions
        return exercise is not None and exclusions is not None and exclusions.has(exercise.id)

    def _name_key(self, left_out: bool) -> None:
        assert self._exercise is not None
        self.leave_key.setText(_("Undo") if left_out else care.leave_out(self._exercise.name))
        self.leave_key.set_unit(self._unit, self._widest_px)
