"""The page at the end: what was done, how far the round is now, one piece of advice, and how it felt.

Nothing on it has to be touched: it closes by itself unless somebody does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from backbreak.core.dose import RoundState
from backbreak.core.journal import Feel
from backbreak.core.tips import tip_for
from backbreak.storage.catalogue import load_tips
from backbreak.windows.palettes import Palette
from backbreak.windows.session.fitting import Fit
from backbreak.windows.session.keybutton import KeyButton
from backbreak.windows.session.roundring import RoundRing
from backbreak.windows.session.scaled import Coloured
from backbreak.words import _, ngettext
from backbreak.words import session as words

CLOSES_AFTER_S = 15

_FEELS = {Qt.Key.Key_B: Feel.BETTER, Qt.Key.Key_S: Feel.SAME, Qt.Key.Key_H: Feel.HURTS}
_CLOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class EndPage(QWidget):
    """Closes by itself after a quarter of a minute, unless it is touched."""

    close_asked = Signal()
    more_asked = Signal()
    felt = Signal(Feel)

    def __init__(self, family: str, palette: Palette) -> None:
        super().__init__()
        self._left_s = CLOSES_AFTER_S
        self.ring = RoundRing(family, palette)
        self.title = Fit(family, 72, QFont.Weight.Bold)
        self.sentence = Fit(family, 30, QFont.Weight.DemiBold, lines=3)
        self.earlier = Fit(family, 21, lines=2)
        self.tip = Fit(family, 23, lines=4)
        self.question = Fit(family, 20, QFont.Weight.DemiBold)
        self.question.setText(words.how_it_felt())
        self.closing = Fit(family, 19)
        keeps_its_room = self.closing.sizePolicy()
        keeps_its_room.setRetainSizeWhenHidden(True)
        self.closing.setSizePolicy(keeps_its_room)
        self.feel_keys = {
            Feel.BETTER: KeyButton(_("Better"), "B", "B", family, palette),
            Feel.SAME: KeyButton(_("Same"), "S", "S", family, palette),
            Feel.HURTS: KeyButton(_("It hurts"), "H", "H", family, palette),
        }
        self.more_key = KeyButton(_("One more"), "O", "O", family, palette)
        self.close_key = KeyButton(_("Close"), _("Enter"), _("Enter or Escape"), family, palette)
        self._feels = QButtonGroup(self)
        for key in self.feel_keys.values():
            key.setCheckable(True)
            self._feels.addButton(key)
        self._feels.buttonToggled.connect(self._toggled)
        self.more_key.clicked.connect(self._ask_more)
        self.close_key.clicked.connect(self.close_asked)
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._second)
        for each in (self, *self._buttons()):
            each.installEventFilter(self)
        self._lay_out()
        self.set_palette(palette)

    def _buttons(self) -> tuple[KeyButton, ...]:
        return (*self.feel_keys.values(), self.more_key, self.close_key)

    def _lay_out(self) -> None:
        self._texts = QVBoxLayout()
        for text in (self.title, self.sentence, self.earlier, self.tip):
            self._texts.addWidget(text)
        self._upper = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._upper.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)
        self._upper.addLayout(self._texts, 1)
        self._feel_row = QHBoxLayout()
        for key in self.feel_keys.values():
            self._feel_row.addWidget(key)
        self._feel_row.addStretch(1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.closing, 1)
        self._foot.addWidget(self.more_key)
        self._foot.addWidget(self.close_key)
        self._whole = QVBoxLayout(self)
        self._whole.addStretch(1)
        self._whole.addLayout(self._upper)
        self._whole.addStretch(1)
        self._whole.addWidget(self.question)
        self._whole.addLayout(self._feel_row)
        self._whole.addStretch(1)
        self._whole.addLayout(self._foot)

    def set_unit(self, unit: float, _size: QSize, upright: bool) -> None:
        """Take the size for a unit, in a window that lies or stands."""
        along = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        self._upper.setDirection(along)
        self._upper.setSpacing(round(44 * unit))
        self._texts.setSpacing(round(12 * unit))
        self._whole.setContentsMargins(*(round(px * unit) for px in (56, 28, 56, 28)))
        self._whole.setSpacing(round(12 * unit))
        self._feel_row.setSpacing(round(12 * unit))
        self._foot.setSpacing(round(12 * unit))
        for text in (self.title, self.sentence, self.earlier, self.tip, self.question, self.closing):
            text.set_unit(unit)
        self.ring.set_unit(1.4 * unit if upright else 1.15 * unit)
        for key in self._buttons():
            key.set_unit(unit)

    def set_palette(self, palette: Palette) -> None:
        """Take the colours of another palette."""
        painted: tuple[Coloured, ...] = (self.ring, *self._buttons())
        for each in painted:
            each.set_palette(palette)
        for text in (self.title, self.sentence, self.question):
            text.set_colour(palette.text)
        for text in (self.earlier, self.tip, self.closing):
            text.set_colour(palette.soft)

    def show_end(
        self, completed: bool, moved: tuple[RoundState, int], told: Sequence[str], tip: str, *, reduced: bool
    ) -> None:
        """Show how a sitting ended and how far the round has moved in it, and begin to count down.

        `told` is what was done, a sentence for each session, the last one last.
        """
        *earlier, sentence = told
        self.title.setText(_("Well done") if completed else _("Good for now"))
        self.sentence.setText(sentence)
        self.earlier.setText("\n".join(line.replace("\n", ": ") for line in earlier[-2:]))
        self.earlier.setVisible(bool(earlier))
        self.tip.setText(tip)
        self.tip.setVisible(bool(tip))
        self.ring.setVisible(bool(moved[0].total))
        self.ring.show_round(*moved, reduced)
        self._feels.setExclusive(False)
        for key in self.feel_keys.values():
            key.setChecked(False)
        self._feels.setExclusive(True)
        self._left_s = CLOSES_AFTER_S
        self._say_left()
        self.closing.show()
        self._timer.start()

    def focus_first(self) -> None:
        """Enter closes."""
        self.close_key.setFocus(Qt.FocusReason.OtherFocusReason)

    def rest(self) -> None:
        """Count no longer: the page is touched, or not seen any more."""
        self._timer.stop()
        self.closing.setText("")
        self.closing.hide()

    def obey(self, key: int) -> bool:
        """Do what a key of this page stands for; gives whether it is one."""
        feel = {int(one): feel for one, feel in _FEELS.items()}.get(key)
        if feel is not None:
            self.feel_keys[feel].setChecked(True)
        elif key == Qt.Key.Key_O:
            self._ask_more()
        elif key in _CLOSING:
            self.close_asked.emit()
        else:
            return False
        return True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Whoever presses anything here is still reading: the page stays."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if event.type() == QEvent.Type.MouseButtonPress or (pressed and not event.isAutoRepeat()):  # type: ignore[attr-defined]
            self.rest()
        return False

    def _toggled(self, key: object, on: bool) -> None:
        if on:
            self.rest()
            self.felt.emit(next(feel for feel, one in self.feel_keys.items() if one is key))

    def _ask_more(self) -> None:
        self.rest()
        self.more_asked.emit()

    def _second(self) -> None:
        self._left_s -= 1
        self._say_left()
        if self._left_s <= 0:
            self._timer.stop()
            self.close_asked.emit()

    def spoken(self) -> str:
        """Give the page as one announcement, with the question and how long there is to answer it."""
        texts = (self.title, self.sentence, self.question, self.closing)
        said = (line.rstrip(".") for text in texts for line in text.text().splitlines())
        return " ".join(line if line.endswith("?") else f"{line}." for line in said if line)

    def _say_left(self) -> None:
        left = ngettext("Closes in %(n)d second.", "Closes in %(n)d seconds.", self._left_s)
        self.closing.setText(left % {"n": self._left_s})


def tip_of_today(done: int) -> str:
    """Give a piece of advice: another one each day, and after each session of a round; may be empty."""
    tips, today = load_tips(), QDate.currentDate()
    day = date(today.year(), today.month(), today.day())
    return _(tip_for(tips, day, done).text) if tips else ""
