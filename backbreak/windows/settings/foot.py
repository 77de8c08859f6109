"""What stays in sight below the page: tomorrow as it would be, what has just been done, and the ways back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from backbreak.windows import measures
from backbreak.windows.announcement import announce
from backbreak.windows.history.card import Card
from backbreak.windows.labels import label
from backbreak.windows.palettes import Palette
from backbreak.windows.panel.key import Face, Key
from backbreak.windows.panel.wording import Choice
from backbreak.windows.settings import saying
from backbreak.windows.settings.day_line import DayLine
from backbreak.windows.settings.preview import Outlook
from backbreak.windows.settings.told import tell
from backbreak.words import _


class Tomorrow(Card):
    """A day line, and the same in words."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self.line = DayLine(palette)
        self.words = label("", measures.BODY, wrap=True)
        self.assumed = label("", measures.SMALL, dim=True, wrap=True)
        self.set_heading(_("Tomorrow would look like this"))
        self.line.setAccessibleName(_("The day as a line"))
        texts = QVBoxLayout()
        texts.setSpacing(measures.HAIR_PX)
        texts.addWidget(self.heading)
        texts.addWidget(self.words)
        texts.addWidget(self.assumed)
        texts.addStretch(1)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(measures.EDGE_PX)
        self._both.addLayout(texts, 1)
        self._both.addWidget(self.line, 1, Qt.AlignmentFlag.AlignVCenter)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        beside, above = measures.APART_PX + measures.TIGHT_PX, measures.GAP_PX
        whole.setContentsMargins(beside, above, beside, above)
        whole.addLayout(self._both)

    def arrange(self, width: int) -> None:
        """Words and line beside each other where there is room."""
        beside = width >= 44 * self.fontInfo().pixelSize()
        way = QBoxLayout.Direction
        self._both.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._both.setSpacing(measures.EDGE_PX if beside else measures.NEAR_PX)

    def show_outlook(self, shown: Outlook, day: str, *, is_tomorrow: bool = True) -> None:
        """Show another day, called so."""
        free = _("Tomorrow is free; the next working day would look like this")
        self.set_heading(_("Tomorrow would look like this") if is_tomorrow else free)
        words, assumed = saying.tomorrow(shown, day), saying.assumed(shown)
        self.line.show_outlook(shown)
        self.line.setAccessibleDescription(words)
        self.words.setText(words)
        self.assumed.setText(assumed)
        self.assumed.setVisible(bool(assumed))

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        super().set_palette(palette)
        self.line.set_palette(palette)


class Foot(QWidget):
    """One line: what has just been done, and the ways back."""

    undo_asked = Signal()
    defaults_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told = label("", measures.BODY, wrap=True)
        policy = self.told.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the buttons stay where they are
        self.told.setSizePolicy(policy)
        self.told.hide()
        self.undo, self.defaults = Key(Face.PLAIN), Key(Face.PLAIN)
        for key in (self.undo, self.defaults):
            key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.defaults.clicked.connect(self.defaults_asked)
        self.undo.clicked.connect(self.undo_asked)
        keys = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        keys.setSpacing(measures.TIGHT_PX)
        keys.addStretch(1)
        keys.addWidget(self.undo)
        keys.addWidget(self.defaults)
        self._way = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._way.setContentsMargins(0, 0, 0, 0)
        self._way.setSpacing(measures.NEAR_PX)
        self._way.addWidget(self.told, 1)
        self._way.addLayout(keys)
        self.allow(can_undo=False, can_restore=False)

    def allow(self, *, can_undo: bool, can_restore: bool) -> None:
        """Offer the ways back that there are."""
        undone = "" if can_undo else _("Nothing has been changed here yet")
        self.undo.show_choice(Choice(_("Undo"), refused=undone))
        default = "" if can_restore else _("Everything is as it comes")
        self.defaults.show_choice(Choice(_("Restore all defaults"), refused=default))

    def say(self, text: str, *, urgent: bool = False) -> None:
        """Say what has been done, or why it could not be; whoever listens hears it."""
        tell(self.told, text)
        announce(self, text, urgent=urgent)

    def arrange(self, width: int) -> None:
        """Words above the buttons where they have no room beside."""
        keys = self.undo.sizeHint().width() + self.defaults.sizeHint().width()
        way = QBoxLayout.Direction
        beside = width - keys >= 12 * self.fontInfo().pixelSize()
        self._way.setDirection(way.LeftToRight if beside else way.TopToBottom)
