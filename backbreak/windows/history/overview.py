"""The page one sees first: the round, the week beside the figures, and the year."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout

from backbreak.windows.history import dates, tabular, wording
from backbreak.windows.history.card import Tile
from backbreak.windows.history.cells import CellsView
from backbreak.windows.history.figures import Overview
from backbreak.windows.history.rings import Rings
from backbreak.windows.history.turning import ChartCard
from backbreak.windows.history.week import Week
from backbreak.windows.history.year import Year
from backbreak.windows.measures import EDGE_PX, GAP_PX, TIGHT_PX
from backbreak.windows.palettes import Palette
from backbreak.windows.scrolled import ScrolledPage

_BESIDE = 46  # from this width on, in em, week and figures stand beside each other
_SHARES = (10, 9)  # how they share it


class OverviewPage(ScrolledPage):
    """Asks by `day_chosen` for the entries of a day."""

    day_chosen = Signal(object)

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.rings, self.week, self.year = Rings(palette), Week(palette), Year(palette)
        self.tiles = [Tile(palette) for _number in range(4)]
        self.round_card = ChartCard(palette, self.rings)
        self.week_card = ChartCard(palette, self.week)
        self.year_card = ChartCard(palette, self.year)
        self.cards = (self.round_card, self.week_card, self.year_card)
        for card in self.cards:
            card.table.reached.connect(lambda cell, table=card.table: self._show_cell(table, cell))
        self.year.day_chosen.connect(self.day_chosen)
        self._lay_out()

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP_PX)
        for nth, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, nth // 2, nth % 2)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(GAP_PX)
        self._beside.addWidget(self.week_card, _SHARES[0])
        self._beside.addLayout(self._grid, _SHARES[1])
        self.whole.setContentsMargins(EDGE_PX, TIGHT_PX, EDGE_PX, EDGE_PX)
        self.whole.setSpacing(GAP_PX)
        self.whole.addWidget(self.round_card)
        self.whole.addLayout(self._beside)
        self.whole.addWidget(self.year_card)
        self.whole.addStretch(1)

    def show_overview(self, shown: Overview) -> None:
        """Show other figures."""
        self.round_card.set_heading(wording.round_title(shown))
        self.rings.show_parts(shown.parts)
        self.week_card.set_heading(wording.week_title(shown))
        self.week.show_week(shown.week, shown.today)
        self.year_card.set_heading(wording.year_title(shown))
        self.year.show_year(shown)
        self.round_card.show_table(tabular.round_table(shown.parts))
        self.week_card.show_table(tabular.week_table(shown.week, dates.short_day))
        self.year_card.show_table(tabular.year_table(shown, dates.month_of_year))
        for tile, figure in zip(self.tiles, wording.tiles(shown), strict=True):
            tile.show_figure(*figure)
        self.fit()

    @property
    def tabled(self) -> tuple[bool, ...]:
        """Which of the charts are turned to their tables."""
        return tuple(card.key.isChecked() for card in self.cards)

    def turn(self, tabled: Sequence[bool]) -> None:
        """Turn charts to their tables, or back; those of which nothing is said stay as they are."""
        for card, to_table in zip(self.cards, tabled, strict=False):
            card.key.setChecked(to_table)

    def _show_cell(self, table: CellsView, cell: QRect) -> None:
        """Scroll to where the keyboard is in a table, with a row above and below."""
        at = table.mapTo(self.inside, cell.center())
        self.ensureVisible(self.viewport().width() // 2, at.y(), 0, round(1.5 * cell.height()))

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        super().set_palette(palette)
        for card in (*self.cards, *self.tiles):
            card.set_palette(palette)

    def arrange(self, width: int) -> None:
        """Put week and figures beside each other where there is room for it, and for the week's table."""
        share = (width - 2 * EDGE_PX - GAP_PX) * _SHARES[0] // sum(_SHARES)
        beside = width >= _BESIDE * self.fontInfo().pixelSize() and share >= self.week_card.wish
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._beside.direction() != way:
            self._beside.setDirection(way)
