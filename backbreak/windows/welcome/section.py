"""One question: its heading, what can be chosen, and a line that explains it."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from backbreak.windows.labels import label
from backbreak.windows.measures import LEAD, SMALL, TIGHT_PX

INSET_PX = 8
"""So far words stand in, for marks and faces to stand below them: those leave room for a ring."""


class Section(QWidget):
    """To a screen reader a group with its heading's name."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(self, heading: str, content: QLayout, note: str = "", *, wrap: bool = True) -> None:
        """`note` stands below; a heading that does not wrap has its section as wide as itself."""
        super().__init__()
        self.setAccessibleName(heading)
        self.heading = label(heading, LEAD, bold=True, wrap=wrap)
        self.note = label(note, SMALL, dim=True, wrap=True)
        for words in (self.heading, self.note):
            words.setContentsMargins(INSET_PX, 0, INSET_PX, 0)
        self.note.setVisible(bool(note))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(TIGHT_PX)
        whole.addWidget(self.heading)
        whole.addLayout(content)
        whole.addWidget(self.note)

    def say(self, note: str) -> None:
        """Say something else below."""
        self.note.setText(note)
        self.note.setVisible(bool(note))
