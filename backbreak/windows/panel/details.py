"""The part "Why": what holds now, and what held prompts back lately, one line each."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from backbreak.windows.labels import label
from backbreak.windows.measures import BODY, TIGHT_PX
from backbreak.windows.panel import wording
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
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(_INDENT_PX, TIGHT_PX, _INDENT_PX, TIGHT_PX)
        self._box.setSpacing(TIGHT_PX)

    def show_why(self, why: Why, at: wording.Clock) -> None:
        """Show an answer."""
        lines = [sentence(why.reason), *(_("Held: %(why)s") % {"why": sentence(text)} for text in why.held)]
        if why.failure:
            lines.append(why.failure)
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
