"""The volume, and beside it a sample of what a session sounds like."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from backbreak.core.fields import Field
from backbreak.windows import measures
from backbreak.windows.history.flow import Flow
from backbreak.windows.panel.key import Face, Key
from backbreak.windows.panel.wording import Choice
from backbreak.windows.settings.slide import Slide
from backbreak.words import _
from backbreak.words.percent import percent


class Volume(Slide):
    """A slider, and the button that asks by `try_asked` for the sample, or for its end."""

    try_asked = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__(field, 0.05, percent)
        self.sample.clicked.connect(self.flush)
        self.sample.clicked.connect(self.try_asked)
        self.show_playing(False)

    def _lay_out(self) -> None:
        """The sample beside the slider, or below it where it is narrow."""
        self.sample = Key(Face.PLAIN)
        self.sample.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        whole = Flow(measures.NEAR_PX)
        whole.addWidget(self.line)
        whole.addWidget(self.sample)
        self.setLayout(whole)

    def parts(self) -> Sequence[QWidget]:
        """The slider; the sample is heard whoever may change the volume."""
        return (self.slider,)

    def show_playing(self, playing: bool) -> None:
        """Offer the sample, or its end."""
        self.sample.show_choice(Choice(_("Stop") if playing else _("Try")))
        self.sample.setAccessibleName(_("Stop the sample") if playing else _("Try how it sounds"))
