"""The screen with the medical note. Reading it is all there is to do: one button says it was read.

Closing it any other way means nothing was acknowledged, and no session begins. There is no default button.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from backbreak.storage.places import resource
from backbreak.windows import sheet
from backbreak.windows.buttons import PatientButton, Weight
from backbreak.windows.complaint import Complaint, nothing
from backbreak.windows.labels import label
from backbreak.windows.measures import APART_PX, EDGE_PX, LEAD, SMALL, TITLE, WIDE_PX
from backbreak.windows.palettes import Palette
from backbreak.windows.panel.picture import Picture
from backbreak.windows.screens import room_for
from backbreak.windows.window import Window
from backbreak.words import _, care

WIDTH_PX = 680


class CareWindow(Window):
    """Emits `acknowledged` or `declined`, once."""

    acknowledged = Signal()
    declined = Signal()

    def __init__(self, theme: str = "system") -> None:
        super().__init__(theme)
        self._answered = False
        self._complaint: Complaint = nothing
        self.make(QSize(WIDTH_PX, WIDTH_PX))
        self._fit()
        self.rebuilt.connect(self._fit)
        self.closed.connect(self._decline)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()

    def build(self) -> QWidget:
        """Make the note and its button."""
        self.call(_("%(title)s · backbreak") % {"title": care.title()}, care.title())
        self._note = label("", SMALL, dim=True, wrap=True)
        self._button = PatientButton(Weight.PRIMARY, self)
        self._button.setText(care.acknowledge())
        self._button.setAccessibleName(care.acknowledge())
        self._button.clicked.connect(self._acknowledge)
        body = self._laid_out()
        self._say()
        return body

    def _fit(self) -> None:
        """Be as high as all the words need, where the screen is."""
        self.take(QSize(self.width(), min(self._needed(), room_for(self).height() * 9 // 10)))
        self._allow_bar()

    def _needed(self) -> int:
        return self._page.heightForWidth(self.width()) + self._foot.sizeHint().height()

    def _allow_bar(self) -> None:
        """Left to itself a scroll bar that is there makes the words so narrow that it has to stay."""
        as_needed, never = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._scroll.setVerticalScrollBarPolicy(never if self._needed() <= self.height() else as_needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll only what has no room."""
        super().resizeEvent(event)
        self._allow_bar()

    def dress(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self._scroll.verticalScrollBar().setStyleSheet(sheet.bars(palette))

    def complain(self, why: Complaint) -> None:
        """Say why the answer could not be kept, and take another."""
        self._answered, self._complaint = False, why
        self._say()
        self._button.setEnabled(True)

    def _say(self) -> None:
        text = self._complaint()
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _laid_out(self) -> QWidget:
        self._page, self._foot = self._made_page(), QHBoxLayout()
        self._scroll = scroll = QScrollArea()
        scroll.setWidget(self._page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setMinimumWidth(self._button.sizeHint().width() + 40)
        foot = self._foot
        ring = 4  # the button leaves room for it around its face
        foot.setContentsMargins(WIDE_PX - ring, APART_PX, WIDE_PX - ring, EDGE_PX)
        self._note.setContentsMargins(ring, 0, ring, 0)
        foot.addWidget(self._note, 1)
        foot.addStretch(1)
        foot.addWidget(self._button)
        body = QWidget()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        return body

    def _made_page(self) -> QWidget:
        """A table: what a point is about, and what there is to say."""
        page = QWidget()
        table = QGridLayout(page)
        table.setContentsMargins(WIDE_PX, WIDE_PX, WIDE_PX, APART_PX)
        table.setHorizontalSpacing(EDGE_PX)
        table.setVerticalSpacing(APART_PX)
        table.setColumnStretch(1, 1)
        mark = Picture()
        mark.show_file(resource("icons/backbreak.svg"))
        table.addWidget(mark, 0, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        table.addWidget(label(care.title(), TITLE, bold=True, wrap=True), 0, 1, Qt.AlignmentFlag.AlignVCenter)
        table.setRowMinimumHeight(0, mark.height() + APART_PX)
        for row, point in enumerate(care.points(), 1):
            heading = label(point.heading, LEAD, bold=True)
            text = label(point.text, LEAD, wrap=True)
            table.addWidget(heading, row, 0, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
            table.addWidget(text, row, 1)
        table.setRowStretch(len(care.points()) + 1, 1)
        return page

    def _acknowledge(self) -> None:
        if not self._answered:
            self._answered = True
            self._button.setEnabled(False)
            self.acknowledged.emit()

    def _decline(self) -> None:
        if not self._answered:
            self._answered = True
            self.declined.emit()
