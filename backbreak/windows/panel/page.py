"""The panel's page while the resident is there: how things stand, everything that can be done, and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from backbreak.core.entry import Entry
from backbreak.core.settings import Rhythm
from backbreak.storage.places import resource
from backbreak.windows import sheet
from backbreak.windows.announcement import announce
from backbreak.windows.complaint import Complaint, nothing
from backbreak.windows.labels import label
from backbreak.windows.measures import APART_PX, BODY, GAP_PX, NEAR_PX, TIGHT_PX
from backbreak.windows.palettes import Palette
from backbreak.windows.panel import wording
from backbreak.windows.panel.details import Details
from backbreak.windows.panel.key import Face, Key, Mark
from backbreak.windows.panel.picture import Picture
from backbreak.windows.panel.rows import Row
from backbreak.windows.panel.standing import Standing
from backbreak.windows.panel.status import Status, Why
from backbreak.windows.panel.today import TodayCard
from backbreak.windows.prompt.offer import Suggestion
from backbreak.windows.scrolled import ScrolledPage
from backbreak.words import _
from backbreak.words.sentences import sentence

Args = dict[str, object]

_EDGE_PX, _INDENT_PX = 10, 14
_BELOW = ("history", "settings", "quit")


class Page(ScrolledPage):
    """Asks by `asked(command, args)` for what is to be said at the door."""

    asked = Signal(str, object)
    opened = Signal(bool)
    """The details have been opened, or closed."""
    why_asked = Signal()
    report_asked = Signal(str)
    """For a bug; with what went wrong, where that is known."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._told = ""
        self.complaint: Complaint = nothing
        self.headline = Standing()
        self.facts = label("", BODY, dim=True, wrap=True)
        self.picture = Picture()
        self.note = label("", BODY, bold=True, wrap=True)
        self.note.hide()
        self.keys = {name: Key(Face.PLAIN) for name in ("desk", "stretch", "snooze", "skip", "resume")}
        self.keys |= {name: Key(Face.PLAIN, Mark.MENU) for name in ("pause", "meeting")}
        self.keys |= {name: Key(Face.BARE) for name in _BELOW} | {"start": Key(Face.PRIMARY)}
        self.why = Key(Face.BARE, Mark.PART)
        self.details = Details()
        self.details.hide()
        self.today = TodayCard(palette)
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
        self.details.copy.clicked.connect(lambda: self.report_asked.emit(self.details.failure))
        self.open_details(False)

    def _give_menu(self, name: str, rows: dict[str, Args]) -> None:
        menu = QMenu(self.keys[name])
        sheet.give_edge(menu)
        for text, args in rows.items():
            menu.addAction(text.replace("&", "&&")).triggered.connect(partial(self._ask, name, args=args))
        self.keys[name].setMenu(menu)

    def _lay_out(self) -> None:
        whole, keys = self.whole, self.keys
        whole.setContentsMargins(_EDGE_PX, APART_PX, _EDGE_PX, GAP_PX)
        whole.addLayout(self._head())
        self.note.setContentsMargins(_INDENT_PX, GAP_PX, _INDENT_PX, 0)
        whole.addWidget(self.note)
        whole.addSpacing(APART_PX)
        names = (("start",), ("snooze", "pause"), ("resume",), ("stretch", "desk"), ("skip", "meeting"))
        self.rows = [Row([keys[name] for name in row]) for row in names]
        for row in self.rows:
            whole.addWidget(row)
            whole.addSpacing(TIGHT_PX if row is self.rows[0] else 0)
        whole.addSpacing(GAP_PX)
        card = QHBoxLayout()
        card.setContentsMargins(_INDENT_PX, 0, _INDENT_PX, 0)
        card.addWidget(self.today)
        whole.addLayout(card)
        whole.addSpacing(NEAR_PX)
        self.rows.append(Row([keys["history"], keys["settings"]], 0))
        for part in (self.why, self.details, self.rows[-1]):
            whole.addWidget(part)
        whole.addStretch(1)
        whole.addWidget(keys["quit"])

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(TIGHT_PX)
        words.addWidget(self.headline)
        words.addWidget(self.facts)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setContentsMargins(_INDENT_PX, 0, _INDENT_PX, 0)
        head.setSpacing(GAP_PX)
        head.addLayout(words, 1)
        head.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        return head

    # --- what is shown -----------------------------------------------------------------------------

    def show_status(
        self, status: Status, suggestion: Suggestion | None, rhythm: Rhythm, at: wording.Clock
    ) -> None:
        """Show how things stand now; whoever listens hears what has become of them."""
        headline, facts = wording.headline(status, at), wording.facts(status, at)
        self.headline.show_standing(headline, *wording.standing(status, at))
        self.facts.setText("\n".join(facts))
        self.facts.setVisible(bool(facts))
        self.picture.show_file(resource(f"icons/{wording.picture(status)}.svg"))
        choices = wording.choices(status, suggestion, rhythm, at)
        for name, key in self.keys.items():
            key.show_choice(choices[name])
        keys = self.keys
        keys["resume"].setVisible(keys["resume"].isEnabled())
        self.today.show_round(status.round)
        self.fit()
        told = ". ".join((headline, *facts[:1]))
        if self._told and told != self._told:
            self._announce(told)
        self._told = told

    def show_today(self, entries: Sequence[Entry]) -> None:
        """Show today's breaks, the oldest first."""
        self.today.show_entries(entries)

    def show_why(self, why: Why, at: wording.Clock) -> None:
        """Show the answer to why."""
        self.details.show_why(why, at)

    def show_report(self, words: str) -> None:
        """Say how it stands with the report for a bug."""
        self.details.note.setText(words)
        self._announce(words)

    def complain(self, why: Complaint) -> None:
        """Say why something was refused; `nothing` takes that away."""
        self.complaint, text = why, sentence(why())
        self.note.setText(text)
        self.note.setVisible(bool(text))
        if text:
            self.ensureWidgetVisible(self.note)
            self._announce(text, urgent=True)

    def _announce(self, text: str, *, urgent: bool = False) -> None:
        if self.isVisible():
            announce(self, text, urgent=urgent)

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        super().set_palette(palette)
        self.today.set_palette(palette)

    def arrange(self, width: int) -> None:
        """Put the buttons beside or below each other."""
        for row in self.rows:
            row.arrange(width - 2 * _EDGE_PX)

    # --- what is done ------------------------------------------------------------------------------

    def _ask(self, command: str, _checked: bool = False, *, args: Args | None = None) -> None:
        self.complain(nothing)
        self.asked.emit(command, args or {})

    def open_details(self, opened: bool) -> None:
        """Open or close the part that says why."""
        label = _("Hide why") if opened else _("Show why")
        self.why.show_choice(wording.Choice(label))
        self.why.set_opened(opened)
        self.details.setVisible(opened)
        self.opened.emit(opened)
        if opened:
            self.why_asked.emit()
