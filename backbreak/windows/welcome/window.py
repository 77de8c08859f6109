"""The welcome window: what the program does, the choices beside it, and below them the ways out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from backbreak.core.catalogue import Catalogue
from backbreak.core.figure import Poses
from backbreak.windows import look
from backbreak.windows.announcement import announce
from backbreak.windows.complaint import Complaint, nothing
from backbreak.windows.measures import EDGE_PX
from backbreak.windows.palettes import Palette
from backbreak.windows.welcome import wording
from backbreak.windows.welcome.choices import Wishes
from backbreak.windows.welcome.foot import Foot
from backbreak.windows.welcome.hero import Hero
from backbreak.windows.welcome.page import Page
from backbreak.windows.welcome.questions import Questions
from backbreak.windows.window import Window
from backbreak.words import _

USUAL_SIZE = QSize(960, 720)
SMALLEST_SIZE = QSize(720, 560)
_BESIDE = 50
"""From this width on, in sizes of type, the figure stands beside the choices."""
_SHARE = 0.42
"""The part of the width the figure has there."""
_CHOICES = 50
"""The most the choices have of the width, in sizes of type; the figure has the rest."""
_ANY_WIDTH = 16_777_215


class WelcomeWindow(Window):
    """`done` and `try_asked` are the ways out; closing it is skipping."""

    done = Signal()
    try_asked = Signal()
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
        self._read_catalogue, self._poses, self.motion = catalogue, poses, motion
        self.wishes, self._again = wishes, again
        self._complaint: Complaint = nothing
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, quietly)
        self.make(USUAL_SIZE, SMALLEST_SIZE)

    def build(self) -> QWidget:
        """Make everything, as it was chosen so far."""
        self.call(_("Welcome - backbreak"), wording.title())
        self._catalogue = self._read_catalogue()
        self.hero = Hero(self._poses, look.load_fonts(), self.colours, self.motion)
        self.questions = Questions(self._catalogue, self.wishes, self.colours)
        self.questions.chosen.connect(self._chosen)
        self.questions.pointed.connect(self.hero.film.turn_to)
        self.questions.sample_asked.connect(self.sample_asked)
        self.scrolled = Page(self.questions)
        self.foot = Foot(self._again)
        self.foot.say(self._complaint())
        self.foot.skip.clicked.connect(self.close)
        self.foot.done.clicked.connect(self.done)
        self.foot.try_now.clicked.connect(self.try_asked)
        self._beside = QHBoxLayout()
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(0)
        self._edge = QSpacerItem(EDGE_PX, 0)
        self._beside.addItem(self._edge)
        self._beside.addWidget(self.scrolled, 1)
        body = QWidget()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._beside, 1)
        whole.addWidget(self.foot)
        self._show_staying()
        self._arrange()
        next(pill for pill in self.questions.places.values() if pill.isChecked()).setFocus()
        return body

    def dress(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self.hero.film.set_palette(palette)
        self.questions.note.set_palette(palette)
        self.scrolled.set_palette(palette)

    # --- what is said ------------------------------------------------------------------------------

    def complain(self, why: Complaint) -> None:
        """Say what could not be done, until it is tried again."""
        self.set_busy(False)
        self._complain(why)
        announce(self, why())

    def _complain(self, why: Complaint) -> None:
        self._complaint = why
        self.foot.say(why())
        self._arrange()

    def say_sound(self, text: str) -> None:
        """Say how it stands with the sound."""
        self.questions.sound.say(text)
        announce(self, text)

    def show_wishes(self, wishes: Wishes) -> None:
        """Show other choices."""
        if wishes != self.wishes:
            self.wishes = wishes
            self._rebuild()

    def set_busy(self, busy: bool) -> None:
        """While something is being done, nothing more can be asked."""
        for key in (self.foot.skip, self.foot.done, self.foot.try_now):
            key.setEnabled(not busy)
        if busy:
            self._complain(nothing)

    def _chosen(self) -> None:
        before, self.wishes = self.wishes, self.questions.wishes
        self._show_staying()
        if (before.place, before.mat, before.sofa) != (self.wishes.place, self.wishes.mat, self.wishes.sofa):
            announce(self, self.questions.listed.note.text())

    def _show_staying(self) -> None:
        staying = self.questions.staying or (self._catalogue.stand_and_stretch,)
        self.hero.film.show_exercises(staying)

    # --- Qt ----------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Put the figure beside the choices, or above them where there is no room for that."""
        self.foot.arrange(self.width())
        choices = min(round(self.width() * (1 - _SHARE)), _CHOICES * self.fontInfo().pixelSize())
        column = self.width() - choices - EDGE_PX
        height = self.height() - self.foot.height_at(self.width())
        self.hero.setContentsMargins(0, EDGE_PX, 0, EDGE_PX)
        wide = self.width() >= _BESIDE * self.fontInfo().pixelSize()
        beside = wide and self.hero.arrange(column, height)
        if beside:
            self.scrolled.whole.removeWidget(self.hero)
            self._beside.insertWidget(1, self.hero)
        else:
            column = self.width() - 2 * EDGE_PX
            self._beside.removeWidget(self.hero)
            self.scrolled.whole.insertWidget(0, self.hero)
            self.hero.setContentsMargins(EDGE_PX, EDGE_PX, EDGE_PX, 0)
            self.hero.arrange(column)
        self.hero.lower()  # read out first, too
        self._edge.changeSize(EDGE_PX if beside else 0, 0)
        self.hero.setMinimumWidth(column if beside else 0)
        self.hero.setMaximumWidth(column if beside else _ANY_WIDTH)
        self._beside.invalidate()
        self.scrolled.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the other room out."""
        super().resizeEvent(event)
        self._arrange()
