"""The page of all entries: filters, the list, and what may be corrected of the one that is chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from backbreak.core.entry import Entry, Feel, Held, Outcome
from backbreak.windows import sheet
from backbreak.windows.history import dates, wording
from backbreak.windows.history.editor import Editor
from backbreak.windows.history.filters import Filters
from backbreak.windows.history.sifting import sift
from backbreak.windows.history.table import Rows
from backbreak.windows.measures import EDGE_PX, GAP_PX, TIGHT_PX
from backbreak.windows.palettes import Palette
from backbreak.words import _

_WIDEST_EM = 20
_WIDE = Entry(
    id="",
    at=datetime(2026, 9, 30, 20, tzinfo=UTC),
    outcome=Outcome.COMPLETED,
    units=30,
    planned_units=30,
    sat_s=10 * 3600 + 59 * 60,
)
"""What the columns are made wide enough for."""
_DIGIT = re.compile(r"[0-9]")
_LONG_HOLDS = tuple(
    Held(name, _WIDE.at - timedelta(minutes=125), _WIDE.at)
    for name in ("no input", "screen_share", "do_not_disturb")
)


class EntriesPage(QWidget):
    """`chosen` names the entry to correct has changed; what is asked of it comes by the editor's signals."""

    chosen = Signal()

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self._all: Sequence[Entry] = ()
        self._chosen: Entry | None = None
        self.rows = Rows(names)
        self.filters, self.editor, self.view = Filters(names), Editor(), QTableView()
        self._set_up_view()
        self.filters.changed.connect(self._sift)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(EDGE_PX, TIGHT_PX, EDGE_PX, EDGE_PX)
        whole.setSpacing(GAP_PX)
        whole.addWidget(self.filters)
        whole.addWidget(self.view, 1)
        whole.addWidget(self.editor)

    def _set_up_view(self) -> None:
        view = self.view
        view.setAccessibleName(_("All entries, the newest first"))
        view.setModel(self.rows)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setStretchLastSection(True)
        view.selectionModel().selectionChanged.connect(lambda *_two: self.offer())
        remove = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), view)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self.editor.deleted)
        self._fit_rows()

    # --- what is shown -----------------------------------------------------------------------------

    def show_entries(self, entries: Sequence[Entry], today: date) -> None:
        """Show the journal as it is now; the entry that is chosen stays so."""
        self._all = entries
        self.filters.set_today(today)
        self.filters.offer(sorted({entry.exercise for entry in entries if entry.exercise}))
        self._sift()

    def go_on_from(self, before: EntriesPage) -> None:
        """Show what another page shows, with the same entry chosen, once there are entries."""
        self.filters.want_as(before.filters)
        self._chosen = before.entry

    def show_day(self, day: date) -> None:
        """Show the entries of a day alone."""
        self.filters.pick(day)

    @property
    def entry(self) -> Entry | None:
        """The entry that is chosen."""
        rows = self.view.selectionModel().selectedRows()
        return self.rows.entry(rows[0].row()) if rows else None

    def choose(self, row: int) -> None:
        """Choose the entry of a row; Qt's own way to do so finds no column where one reads from the right."""
        index = self.rows.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        if index.isValid():
            model = self.view.selectionModel()
            model.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def offer(self, *, can_undo: bool | None = None) -> None:
        """Offer what can be done with the entry that is chosen."""
        if can_undo is None:
            self.chosen.emit()
            return
        entry = self.entry
        line = "" if entry is None else wording.entry_line(entry, dates.when(entry), self.rows.name(entry))
        self.editor.show_entry(entry, line, can_undo=can_undo)

    def _sift(self) -> None:
        chosen, current = self.entry or self._chosen, self.view.currentIndex().row()
        self._chosen = None
        found = sift(self._all, self.filters.wanted)
        self.rows.show_entries(found)
        self.filters.count.setText(wording.shown_of(len(found), len(self._all)))
        if chosen is not None:
            row = self.rows.row_of(chosen.id)
            self.choose(row if row >= 0 else min(current, len(found) - 1))
        self.chosen.emit()

    # --- how it looks ------------------------------------------------------------------------

    def set_palette(self, palette: Palette) -> None:
        """Draw the list's frame and heads in another palette from now on."""
        self.view.setStyleSheet(sheet.table(palette))

    def _fit_rows(self) -> None:
        measure = QFontMetrics(self.font())
        em = self.fontInfo().pixelSize()
        self.view.verticalHeader().setDefaultSectionSize(round(measure.height() * 1.85))
        self.view.setMinimumHeight(7 * em)
        done, sat = wording.units(_WIDE), wording.sat(_WIDE)
        samples = [
            map(dates.when, _longest_days(measure)),
            map(wording.outcome, Outcome),
            self.rows.names,
            [done],
            [sat],
            map(wording.feel, Feel),
        ]
        digit = max("0123456789", key=measure.horizontalAdvance)
        for at, (head, texts) in enumerate(zip(wording.columns(), samples, strict=False)):
            every = (head, *(_DIGIT.sub(digit, text) for text in texts))
            widest = max(map(measure.horizontalAdvance, every))
            self.view.setColumnWidth(at, min(widest + round(2.0 * em), _WIDEST_EM * em))
        reasons = (wording.columns()[-1], *(wording.held(replace(_WIDE, held=(one,))) for one in _LONG_HOLDS))
        widest = max(measure.horizontalAdvance(text) for text in reasons)
        self._last_px = min(widest + round(2.0 * em), _WIDEST_EM * em)
        self._share_width()

    def _share_width(self) -> None:
        """The last column has what is left; where it needs more, one scrolls there."""
        header = self.view.horizontalHeader()
        last = header.count() - 1
        others = sum(header.sectionSize(at) for at in range(last))
        left = self.width() - 2 * EDGE_PX - self.view.verticalScrollBar().sizeHint().width() - others
        header.setStretchLastSection(left >= self._last_px)
        if left < self._last_px:
            self.view.setColumnWidth(last, self._last_px)

    def event(self, event: QEvent) -> bool:
        """Be as high as the parts need at this width: what has no room is reached by scrolling."""
        kinds = (QEvent.Type.LayoutRequest, QEvent.Type.Resize)
        if event.type() in kinds and hasattr(self, "_whole"):
            self._share_width()
            self.setMinimumHeight(self._whole.minimumHeightForWidth(self.width()))
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the type's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "editor"):
            self._fit_rows()


def _longest_days(measure: QFontMetrics) -> list[Entry]:
    """Give an entry of each month, on the day of the week whose name is the widest."""
    week = [datetime(2026, 9, day, 20, tzinfo=UTC) for day in range(20, 27)]
    longest = max(week, key=lambda at: measure.horizontalAdvance(dates.weekday(at))).weekday()
    days = (datetime(2026, month, day, 20, tzinfo=UTC) for month in range(1, 13) for day in range(20, 27))
    return [replace(_WIDE, at=at) for at in days if at.weekday() == longest]
