"""The words that turn from one page to the other, and from a chart to its table."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QSizePolicy

from backbreak.windows.keys import pressed_by_enter
from backbreak.windows.measures import CONTROL_RADIUS_PX
from backbreak.windows.painting import paint_ring

_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Tab(QPushButton):
    """What is open is bold with a bar below it; one of several excludes the others, unless told otherwise."""

    def __init__(self, text: str, beside_px: int = 14) -> None:
        """Have so much room on both sides of the words."""
        super().__init__(text)
        self._beside_px = beside_px
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._by_keyboard = False

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Medium)
        return font

    def sizeHint(self) -> QSize:
        """Room for the words, bold or not: nothing moves when one is pressed."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        line = QFontMetrics(bold)
        return QSize(line.horizontalAdvance(self.text()) + 2 * self._beside_px, line.height() + 22)

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring to whoever came by the keyboard."""
        self._by_keyboard = event.reason() in _KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words, bar and, with the keyboard, the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, palette = QRectF(self.rect()), self.palette()
        accent = palette.color(QPalette.ColorRole.Highlight)
        soft = not (self.isChecked() or self.underMouse())
        role = QPalette.ColorRole.PlaceholderText if soft else QPalette.ColorRole.WindowText
        painter.setFont(self._font())
        painter.setPen(palette.color(role))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            bar = QRectF(self._beside_px, box.bottom() - 7, box.width() - 2 * self._beside_px, 3)
            painter.drawRoundedRect(bar, 1.5, 1.5)
        if self._by_keyboard:
            paint_ring(painter, self, CONTROL_RADIUS_PX)
        painter.end()
