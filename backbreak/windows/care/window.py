"""The screen with the medical note. Reading it is all there is to do: one button says it was read.

Closing it any other way means nothing was acknowledged, and no session begins. There is no default button.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from backbreak.windows.buttons import PatientButton, Weight
from backbreak.windows.labels import label
from backbreak.words import _, care
from backbreak.words.sentences import sentence

WIDTH_PX = 680
MARK_PX = 44


class CareWindow(QWidget):
    """Emits `acknowledged` or `declined`, once."""

    accessible_role = QAccessible.Role.Window

    acknowledged = Signal()
    declined = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._answered = False
        self.setWindowTitle(_("%(title)s · backbreak") % {"title": care.title()})
        self.setAccessibleName(care.title())
        self._note = label("", 0.95, dim=True, wrap=True)
        self._note.hide()
        self._button = PatientButton(Weight.PRIMARY, self)
        self._button.setText(care.acknowledge())
        self._button.setAccessibleName(care.acknowledge())
        self._button.clicked.connect(self._acknowledge)
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()

    def complain(self, why: str) -> None:
        """Say why the answer could not be kept, and take another."""
        self._answered = False
        self._note.setText(sentence(why))
        self._note.show()
        self._button.setEnabled(True)

    def _lay_out(self) -> None:
        page = QWidget()
        table = QGridLayout(page)
        table.setContentsMargins(36, 30, 36, 14)
        table.setHorizontalSpacing(22)
        table.setVerticalSpacing(16)
        table.setColumnStretch(1, 1)
        mark = QLabel()
        mark.setPixmap(self.windowIcon().pixmap(MARK_PX, MARK_PX))
        table.addWidget(mark, 0, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        table.addWidget(label(care.title(), 1.8, bold=True, wrap=True), 0, 1, Qt.AlignmentFlag.AlignVCenter)
        table.setRowMinimumHeight(0, MARK_PX + 18)
        for row, point in enumerate(care.points(), 1):
            heading = label(point.heading, 1.1, bold=True)
            heading.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            text = label(point.text, 1.1, wrap=True)
            text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            table.addWidget(heading, row, 0)
            table.addWidget(text, row, 1)
        table.setRowStretch(len(care.points()) + 1, 1)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setMinimumWidth(self._button.sizeHint().width() + 40)
        foot = QHBoxLayout()
        foot.setContentsMargins(40, 6, 33, 26)
        foot.addWidget(self._note, 1)
        foot.addStretch(1)
        foot.addWidget(self._button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        height = page.heightForWidth(WIDTH_PX) + foot.sizeHint().height()
        self.resize(WIDTH_PX, min(height, self.screen().availableSize().height() * 9 // 10))

    def _acknowledge(self) -> None:
        if not self._answered:
            self._answered = True
            self._button.setEnabled(False)
            self.acknowledged.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._answered:
            self._answered = True
            self.declined.emit()
        super().closeEvent(event)
