"""One key of the session's strip: a button with its word and the cap of the key that does the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from backbreak.windows.look import font
from backbreak.windows.palettes import Palette
from backbreak.windows.session.controls import TOGGLES, Control, explained, key_of, name_of
from backbreak.windows.session.keybutton import paint_cap, paint_face

_PAD = 8.0
_LABEL, _HINT, _CAP = 18.0, 15.0, 24.0


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
        paint_face(painter, self, self._colours, self._unit)
        label_box, cap = self._places()
        painter.setFont(self._sized(_LABEL * self._scale, self._unit))
        painter.drawText(label_box, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.setFont(self._sized(_HINT * self._scale, self._unit))
        paint_cap(painter, cap, self._colours, self._unit, "" if self.isChecked() else self._hint)
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
