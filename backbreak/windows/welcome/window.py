"""The welcome window: what the program does, the choices beside it, and below them the ways out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from backbreak.core.catalogue import Catalogue
from backbreak.core.figure import Poses
from backbreak.windows import look
from backbreak.windows.labels import label
from backbreak.windows.measures import APART_PX, BODY, EDGE_PX, LINE_PX, NEAR_PX
from backbreak.windows.painting import is_stark, thinned
from backbreak.windows.palettes import Palette
from backbreak.windows.panel.key import Face, Key
from backbreak.windows.panel.wording import Choice
from backbreak.windows.scrolled import ScrolledPage
from backbreak.windows.welcome import wording
from backbreak.windows.welcome.choices import Wishes
from backbreak.windows.welcome.hero import Hero
from backbreak.windows.welcome.questions import Questions
from backbreak.windows.window import Window
from backbreak.words import _

USUAL_SIZE = QSize(960, 720)
SMALLEST_SIZE = QSize(720, 560)
_BESIDE = 50
"""From this width on, in sizes of type, the figure stands beside the choices."""
_SHARE = 0.42
"""The part of the width the figure has there."""
_ANY_WIDTH = 16_777_215
_IN_PX = 14
"""So far the words of a button stand in."""


class WelcomeWindow(Window):
    """`done`, `try_asked` and `skipped` are the ways out; closing it is skipping."""

    done = Signal()
    try_asked = Signal()
    skipped = Signal()
    sample_asked = Signal()

    def __init__(
        self,
        catalogue: Callable[[], Catalogue],
        poses: Poses,
        wishes: Wishes,
        *,
        theme: str = "system",
        motion: str = "system",
        again: bool = False,
        quietly: bool = False,
    ) -> None:
        """`catalogue` gives the exercises in the language in use.

        `again` for somebody who has seen it before; `quietly` leaves the keyboard where it is.
        """
        super().__init__(theme)
        self._read_catalogue, self._poses, self._motion = catalogue, poses, motion
        self.wishes, self._again = wishes, again
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, quietly)
        self.make(USUAL_SIZE, SMALLEST_SIZE)

    def build(self) -> QWidget:
        """Make everything, as it was chosen so far."""
        self.call(_("Welcome - backbreak"), wording.title())
        self._catalogue = self._read_catalogue()
        self.hero = Hero(self._poses, look.load_fonts(), self.colours, self._motion)
        self.questions = Questions(self._catalogue, self.wishes, self.colours)
        self.questions.chosen.connect(self._chosen)
        self.questions.pointed.connect(self.hero.film.turn_to)
        self.questions.sample_asked.connect(self.sample_asked)
        self._page = _Page(self.hero, self.questions)
        self._foot = _Foot(self._again)
        self._foot.skip.clicked.connect(self.close)
        self._foot.done.clicked.connect(self.done)
        self._foot.try_now.clicked.connect(self.try_asked)
        self._beside = QHBoxLayout()
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(0)
        self._edge = QSpacerItem(EDGE_PX, 0)
        self._beside.addItem(self._edge)
        self._beside.addWidget(self._page, 1)
        body = QWidget()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._beside, 1)
        whole.addWidget(self._foot)
        self._show_staying()
        self._arrange()
        next(pill for pill in self.questions.places.values() if pill.isChecked()).setFocus()
        return body

    def dress(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self.hero.film.set_palette(palette)
        self.questions.note.set_palette(palette)
        self._page.set_palette(palette)

    # --- what is said ------------------------------------------------------------------------------

    def complain(self, why: str) -> None:
        """Say what could not be done; it can be tried again."""
        self.set_busy(False)
        self._foot.say(why)
        self.announce(why)

    def say_sound(self, text: str) -> None:
        """Say how it stands with the sound."""
        self.questions.sound.say(text)
        self.announce(text)

    def announce(self, text: str) -> None:
        """Have it read out."""
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def set_busy(self, busy: bool) -> None:
        """While something is being done, nothing more can be asked."""
        for key in (self._foot.skip, self._foot.done, self._foot.try_now):
            key.setEnabled(not busy)
        if busy:
            self._foot.say("")

    def _chosen(self) -> None:
        self.wishes = self.questions.wishes
        self._show_staying()

    def _show_staying(self) -> None:
        staying = self.questions.staying or (self._catalogue.stand_and_stretch,)
        self.hero.film.show_exercises(staying)

    # --- Qt ----------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Put the figure beside the choices, or above them where there is no room for that."""
        beside = self.width() >= _BESIDE * self.fontInfo().pixelSize()
        if beside:
            self._page.whole.removeWidget(self.hero)
            self._beside.insertWidget(1, self.hero)
            column = round(self.width() * _SHARE) - EDGE_PX
        else:
            self._beside.removeWidget(self.hero)
            self._page.whole.insertWidget(0, self.hero)
            column = self.width() - 2 * EDGE_PX
        self._edge.changeSize(EDGE_PX if beside else 0, 0)
        across = 0 if beside else EDGE_PX
        self.hero.setContentsMargins(across, EDGE_PX, across, EDGE_PX if beside else 0)
        self.hero.setMinimumWidth(column if beside else 0)
        self.hero.setMaximumWidth(column if beside else _ANY_WIDTH)
        self.hero.arrange(column)
        self._beside.invalidate()
        self._page.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the other room out."""
        super().resizeEvent(event)
        self._arrange()


class _Page(ScrolledPage):
    """The choices, and above them the figure where the window is narrow."""

    def __init__(self, hero: Hero, questions: Questions) -> None:
        super().__init__()
        self.setAccessibleName(_("Choices"))
        self._questions = QVBoxLayout()
        self._questions.setContentsMargins(APART_PX, EDGE_PX - 3, APART_PX, EDGE_PX)
        self._questions.addWidget(questions)
        self.whole.addLayout(self._questions, 1)


class _Foot(QWidget):
    """The ways out, on a ground of their own."""

    def __init__(self, again: bool) -> None:
        super().__init__()
        self.skip, self.done, self.try_now = Key(Face.BARE), Key(Face.PLAIN), Key(Face.PRIMARY)
        self.skip.show_choice(Choice(_("Close") if again else _("Skip for now")))
        self.done.show_choice(Choice(_("Done")))
        self.try_now.show_choice(Choice(_("Try one now")))
        self._note = label("", BODY, bold=True, wrap=True)
        self._note.setContentsMargins(_IN_PX, 0, _IN_PX, 0)
        self._note.hide()
        keys = QHBoxLayout()
        keys.setSpacing(NEAR_PX)
        keys.addWidget(self.skip)
        keys.addStretch(2)
        keys.addWidget(self.done, 1)
        keys.addWidget(self.try_now, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(EDGE_PX - 4, APART_PX - 4, EDGE_PX - 4, APART_PX - 4)
        whole.setSpacing(NEAR_PX)
        whole.addWidget(self._note)
        whole.addLayout(keys)

    def say(self, text: str) -> None:
        """Say something above the buttons; "" takes it away."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line above it."""
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        line = thinned(palette.color(QPalette.ColorRole.WindowText), 1.0 if is_stark(palette) else 0.12)
        painter.setPen(QPen(line, LINE_PX))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()
