"""The menu: the rows as they are told, right at all times, and changed even while it is open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from backbreak.windows.tray.view import SEPARATOR, Row


class TrayMenu(QMenu):
    """Shows rows; says which one was chosen."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        # Kept here: a menu that is gone from Python's sight takes its entries with it.
        self._entries: list[QAction] = []

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Bring the entries up to date; they are made anew only where there are other rows."""
        if [row.id for row in rows] != [row.id for row in self._rows]:
            self.clear()
            self._entries = [self._make(row) for row in rows]
        self._rows = rows
        for row, entry in zip(rows, self._entries, strict=True):
            _bring_up_to_date(entry, row)

    def _make(self, row: Row) -> QAction:
        if row.id == SEPARATOR:
            return self.addSeparator()
        entry = self.addAction("")
        # No system may move an entry elsewhere by its name, as one does with "Quit".
        entry.setMenuRole(QAction.MenuRole.NoRole)
        entry.triggered.connect(lambda: self.chosen.emit(row.id))
        return entry


def _bring_up_to_date(entry: QAction, row: Row) -> None:
    entry.setText(row.label.replace("&", "&&"))  # a single one would mark the key to press
    entry.setEnabled(row.enabled)
    entry.setVisible(row.visible)
