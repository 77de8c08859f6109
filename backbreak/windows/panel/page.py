"""The panel's page while the resident is there: how things stand, everything that can be done, and why."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from backbreak.core.settings import Rhythm
from backbreak.storage.places import resource
from backbreak.windows.labels import label
from backbreak.windows.palettes import Palette
from backbreak.windows.panel import wording
from backbreak.windows.panel.details import Details
from backbreak.windows.panel.key import Face, Key, Mark
from backbreak.windows.panel.picture import Picture
from backbreak.windows.panel.rows import Row
from backbreak.windows.panel.status import Status, Why
from backbreak.windows.prompt.offer import Suggestion
from backbreak.windows.scrolled import ScrolledPage
from backbreak.windows.session.roundbar import RoundBar
from backbreak.words import _
from backbreak.words.sentences import sentence

Args = dict[str, object]

_EDGE_PX, _INDENT_PX = 10, 14
_BELOW = ("history", "settings", "quit")


class Page(ScrolledPage):
    """Asks by `asked(command, args)` for what is to be said at the door."""

    asked = Signal(str, object)
    why_asked = Signal()
    """The details have been opened."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._told = ""
        self.headline = label("", 2.0, bold=True, wrap=True)
        self.facts = label("", 1.0, dim=True, wrap=True)
        self.picture = Picture()
        self.note = label("", 1.0, bold=True, wrap=True)
        self.note.hide()
        self.keys = {name: Key(Face.PLAIN) for name in ("desk", "stretch", "snooze", "skip", "resume")}
        self.keys |= {name: Key(Face.PLAIN, Mark.MENU) for name in ("pause", "meeting")}
        self.keys |= {name: Key(Face.BARE) for name in _BELOW} | {"start": Key(Face.PRIMARY)}
        self.why = Key(Face.BARE, Mark.PART)
        self.details = Details()
        self.details.hide()
        self.round = RoundBar(self.font().family(), palette)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        for name in ("start", "desk", "stretch", "snooze", "skip", "resume", *_BELOW):
            self.keys[name].clicked.connect(partial(self._ask, name))
        pauses: dict[str, Args] = {wording.pause(length): {"until": length} for length in wording.PAUSES}
        pauses[wording.pause("open")] = {}
        self._give_menu("pause", pauses)
        self._give_menu("meeting", {wording.meeting(long): {"minutes": long} for long in wording.MEETINGS})
        self.why.clicked.connect(lambda: self.open_details(not self.details.isVisibleTo(self)))
        self.open_details(False)

    def _give_menu(self, name: str, rows: dict[str, Args]) -> None:
        menu = QMenu(self.keys[name])
        for text, args in rows.items():
            menu.addAction(text.replace("&", "&&")).triggered.connect(partial(self._ask, name, args=args))
        self.keys[name].setMenu(menu)

    def _lay_out(self) -> None:
        whole, keys = self.whole, self.keys
        whole.setContentsMargins(_EDGE_PX, 18, _EDGE_PX, 10)
        whole.addLayout(self._head())
        self.note.setContentsMargins(_INDENT_PX, 10, _INDENT_PX, 0)
        whole.addWidget(self.note)
        whole.addSpacing(14)
        names = (("start",), ("stretch", "desk"), ("snooze", "skip"), ("pause", "meeting", "resume"))
        self.rows = [Row([keys[name] for name in row]) for row in names]
        for row, below in zip(self.rows, (8, 2, 2, 16), strict=True):
            whole.addWidget(row)
            whole.addSpacing(below)
        self.round.setContentsMargins(_INDENT_PX, 0, _INDENT_PX, 0)
        whole.addWidget(self.round)
        whole.addSpacing(12)
        whole.addWidget(self.why)
        whole.addWidget(self.details)
        whole.addStretch(1)
        for name in _BELOW:
            whole.addWidget(keys[name])
        self._fit_round()

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.headline)
        words.addWidget(self.facts)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setContentsMargins(_INDENT_PX, 0, _INDENT_PX, 0)
        head.setSpacing(12)
        head.addLayout(words, 1)
        head.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        return head

    # --- what is shown -----------------------------------------------------------------------------

    def show_status(
        self, status: Status, suggestion: Suggestion | None, rhythm: Rhythm, at: wording.Clock
    ) -> None:
        """Show how things stand now; whoever listens hears what has become of them."""
        headline, facts = wording.headline(status, at), wording.facts(status, at)
        self.headline.setText(headline)
        self.facts.setText("\n".join(facts))
        self.facts.setVisible(bool(facts))
        self.picture.show_file(resource(f"icons/{wording.picture(status)}.svg"))
        choices = wording.choices(status, suggestion, rhythm, at)
        for name, key in self.keys.items():
            key.show_choice(choices[name])
        self.round.setVisible(status.round is not None)
        if status.round is not None:
            self.round.show_round(status.round, 0)
        self.fit()
        told = ". ".join((headline, *facts[:1]))
        if self._told and told != self._told:
            self.announce(told, QAccessible.AnnouncementPoliteness.Polite)
        self._told = told

    def show_why(self, why: Why, at: wording.Clock) -> None:
        """Show the answer to why."""
        self.details.show_why(why, at)

    def complain(self, why: str) -> None:
        """Say why something was refused; "" takes that away."""
        self.note.setText(sentence(why))
        self.note.setVisible(bool(why))
        if why:
            self.ensureWidgetVisible(self.note)
            self.announce(sentence(why), QAccessible.AnnouncementPoliteness.Assertive)

    def announce(self, text: str, politeness: QAccessible.AnnouncementPoliteness) -> None:
        """Have a screen reader say it, where there is one."""
        if QAccessible.isActive() and self.isVisible():
            event = QAccessibleAnnouncementEvent(self, text)
            event.setPoliteness(politeness)
            QAccessible.updateAccessibility(event)

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        super().set_palette(palette)
        self.round.set_palette(palette)

    def arrange(self, width: int) -> None:
        """Put the buttons beside or below each other."""
        for row in self.rows:
            row.arrange(width - 2 * _EDGE_PX)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the type's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "round"):
            self._fit_round()

    def _fit_round(self) -> None:
        self.round.set_unit(self.fontInfo().pixelSize() / 19.0)

    # --- what is done ------------------------------------------------------------------------------

    def _ask(self, command: str, _checked: bool = False, *, args: Args | None = None) -> None:
        self.complain("")
        self.asked.emit(command, args or {})

    def open_details(self, opened: bool) -> None:
        """Open or close the part that says why."""
        label = _("Hide why") if opened else _("Show why")
        self.why.show_choice(wording.Choice(label, _("What holds now, and what held lately")))
        self.why.set_opened(opened)
        self.details.setVisible(opened)
        if opened:
            self.why_asked.emit()
