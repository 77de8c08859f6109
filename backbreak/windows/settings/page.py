"""The page of settings: a card for every group, a row for every setting, narrowed to what is looked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbreak.core.fields import Value
from backbreak.windows import measures
from backbreak.windows.history.card import Card
from backbreak.windows.labels import label
from backbreak.windows.palettes import Palette
from backbreak.windows.panel.key import Face, Key
from backbreak.windows.panel.wording import Choice
from backbreak.windows.scrolled import ScrolledPage
from backbreak.windows.settings.control import Control
from backbreak.windows.settings.groups import By, Group, Row
from backbreak.windows.settings.making import Makings, make
from backbreak.windows.settings.row import RowView
from backbreak.windows.settings.search import matches
from backbreak.windows.settings.week import Week
from backbreak.words import _


class GroupCard(Card):
    """The rows of a group, with a fine line between them."""

    def __init__(self, palette: Palette, group: Group, rows: Sequence[RowView]) -> None:
        super().__init__(palette)
        self.group, self.rows = group, tuple(rows)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.setSpacing(0)
        margins = whole.contentsMargins()
        margins.setBottom(measures.TIGHT_PX)
        whole.setContentsMargins(margins)
        whole.addWidget(self.heading)
        for row in rows:
            whole.addWidget(row)
        self.set_heading(group.title)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and a line above every row but the first."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(self.colours.line, 1))
        margins = self.contentsMargins()
        left = measures.APART_PX + measures.TIGHT_PX + margins.left()
        for row in [one for one in self.rows if not one.isHidden()][1:]:
            y = row.y() + 0.5
            painter.drawLine(QPointF(left, y), QPointF(self.width() - left, y))
        painter.end()


class SettingsPage(ScrolledPage):
    """`asked` is emitted with values by their names, `refused` with why something typed is not asked for."""

    asked = Signal(object)
    refused = Signal(str, str)
    restore_asked = Signal(object)
    login_asked = Signal(bool)
    try_asked = Signal()
    all_asked = Signal()
    """Show all settings again."""

    def __init__(self, groups: Sequence[Group], palette: Palette, makings: Makings) -> None:
        super().__init__()
        self._palette, self.wanted = palette, ""
        self.rows: dict[str, RowView] = {}
        self.cards = [
            GroupCard(palette, group, [self._row(row, makings) for row in group.rows]) for group in groups
        ]
        self.nothing = self._make_empty()
        self.whole.setContentsMargins(measures.NEAR_PX, measures.TIGHT_PX, measures.EDGE_PX, measures.EDGE_PX)
        self.whole.setSpacing(measures.GAP_PX)
        for card in self.cards:
            self.whole.addWidget(card)
        self.whole.addWidget(self.nothing)
        self.whole.addStretch(1)

    def _row(self, row: Row, makings: Makings) -> RowView:
        if row.by is By.WEEK:
            week = Week()
            week.call(row.help)
            week.asked.connect(self.asked)
            week.refused.connect(lambda why: self.refused.emit(row.name, why))
            view = RowView(row, week, below=True)
        else:
            control = make(row, makings)
            control.call(row.label, row.help)
            if row.by is By.LOGIN:
                control.asked.connect(lambda on: self.login_asked.emit(on))
            else:
                control.asked.connect(lambda value: self.asked.emit({row.name: value}))
            if row.by is By.VOLUME:
                control.try_asked.connect(self.try_asked)  # type: ignore[attr-defined]
            view = RowView(row, control, tall=row.by is By.EXERCISES)
        view.restore_asked.connect(lambda: self.restore_asked.emit(row.keys))
        self.rows[row.name] = view
        return view

    def _make_empty(self) -> QWidget:
        made = QWidget()
        whole = QVBoxLayout(made)
        whole.setContentsMargins(measures.EDGE_PX, measures.WIDE_PX, measures.EDGE_PX, measures.WIDE_PX)
        whole.setSpacing(measures.NEAR_PX)
        self._nothing = label("", measures.LEAD, bold=True, wrap=True)
        hint = label(_("Try another word, or a key such as snooze_min."), measures.BODY, dim=True, wrap=True)
        self.show_all = Key(Face.PLAIN)
        self.show_all.setSizePolicy(
            self.show_all.sizePolicy().Policy.Fixed, self.show_all.sizePolicy().Policy.Fixed
        )
        self.show_all.show_choice(Choice(_("Show all settings")))
        self.show_all.clicked.connect(self.all_asked)
        for part in (self._nothing, hint):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            whole.addWidget(part)
        whole.addSpacing(measures.NEAR_PX)
        whole.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignHCenter)
        made.hide()
        return made

    # --- what is shown -----------------------------------------------------------------------------

    def control(self, name: str) -> Control:
        """The control of a row that is not the week."""
        control = self.rows[name].control
        assert isinstance(control, Control)
        return control

    @property
    def week(self) -> Week:
        """The working hours."""
        week = self.rows["hours"].control
        assert isinstance(week, Week)
        return week

    def show_value(self, row: Row, values: dict[str, Value], allowed: Sequence[bool]) -> None:
        """Show what a row's settings are, and let them be changed or not."""
        if row.by is By.WEEK:
            self.week.show_hours(values)
            self.week.allow(allowed)
        elif row.keys:
            self.control(row.name).show_value(values[row.name])
            self.control(row.name).allow(allowed[0])

    def search(self, wanted: str) -> int:
        """Show only what is looked for; how many rows that are."""
        self.wanted, found = wanted, 0
        for card in self.cards:
            shown = [matches(row.row, wanted, card.group.title) for row in card.rows]
            for row, show in zip(card.rows, shown, strict=True):
                row.setVisible(show)
                row.highlight(wanted if show else "", self._palette)
            card.setVisible(any(shown))
            card.update()
            found += sum(shown)
        self._nothing.setText(_("No setting is called “%(words)s”.") % {"words": wanted.strip()})
        self.nothing.setVisible(not found)
        if wanted:
            self.verticalScrollBar().setValue(0)
        return found

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        super().set_palette(palette)
        self._palette = palette
        for card in self.cards:
            card.set_palette(palette)
        if self.wanted:
            for row in self.rows.values():
                row.highlight(self.wanted if row.isVisibleTo(self) else "", palette)

    def arrange(self, width: int) -> None:
        """Have every row choose between beside and below."""
        margins = self.whole.contentsMargins()
        inner = width - margins.left() - margins.right() - 2 * (measures.APART_PX + measures.TIGHT_PX)
        for row in self.rows.values():
            row.arrange(inner)

    def flush(self) -> None:
        """Have asked for whatever was about to be asked for."""
        for row in self.rows.values():
            if isinstance(row.control, Control | Week):
                row.control.flush()
