"""Rows of buttons: beside each other where their words have room for it, else one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from backbreak.windows.panel.key import Key

GAP_PX = 2
INDENT_PX = 10
TIGHTEST = 0.9
"""The part of their room that is enough: words become a little smaller before the row is broken up."""


class Row(QWidget):
    """One row; all its buttons are of one width."""

    def __init__(self, keys: Sequence[Key], indent_px: int = INDENT_PX) -> None:
        super().__init__()
        self._keys, self._indent_px = tuple(keys), indent_px
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(indent_px, 0, indent_px, 0)
        self._box.setSpacing(GAP_PX)
        for key in keys:
            self._box.addWidget(key, 1)

    def arrange(self, width: int) -> None:
        """Choose by the longest words."""
        widest = max(key.sizeHint().width() for key in self._keys) * TIGHTEST
        beside = len(self._keys) * (widest + GAP_PX) - GAP_PX <= width - 2 * self._indent_px
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )

    def minimumSizeHint(self) -> QSize:
        """Never hold the window open: what has no room beside goes below."""
        return QSize(90, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose anew."""
        super().resizeEvent(event)
        self.arrange(self.width())
