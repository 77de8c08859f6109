"""A quiet button that says which key does the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from backbreak.windows.look import font
from backbreak.windows.palettes import Palette, mix

_HEIGHT = 42.0
_LABEL = 18.0
_HINT = 15.0


class KeyButton(QPushButton):
    """Its text, and the key in a small cap beside it; Enter presses it, for Space is the session's."""

    def __init__(self, text: str, hint: str, key_name: str, family: str, palette: Palette) -> None:
        super().__init__(text)
        self._hint, self._family, self._colours, self._unit = hint, family, palette, 1.0
        self.setAccessibleDescription(key_name)
        self.setToolTip(key_name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        self._unit = unit
        self.setFixedSize(self.sizeHint())

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self._colours = palette
        self.update()

    def set_text(self, text: str) -> None:
        """Change the words; the size stays that of the longest so far, so that its neighbours do not move."""
        if text != self.text():
            self.setText(text)
            self.setFixedSize(self.sizeHint().expandedTo(self.size()))

    def sizeHint(self) -> QSize:
        """Room for text and key cap."""
        label, hint = self._widths()
        return QSize(round(label + hint + 58 * self._unit), round(_HEIGHT * self._unit))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press at Enter; every other key is the window's, Space and the arrows too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button: bare, tinted under the pointer, ringed when it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, unit = self._colours, self._unit
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        ground = mix(
            colours.ground, colours.line, 0.75 if self.isDown() else 0.4 if self.underMouse() else 0.0
        )
        edge = QPen(colours.accent, 2.5) if self.hasFocus() else QPen(colours.line, 1.2)
        painter.setPen(edge)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 10 * unit, 10 * unit)
        label, hint = self._widths()
        left = (self.width() - label - hint - 26 * unit) / 2
        painter.setPen(colours.text)
        painter.setFont(self._font(_LABEL))
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 0, label + 2, self.height()), middle, self.text())
        cap = QRectF(left + label + 10 * unit, self.height() / 2 - 12 * unit, hint + 16 * unit, 24 * unit)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.track)
        painter.drawRoundedRect(cap, 6 * unit, 6 * unit)
        painter.setPen(colours.soft)
        painter.setFont(self._font(_HINT))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._hint)
        painter.end()

    def _font(self, size_px: float) -> QFont:
        return font(self._family, size_px * self._unit, QFont.Weight.DemiBold)

    def _widths(self) -> tuple[float, float]:
        label = QFontMetricsF(self._font(_LABEL)).horizontalAdvance(self.text())
        return label, QFontMetricsF(self._font(_HINT)).horizontalAdvance(self._hint)
