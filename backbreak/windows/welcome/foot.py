"""The ways out, on a ground of their own, and above them what could not be done."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from backbreak.windows.labels import label
from backbreak.windows.measures import APART_PX, BODY, EDGE_PX, LINE_PX, NEAR_PX
from backbreak.windows.painting import is_stark, thinned
from backbreak.windows.panel.key import Face, Key
from backbreak.windows.panel.wording import Choice
from backbreak.words import _

_IN_PX = 14
"""So far the words of a button stand in."""
_ACROSS_PX = EDGE_PX - 4


class Foot(QWidget):
    """`again` is for somebody who has seen the window before."""

    def __init__(self, again: bool) -> None:
        super().__init__()
        self.skip, self.done, self.try_now = Key(Face.BARE), Key(Face.PLAIN), Key(Face.PRIMARY)
        self.skip.show_choice(Choice(_("Close") if again else _("Skip for now")))
        self.done.show_choice(Choice(_("Done")))
        self.try_now.show_choice(Choice(_("Try one now")))
        self.note = label("", BODY, bold=True, wrap=True)
        self.note.setContentsMargins(_IN_PX, 0, _IN_PX, 0)
        self.note.hide()
        self._ways = QHBoxLayout()
        self._ways.setSpacing(NEAR_PX)
        self._ways.addWidget(self.done)
        self._ways.addWidget(self.try_now)
        self._keys = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._keys.setSpacing(NEAR_PX)
        self._keys.addWidget(self.skip)
        self._keys.addStretch(1)
        self._keys.addLayout(self._ways)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_ACROSS_PX, APART_PX - 4, _ACROSS_PX, APART_PX - 4)
        whole.setSpacing(NEAR_PX)
        whole.addWidget(self.note)
        whole.addLayout(self._keys)

    def say(self, text: str) -> None:
        """Say something above the buttons; "" takes it away."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def height_at(self, width: int) -> int:
        """Give the height there, in pixels; Qt knows none where no line can be broken."""
        high = self.heightForWidth(width)
        return high if high >= 0 else self.sizeHint().height()

    def arrange(self, width: int) -> None:
        """Put the buttons in two lines where one is too short for them."""
        widest, room = self.try_now.sizeHint().width(), width - 2 * _ACROSS_PX
        skip, usual = self.skip.sizeHint().width(), max(widest, self.done.sizeHint().width())
        tight = skip + 2 * usual + 3 * NEAR_PX > room
        way = QBoxLayout.Direction
        self._keys.setDirection(way.TopToBottom if tight else way.LeftToRight)
        wide = (room - NEAR_PX) // 2 if tight else min(usual * 3 // 2, (room - skip - 3 * NEAR_PX) // 2)
        self.skip.setFixedWidth(min(skip, room))
        for key in (self.done, self.try_now):
            key.setFixedWidth(wide)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line above it."""
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        line = thinned(palette.color(QPalette.ColorRole.WindowText), 1.0 if is_stark(palette) else 0.12)
        painter.setPen(QPen(line, LINE_PX))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()
