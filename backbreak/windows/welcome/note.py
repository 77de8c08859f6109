"""The medical note in plain words, with the one answer it has."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbreak.windows.history.card import Card
from backbreak.windows.labels import label
from backbreak.windows.measures import BODY, GAP_PX
from backbreak.windows.palettes import Palette
from backbreak.windows.welcome.section import INSET_PX
from backbreak.windows.welcome.tick import Tick
from backbreak.words import care


class Note(Card):
    """`understood` is ticked by whoever has read it; once acknowledged it stays so."""

    def __init__(self, palette: Palette, understood: bool) -> None:
        tick = Tick(care.acknowledge())
        super().__init__(palette, _points(tick))
        self.understood = tick
        tick.setChecked(understood)
        tick.setEnabled(not understood)
        self.set_heading(care.title())
        self.heading.setContentsMargins(INSET_PX, 0, INSET_PX, 0)


def _points(understood: Tick) -> QWidget:
    content = QWidget()
    whole = QVBoxLayout(content)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    for point in care.points():
        for words in (label(point.heading, BODY, bold=True, wrap=True), label(point.text, BODY, wrap=True)):
            words.setContentsMargins(INSET_PX, 0, INSET_PX, 0)
            whole.addWidget(words)
        whole.addSpacing(GAP_PX - 2)
    whole.addWidget(understood)
    return content
