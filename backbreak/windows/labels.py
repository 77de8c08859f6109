"""Words on a window, in the application's font and the palette's colours."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel

from backbreak.windows.paragraphs import Paragraph


class Label(Paragraph):
    """Text that begins where reading begins, whatever it is: Qt has a number alone begin at the left."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._own = self.alignment()
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the direction of reading."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Leave words with marks in them to Qt, which alone reads those."""
        if self.textFormat() == Qt.TextFormat.RichText:
            QLabel.paintEvent(self, event)
        else:
            super().paintEvent(event)

    def _align(self) -> None:
        if self.alignment() != self._own:
            return  # somebody wants it elsewhere
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        self._own = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        self.setAlignment(self._own)


def label(text: str, scale: float, *, bold: bool = False, dim: bool = False, wrap: bool = False) -> QLabel:
    """Make a label `scale` times the size of the application's font; clicks go through it to its window."""
    made = Label(text)
    font = QFont(made.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    made.setFont(font)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if dim:
        made.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made
