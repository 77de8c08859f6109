"""The figure that does the chosen exercise over and over, with arrows, and in its corner what it needs."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from backbreak.core.exercise import Exercise, Side
from backbreak.core.figure import PoseError, Poses
from backbreak.windows.desk.needs import Needs
from backbreak.windows.desk.preview import Loop, loop
from backbreak.windows.figure_view import FigureView, paint_card, paint_edge
from backbreak.windows.motion import Motion
from backbreak.windows.palettes import Palette
from backbreak.windows.pictures import Album
from backbreak.words import _

FRAME_MS = 33
"""Half a session's pictures a second are enough for a film that may run as long as the page is open."""

_PICTURES = (("prepare", 2.0), ("lift", 1.2), ("hold", 3.0))
"""The phases of a pack's pictures that the film goes through, and for how long each, in seconds."""


def _phase_at(at_s: float, reduced: bool) -> str:
    """The phase whose picture is seen at a moment; the last one all the time where nothing may move."""
    left = at_s % sum(seconds for _phase, seconds in _PICTURES)
    for phase, seconds in () if reduced else _PICTURES:
        if left < seconds:
            return phase
        left -= seconds
    return _PICTURES[-1][0]


class Film(FigureView):
    """Runs while it can be seen. `motion` is the setting: "full", "reduced" or "system"."""

    def __init__(self, poses: Poses, family: str, palette: Palette, motion: str) -> None:
        super().__init__(poses.radii, palette)
        self._colours = palette
        self.needs = Needs(family, palette)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self.needs)
        self._layout.addStretch(1)
        self._poses = poses
        self._motion = Motion(motion, self)
        self._motion.changed.connect(self._again)
        self._shown: tuple[Exercise, Side | None] | None = None
        self._loop: Loop | None = None
        self._album: Album | None = None
        self._since = QElapsedTimer()
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._tick)

    def show_exercise(self, exercise: Exercise, side: Side | None) -> None:
        """Show another exercise, beginning with a side; a pack's may have no poses, then nothing is shown."""
        if (exercise, side) == self._shown:
            return
        if (self._loop is not None or self._album is not None) and self.isVisible():
            self.soften()
        self._shown = (exercise, side)
        self._album = None if exercise.pictures is None else Album(exercise)
        told = _("Figure: %(what)s") % {"what": exercise.position}
        shown = None if self._album is None else self._album.at(_PICTURES[-1][0], side)
        self.setAccessibleName(told if shown is None else shown.spoken(exercise.position))
        self.needs.show_exercise(exercise)
        self._again()

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        self._layout.setContentsMargins(*[round(14 * unit)] * 4)
        self.needs.set_unit(unit)

    def badge(self) -> QRectF:
        """Give the place of what the exercise needs."""
        place, tags = QRectF(self.needs.geometry()), self.needs.sizeHint().width()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.setLeft(place.right() - tags)
        return QRectF(place.topLeft(), QSizeF(tags, place.height()))

    def set_palette(self, palette: Palette) -> None:
        """Take the colours of another palette."""
        super().set_palette(palette)
        self._colours = palette
        self.needs.set_palette(palette)

    def _again(self) -> None:
        if self._shown is None:
            return
        self._since.start()
        if self._album is not None:
            self._loop = None
            self._tick()
            return
        try:
            self._loop = loop(self._poses, *self._shown, self._motion.reduced)
        except PoseError:
            self._loop = None
            return
        self._tick()

    def _tick(self) -> None:
        self._show_at(self._since.elapsed() / 1000.0)

    def _show_at(self, at_s: float) -> None:
        if self._album is not None and self._shown is not None:
            self.show_frame(self._album.at(_phase_at(at_s, self._motion.reduced), self._shown[1]))
        elif self._loop is not None:
            self.show_frame(self._loop.at(at_s))

    def freeze(self, at_s: float) -> None:
        """Stand still at a moment of the film, for a picture."""
        self._timer.stop()
        self._fade.stop()
        self._past = None
        self._show_at(at_s)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the film, or an empty card as long as there is none."""
        if self._loop is not None or self._album is not None:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        paint_card(painter, QRectF(self.rect()), self._colours)
        paint_edge(painter, QRectF(self.rect()), self._colours)
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        """Run."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest: nobody looks."""
        super().hideEvent(event)
        self._timer.stop()
