"""A quiet button that says which key does the same."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from backbreak.windows.look import font
from backbreak.windows.palettes import Palette, touched

_HEIGHT = 42.0
_LABEL = 18.0
_HINT = 15.0


class KeyButton(QPushButton):
    """Its text, and the key in a small cap beside it; one that is chosen is filled and ticked."""

    def __init__(self, text: str, hint: str, key_name: str, family: str, palette: Palette) -> None:
        super().__init__(text)
        self._hint, self._family, self._colours, self._unit = hint, family, palette, 1.0
        self._scale = 1.0
        self.setAccessibleDescription(key_name)
        self.setToolTip(key_name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_unit(self, unit: float, widest_px: float | None = None) -> None:
        """Take the size for a unit; words that would make it wider than allowed are set smaller."""
        self._unit, self._scale = unit, 1.0
        if widest_px is not None:
            while self._scale > 0.5 and self.sizeHint().width() > widest_px:
                self._scale -= 0.04
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

    def holds_its_words(self) -> bool:
        """Tell whether nothing is cut off."""
        return sum(self._widths()) + 26 * self._unit <= self.width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press at Enter or Space; every other key is the window's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button: bare, tinted under the pointer, filled when chosen, ringed with the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_face(painter, self, self._colours, self._unit)
        word, cap = self._places()
        painter.setFont(self._font(_LABEL))
        painter.drawText(word, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.setFont(self._font(_HINT))
        paint_cap(painter, cap, self._colours, self._unit, "" if self.isChecked() else self._hint)
        painter.end()

    def _places(self) -> tuple[QRectF, QRectF]:
        """Where the words and the cap go: side by side in the direction of reading."""
        unit, width, height = self._unit, float(self.width()), float(self.height())
        label, hint = self._widths()
        left = (width - label - hint - 26 * unit) / 2
        word = QRectF(left - 2, 0, label + 4, height)
        cap = QRectF(left + label + 10 * unit, height / 2 - 12 * unit, hint + 16 * unit, 24 * unit)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            word.moveLeft(width - word.right())
            cap.moveLeft(width - cap.right())
        return word, cap

    def _font(self, size_px: float) -> QFont:
        return font(self._family, size_px * self._unit * self._scale, QFont.Weight.DemiBold)

    def _widths(self) -> tuple[float, float]:
        label = QFontMetricsF(self._font(_LABEL)).horizontalAdvance(self.text())
        return label, QFontMetricsF(self._font(_HINT)).horizontalAdvance(self._hint)


def paint_face(painter: QPainter, button: QPushButton, colours: Palette, unit: float) -> None:
    """Paint a key's ground and edge, as touched, chosen and focused; the pen is then that of its words."""
    on, box = button.isChecked(), QRectF(button.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
    share = 0.75 if button.isDown() else 0.4 if button.underMouse() else 0.0
    painter.setBrush(colours.accent if on else touched(colours, share))
    painter.setPen(QPen(colours.text, 2.5) if button.hasFocus() else QPen(colours.line, 1.2))
    painter.drawRoundedRect(box, 10 * unit, 10 * unit)
    painter.setPen(colours.on_accent if on else colours.text)


def paint_cap(painter: QPainter, cap: QRectF, colours: Palette, unit: float, hint: str) -> None:
    """Paint the cap with the key's name in it; without one a tick, for what is chosen."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.track if hint else colours.on_accent)
    painter.drawRoundedRect(cap, 6 * unit, 6 * unit)
    if hint:
        painter.setPen(colours.soft)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, hint)
    else:
        paint_tick(painter, cap, colours.accent)


def paint_tick(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Paint a tick into the middle of a box: what is on is not told by colour alone."""
    middle, size = box.center(), box.height() * 0.28
    tick = QPainterPath(middle + QPointF(-size, 0.05 * size))
    tick.lineTo(middle + QPointF(-0.25 * size, 0.75 * size))
    tick.lineTo(middle + QPointF(size, -0.7 * size))
    ends = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(tick, QPen(colour, size * 0.42, *ends))
