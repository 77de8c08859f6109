"""The figure moving, and what the program does: beside the choices, or above them in a narrow window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbreak.core.exercise import Exercise
from backbreak.core.figure import Poses
from backbreak.windows.desk.film import Film
from backbreak.windows.labels import label
from backbreak.windows.look import type_scale
from backbreak.windows.measures import APART_PX, GAP_PX, LEAD, SMALL, TITLE
from backbreak.windows.palettes import Palette
from backbreak.windows.welcome import wording

_WIDE, _HIGH = 16, 10
_MOST_HIGH_PX, _LEAST_HIGH_PX = 260, 130
_SPACES_PX = APART_PX + 6 + 2 * GAP_PX

_WITHOUT_POSES_S = 6.0
"""How long a pack's exercise is shown that has pictures, or nothing to be seen."""


class Show(Film):
    """One exercise after the other, each as long as its movements take."""

    def __init__(self, poses: Poses, family: str, palette: Palette, motion: str) -> None:
        super().__init__(poses, family, palette, motion)
        self._exercises: tuple[Exercise, ...] = ()
        self._at = 0

    def show_exercises(self, exercises: Sequence[Exercise]) -> None:
        """Show these from now on; the one that is shown stays if it is among them."""
        before = self._exercises[self._at] if self._exercises else None
        self._exercises = tuple(exercises)
        if before not in self._exercises:
            self.turn_to(self._exercises[0])
        elif before is not None:
            self._at = self._exercises.index(before)

    def turn_to(self, exercise: Exercise) -> None:
        """Show this one now, and go on from it."""
        if exercise in self._exercises:
            self._at = self._exercises.index(exercise)
        self.show_exercise(exercise, exercise.first_side)

    def _tick(self) -> None:
        super()._tick()
        seconds = _WITHOUT_POSES_S if self._loop is None else self._loop.seconds
        if self._exercises and self._since.elapsed() / 1000.0 >= seconds:
            self._at = (self._at + 1) % len(self._exercises)
            self.turn_to(self._exercises[self._at])


class Hero(QWidget):
    """Figure, greeting, and two sentences."""

    def __init__(self, poses: Poses, family: str, palette: Palette, motion: str) -> None:
        super().__init__()
        self.film = Show(poses, family, palette, motion)
        self.film.set_unit(0.8 * type_scale())
        self.heading = label(wording.title(), TITLE, bold=True, wrap=True)
        self.words = label(wording.about(), LEAD, wrap=True)
        self.promise = label(wording.promise(), SMALL, dim=True, wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.film)
        whole.addSpacing(APART_PX + 6)
        whole.addWidget(self.heading)
        whole.addSpacing(GAP_PX)
        whole.addWidget(self.words)
        whole.addSpacing(GAP_PX)
        whole.addStretch(1)
        whole.addWidget(self.promise)

    def arrange(self, width: int, height: int | None = None) -> bool:
        """Take a width; the figure keeps the film's format, or less where a height asks for it.

        False where the words have no room in that height.
        """
        usual = width * _HIGH // _WIDE
        if height is None:
            usual = min(_MOST_HIGH_PX, usual)
        around = self.contentsMargins()
        words = sum(one.heightForWidth(width) for one in (self.heading, self.words, self.promise))
        rest = words + _SPACES_PX + around.top() + around.bottom()
        figure = usual if height is None else min(usual, height - rest)
        self.film.setFixedHeight(max(_LEAST_HIGH_PX, figure))
        return figure >= _LEAST_HIGH_PX
