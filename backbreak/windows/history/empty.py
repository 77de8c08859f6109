"""What there is to see before the first break: what will be here, and how one is made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbreak.storage.places import resource
from backbreak.windows.history.rings import Rings
from backbreak.windows.labels import label
from backbreak.windows.palettes import Palette
from backbreak.windows.panel.picture import Picture
from backbreak.words import _


class EmptyPage(QWidget):
    """A drawing, two sentences, and the round that lies ahead."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        picture = Picture()
        picture.show_file(resource("icons/backbreak.svg"))
        picture.setFixedSize(88, 88)
        self.rings = Rings(palette)
        heading = label(_("Your history begins with your first break"), 1.7, bold=True, wrap=True)
        text = label(
            _("Then the week and the year are here, day by day, and every break with what became of it."),
            1.0, dim=True, wrap=True,
        )  # fmt: skip
        ahead = label(_("The round that lies ahead:"), 1.0, bold=True, wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(48, 8, 48, 24)
        whole.setSpacing(10)
        whole.addStretch(3)
        whole.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (heading, text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            whole.addWidget(words)
        whole.addStretch(2)
        ahead.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        whole.addWidget(ahead)
        whole.addSpacing(6)
        whole.addWidget(self.rings)
        whole.addStretch(3)
