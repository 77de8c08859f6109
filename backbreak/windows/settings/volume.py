"""The volume, and beside it a sample of what a session sounds like."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from backbreak.core.fields import Field
from backbreak.windows.panel.key import Face, Key
from backbreak.windows.panel.wording import Choice
from backbreak.windows.settings import saying
from backbreak.windows.settings.slide import Slide
from backbreak.words import _


class Volume(Slide):
    """A slider, and the button that asks by `try_asked` for the sample, or for its end."""

    try_asked = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__(field, 0.05, saying.percent)
        self.sample = Key(Face.PLAIN)
        self.sample.setSizePolicy(self.words.sizePolicy().Policy.Fixed, self.words.sizePolicy().Policy.Fixed)
        self.sample.clicked.connect(self.flush)
        self.sample.clicked.connect(self.try_asked)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.sample)
        self.show_playing(False)

    def parts(self) -> Sequence[QWidget]:
        """The slider; the sample is heard whoever may change the volume."""
        return (self.slider,)

    def show_playing(self, playing: bool) -> None:
        """Offer the sample, or its end."""
        self.sample.show_choice(Choice(_("Stop") if playing else _("Try")))
        self.sample.setAccessibleName(_("Stop the sample") if playing else _("Try how it sounds"))
