"""The screen with the medical note. Reading it is all there is to do: one button says it was read.

Closing it any other way means nothing was acknowledged, and no session begins. There is no default button.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QCloseEvent, QFont, QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from backbreak.windows.buttons import PatientButton, Weight
from backbreak.words import care

WAIT_MS = 1_500
SIZE_PX = QSize(600, 560)
COLUMN_PX = 520


class CareWindow(QWidget):
    """Emits `acknowledged` or `declined`, once."""

    acknowledged = Signal()
    declined = Signal()

    def __init__(self, wait_ms: int = WAIT_MS) -> None:
        super().__init__()
        self._answered = False
        self.setWindowTitle(care.title())
        self.setAccessibleName(care.title())
        self._note = _label("", 0.95, dim=True)
        self._note.hide()
        self._button = PatientButton(Weight.PRIMARY, self)
        self._button.setText(care.acknowledge())
        self._button.setAccessibleName(care.acknowledge())
        self._button.clicked.connect(self._acknowledge)
        self._wait = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=wait_ms)
        self._wait.valueChanged.connect(self._button.set_waited)
        self._button.set_waited(0.0)
        self._lay_out()
        self.resize(SIZE_PX)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()

    def complain(self, why: str) -> None:
        """Say why the answer could not be kept, and take another."""
        self._answered = False
        self._note.setText(why)
        self._note.show()
        self._button.set_waited(1.0)

    def _lay_out(self) -> None:
        column = QWidget()
        column.setMaximumWidth(COLUMN_PX)
        texts = QVBoxLayout(column)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(0)
        texts.addWidget(_label(care.title(), 1.75, bold=True))
        texts.addSpacing(14)
        for point in care.points():
            texts.addSpacing(14)
            texts.addWidget(_label(point.heading, 1.08, bold=True))
            texts.addSpacing(3)
            texts.addWidget(_label(point.text, 1.08))
        texts.addStretch(1)
        page = QWidget()
        centred = QHBoxLayout(page)
        centred.setContentsMargins(32, 30, 32, 12)
        centred.addWidget(column)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.setContentsMargins(40, 8, 36, 24)
        foot.addWidget(self._note, 1)
        foot.addStretch(1)
        foot.addWidget(self._button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)

    def _acknowledge(self) -> None:
        if not self._answered:
            self._answered = True
            self._button.setEnabled(False)
            self.acknowledged.emit()

    def showEvent(self, event: QShowEvent) -> None:
        self._wait.start()
        super().showEvent(event)

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


def _label(text: str, scale: float, *, bold: bool = False, dim: bool = False) -> QLabel:
    label = QLabel(text)
    font = QFont(label.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if dim:
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
