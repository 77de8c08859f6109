"""The desk page: the figure in a loop, what to do, all exercises to choose from, and Start.

Nothing here is a session yet. It is shown at once, empty; `show_outlook` fills it when the journal is read.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from backbreak.core.cues import Phase
from backbreak.core.dose import DoseError
from backbreak.core.figure import Poses
from backbreak.windows.desk import wording
from backbreak.windows.desk.choices import Choices
from backbreak.windows.desk.details import Details
from backbreak.windows.desk.film import Film
from backbreak.windows.desk.outlook import Offer, Outlook
from backbreak.windows.desk.startbutton import StartButton
from backbreak.windows.palettes import Palette
from backbreak.windows.session.keybutton import KeyButton
from backbreak.windows.session.roundbar import RoundBar
from backbreak.windows.session.scaled import Coloured, Scaled, Text, is_upright
from backbreak.words import _

LEAST_FIGURE = 0.36
"""The part of its column the figure always has."""
_SEMI = QFont.Weight.DemiBold


class DeskPage(QWidget):
    """Asks by its signals to start an exercise, or to be closed."""

    start_asked = Signal(str)
    """The id of the exercise chosen."""
    close_asked = Signal()
    seen = Signal()
    """The page is on the screen for the first time."""

    def __init__(self, poses: Poses, family: str, palette: Palette, motion: str = "full") -> None:
        super().__init__()
        self._family, self._palette, self._unit = family, palette, 1.0
        self._outlook: Outlook | None = None
        self._offer: Offer | None = None
        self._tried: frozenset[str] = frozenset()
        self._busy = self._painted = False
        self._pages: list[Details] = []
        self.film = Film(poses, family, palette, motion)
        self.details = QStackedWidget()
        self.heading = Text(family, 18, _SEMI)
        self.choices = Choices(family, palette)
        self.round = RoundBar(family, palette)
        self.note = Text(family, 19, _SEMI, wraps=True)
        self.instead = KeyButton(_("Can't do this here"), "S", "S", family, palette)
        self.close_key = KeyButton(_("Close"), _("Esc"), _("Escape"), family, palette)
        self.start = StartButton(family, palette)
        self.heading.setText(_("All exercises"))
        self.note.hide()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self.set_palette(palette)
        self._connect()
        self._allow()

    def _connect(self) -> None:
        self.choices.chosen.connect(self._chosen_by_hand)
        self.instead.clicked.connect(self._something_else)
        self.close_key.clicked.connect(self.close_asked)
        self.start.clicked.connect(self._start)

    def _lay_out(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.details)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self._shown = QVBoxLayout()
        self._shown.addWidget(self.film)
        self._shown.addWidget(self._scroll)
        self._shown.addStretch(1)
        self._list = QVBoxLayout()
        self._list.addWidget(self.heading)
        self._list.addWidget(self.choices, 1)
        self._list.addWidget(self.round)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.addLayout(self._shown, 1)
        self._middle.addLayout(self._list)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.instead)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.close_key)
        self._buttons.addWidget(self.start)
        self._whole = QVBoxLayout(self)
        self._whole.addLayout(self._middle, 1)
        self._whole.addWidget(self.note)
        self._whole.addLayout(self._buttons)
        for before, after in (
            (self.start, self.choices),
            (self.choices, self.instead),
            (self.instead, self.close_key),
        ):
            self.setTabOrder(before, after)

    # --- what is shown -----------------------------------------------------------------------------

    def show_outlook(self, outlook: Outlook, exercise_id: str | None = None) -> None:
        """Show what may be done, and this exercise of it; else the one shown before, else what is next."""
        kept = exercise_id or (self._offer.exercise.id if self._offer is not None else outlook.turn)
        self._outlook, self._tried = outlook, frozenset()
        for old in self._pages:
            self.details.removeWidget(old)
            old.deleteLater()
        self._pages = [Details(offer, self._family, self._palette) for offer in outlook.offers]
        for page in self._pages:
            page.set_unit(self._unit)
            self.details.addWidget(page)
        self.choices.show_outlook(outlook)
        self.round.show_round(outlook.round, 0)
        self._show(outlook.offer(kept))
        self._allow()
        self._share_out()

    def complain(self, why: str) -> None:
        """Say why it could not be started; it can be tried again."""
        self.set_busy(False)
        self._say(why)

    def set_busy(self, busy: bool) -> None:
        """While a session is being asked for, nothing more can be asked."""
        self._busy = busy
        self._allow()

    def _show(self, offer: Offer) -> None:
        """Show another exercise; all its words are there at once, the figure fades over."""
        assert self._outlook is not None
        self._offer = offer
        self.choices.choose(offer.exercise.id)
        self.details.setCurrentIndex(self._outlook.offers.index(offer))
        self._scroll.verticalScrollBar().setValue(0)
        self.film.show_exercise(offer.exercise, None if offer.plan is None else offer.plan.first_side)
        self.start.set_text(wording.start(offer))
        self._allow()

    def _allow(self) -> None:
        ready = self._offer is not None and not self._busy
        self.start.setEnabled(ready and self._offer is not None and self._offer.plan is not None)
        self.instead.setEnabled(ready)
        if ready and self.focusWidget() in (None, self):
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self._share_out()
        if text and QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self, text)
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(event)

    # --- what is done ------------------------------------------------------------------------------

    def _chosen_by_hand(self, exercise_id: str) -> None:
        if self._outlook is not None:
            self._tried = frozenset()
            self._say("")
            self._show(self._outlook.offer(exercise_id))

    def _something_else(self) -> None:
        """Show something that asks less of the place; every press goes on from there."""
        if self._outlook is None or self._offer is None:
            return
        refused = self._offer.exercise.id
        try:
            offer = self._outlook.instead(refused, self._tried)
        except DoseError as error:
            self._say(str(error))
            return
        self._tried |= {refused}
        self._show(offer)
        self._say(wording.instead(offer))

    def _start(self) -> None:
        if self.start.isEnabled() and self._offer is not None:
            self._say("")
            self.set_busy(True)
            self.start_asked.emit(self._offer.exercise.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose the exercise, Enter starts, S finds something else, Esc closes, Space presses."""
        key, focused = event.key(), self.focusWidget()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.choices.walk(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Space and isinstance(focused, QPushButton):
            focused.click()
        elif event.isAutoRepeat():
            super().keyPressEvent(event)
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

    # --- how it looks ------------------------------------------------------------------------------

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        self._unit = unit
        margin = round(24 * unit)
        self._whole.setContentsMargins(margin, round(20 * unit), margin, round(16 * unit))
        self._whole.setSpacing(round(12 * unit))
        self._middle.setSpacing(round(26 * unit))
        self._shown.setSpacing(round(14 * unit))
        self._list.setSpacing(round(8 * unit))
        self._buttons.setSpacing(round(10 * unit))
        keys = (self.instead, self.close_key, self.start)
        texts = (self.heading, self.note)
        scaled: tuple[Scaled, ...] = (*self._pages, self.film, *texts, self.choices, self.round, *keys)
        for each in scaled:
            each.set_unit(unit)
        self._share_out()

    def set_palette(self, palette: Palette) -> None:
        """Take the colours of another palette."""
        self._palette = palette
        keys = (self.instead, self.close_key, self.start)
        painted: tuple[Coloured, ...] = (*self._pages, self.film, self.choices, self.round, *keys)
        for each in painted:
            each.set_palette(palette)
        self.heading.set_colour(palette.soft)
        self.note.set_colour(palette.phases[Phase.LIFT])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that there is something to be seen."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.seen.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the list beside the figure, or under it where the window is higher than wide."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """Give the words the height they need, of whichever exercise, and the figure all the rest."""
        upright = is_upright(self.size())
        direction = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        self._middle.setDirection(direction)
        margins, spacing = self._whole.contentsMargins(), self._whole.spacing()
        foot = self.start.height() + spacing
        width = self.width() - margins.left() - margins.right()
        if self.note.isVisibleTo(self):
            foot += self.note.heightForWidth(width) + spacing
        height = self.height() - margins.top() - margins.bottom() - foot
        if upright:
            self._list_width(width)
            listed = min(self.choices.height_needed(), round(0.34 * height))
            self.choices.setFixedHeight(listed)
            height -= listed + self.heading.sizeHint().height() + self.round.sizeHint().height()
            height -= 2 * self._list.spacing() + self._middle.spacing()
        else:
            beside = round(min(340 * self._unit, width * 0.4))
            self._list_width(beside)
            self.choices.setMinimumHeight(0)
            self.choices.setMaximumHeight(16_777_215)
            width -= beside + self._middle.spacing()
        height -= self._shown.spacing()
        words = self._words_height(width)
        figure = max(height - words, round(height * LEAST_FIGURE))
        self.film.setFixedHeight(max(1, figure))
        self._scroll.setFixedHeight(max(1, height - figure))

    def _list_width(self, width: int) -> None:
        for each in (self.choices, self.round):
            each.setFixedWidth(width)

    def _words_height(self, width: int) -> int:
        return max((page.heightForWidth(width) for page in self._pages), default=round(280 * self._unit))
