"""The one button that stands out: what Enter does, and what it leads to."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from backbreak.windows.look import font
from backbreak.windows.palettes import Palette, mix
from backbreak.windows.session.scaled import fitted
from backbreak.words import _

_HEIGHT, _LABEL, _HINT = 54.0, 21.0, 15.0
_MARGIN = 4.0
"""Room for the ring that shows the focus, outside the coloured face."""


class StartButton(QPushButton):
    """Its text may change; Enter presses it, every other key is the page's."""

    def __init__(self, family: str, palette: Palette) -> None:
        super().__init__(_("Start"))
        self._family, self._colours, self._unit = family, palette, 1.0
        self.setAccessibleDescription(_("Enter"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        self._unit = unit
        self.setFixedHeight(round(_HEIGHT * unit + 2 * _MARGIN))
        self.updateGeometry()

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self._colours = palette
        self.update()

    def set_text(self, text: str) -> None:
        """Say another consequence."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the words and the key's cap."""
        words, cap = self._widths()
        return QSize(round(words + cap + 72 * self._unit + 2 * _MARGIN), self.height())

    def minimumSizeHint(self) -> QSize:
        """Longer words are set smaller before they make the page wider."""
        return QSize(round(160 * self._unit), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press at Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the face, its words with the cap, and the ring when it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, unit = self._colours, self._unit
        box = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        face = colours.accent
        if not self.isEnabled():
            face = colours.track
        elif self.isDown():
            face = mix(face, colours.text, 0.25)
        elif self.underMouse():
            face = mix(face, colours.text, 0.12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(face)
        painter.drawRoundedRect(box, 12 * unit, 12 * unit)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.text, 2.2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.2, 1.2, -1.2, -1.2), 14 * unit, 14 * unit)
        self._paint_words(painter, box)
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        colours, unit = self._colours, self._unit
        ink = colours.on_accent if self.isEnabled() else colours.soft
        _words, cap = self._widths()
        cap_width, gap = cap + 16 * unit, 14 * unit
        label = fitted(self.text(), self._family, _LABEL * unit, _BOLD, box.width() - cap_width - 3 * gap)
        words = QFontMetricsF(label).horizontalAdvance(self.text())
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = box.center().x() - (words + gap + cap_width) / 2
        text_x, cap_x = (left + cap_width + gap, left) if rtl else (left, left + words + gap)
        painter.setPen(ink)
        painter.setFont(label)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(text_x, box.y(), words + 4, box.height()), middle, self.text())
        place = QRectF(cap_x, box.center().y() - 13 * unit, cap_width, 26 * unit)
        painter.setPen(QPen(ink, 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, 6 * unit, 6 * unit)
        painter.setFont(self._hint_font())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _("Enter"))

    def _hint_font(self) -> QFont:
        return font(self._family, _HINT * self._unit, QFont.Weight.DemiBold)

    def _widths(self) -> tuple[float, float]:
        words = QFontMetricsF(font(self._family, _LABEL * self._unit, _BOLD)).horizontalAdvance(self.text())
        return words, QFontMetricsF(self._hint_font()).horizontalAdvance(_("Enter"))


_BOLD = QFont.Weight.Bold
