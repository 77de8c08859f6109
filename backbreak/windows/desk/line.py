"""A line or paragraph of the desk page that begins where reading begins, whatever script it is written in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont

from backbreak.windows.session.scaled import Text, reading_side


class Line(Text):
    """Qt alone would put it on the side its own letters begin from, away from what it belongs to."""

    def __init__(
        self,
        family: str,
        size_px: float,
        weight: QFont.Weight = QFont.Weight.Normal,
        wraps: bool = False,
        counts: bool = False,
    ) -> None:
        super().__init__(family, size_px, weight, wraps, counts)
        self._take_side()

    def changeEvent(self, event: QEvent) -> None:
        """Go over to the other side with the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._take_side()

    def _take_side(self) -> None:
        side = reading_side(self, Qt.AlignmentFlag.AlignLeading)
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
