"""The part "Why": what holds now, what held prompts back lately, and a report for whoever mends it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from backbreak.windows.labels import label
from backbreak.windows.measures import BODY, SMALL, TIGHT_PX
from backbreak.windows.panel import wording
from backbreak.windows.panel.key import Face, Key
from backbreak.windows.panel.status import Why
from backbreak.words import _
from backbreak.words.sentences import sentence

MOST_HOLDS = 8
_INDENT_PX = 14


class Details(QWidget):
    """Lines that are there anew with every answer; the same answer changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[str, ...] = ()
        self.failure = ""
        self._box = QVBoxLayout()
        self._box.setContentsMargins(_INDENT_PX, TIGHT_PX, _INDENT_PX, TIGHT_PX)
        self._box.setSpacing(TIGHT_PX)
        self.copy = Key(Face.BARE)
        self.copy.show_choice(wording.Choice(_("Copy for a bug report")))
        hint = _("The report says what works here and what does not, and nothing about you.")
        self.note = label(hint, SMALL, dim=True, wrap=True)
        self.note.setContentsMargins(_INDENT_PX, 0, _INDENT_PX, TIGHT_PX)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._box)
        whole.addWidget(self.copy)
        whole.addWidget(self.note)

    def show_why(self, why: Why, at: wording.Clock) -> None:
        """Show an answer."""
        lines = [sentence(why.reason), *(_("Held: %(why)s") % {"why": sentence(text)} for text in why.held)]
        self.failure = why.failure
        lines += filter(None, (why.journal, why.failure))
        lately = [wording.held(hold, at) for hold in reversed(why.holds)]
        heading = _("Held back lately:") if lately else _("Nothing held a prompt back lately.")
        self._show((*lines, heading, *lately[:MOST_HOLDS]), len(lines))

    @property
    def text(self) -> str:
        """All of it, to be read out."""
        return " ".join(self._lines)

    def _show(self, lines: tuple[str, ...], first: int) -> None:
        if lines == self._lines:
            return
        self._lines = lines
        while (item := self._box.takeAt(0)) is not None:
            old = item.widget()
            if isinstance(old, QLabel):
                old.hide()
                old.deleteLater()
        for nth, line in enumerate(lines):
            self._box.addWidget(label(line, BODY, dim=nth >= first, wrap=True))
