"""The history's window: today in a line, and below it the overview or the list."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QCloseEvent,
    QKeyEvent,
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
from backbreak.windows import look
from backbreak.windows.history import dates, exporting, wording
from backbreak.windows.history.empty import EmptyPage
from backbreak.windows.history.entries import EntriesPage
from backbreak.windows.history.figures import Overview
from backbreak.windows.history.overview import EDGE_PX, OverviewPage
from backbreak.windows.history.tab import Tab
from backbreak.windows.in_sight import InSight
from backbreak.windows.labels import label
from backbreak.windows.panel.key import Face, Key, Mark
from backbreak.windows.panel.wording import Choice
from backbreak.words import _

SMALLEST_SIZE = QSize(520, 480)
DEFAULT_SIZE = QSize(1040, 800)
_BESIDE = 44  # from this width on, in em, words and buttons of the head stand beside each other
_ACTIVATION = "XDG_ACTIVATION_TOKEN"


class HistoryWindow(QWidget):
    """`painted` is emitted once, when it has been seen first; `closed` once, when it is gone."""

    accessible_role = QAccessible.Role.Window

    painted = Signal()
    closed = Signal()
    export_asked = Signal(str)

    def __init__(self, names: Mapping[str, str], theme: str) -> None:
        super().__init__()
        self._theme, self._closed, self._seen = theme, False, False
        palette = look.palette_of(look.theme_for(theme))
        self.setWindowTitle(_("History - backbreak"))
        self.setAccessibleName(_("History"))
        self.headline = label(_("History"), 2.0, bold=True, wrap=True)
        self.line = label("", 1.0, dim=True, wrap=True)
        self.note = label("", 0.95, bold=True, wrap=True)
        self.tabs = [Tab(_("Overview")), Tab(_("All entries"))]
        self.tabs[0].setChecked(True)
        self.export = Key(Face.PLAIN, Mark.MENU)
        self.overview, self.empty = OverviewPage(palette), EmptyPage(palette)
        self.entries = EntriesPage(names)
        self._blank = QWidget()
        self._pages = QStackedWidget()
        self._make_menu()
        self._lay_out()
        room = self.screen().availableSize()
        self.setMinimumSize(SMALLEST_SIZE.boundedTo(room))
        self.resize(DEFAULT_SIZE.boundedTo(room))
        self._dress()
        self._in_sight = InSight(self)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(
            self.entries.editor.undo_asked
        )

    def _make_menu(self) -> None:
        self.export.show_choice(Choice(_("Export"), refused=_("There is nothing to export yet")))
        menu = QMenu(self)
        for form in exporting.FORMS:
            action = menu.addAction(exporting.name_of(form))
            action.triggered.connect(lambda _checked=False, form=form: self.export_asked.emit(form))
        self.export.setMenu(menu)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.headline)
        words.addWidget(self.line)
        keys = QHBoxLayout()
        keys.setSpacing(2)
        for tab in self.tabs:
            tab.toggled.connect(self._turn)  # a screen reader checks it, which is no click
            keys.addWidget(tab)
        keys.addSpacing(10)
        keys.addWidget(self.export)
        keys.addStretch(1)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setContentsMargins(EDGE_PX, 18, EDGE_PX, 10)
        self._head.setSpacing(8)
        self._head.addLayout(words, 1)
        self._head.addLayout(keys)
        self.note.setContentsMargins(EDGE_PX, 0, EDGE_PX, 8)
        self.note.hide()
        for page in (self._blank, self.overview, _scrolled(self.entries), _scrolled(self.empty)):
            self._pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head)
        whole.addWidget(self.note)
        whole.addWidget(self._pages, 1)
        self.overview.day_chosen.connect(self._show_day)

    # --- what is shown -----------------------------------------------------------------------------

    def show_history(self, shown: Overview, entries: Sequence[Entry]) -> None:
        """Show the journal as it is now."""
        self.headline.setText(wording.headline(shown))
        self.line.setText(wording.today_line(shown, dates.long_day(shown.today)))
        nothing = "" if entries else _("There is nothing to export yet")
        self.export.show_choice(Choice(_("Export"), refused=nothing))
        self.overview.show_overview(shown)
        self.entries.show_entries(entries, shown.today)
        self.empty.rings.show_parts(shown.parts)
        self._turn()

    def complain(self, why: str) -> None:
        """Say what is wrong; "" takes that away."""
        self.note.setText(why)
        self.note.setVisible(bool(why))

    def turn_to(self, page: int) -> None:
        """Open the overview (0) or the list (1)."""
        self.tabs[page].setChecked(True)
        self._turn()

    def _turn(self) -> None:
        listed = self.tabs[1].isChecked()
        empty = not self.export.isEnabled() and not listed
        self._pages.setCurrentIndex(3 if empty else 2 if listed else 1)

    def _show_day(self, day: object) -> None:
        self.turn_to(1)
        self.entries.show_day(day)  # type: ignore[arg-type]  # Qt's signals know no dates
        self.entries.view.setFocus()

    def come_to_front(self, activation: str = "") -> None:
        """Be seen and have the keyboard; `activation` is the desktop's leave to take it."""
        if activation:
            os.environ[_ACTIVATION] = activation  # where Qt looks for it on Wayland
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def set_theme(self, theme: str) -> None:
        """Follow another setting; what Qt paints by its own palette follows the application's."""
        self._theme = theme
        self._dress()

    def _dress(self) -> None:
        palette = look.palette_of(look.theme_for(self._theme))
        self.overview.set_palette(palette)
        self.entries.set_palette(palette)
        self.empty.rings.set_palette(palette)

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
        beside = self.width() >= _BESIDE * self.fontInfo().pixelSize()
        way = QBoxLayout.Direction
        self._head.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the desktop's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "empty"):
            self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say once that the window is gone."""
        super().closeEvent(event)
        if not self._closed:
            self._closed = True
            self.closed.emit()


def _scrolled(page: QWidget) -> QScrollArea:
    """Have a page scrolled where it has no room."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
