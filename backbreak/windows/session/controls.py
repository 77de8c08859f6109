"""The session's controls: what they are called, which key does the same, and the strip of buttons.

The strip is one row of equal keys where the words have room, and two rows where they have not.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from math import ceil

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from backbreak.windows.look import font
from backbreak.windows.palettes import Palette, mix
from backbreak.windows.session.keybutton import paint_tick
from backbreak.words import _

_GAP, _PAD = 8.0, 8.0
_HIGH, _FLAT = 60.0, 42.0
"""Height of a key with its cap above its word, and beside it."""
_LABEL, _HINT, _CAP = 18.0, 15.0, 24.0
_STILL_GOOD = 0.82
"""Words may get so much smaller before a second row is better."""


class Control(Enum):
    """Everything one may do in a session; the values name the buttons."""

    PAUSE = "pause"
    BACK = "back"
    SKIP = "skip"
    EASIER = "easier"
    SWAP = "swap"
    MUTE = "mute"
    HURTS = "hurts"
    STOP = "stop"


TOGGLES = (Control.EASIER, Control.MUTE)

KEYS = {
    int(Qt.Key.Key_Space): Control.PAUSE,
    int(Qt.Key.Key_Left): Control.BACK,
    int(Qt.Key.Key_Right): Control.SKIP,
    int(Qt.Key.Key_E): Control.EASIER,
    int(Qt.Key.Key_S): Control.SWAP,
    int(Qt.Key.Key_M): Control.MUTE,
    int(Qt.Key.Key_H): Control.HURTS,
    int(Qt.Key.Key_Escape): Control.STOP,
}


def name_of(control: Control) -> str:
    """Give the word on a control's button."""
    return {
        Control.PAUSE: _("Pause"),
        Control.BACK: _("Back"),
        Control.SKIP: _("Skip"),
        Control.EASIER: _("Easier"),
        Control.SWAP: _("Swap"),
        Control.MUTE: _("Mute"),
        Control.HURTS: _("It hurts"),
        Control.STOP: _("Stop"),
    }[control]


def explained(control: Control) -> str:
    """Say what a control does, for whoever points at it or listens."""
    return {
        Control.PAUSE: _("Pause, and go on after three seconds"),
        Control.BACK: _("Do the last repetition again"),
        Control.SKIP: _("Go to what comes next"),
        Control.EASIER: _("Make it easier, or as before"),
        Control.SWAP: _("Do something else that is possible here"),
        Control.MUTE: _("No sound in this session, or sound again"),
        Control.HURTS: _("Stop because it hurts"),
        Control.STOP: _("Stop; what is done counts"),
    }[control]


def key_of(control: Control) -> tuple[str, str]:
    """Give the key that does the same: as it is drawn on the cap, and as it is read aloud."""
    return {
        Control.PAUSE: (_("Space"), _("Space")),
        Control.BACK: ("←", _("Left arrow")),
        Control.SKIP: ("→", _("Right arrow")),
        Control.EASIER: ("E", "E"),
        Control.SWAP: ("S", "S"),
        Control.MUTE: ("M", "M"),
        Control.HURTS: ("H", "H"),
        Control.STOP: (_("Esc"), _("Escape")),
    }[control]


class ControlKey(QPushButton):
    """A word and the cap of its key; a toggle that is on is filled and ticked. Enter presses it."""

    def __init__(self, control: Control, family: str, palette: Palette) -> None:
        super().__init__(name_of(control))
        self._family, self._colours, self._unit = family, palette, 1.0
        self._hint, spoken = key_of(control)
        self._flat, self._scale = False, 1.0
        self._longest = [self.text()]
        self.setCheckable(control in TOGGLES)
        self.setAccessibleDescription(f"{spoken}: {explained(control)}")
        self.setToolTip(f"{explained(control)} ({spoken})")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def may_say(self, text: str) -> None:
        """Keep room for another word, which it will have at times."""
        self._longest.append(text)

    def set_text(self, text: str) -> None:
        """Change the word."""
        if text != self.text():
            self.setText(text)

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self._colours = palette
        self.update()

    def set_shape(self, unit: float, flat: bool, scale: float) -> None:
        """Take the unit, whether the cap is beside the word, and how much smaller words are set."""
        self._unit, self._flat, self._scale = unit, flat, scale
        self.update()

    def needs_px(self, unit: float, flat: bool, scale: float = 1.0) -> float:
        """Give the width the longest of its words asks for."""
        metrics = QFontMetricsF(self._sized(_LABEL * scale, unit))
        label = max(metrics.horizontalAdvance(text) for text in self._longest)
        cap = self._cap_px(unit, scale)
        pad = 2 * _PAD * unit
        return pad + (label + 8 * unit + cap if flat else max(label, cap))

    def holds_its_words(self) -> bool:
        """Tell whether nothing is cut off."""
        return self.needs_px(self._unit, self._flat, self._scale) <= self.width() + 1

    def sizeHint(self) -> QSize:
        """Its size is the strip's to give."""
        return self.size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press at Enter; every other key is the window's, Space and the arrows too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the key: bare, tinted under the pointer, filled while on, ringed when it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, unit = self._colours, self._unit
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        touched = 0.75 if self.isDown() else 0.4 if self.underMouse() else 0.0
        on = self.isChecked()
        painter.setBrush(colours.accent if on else mix(colours.ground, colours.line, touched))
        painter.setPen(QPen(colours.line, 1.2))
        painter.drawRoundedRect(box, 10 * unit, 10 * unit)
        if self.hasFocus():
            painter.setPen(QPen(colours.text, 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 10 * unit, 10 * unit)
        label_box, cap = self._places()
        painter.setPen(colours.on_accent if on else colours.text)
        painter.setFont(self._sized(_LABEL * self._scale, unit))
        painter.drawText(label_box, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.on_accent if on else colours.track)
        painter.drawRoundedRect(cap, 6 * unit, 6 * unit)
        if on:
            paint_tick(painter, cap, colours.accent)
        else:
            painter.setPen(colours.soft)
            painter.setFont(self._sized(_HINT * self._scale, unit))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._hint)
        painter.end()

    def _places(self) -> tuple[QRectF, QRectF]:
        """Where the word and the cap go."""
        unit, width, height = self._unit, float(self.width()), float(self.height())
        cap_px, cap_high = self._cap_px(unit, self._scale), _CAP * unit * max(0.8, self._scale)
        if not self._flat:
            cap = QRectF((width - cap_px) / 2, 8 * unit, cap_px, cap_high)
            return QRectF(0, cap.bottom(), width, height - cap.bottom() - 3 * unit), cap
        label = QFontMetricsF(self._sized(_LABEL * self._scale, unit)).horizontalAdvance(self.text())
        left = (width - label - 8 * unit - cap_px) / 2
        word = QRectF(left - 2, 0, label + 4, height)
        cap = QRectF(left + label + 8 * unit, (height - cap_high) / 2, cap_px, cap_high)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            word.moveLeft(width - word.right())
            cap.moveLeft(width - cap.right())
        return word, cap

    def _cap_px(self, unit: float, scale: float) -> float:
        hint = QFontMetricsF(self._sized(_HINT * scale, unit)).horizontalAdvance(self._hint)
        return max(hint + 14 * unit * scale, _CAP * 1.25 * unit * scale)

    def _sized(self, size_px: float, unit: float) -> QFont:
        return font(self._family, size_px * unit, QFont.Weight.DemiBold)


class Controls(QWidget):
    """The strip of keys, in one row or two; all of one size, so that nothing moves when a word changes."""

    asked = Signal(Control)

    def __init__(self, family: str, palette: Palette) -> None:
        super().__init__()
        self._unit = 1.0
        self.keys = {control: ControlKey(control, family, palette) for control in Control}
        self.keys[Control.PAUSE].may_say(_("Go on"))
        for control, key in self.keys.items():
            key.setParent(self)
            ask = key.toggled if control in TOGGLES else key.clicked
            ask.connect(lambda _on=False, control=control: self.asked.emit(control))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_state(self, paused: bool, eased: bool, muted: bool) -> None:
        """Show what is on."""
        self.keys[Control.PAUSE].set_text(_("Go on") if paused else _("Pause"))
        for control, on in ((Control.EASIER, eased), (Control.MUTE, muted)):
            key = self.keys[control]
            if key.isChecked() != on:
                key.blockSignals(True)
                key.setChecked(on)
                key.blockSignals(False)

    def set_unit(self, unit: float, width: int) -> None:
        """Take the size for a unit and the width there will be."""
        self._unit = unit
        rows, _scale = self._fit(width)
        high = _HIGH if rows == 1 else _FLAT
        self.setFixedHeight(round(rows * high * unit + (rows - 1) * _GAP * unit))
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
        cell, flat = self._cell(width, rows), rows > 1
        scale = 1.0
        while scale > 0.5 and max(_needs(self.keys.values(), self._unit, flat, scale)) > cell:
            scale -= 0.03
        return scale

    def _cell(self, width: int, rows: int) -> float:
        columns = ceil(len(self.keys) / rows)
        return (width - (columns - 1) * _GAP * self._unit) / columns

    def _arrange(self) -> None:
        rows, scale = self._fit(self.width())
        cell, gap = self._cell(self.width(), rows), _GAP * self._unit
        columns = ceil(len(self.keys) / rows)
        high = (self.height() - (rows - 1) * gap) / rows
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for place, key in enumerate(self.keys.values()):
            row, column = divmod(place, columns)
            left, right = round(column * (cell + gap)), round(column * (cell + gap) + cell)
            if mirrored:
                left, right = self.width() - right, self.width() - left
            top = round(row * (high + gap))
            key.setGeometry(QRect(left, top, right - left, round(high)))
            key.set_shape(self._unit, rows > 1, scale)


def _needs(keys: Iterable[ControlKey], unit: float, flat: bool, scale: float) -> list[float]:
    return [key.needs_px(unit, flat, scale) for key in keys]
