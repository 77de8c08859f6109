"""The top of the window: its name, the field to search by, and a choice of groups where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from backbreak.windows import measures
from backbreak.windows.labels import label
from backbreak.windows.settings.groups import Group
from backbreak.windows.settings.line import Line
from backbreak.windows.settings.listed import SteadyPicker
from backbreak.words import _


class SearchField(Line):
    """A field with a glass; Escape empties it before it closes anything."""

    def __init__(self) -> None:
        super().__init__(17)
        self.setPlaceholderText(_("Search"))
        self.setAccessibleName(_("Search the settings"))
        self.setAccessibleDescription(_("By name, by help or by key, such as rhythm.snooze_min"))
        self.setClearButtonEnabled(False)
        self.begin_with_the_rest()
        self._make_room()

    def _make_room(self) -> None:
        wide = self.fontMetrics().height() + measures.APART_PX
        margin = measures.GAP_PX
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(margin if rtl else wide, 0, wide if rtl else margin, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty it with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the glass where reading begins."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.fontMetrics().height() * 0.62
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - measures.APART_PX - side if rtl else measures.APART_PX
        ring = QRectF(x, (self.height() - side) / 2 - 1, side * 0.8, side * 0.8)
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawEllipse(ring)
        corner = ring.center() + QPointF(ring.width() * 0.36, ring.width() * 0.36)
        painter.drawLine(corner, corner + QPointF(side * 0.32, side * 0.32))
        painter.end()


class Head(QWidget):
    """`searched` is emitted with what is looked for, `chosen` with the group that is gone to."""

    searched = Signal(str)
    chosen = Signal(str)

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        self.title = label(_("Settings"), measures.TITLE, bold=True)
        self.search, self.picker = SearchField(), SteadyPicker(_("Group of settings"))
        for group in groups:
            self.picker.addItem(group.title, group.name)
        self.search.textChanged.connect(self.searched)
        self.picker.activated.connect(lambda at: self.chosen.emit(self.picker.itemData(at)))
        finding = QHBoxLayout()
        finding.setSpacing(measures.TIGHT_PX)
        finding.addWidget(self.picker)
        finding.addWidget(self.search, 1)
        self._way = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._way.setContentsMargins(measures.EDGE_PX, measures.APART_PX, measures.EDGE_PX, measures.NEAR_PX)
        self._way.setSpacing(measures.NEAR_PX)
        self._way.addWidget(self.title, 1)
        self._way.addLayout(finding)
        self.picker.hide()

    def arrange(self, width: int, *, narrow: bool) -> None:
        """Search below the title, beside the choice of groups, where the list of groups has no room."""
        way = QBoxLayout.Direction
        self._way.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self.picker.setVisible(narrow)

    def mark(self, name: str) -> None:
        """Show the group that is read."""
        self.picker.setCurrentIndex(self.picker.findData(name))
