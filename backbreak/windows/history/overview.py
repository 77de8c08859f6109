"""The page one sees first: the round, the week beside the figures, and the year."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from backbreak.windows.history import sheet, wording
from backbreak.windows.history.card import Card, Tile
from backbreak.windows.history.figures import Overview
from backbreak.windows.history.rings import Rings
from backbreak.windows.history.week import Week
from backbreak.windows.history.year import Year
from backbreak.windows.palettes import Palette

EDGE_PX, GAP_PX = 24, 14
_BESIDE = 46  # from this width on, in em, week and figures stand beside each other


class _Inside(QWidget):
    """What is scrolled; it says when its parts want other room."""

    def __init__(self, page: OverviewPage) -> None:
        super().__init__()
        self._page = page

    def event(self, event: QEvent) -> bool:
        """Fit before the parts are placed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._page.fit()
        return super().event(event)


class OverviewPage(QScrollArea):
    """Asks by `day_chosen` for the entries of a day."""

    day_chosen = Signal(object)

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.rings, self.week, self.year = Rings(palette), Week(palette), Year(palette)
        self.tiles = [Tile(palette) for _number in range(4)]
        self.round_card = Card(palette, self.rings)
        self.week_card = Card(palette, self.week)
        self.year_card = Card(palette, self.year)
        self.year.day_chosen.connect(self.day_chosen)
        self._lay_out()

    def _lay_out(self) -> None:
        self._inside = _Inside(self)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP_PX)
        for nth, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, nth // 2, nth % 2)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(GAP_PX)
        self._beside.addWidget(self.week_card, 10)
        self._beside.addLayout(self._grid, 9)
        self._whole = QVBoxLayout(self._inside)
        self._whole.setContentsMargins(EDGE_PX, 4, EDGE_PX, EDGE_PX)
        self._whole.setSpacing(GAP_PX)
        self._whole.addWidget(self.round_card)
        self._whole.addLayout(self._beside)
        self._whole.addWidget(self.year_card)
        self._whole.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_overview(self, shown: Overview) -> None:
        """Show other figures."""
        self.round_card.set_heading(wording.round_title(shown))
        self.rings.show_parts(shown.parts)
        self.week_card.set_heading(wording.week_title(shown))
        self.week.show_week(shown.week, shown.today)
        self.year_card.set_heading(wording.year_title(shown))
        self.year.show_year(shown)
        for tile, figure in zip(self.tiles, wording.tiles(shown), strict=True):
            tile.show_figure(*figure)
        self.fit()

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        cards = (self.round_card, self.week_card, self.year_card)
        self.verticalScrollBar().setStyleSheet(sheet.bars(palette))
        for card in (*cards, *self.tiles):
            card.set_palette(palette)
        for chart in (self.rings, self.week, self.year):
            chart.set_palette(palette)

    def fit(self) -> None:
        """Be as high as everything needs at this width."""
        width = self.viewport().width()
        beside = width >= _BESIDE * self.fontInfo().pixelSize()
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._beside.direction() != way:
            self._beside.setDirection(way)
        self._inside.setMinimumHeight(max(0, self._whole.heightForWidth(width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        self.fit()
