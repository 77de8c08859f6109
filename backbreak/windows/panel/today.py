"""Today: its breaks, one mark each with its time below, and how far the round is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbreak.core.dose import RoundState
from backbreak.core.entry import Entry
from backbreak.windows.history import dates, wording
from backbreak.windows.history.card import Card
from backbreak.windows.history.chart import Chart
from backbreak.windows.history.marks import paint_mark
from backbreak.windows.measures import GAP_PX, SMALL
from backbreak.windows.palettes import Palette
from backbreak.windows.panel.wording import today
from backbreak.windows.session.roundbar import RoundBar
from backbreak.words import _

_COLUMN, _WIDE, _HIGH, _ROW = 3.4, 2.8, 1.0, 2.7  # in em
_ROUND_PX = 19.0
"""The size of the round's words where its unit is 1."""


class TodayCard(Card):
    """What today came to, its breaks, and the round."""

    def __init__(self, palette: Palette) -> None:
        inside = QWidget()
        super().__init__(palette, inside)
        self.breaks, self.round = Today(palette), RoundBar(self.font().family(), palette)
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP_PX)
        whole.addWidget(self.breaks)
        whole.addWidget(self.round)
        self.show_entries(())
        self._fit_round()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show a day, the oldest break first."""
        self.set_heading(today(entries))
        self.breaks.show_entries(entries)
        self.breaks.setVisible(bool(entries))

    def show_round(self, state: RoundState | None) -> None:
        """Show how far the round is, where that is known."""
        self.round.setVisible(state is not None)
        if state is not None:
            self.round.show_round(state, 0)

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        super().set_palette(palette)
        self.breaks.set_palette(palette)
        self.round.set_palette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the type's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "round"):
            self._fit_round()

    def _fit_round(self) -> None:
        self.round.set_unit(self.fontInfo().pixelSize() / _ROUND_PX)


class Today(Chart):
    """As many to a line as have room; its description says each in words."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show a day, the oldest first."""
        self._entries = entries
        self.setAccessibleName(_("Today's breaks"))
        self.setAccessibleDescription("; ".join(map(_told, entries)))
        self.updateGeometry()
        self.update()

    def height_at(self, width: float) -> float:
        """Give the height of all lines."""
        return -(-len(self._entries) // self._across(width)) * _ROW * self.em

    def paint(self, painter: QPainter) -> None:
        """Paint each mark and its time."""
        for entry, place in self._places():
            mark = QRectF(place.left(), place.top(), place.width(), _HIGH * self.em)
            paint_mark(painter, mark, entry.outcome, self.colours, self.em * 0.25)
            below = QRectF(place.left(), mark.bottom() + self.em * 0.15, place.width(), self.em * 1.4)
            self.write(painter, below, dates.time_of(entry), self.colours.soft, SMALL)

    def tip_at(self, x: float, y: float) -> str:
        """Say the break under the pointer."""
        column = int(x // (_COLUMN * self.em))
        nth = int(y // (_ROW * self.em)) * self._across(self.width()) + column
        here = column < self._across(self.width()) and 0 <= nth < len(self._entries)
        return _told(self._entries[nth]) if here else ""

    def _across(self, width: float) -> int:
        return max(1, int((width + (_COLUMN - _WIDE) * self.em) // (_COLUMN * self.em)))

    def _places(self) -> Iterator[tuple[Entry, QRectF]]:
        across = self._across(self.width())
        for nth, entry in enumerate(self._entries):
            down, along = divmod(nth, across)
            left, top = along * _COLUMN * self.em, down * _ROW * self.em
            yield entry, self.box(left, top, _WIDE * self.em, _ROW * self.em)


def _told(entry: Entry) -> str:
    said = {"time": dates.time_of(entry), "outcome": wording.outcome(entry.outcome)}
    return _("%(time)s: %(outcome)s") % said
