"""What to do now and what comes next: three lines between them, shared as the words need it."""

from __future__ import annotations

from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from backbreak.windows.palettes import Palette
from backbreak.windows.session.fitting import LINE, Fit

_NOW, _NEXT = 27.0, 21.0


class Captions(QWidget):
    """Always of one height, so that nothing moves when a caption is longer."""

    def __init__(self, family: str) -> None:
        super().__init__()
        self.now = Fit(family, _NOW, QFont.Weight.DemiBold, lines=2)
        self.next = Fit(family, _NEXT, lines=2)
        for each in (self.now, self.next):
            each.setParent(self)
        self._unit = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        self._unit = unit
        self.now.set_unit(unit)
        self.next.set_unit(unit)
        self.setFixedHeight(round((2 * _NOW + _NEXT) * LINE * unit) + 2)
        self._share()

    def set_palette(self, palette: Palette) -> None:
        """Take the colours of another palette."""
        self.now.set_colour(palette.text)
        self.next.set_colour(palette.soft)

    def show_words(self, now: str, following: str) -> None:
        """Show these."""
        if (now, following) != (self.now.text(), self.next.text()):
            self.now.setText(now)
            self.next.setText(following)
            self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """What is to be done now takes what it needs; what comes next has the rest."""
        width, whole = self.width(), self.height()
        first = min(self.now.heightForWidth(width), whole)
        self.now.setGeometry(0, 0, width, first)
        self.next.setGeometry(0, first, width, min(self.next.heightForWidth(width), whole - first))
