"""The grounds that things stand on: a card with a heading, and a small one with a figure."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbreak.windows.labels import label
from backbreak.windows.measures import (
    APART_PX,
    CARD_RADIUS_PX,
    FIGURE,
    GAP_PX,
    LEAD,
    LINE_PX,
    SMALL,
    TIGHT_PX,
)
from backbreak.windows.palettes import Palette
from backbreak.words.listing import listed


class Card(QWidget):
    """A rounded ground with a heading above what it holds."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(self, palette: Palette, content: QWidget | None = None) -> None:
        super().__init__()
        self.colours = palette
        self.heading = label("", LEAD, bold=True, wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(APART_PX + TIGHT_PX, APART_PX, APART_PX + TIGHT_PX, APART_PX)
        whole.setSpacing(GAP_PX)
        if content is not None:
            whole.addWidget(self.heading)
            whole.addWidget(content)
            whole.addStretch(1)

    def set_heading(self, text: str) -> None:
        """Say what it holds."""
        self.heading.setText(text)
        self.setAccessibleName(text)

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self.colours = palette
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.colours.line, LINE_PX))
        painter.setBrush(self.colours.card)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CARD_RADIUS_PX, CARD_RADIUS_PX
        )
        painter.end()


class Tile(Card):
    """One figure with its name and what it means."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._name = label("", SMALL, bold=True, dim=True, wrap=True)
        self._value = label("", FIGURE, bold=True, wrap=True)
        self._meaning = label("", SMALL, dim=True, wrap=True)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.setSpacing(TIGHT_PX)
        for part in (self._name, self._value, self._meaning):
            whole.addWidget(part)
        whole.addStretch(1)

    def show_figure(self, value: str, name: str, meaning: str) -> None:
        """Show another figure."""
        self._value.setText(value)
        self._name.setText(name)
        self._meaning.setText(meaning)
        self.setAccessibleName(listed((f"{name}: {value}", meaning)))
