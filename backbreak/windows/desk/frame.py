"""What stands where on the desk page: figure and words beside the list, or above it in an upright window."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from backbreak.core.cues import Phase
from backbreak.core.figure import Poses
from backbreak.windows.desk.choices import Choices
from backbreak.windows.desk.details import Words
from backbreak.windows.desk.film import Film
from backbreak.windows.desk.line import Line
from backbreak.windows.desk.startbutton import StartButton
from backbreak.windows.palettes import Palette
from backbreak.windows.session.keybutton import KeyButton
from backbreak.windows.session.roundbar import RoundBar
from backbreak.windows.session.scaled import Coloured, Scaled, is_upright
from backbreak.words import _

LEAST_FIGURE = 0.3
"""The part of its column the figure always has."""
MOST_LIST = 0.34
"""The part of an upright window the list may have."""
_COLUMN_PX = 340.0
_COLUMN_SHARE = 0.34
"""The list's part of a window that is wide for its height, in which the unit is small."""
_SEMI = QFont.Weight.DemiBold
_BELOW, _BESIDE = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight


class DeskFrame(QWidget):
    """The parts of the page and their places; `arrange` shares the room out between them."""

    def __init__(self, poses: Poses, family: str, palette: Palette, motion: str) -> None:
        super().__init__()
        self._unit = 1.0
        self.film = Film(poses, family, palette, motion)
        self.words = Words(family, palette)
        self.heading = Line(family, 18, _SEMI)
        self.choices = Choices(family, palette)
        self.round = RoundBar(family, palette)
        self.note = Line(family, 19, _SEMI, wraps=True)
        self.instead = KeyButton(_("Can't do this here"), "S", "S", family, palette)
        self.close_key = KeyButton(_("Close"), _("Esc"), _("Escape"), family, palette)
        self.start = StartButton(family, palette)
        self.heading.setText(_("All exercises"))
        self.heading.setBuddy(self.choices)
        self.note.hide()
        self._lay_out()
        self.set_palette(palette)

    def _lay_out(self) -> None:
        self._shown = QVBoxLayout()
        self._shown.addWidget(self.film)
        self._shown.addWidget(self.words)
        self._shown.addStretch(1)
        self._list = QVBoxLayout()
        self._list.addWidget(self.heading)
        self._list.addWidget(self.choices, 1)
        self._list.addWidget(self.round)
        self._middle = QBoxLayout(_BESIDE)
        self._middle.addLayout(self._shown, 1)
        self._middle.addLayout(self._list)
        self._keys = QHBoxLayout()
        self._keys.addWidget(self.instead)
        self._keys.addStretch(1)
        self._keys.addWidget(self.close_key)
        self._foot = QBoxLayout(_BESIDE)
        self._foot.addLayout(self._keys, 1)
        self._foot.addWidget(self.start)
        self._whole = QVBoxLayout(self)
        self._whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._whole.addLayout(self._middle, 1)
        self._whole.addWidget(self.note)
        self._whole.addLayout(self._foot)
        self.setTabOrder(self.start, self.choices)
        self.setTabOrder(self.choices, self.instead)
        self.setTabOrder(self.instead, self.close_key)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        self._unit = unit
        margin = round(24 * unit)
        self._whole.setContentsMargins(margin, round(20 * unit), margin, round(16 * unit))
        self._whole.setSpacing(round(12 * unit))
        self._middle.setSpacing(round(26 * unit))
        self._shown.setSpacing(round(14 * unit))
        self._list.setSpacing(round(8 * unit))
        self._keys.setSpacing(round(10 * unit))
        self._foot.setSpacing(round(10 * unit))
        keys = (self.instead, self.close_key, self.start)
        scaled: tuple[Scaled, ...] = (self.film, self.words, self.heading, self.choices, self.note, *keys)
        for each in scaled:
            each.set_unit(unit)
        self.round.set_unit(0.84 * unit)
        self.arrange()

    def set_palette(self, palette: Palette) -> None:
        """Take the colours of another palette."""
        keys = (self.instead, self.close_key, self.start)
        painted: tuple[Coloured, ...] = (self.film, self.words, self.choices, self.round, *keys)
        for each in painted:
            each.set_palette(palette)
        self.heading.set_colour(palette.soft)
        self.note.set_colour(palette.phases[Phase.LIFT])

    def minimumSizeHint(self) -> QSize:
        """Never hold the window open: what there is of room is shared out anew."""
        return QSize(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the other room out."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Give the words the height they need, of whichever exercise, and the figure all the rest."""
        upright = is_upright(self.size())
        margins, spacing = self._whole.contentsMargins(), self._whole.spacing()
        width = self.width() - margins.left() - margins.right()
        tight = self._keys.sizeHint().width() + self.start.sizeHint().width() > width
        self._middle.setDirection(_BELOW if upright else _BESIDE)
        self._foot.setDirection(_BELOW if tight else _BESIDE)
        height = self.height() - margins.top() - margins.bottom()
        height -= self._foot.sizeHint().height() + spacing
        if self.note.isVisibleTo(self):
            self.note.setFixedHeight(self.note.heightForWidth(width))
            height -= self.note.height() + spacing
        if upright:
            self._list_column(width, 2)
            listed = min(self.choices.height_needed(), round(MOST_LIST * height))
            self.choices.setFixedHeight(listed)
            height -= listed + self.heading.sizeHint().height() + self.round.sizeHint().height()
            height -= 2 * self._list.spacing() + self._middle.spacing()
        else:
            column = round(min(max(_COLUMN_PX * self._unit, width * _COLUMN_SHARE), width * 0.4))
            self._list_column(column, 1)
            self.choices.setMinimumHeight(0)
            self.choices.setMaximumHeight(16_777_215)
            width -= column + self._middle.spacing()
        height -= self._shown.spacing()
        figure = max(height - self.words.height_for(width), round(height * LEAST_FIGURE))
        self.film.setFixedHeight(max(1, figure))
        self.words.give(max(1, height - figure), width)

    def _list_column(self, width: int, columns: int) -> None:
        for each in (self.choices, self.round):
            each.setFixedWidth(width)
        self.choices.set_columns(columns)
