"""A small table that is as high as its rows, and as wide as its columns need where there is room."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from backbreak.windows import sheet
from backbreak.windows.history.tabular import Table
from backbreak.windows.palettes import Palette

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect
_FRAME_PX = 2
_STYLE = """
QTableView { border: %(frame)dpx solid %(card)s; border-radius: 6px; padding: 0; }
QTableView:focus { border: %(frame)dpx solid %(accent)s; padding: 0; }
QTableView::item { border-bottom: 1px solid %(line)s; }
"""
"""It stands on a card, which has a frame: its own is seen with the keyboard alone, and changes no size."""
_APART_EM, _MOST_EM = 1.9, 5.0
"""Beside a column's words: so much at least, and so much where there is room."""
_ROW = 1.75
"""A row's height, in that of a line."""


class Cells(QAbstractTableModel):
    """A table's cells; read anew it keeps the cell that is chosen, unless other rows come."""

    def __init__(self) -> None:
        super().__init__()
        self.table = Table()

    def show_table(self, table: Table) -> None:
        """Show another."""
        if table == self.table:
            return
        if (table.head, len(table.rows)) != (self.table.head, len(self.table.rows)):
            self.beginResetModel()
            self.table = table
            self.endResetModel()
            return
        self.table = table
        last = len(table.rows) - 1
        self.dataChanged.emit(self.index(0, 0), self.index(last, len(table.head) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, last)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.table.head)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Write one cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        if role == Qt.ItemDataRole.DisplayRole and index.isValid():
            return self.table.rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Write the headings; a row's is its first cell, and only told to assistive technology."""
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole and across:
            return _side(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.table.head[section] if across else self.table.rows[section][0]


def _side(column: int) -> Qt.AlignmentFlag:
    """Words begin where reading begins; ones stand below ones, whichever way one reads."""
    ones = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    return (ones if column else Qt.AlignmentFlag.AlignLeading) | Qt.AlignmentFlag.AlignVCenter


class CellsView(QTableView):
    """All rows are shown; columns that have no room are reached by scrolling or the arrow keys.

    `reached` tells where in it the cell is that the keyboard has come to.
    """

    reached = Signal(QRect)

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.cells = Cells()
        self._needed: list[int] = []
        self.setModel(self.cells)
        self._set_up()
        self.set_palette(palette)

    def _set_up(self) -> None:
        even = QFont(self.font())
        even.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(even)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_table(self, table: Table) -> None:
        """Show another."""
        self.setAccessibleName(table.name)
        self.cells.show_table(table)
        self._measure()

    def set_palette(self, palette: Palette) -> None:
        """Draw in another palette from now on."""
        names = {key: getattr(palette, key).name() for key in ("card", "accent", "line")}
        self.setStyleSheet(sheet.table(palette) + _STYLE % (names | {"frame": _FRAME_PX}))

    # --- where the keyboard is ---------------------------------------------------------------------

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Have the page scroll along: all rows are here, but not all of them are in sight."""
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid():
            self.reached.emit(self.visualRect(current).translated(self.viewport().pos()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the cell the keyboard is at."""
        super().focusInEvent(event)
        self.selectionModel().select(self.currentIndex(), _SELECT)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Mark it no longer; who comes back is there again."""
        super().focusOutEvent(event)
        self.clearSelection()

    # --- its size ----------------------------------------------------------------------------------

    @property
    def wish(self) -> int:
        """The width at which nothing is to be scrolled, in pixels."""
        return sum(self._needed) + 2 * _FRAME_PX

    def _measure(self) -> None:
        """Measure what the columns need: a heading is bold."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        measure, heads, table = QFontMetrics(self.font()), QFontMetrics(bold), self.cells.table
        apart = round(_APART_EM * self.fontInfo().pixelSize())
        self._needed = [
            apart + max(heads.horizontalAdvance(head), *map(measure.horizontalAdvance, column), 0)
            for head, *column in zip(table.head, *table.rows, strict=True)
        ]
        row = round(measure.height() * _ROW)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(row)
        self.horizontalHeader().setFixedHeight(row)
        self._share_width()
        self.updateGeometry()

    def _share_width(self) -> None:
        """What is left is shared out, but not so much that one loses the row between two numbers."""
        if not self._needed:
            return
        more = max(0, self.width() - self.wish) // len(self._needed)
        most = round((_MOST_EM - _APART_EM) * self.fontInfo().pixelSize())
        for at, needed in enumerate(self._needed):
            self.setColumnWidth(at, needed + min(more, most))

    def hasHeightForWidth(self) -> bool:
        """Where one has to scroll, the bar has its height too."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of all rows."""
        rows = len(self.cells.table.rows)
        bar = self.horizontalScrollBar().sizeHint().height() if width < self.wish else 0
        head = self.horizontalHeader().height()
        return head + rows * self.verticalHeader().defaultSectionSize() + bar + 2 * _FRAME_PX

    def sizeHint(self) -> QSize:
        """Wish for what shows everything."""
        return QSize(self.wish, self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        """Never hold the window open."""
        return QSize(10 * self.fontInfo().pixelSize(), self.heightForWidth(max(self.width(), 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        self._share_width()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the type's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_needed"):
            self._measure()
