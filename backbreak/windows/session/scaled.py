"""Widgets that grow with the window: everything in the session window is set in one unit.

The unit is 1 at 960 x 700, the window's own size, and follows the smaller of width and height; so the window
looks the same from 720 x 560 up to a whole screen, only larger. A window that stands upright has a measure of
its own.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from backbreak.windows.look import font, type_scale
from backbreak.windows.palettes import Palette
from backbreak.windows.paragraphs import Paragraph
from backbreak.windows.screens import room_for

DEFAULT_SIZE = QSize(960, 700)
SMALLEST_SIZE = QSize(720, 560)
UPRIGHT_SIZE = QSize(820, 1080)
"""Where the unit is 1 in a window that stands upright."""


class Scaled(Protocol):
    """Whatever takes its size from the unit."""

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""


class Coloured(Protocol):
    """Whatever takes its colours from the palette."""

    def set_palette(self, palette: Palette) -> None:
        """Take the colours of another palette."""


def is_upright(size: QSize) -> bool:
    """Tell whether a window is so much higher than wide that things go below each other."""
    return size.height() > 1.15 * size.width()


def unit_for(size: QSize) -> float:
    """Give the unit for a window's size."""
    whole = UPRIGHT_SIZE if is_upright(size) else DEFAULT_SIZE
    return min(size.width() / whole.width(), size.height() / whole.height())


def fitted(text: str, family: str, size_px: float, weight: QFont.Weight, width_px: float) -> QFont:
    """Give the font in which a text fits a width: the size wished for, or as much smaller as need be."""
    made = font(family, size_px, weight, tabular=True)
    needed = QFontMetricsF(made).horizontalAdvance(text)
    if needed > width_px > 0:
        made = font(family, max(8.0, int(size_px * width_px / needed)), weight, tabular=True)
    return made


class Text(Paragraph):
    """A label whose type grows with the unit; one that `counts` gives its digits one width."""

    def __init__(
        self,
        family: str,
        size_px: float,
        weight: QFont.Weight = QFont.Weight.Normal,
        wraps: bool = False,
        counts: bool = False,
    ) -> None:
        super().__init__()
        self._family, self._size_px, self._weight = family, size_px, weight
        self._counts = counts
        self.setWordWrap(wraps)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        self.setFont(font(self._family, self._size_px * unit, self._weight, tabular=self._counts))

    def set_colour(self, colour: QColor) -> None:
        """Take another colour."""
        palette = self.palette()
        palette.setColor(self.foregroundRole(), colour)
        self.setPalette(palette)


LEAST_WORD_PX = 100.0
"""So large a word is read from two metres, however small the window is."""


class BigWord(QWidget):
    """One word in very large type on one line; longer translations are set smaller rather than cut."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, family: str, size_px: float) -> None:
        super().__init__()
        self._family, self._size_px, self._wished_px = family, size_px, size_px
        self._word, self._colour = "", QColor()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        self._wished_px = max(LEAST_WORD_PX, self._size_px * unit)
        self.setFixedHeight(round(self._wished_px * 1.16))

    def show_word(self, word: str, colour: QColor) -> None:
        """Show a word in a colour."""
        if (word, colour) != (self._word, self._colour):
            self._word, self._colour = word, colour
            self.setAccessibleName(word)
            self.update()

    def word_font(self) -> QFont:
        """Give the font the word is set in now: its strokes fit the place, whatever the script."""
        weight = QFont.Weight.Bold
        made = fitted(self._word, self._family, self._wished_px, weight, self.width() - 4)
        ink = QFontMetricsF(made).tightBoundingRect(self._word)
        if ink.height() > self.height() > 0:
            made.setPixelSize(int(made.pixelSize() * self.height() / ink.height()))
        return made

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the word on its line, at the side where reading begins."""
        painter = QPainter(self)
        painter.setFont(self.word_font())
        painter.setPen(self._colour)
        box = standing(QRectF(self.rect()), painter.font(), self._word)
        align = reading_side(self, Qt.AlignmentFlag.AlignLeading) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, align | Qt.TextFlag.TextDontClip, self._word)
        painter.end()


def standing(box: QRectF, made: QFont, text: str) -> QRectF:
    """Move a box up or down so far that no stroke of the line in its middle hangs out of it.

    Other scripts, which come from other fonts, go deeper or higher than the metrics of ours tell.
    """
    metrics = QFontMetricsF(made)
    ink = metrics.tightBoundingRect(text)
    base = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
    below, above = base + ink.bottom() - box.bottom(), box.top() - base - ink.top()
    return box.translated(0, -below if below > 0 else max(0.0, above))


def overhang(made: QFont, text: str) -> tuple[float, float]:
    """Give how far strokes reach above and below the line that the metrics of our font tell of."""
    metrics = QFontMetricsF(made)
    ink = metrics.tightBoundingRect(text)
    return max(0.0, -ink.top() - metrics.ascent()), max(0.0, ink.bottom() - metrics.descent())


def reading_side(widget: QWidget, side: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    """Turn leading and trailing into left and right for the widget's direction of reading."""
    rtl = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    leading = side == Qt.AlignmentFlag.AlignLeading
    found = Qt.AlignmentFlag.AlignLeft if leading != rtl else Qt.AlignmentFlag.AlignRight
    return found | Qt.AlignmentFlag.AlignAbsolute  # or the painter turns it round once more


def tint(widget: QWidget, palette: Palette) -> None:
    """Fill a widget's ground with the palette's."""
    colours = widget.palette()
    colours.setColor(widget.backgroundRole(), palette.ground)
    widget.setPalette(colours)
    widget.setAutoFillBackground(True)


def take_a_size(window: QWidget) -> None:
    """Give a window the usual size, or what a small or much enlarged screen has room for.

    Type grows with the window here, so whoever has larger type on the desktop gets a larger window.
    """
    room = room_for(window)
    window.setMinimumSize(SMALLEST_SIZE.boundedTo(room))
    window.resize((DEFAULT_SIZE * type_scale()).boundedTo(room))
