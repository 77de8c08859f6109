"""Words on a window, in the application's font and the palette's colours."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel


def label(text: str, scale: float, *, bold: bool = False, dim: bool = False, wrap: bool = False) -> QLabel:
    """Make a label `scale` times the size of the application's font; clicks go through it to its window."""
    made = QLabel(text)
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
