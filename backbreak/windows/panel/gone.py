"""What the panel shows while no resident answers: that nobody reminds, and how to start it again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbreak.windows.announcement import announce
from backbreak.windows.labels import label
from backbreak.windows.measures import BODY, EDGE_PX, GAP_PX, NEAR_PX, TITLE
from backbreak.windows.panel.key import Face, Key
from backbreak.windows.panel.wording import Choice
from backbreak.words import _
from backbreak.words.sentences import sentence

_IN_PX = 4
"""So far words stand in, for the buttons' faces to stand below them: those leave room for a ring."""


class GonePage(QWidget):
    """Asks by its signals to start backbreak again, or to be closed."""

    start_asked = Signal()
    close_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._headline = label(_("backbreak does not answer"), TITLE, bold=True, wrap=True)
        self._why = label("", BODY, wrap=True)
        meaning = label(
            _("While it is not running, nobody reminds you to stand up."), BODY, dim=True, wrap=True
        )
        self.start, self.close_key = Key(Face.PRIMARY), Key(Face.PLAIN)
        self.close_key.show_choice(Choice(_("Close")))
        self.start.clicked.connect(self.start_asked)
        self.close_key.clicked.connect(self.close_asked)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(EDGE_PX - _IN_PX, EDGE_PX, EDGE_PX - _IN_PX, EDGE_PX)
        whole.setSpacing(NEAR_PX)
        whole.addStretch(2)
        for part in (self._headline, self._why, meaning):
            part.setContentsMargins(_IN_PX, 0, _IN_PX, 0)
            whole.addWidget(part)
        whole.addSpacing(GAP_PX)
        whole.addWidget(self.start)
        whole.addWidget(self.close_key)
        whole.addStretch(3)
        self._offer()

    def say(self, why: str) -> None:
        """Say what is the matter, and offer to start it again."""
        self.tell(why)
        self._offer()
        self.start.setFocus()
        announce(self, f"{self._headline.text()}. {self._why.text()}", urgent=True)

    def tell(self, why: str) -> None:
        """Say in silence what is the matter."""
        self._why.setText(sentence(why))

    def wait(self) -> None:
        """Say that it is starting; nothing more can be asked meanwhile."""
        starting = _("Starting…")
        self.start.show_choice(Choice(starting, refused=starting))

    def _offer(self) -> None:
        self.start.show_choice(Choice(_("Start backbreak again")))
