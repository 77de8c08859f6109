"""The strip of the session's keys: one row where the words have room, two rows where they have not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import ceil

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from backbreak.windows.palettes import Palette
from backbreak.windows.session.controlkey import ControlKey
from backbreak.windows.session.controls import TOGGLES, Control
from backbreak.words import _, pgettext

_GAP = 8.0
_HIGH, _FLAT = 60.0, 42.0
"""Height of a key with its cap above its word, and beside it."""
_STILL_GOOD = 0.82
"""Words may get so much smaller before a second row is better."""


class Controls(QWidget):
    """Keys are as wide as the longest word they may have, so that nothing moves when a word changes.

    Short ones are all of one width. `rows` is how many rows they stand in.
    """

    asked = Signal(Control)

    def __init__(self, family: str, palette: Palette) -> None:
        super().__init__()
        self._unit, self.rows = 1.0, 1
        self.keys = {control: ControlKey(control, family, palette) for control in Control}
        self.keys[Control.PAUSE].may_say(_("Go on"))
        for control, key in self.keys.items():
            key.setParent(self)
            ask = key.toggled if control in TOGGLES else key.clicked
            ask.connect(lambda _on=False, control=control: self.asked.emit(control))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_state(self, paused: bool, eased: bool, muted: bool) -> None:
        """Show what is on."""
        self.keys[Control.PAUSE].set_text(_("Go on") if paused else pgettext("session", "Pause"))
        for control, on in ((Control.EASIER, eased), (Control.MUTE, muted)):
            key = self.keys[control]
            if key.isChecked() != on:
                key.blockSignals(True)
                key.setChecked(on)
                key.blockSignals(False)

    def set_unit(self, unit: float, width: int) -> None:
        """Take the size for a unit and the width there will be."""
        self._unit = unit
        self.rows, _scale = self._fit(width)
        high = _HIGH if self.rows == 1 else _FLAT
        self.setFixedHeight(round(self.rows * high * unit + (self.rows - 1) * _GAP * unit))
        self._arrange()

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        for key in self.keys.values():
            key.set_palette(palette)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the keys their places."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """The first key is where reading begins."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange()

    def _fit(self, width: int) -> tuple[int, float]:
        """Give the rows, 1 or 2, and how much smaller the words are to be set."""
        scale = self._scale(width, 1)
        return (1, scale) if scale >= _STILL_GOOD else (2, self._scale(width, 2))

    def _scale(self, width: int, rows: int) -> float:
        scale = 1.0
        while scale > 0.5 and not self._has_room(width, rows, scale):
            scale -= 0.03
        return scale

    def _has_room(self, width: int, rows: int, scale: float) -> bool:
        """Tell whether all words fit: side by side as wide as they are, or each in a column of its own."""
        room, needs = self._room(width, rows), self._needs(rows, scale)
        return sum(needs) <= room if rows == 1 else max(needs) * self._columns(rows) <= room

    def _needs(self, rows: int, scale: float) -> list[float]:
        return [key.needs_px(self._unit, rows > 1, scale) for key in self.keys.values()]

    def _columns(self, rows: int) -> int:
        return ceil(len(self.keys) / rows)

    def _room(self, width: int, rows: int) -> float:
        """What the keys of a row have between them, gaps not counted."""
        return width - (self._columns(rows) - 1) * _GAP * self._unit

    def _arrange(self) -> None:
        self.rows, scale = self._fit(self.width())
        rows, columns, gap = self.rows, self._columns(self.rows), _GAP * self._unit
        room = self._room(self.width(), rows)
        widths = shared(self._needs(rows, scale), room) if rows == 1 else [room / columns] * columns
        lefts = list(accumulate(widths, lambda left, wide: left + wide + gap, initial=0.0))
        high = (self.height() - (rows - 1) * gap) / rows
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for place, key in enumerate(self.keys.values()):
            row, column = divmod(place, columns)
            left, right = round(lefts[column]), round(lefts[column] + widths[column])
            if mirrored:
                left, right = self.width() - right, self.width() - left
            top = round(row * (high + gap))
            key.setGeometry(QRect(left, top, right - left, round(high)))
            key.set_shape(self._unit, rows > 1, scale)


def shared(needs: Sequence[float], room: float) -> list[float]:
    """Share a width among keys: all alike, but for those that need more."""
    alike = room / len(needs)
    for _turn in needs:
        longer = [need for need in needs if need > alike]
        if len(longer) < len(needs):
            alike = (room - sum(longer)) / (len(needs) - len(longer))
    return [max(need, alike) for need in needs]
