"""The tray's picture of how things stand, which says nothing that the words do not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from backbreak.windows.look import type_scale

SIDE_PX = 44
"""Beside type of the usual size."""


class Picture(QWidget):
    """A square with a drawing in it, sharp at any scale."""

    def __init__(self) -> None:
        super().__init__()
        self._file, self._icon = Path(), QIcon()
        side = round(SIDE_PX * type_scale())
        self.setFixedSize(side, side)

    def show_file(self, file: Path) -> None:
        """Show another drawing."""
        if file != self._file:
            self._file, self._icon = file, QIcon(str(file))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        self._icon.paint(painter, self.rect(), Qt.AlignmentFlag.AlignCenter)
        painter.end()
