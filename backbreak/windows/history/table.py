"""The entries as rows for a view that asks only for those it shows: ten years cost no more than a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from backbreak.core.entry import Entry
from backbreak.windows.history import dates, wording

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Rows(QAbstractTableModel):
    """Entries, the newest first; `names` are the exercises' by id."""

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self._names = names
        self._entries: Sequence[Entry] = ()
        self._columns = wording.columns()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show others."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """Give the entry of a row; None where there is no such row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, name: str) -> int:
        """Find an entry by its id; -1 where it is not shown."""
        return next((row for row, entry in enumerate(self._entries) if entry.id == name), -1)

    def name(self, entry: Entry) -> str:
        """Name an entry's exercise."""
        return self._names.get(entry.exercise, entry.exercise) if entry.exercise else ""

    def cells(self, entry: Entry) -> tuple[str, ...]:
        """Write a row."""
        return (
            *(dates.when(entry), wording.outcome(entry.outcome), self.name(entry), wording.units(entry)),
            *(wording.sat(entry), wording.feel(entry.feel), wording.held(entry)),
        )

    @property
    def names(self) -> list[str]:
        """Every exercise there is."""
        return list(self._names.values())

    # --- Qt ----------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many entries there are."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Write one cell."""
        entry = self.entry(index.row())
        if entry is not None and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.cells(entry)[index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Write the heads; a row is called by its number."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._columns[section] if orientation == Qt.Orientation.Horizontal else section + 1
