"""The card of a chart, which is turned to the table behind it and back; it remembers nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from backbreak.windows.history.card import Card
from backbreak.windows.history.cells import CellsView
from backbreak.windows.history.chart import Chart
from backbreak.windows.history.tab import Tab
from backbreak.windows.history.tabular import Table
from backbreak.windows.measures import NEAR_PX, TIGHT_PX
from backbreak.windows.palettes import Palette
from backbreak.words import _


class ChartCard(Card):
    """A chart, or its table while `key` is checked."""

    def __init__(self, palette: Palette, chart: Chart) -> None:
        super().__init__(palette)
        self.chart, self.table, self.key = chart, CellsView(palette), Tab(_("Table"), NEAR_PX)
        self.key.setAutoExclusive(False)
        self.table.hide()
        head = QHBoxLayout()
        head.setSpacing(NEAR_PX)
        head.addWidget(self.heading, 1)
        head.addWidget(self.key, 0, Qt.AlignmentFlag.AlignTop)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        edges = self._edges = whole.contentsMargins()
        edges.setTop(edges.top() - NEAR_PX)  # the key has room of its own around its word, and so the heading
        self.heading.setContentsMargins(0, NEAR_PX, 0, NEAR_PX)
        whole.setContentsMargins(edges)
        whole.setSpacing(TIGHT_PX)
        whole.addLayout(head)
        whole.addWidget(self.chart)
        whole.addWidget(self.table)
        whole.addStretch(1)
        self.key.toggled.connect(self._turn)  # a screen reader checks it, which is no click

    def show_table(self, table: Table) -> None:
        """Have this behind the chart."""
        self.key.setAccessibleName(f"{self.key.text()}: {table.name}")
        self.table.show_table(table)

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        super().set_palette(palette)
        self.chart.set_palette(palette)
        self.table.set_palette(palette)

    @property
    def wish(self) -> int:
        """The width at which the table needs no scrolling, in pixels; 0 while the chart is shown."""
        if not self.key.isChecked():
            return 0
        return self.table.wish + self._edges.left() + self._edges.right()

    def _turn(self, tabled: bool) -> None:
        """Show the other one; the keyboard does not go away with what is hidden."""
        if (self.chart if tabled else self.table).hasFocus():
            self.key.setFocus()
        self.chart.setVisible(not tabled)
        self.table.setVisible(tabled)
