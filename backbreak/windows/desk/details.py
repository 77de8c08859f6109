"""What one exercise is: name, part of the round, the room it takes, what to do step by step, what to mind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from backbreak.core.cues import Phase
from backbreak.windows.desk import wording
from backbreak.windows.desk.line import Line
from backbreak.windows.desk.outlook import Offer
from backbreak.windows.desk.slim import slim
from backbreak.windows.palettes import Palette

_SEMI = QFont.Weight.DemiBold


class Details(QWidget):
    """All about one offer, in words; a column that is as high as its words at its width."""

    def __init__(self, offer: Offer, family: str, palette: Palette) -> None:
        super().__init__()
        exercise = offer.exercise
        self.name = Line(family, 29, QFont.Weight.Bold, wraps=True)
        self.share = Line(family, 17, wraps=True, counts=True)
        self.room = Line(family, 17, wraps=True)
        self.caution = _Aside(Line(family, 17, _SEMI, wraps=True))
        self._numbers = [Line(family, 17, _SEMI, counts=True) for _step in exercise.texts.steps]
        self._steps = [Line(family, 17, wraps=True) for _step in exercise.texts.steps]
        self.name.setText(exercise.name)
        parts = (wording.number(exercise), wording.share(offer))
        self.share.setText(" · ".join(part for part in parts if part))
        self.room.setText(exercise.texts.needs)
        self.caution.text.setText(exercise.texts.caution if offer.plan else wording.too_short(offer))
        for row, step in enumerate(exercise.texts.steps):
            mark = "\u200f" if self.isRightToLeft() else ""  # its full stop is where reading goes on
            self._numbers[row].setText(f"{mark}{row + 1}.")
            self._steps[row].setText(step)
        self._lay_out()
        self.set_palette(palette)

    def _lay_out(self) -> None:
        self._table = QGridLayout()
        self._table.setColumnStretch(1, 1)
        for row, (number, step) in enumerate(zip(self._numbers, self._steps, strict=True)):
            self._table.addWidget(number, row, 0, Qt.AlignmentFlag.AlignTop)
            self._table.addWidget(step, row, 1)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        for text in (self.name, self.share, self.room):
            self._whole.addWidget(text)
        self._whole.addLayout(self._table)
        self._whole.addWidget(self.caution)
        self._whole.addStretch(1)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        self._whole.setSpacing(round(5 * unit))
        self._table.setHorizontalSpacing(round(10 * unit))
        self._table.setVerticalSpacing(round(2 * unit))
        texts = (self.name, self.share, self.room, *self._numbers, *self._steps)
        for each in (*texts, self.caution.text):
            each.set_unit(unit)
        self.caution.set_unit(unit)
        self.caution.updateGeometry()  # or what it measured before is believed until the next event

    def set_palette(self, palette: Palette) -> None:
        """Take the colours of another palette."""
        self.caution.set_colour(palette.phases[Phase.LIFT])
        for text in (self.name, *self._steps):
            text.set_colour(palette.text)
        for text in (self.share, self.room, *self._numbers):
            text.set_colour(palette.soft)


class _Aside(QWidget):
    """A sentence with a bar beside it."""

    def __init__(self, text: Line) -> None:
        super().__init__()
        self.text = text
        self._colour, self._unit, self._bar = QColor(), 1.0, 4.0
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(text)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        self._unit = unit
        self._bar = 4 * unit
        beside, above = round(14 * unit), round(3 * unit)
        left, right = (0, beside) if self._rtl else (beside, 0)  # Qt turns no margins round
        self._layout.setContentsMargins(left, above, right, above)

    @property
    def _rtl(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def changeEvent(self, event: QEvent) -> None:
        """Go over to the other side with the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.set_unit(self._unit)

    def set_colour(self, colour: QColor) -> None:
        """Take another colour."""
        self._colour = colour
        self.text.set_colour(colour)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar where reading begins."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        x = self.width() - self._bar if self._rtl else 0.0
        painter.drawRoundedRect(QRectF(x, 0, self._bar, self.height()), self._bar / 2, self._bar / 2)
        painter.end()


class Words(QScrollArea):
    """The details of every offer, one seen at a time; all take the height of the longest: nothing moves."""

    def __init__(self, family: str, palette: Palette) -> None:
        super().__init__()
        self._family, self._colours, self._unit = family, palette, 1.0
        self.pages: list[Details] = []
        self._heights: dict[int, int] = {}
        self._stack = QStackedWidget()
        self.setWidget(self._stack)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)

    @property
    def seen(self) -> Details:
        """The details that are seen."""
        return self.pages[self._stack.currentIndex()]

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Take other offers in the place of those before."""
        for old in self.pages:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._heights.clear()
        self.pages = [Details(offer, self._family, self._colours) for offer in offers]
        for page in self.pages:
            page.set_unit(self._unit)
            self._stack.addWidget(page)

    def show_page(self, index: int) -> None:
        """Let the details of one offer be seen, from the top."""
        self._stack.setCurrentIndex(index)
        self.verticalScrollBar().setValue(0)

    def turn_page(self, pages: int) -> None:
        """Scroll the words, where they have to be."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def height_for(self, width: int) -> int:
        """Give the height the longest of them needs at a width."""
        if width not in self._heights:
            heights = (page.heightForWidth(width) for page in self.pages)
            self._heights[width] = max(heights, default=round(280 * self._unit))
        return self._heights[width]

    def give(self, height: int, width: int) -> None:
        """Take a height; what does not fit is scrolled."""
        fits = height >= self.height_for(width)
        # Left to itself a scroll bar that is there makes the words so narrow that it has to stay.
        as_needed, never = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(never if fits else as_needed)
        self.setFixedHeight(height)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        if unit != self._unit:
            self._heights.clear()
        self._unit = unit
        for page in self.pages:
            page.set_unit(unit)

    def set_palette(self, palette: Palette) -> None:
        """Take the colours of another palette."""
        self._colours = palette
        slim(self, palette)
        for page in self.pages:
            page.set_palette(palette)
