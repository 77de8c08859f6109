"""The history's window: today in a line, and below it the overview or the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from backbreak.core.entry import Entry
from backbreak.windows import sheet
from backbreak.windows.announcement import announce
from backbreak.windows.history import dates, exporting, wording
from backbreak.windows.history.empty import EmptyPage
from backbreak.windows.history.entries import EntriesPage
from backbreak.windows.history.figures import Overview
from backbreak.windows.history.overview import OverviewPage
from backbreak.windows.history.tab import Tab
from backbreak.windows.labels import label
from backbreak.windows.measures import APART_PX, EDGE_PX, FIGURE, GAP_PX, HAIR_PX, NEAR_PX, SMALL
from backbreak.windows.palettes import Palette
from backbreak.windows.panel.key import Face, Key, Mark
from backbreak.windows.panel.wording import Choice
from backbreak.windows.window import Window
from backbreak.words import _

SMALLEST_SIZE = QSize(520, 480)
DEFAULT_SIZE = QSize(1120, 864)
_BESIDE = 44  # from this width on, in em, words and buttons of the head stand beside each other

Names = Callable[[], Mapping[str, str]]
"""Gives the exercises' names by id, in the language in use."""


class HistoryWindow(Window):
    """`painted` is emitted once, when it has been seen first; what is asked of it comes by its signals."""

    overview: OverviewPage
    entries: EntriesPage
    painted = Signal()
    export_asked = Signal(str)
    undo_asked = Signal()

    def __init__(self, names: Names, theme: str = "system") -> None:
        super().__init__(theme)
        self._names, self._seen, self._listed = names, False, False
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self.undo_asked)
        self.make(DEFAULT_SIZE, SMALLEST_SIZE)

    def build(self) -> QWidget:
        """Make all pages; the one that was open is open again, and charts are turned as they were."""
        before = None if self._body is None else self.entries
        turned = () if self._body is None else self.overview.tabled
        self.call(_("History - backbreak"), _("History"))
        self.headline = label(_("History"), FIGURE, bold=True, wrap=True)
        self.line = label("", 1.0, dim=True, wrap=True)
        self.note = label("", SMALL, bold=True, wrap=True)
        self.tabs = [Tab(_("Overview")), Tab(_("All entries"))]
        self.tabs[int(self._listed)].setChecked(True)
        self.export = Key(Face.PLAIN, Mark.MENU)
        self.overview, self.empty = OverviewPage(self.colours), EmptyPage(self.colours)
        self.overview.turn(turned)
        self.entries = EntriesPage(self._names())
        if before is not None:
            self.entries.go_on_from(before)
        self.entries.editor.undo_asked.connect(self.undo_asked)
        self._blank = QWidget()
        self._pages = QStackedWidget()
        self._make_menu()
        return self._laid_out()

    def dress(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self.overview.set_palette(palette)
        self.entries.set_palette(palette)
        self.empty.rings.set_palette(palette)

    def _make_menu(self) -> None:
        self.export.show_choice(Choice(_("Export"), refused=_("There is nothing to export yet")))
        menu = QMenu(self.export)
        sheet.give_edge(menu)
        for form in exporting.FORMS:
            action = menu.addAction(exporting.name_of(form))
            action.triggered.connect(lambda _checked=False, form=form: self.export_asked.emit(form))
        self.export.setMenu(menu)

    def _laid_out(self) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(HAIR_PX)
        words.addWidget(self.headline)
        words.addWidget(self.line)
        keys = QHBoxLayout()
        keys.setSpacing(HAIR_PX)
        for tab in self.tabs:
            tab.toggled.connect(self._turn)  # a screen reader checks it, which is no click
            keys.addWidget(tab)
        keys.addSpacing(GAP_PX)
        keys.addWidget(self.export)
        keys.addStretch(1)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setContentsMargins(EDGE_PX, APART_PX, EDGE_PX, GAP_PX)
        self._head.setSpacing(NEAR_PX)
        self._head.addLayout(words, 1)
        self._head.addLayout(keys)
        self.note.setContentsMargins(EDGE_PX, 0, EDGE_PX, NEAR_PX)
        self.note.hide()
        for page in (self._blank, self.overview, _scrolled(self.entries), _scrolled(self.empty)):
            self._pages.addWidget(page)
        body = QWidget()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head)
        whole.addWidget(self.note)
        whole.addWidget(self._pages, 1)
        self.overview.day_chosen.connect(self._show_day)
        self._place_head()
        return body

    # --- what is shown -----------------------------------------------------------------------------

    def show_history(self, shown: Overview, entries: Sequence[Entry]) -> None:
        """Show the journal as it is now."""
        self.headline.setText(wording.headline(shown))
        self.line.setText(wording.today_line(shown, dates.long_day(shown.today)))
        nothing = "" if entries else _("There is nothing to export yet")
        self.export.show_choice(Choice(_("Export"), refused=nothing))
        self.overview.show_overview(shown)
        self.entries.show_entries(entries, shown.today)
        self.empty.show_round(shown)
        self._turn()

    def complain(self, why: str) -> None:
        """Say what is wrong; "" takes that away."""
        if why != self.note.text():
            announce(self, why)
        self.note.setText(why)
        self.note.setVisible(bool(why))

    def turn_to(self, page: int) -> None:
        """Open the overview (0) or the list (1)."""
        self.tabs[page].setChecked(True)
        self._turn()

    def _turn(self) -> None:
        self._listed = self.tabs[1].isChecked()
        empty = not self.export.isEnabled() and not self._listed
        self._pages.setCurrentIndex(3 if empty else 2 if self._listed else 1)

    def _show_day(self, day: object) -> None:
        self.turn_to(1)
        self.entries.show_day(day)  # type: ignore[arg-type]  # Qt's signals know no dates
        self.entries.view.setFocus()

    # --- Qt ----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that it has been seen: what takes time begins after that."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the head's parts below each other where they have no room beside."""
        super().resizeEvent(event)
        self._place_head()

    def _place_head(self) -> None:
        beside = self.width() >= _BESIDE * self.fontInfo().pixelSize()
        way = QBoxLayout.Direction
        self._head.setDirection(way.LeftToRight if beside else way.TopToBottom)


def _scrolled(page: QWidget) -> QScrollArea:
    """Have a page scrolled where it has no room."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
