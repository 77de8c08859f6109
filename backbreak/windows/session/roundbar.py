"""The round's progress as a thin bar in ten parts: done before, added by this session, still to do."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from backbreak.core.dose import RoundState
from backbreak.windows.palettes import Palette, mix
from backbreak.windows.session.scaled import Text
from backbreak.words import _
from backbreak.words import session as words

_PARTS = 10


class _Bar(QWidget):
    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.colours = palette
        self.before = self.now = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        height, gap = float(self.height()), self.height() * 0.5
        part = (self.width() - gap * (_PARTS - 1)) / _PARTS
        parts = QPainterPath()
        for index in range(_PARTS):
            parts.addRoundedRect(QRectF(index * (part + gap), 0, part, height), height / 2, height / 2)
        painter.setClipPath(parts)
        painter.fillRect(self.rect(), self.colours.track)
        painter.fillRect(QRectF(0, 0, self.width() * self.now, height), self.colours.accent)
        earlier = mix(self.colours.accent, self.colours.track, 0.45)
        painter.fillRect(QRectF(0, 0, self.width() * self.before, height), earlier)
        painter.end()


class RoundBar(QWidget):
    """The bar with its words; the words alone where the round asks for nothing."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(self, family: str, palette: Palette) -> None:
        super().__init__()
        self._bar = _Bar(palette)
        self._words = Text(family, 19, counts=True)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._bar, 1)
        self._layout.addWidget(self._words)
        self.set_palette(palette)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        self._bar.setFixedHeight(max(6, round(8 * unit)))
        self._layout.setSpacing(round(18 * unit))
        self._words.set_unit(unit)

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self._bar.colours = palette
        self._words.set_colour(palette.soft)
        self._bar.update()

    def show_round(self, state: RoundState, units: int) -> None:
        """Show a round as it was before the session, and `units` done in it since."""
        total, done = max(1, state.total), min(state.done + units, state.total)
        text = _told(state, done)
        shares = (state.done / total, done / total)
        if (text, *shares) == (self._words.text(), self._bar.before, self._bar.now):
            return
        self._bar.before, self._bar.now = shares
        self._bar.setVisible(bool(state.total))
        self._words.setWordWrap(not state.total)
        self._words.setText(text)
        self.setAccessibleName(text)
        self._bar.update()


def _told(state: RoundState, done: int) -> str:
    if not state.total:
        return words.round_without(state.number)
    values = {"round": state.number, "done": done, "total": state.total}
    return _("Round %(round)d: %(done)d of %(total)d") % values
