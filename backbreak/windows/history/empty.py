"""What there is to see before the first break: what will be here, and how one is made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbreak.storage.places import resource
from backbreak.windows.history import wording
from backbreak.windows.history.figures import Overview
from backbreak.windows.history.rings import Rings
from backbreak.windows.labels import label
from backbreak.windows.measures import BODY, EDGE_PX, GAP_PX, NEAR_PX, TIGHT_PX, TITLE, WIDE_PX
from backbreak.windows.palettes import Palette
from backbreak.windows.panel.picture import Picture
from backbreak.words import _


class EmptyPage(QWidget):
    """A drawing, two sentences, and the round that lies ahead."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        picture = Picture()
        picture.show_file(resource("icons/backbreak.svg"))
        side = round(6.6 * self.fontInfo().pixelSize())
        picture.setFixedSize(side, side)
        self.rings = Rings(palette)
        heading = label(_("Your history begins with your first break"), TITLE, bold=True, wrap=True)
        text = label(
            _("Then the week and the year are here, day by day, and every break with what became of it."),
            BODY, dim=True, wrap=True,
        )  # fmt: skip
        self.ahead = ahead = label("", BODY, bold=True, wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(WIDE_PX, NEAR_PX, WIDE_PX, EDGE_PX)
        whole.setSpacing(GAP_PX)
        whole.addStretch(3)
        whole.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (heading, text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            whole.addWidget(words)
        whole.addStretch(2)
        ahead.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        whole.addWidget(ahead)
        whole.addSpacing(TIGHT_PX)
        whole.addWidget(self.rings)
        whole.addStretch(3)

    def show_round(self, shown: Overview) -> None:
        """Show what the first round asks for, or that it asks for nothing."""
        ahead = _("The round that lies ahead:")
        self.ahead.setText(ahead if shown.round.total else wording.round_title(shown))
        self.rings.show_parts(shown.parts)
