"""What a window paints, as values: every piece of text with its ink, its place and the part it belongs to.

Each part is painted by itself as a drawing in words (SVG), in which every text stands with colour and place;
the ground it stands on is looked up in a picture of the whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QRegion, QTransform
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QWidget
from windows.auditing import contrast

_NEAR = 60
"""Colours no further apart, all channels added, are one ink with its soft edges."""
_SLACK_PX = 1.5
_ALONE = QWidget.RenderFlag.IgnoreMask
"""A part without what is inside it, and without its window's ground."""


@dataclass(frozen=True, slots=True)
class Word:
    """One line of text; `box` is what its ink covers on the window, `room` what its part has there."""

    text: str
    ink: QColor
    box: QRectF
    room: QRectF
    part: str
    upright: bool
    """Whether it is neither turned nor mirrored."""
    seen: bool
    """Whether all of its part is on the screen there: what is scrolled away is not."""

    def __str__(self) -> str:
        where = self.box.toAlignedRect()
        return f"{self.text!r} at {where.x()},{where.y()} of {where.width()}x{where.height()}"


def words_of(window: QWidget) -> list[Word]:
    """Give every piece of text that can be seen on a window now."""
    parts = [window, *(one for one in window.findChildren(QWidget) if one.isVisible())]
    return [word for part in parts for word in _words(window, part) if word.seen]


def _words(window: QWidget, part: QWidget) -> Iterator[Word]:
    at = part.mapTo(window, QPoint(0, 0))
    shown = part.visibleRegion()
    room = _room(part).translated(at)
    for text, told, matrix in _texts(part):
        font = QFont(told["font-family"].split(",")[0].strip("'\""))
        font.setPixelSize(max(1, round(float(told["font-size"]))))
        font.setWeight(QFont.Weight(int(told["font-weight"])))
        ink = QColor(told["fill"])
        ink.setAlphaF(float(told["fill-opacity"]))
        inked = _inked(font, text)
        box = matrix.mapRect(inked.translated(QPointF(float(told["x"]), float(told["y"]))))
        upright = matrix.m11() > 0 and matrix.m22() > 0 and matrix.m12() == 0
        inside = box.toAlignedRect() & part.rect()
        seen = not inside.isEmpty() and QRegion(inside).subtracted(shown).isEmpty()
        yield Word(text, ink, box.translated(at), room, type(part).__name__, upright, seen)


def _inked(font: QFont, text: str) -> QRectF:
    """What a text covers from its beginning. A drawing does not tell whether all digits are set equally wide:
    so numbers cover what they do either way."""
    inked = QFontMetricsF(font).tightBoundingRect(text)
    if any(map(str.isdigit, text)) and not any(map(str.isalpha, text)):
        even = QFont(font)
        even.setFeature(QFont.Tag("tnum"), 1)
        inked &= QFontMetricsF(even).tightBoundingRect(text)
    return inked


def _room(part: QWidget) -> QRectF:
    """What a part can show of what it paints: where it scrolls, all that there is to scroll."""
    room, view = QRectF(part.rect()), part.parent()
    if isinstance(view, QHeaderView) and view.orientation() == Qt.Orientation.Horizontal:
        across = view.parent().horizontalScrollBar().maximum()  # a table's head goes with its table
        room.adjust(-across, 0, across, 0)
    elif isinstance(view, QAbstractScrollArea) and view.viewport() is part:
        across, down = view.horizontalScrollBar().maximum(), view.verticalScrollBar().maximum()
        room.adjust(-across, -down, across, down)
    return room


def _texts(part: QWidget) -> Iterator[tuple[str, dict[str, str], QTransform]]:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setResolution(96)
    drawing.setSize(part.size())
    painter = QPainter(drawing)
    part.render(painter, QPoint(), QRegion(), _ALONE)
    painter.end()
    for group in ElementTree.fromstring(bytes(data.data()).decode()).iter():
        for text in group:
            if text.tag.endswith("}text") and (told := "".join(text.itertext()).strip()):
                yield told, text.attrib, _matrix(group.get("transform", ""))


def _matrix(text: str) -> QTransform:
    numbers = [float(one) for one in re.findall(r"-?[\d.]+(?:e-?\d+)?", text)]
    return QTransform(*numbers[:2], *numbers[2:4], *numbers[4:6]) if len(numbers) == 6 else QTransform()


# --- ink and ground ----------------------------------------------------------------------------------


def contrast_of(word: Word, picture: QImage) -> float:
    """Measure how far a text stands out from the ground around it, 1 to 21; a pixel has 32 bits there."""
    box = word.box.toAlignedRect().adjusted(-2, -2, 2, 2) & picture.rect()
    pixels, across = memoryview(picture.constBits()).cast("I"), picture.bytesPerLine() // 4
    colours = Counter[int]()
    for y in range(box.top(), box.bottom() + 1):
        colours.update(pixels[y * across + box.left() : y * across + box.right() + 1])
    for pixel, _count in colours.most_common():
        ground = QColor(pixel)
        ink = _over(word.ink, ground)
        if _apart(ink, ground) > _NEAR:
            return contrast(ink, ground)
    return 1.0


def _over(ink: QColor, ground: QColor) -> QColor:
    alpha = ink.alphaF()
    parts = zip(ink.getRgbF()[:3], ground.getRgbF()[:3], strict=True)  # type: ignore[index]
    return QColor.fromRgbF(*(alpha * over + (1 - alpha) * under for over, under in parts))


def _apart(one: QColor, other: QColor) -> int:
    return abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue())


# --- what is cut or covered ----------------------------------------------------------------------------


def cut(words: list[Word]) -> list[str]:
    """Give every text that is painted beyond the part it belongs to, where nothing is seen of it."""
    slack = (-_SLACK_PX, -_SLACK_PX, _SLACK_PX, _SLACK_PX)
    return [
        f"{word} beyond {word.part} at {word.room.toRect().getRect()}"
        for word in words
        if not word.room.adjusted(*slack).contains(word.box)
    ]


def covered(words: list[Word]) -> list[str]:
    """Give every two texts that lie over each other."""
    found = []
    for one, other in combinations(words, 2):
        both = one.box & other.box
        if both.width() > _SLACK_PX and both.height() > _SLACK_PX:
            found.append(f"{one} over {other}")
    return found
