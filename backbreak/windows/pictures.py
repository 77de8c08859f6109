"""The pictures of packs, drawn: a phase's, turned round where the pack asks for it, on paper of its own.

Paper, because whoever drew them thought of a white sheet: dark lines would be lost on a dark window.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from backbreak.core.exercise import Exercise
from backbreak.core.playback import Playback
from backbreak.storage.pictures import PictureError, read_picture
from backbreak.windows.palettes import Palette, Theme
from backbreak.words import _

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

_PAPER = {Theme.LIGHT: QColor("#ffffff"), Theme.DARK: QColor("#e9e6df"), Theme.CONTRAST: QColor("#ffffff")}
_MARGIN = 0.04
_CORNER = 0.03
_MOST_LAYER_PX = 4096

log = logging.getLogger(__name__)


class Drawing(Protocol):
    """What can be painted at any size; `ratio` is its width by its height."""

    ratio: float

    def paint(self, painter: QPainter, area: QRectF) -> None: ...


class _Vector:
    def __init__(self, renderer: QSvgRenderer) -> None:
        self._renderer = renderer
        box = renderer.viewBoxF()
        self.ratio = box.width() / box.height()

    def paint(self, painter: QPainter, area: QRectF) -> None:
        self._renderer.render(painter, area)


class _Pixels:
    def __init__(self, image: QImage) -> None:
        self._image = image
        self.ratio = image.width() / image.height()

    def paint(self, painter: QPainter, area: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, self._image)


def drawing_of(content: bytes) -> Drawing | None:
    """Make a drawing of a picture's content as `read_picture` gives it; None for what cannot be drawn."""
    if content.startswith(b"\x89PNG"):
        image = QImage()
        return _Pixels(image) if image.loadFromData(content, "PNG") and not image.isNull() else None
    from PySide6.QtSvg import QSvgRenderer  # a library of its own, which most windows never need

    renderer = QSvgRenderer(QByteArray(content))
    box = renderer.viewBoxF()
    return _Vector(renderer) if renderer.isValid() and box.width() > 0 and box.height() > 0 else None


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as it is to be seen; without a drawing there is an empty card, and the words stand alone."""

    drawing: Drawing | None
    mirrored: bool
    alt: str
    """What it shows, in the pack's words; "" leaves that to the captions."""

    def spoken(self, caption: str) -> str:
        """What a screen reader says of it."""
        return _("Picture: %(what)s") % {"what": self.alt or caption}


class Album:
    """An exercise's pictures; each is read when it is first to be seen, and a broken one is told of once."""

    reduced = False

    def __init__(self, exercise: Exercise) -> None:
        assert exercise.pictures is not None
        self._exercise, self._pictures = exercise, exercise.pictures
        self._drawings: dict[str, Drawing | None] = {}
        self._shown: dict[tuple[str, bool], Shown] = {}

    def picture(self, playback: Playback) -> Shown:
        """Give what is to be seen at the moment a playback is at."""
        return self.at(playback.frame.phase.value, playback.frame.side)

    def at(self, phase: str, side: str | None) -> Shown:
        """Give what is to be seen in a phase on a side; the same object each time."""
        mirrored = side is not None and side == self._pictures.mirrored
        key = (phase, mirrored)
        if key not in self._shown:
            picture = self._pictures.of(phase)
            self._shown[key] = Shown(self._drawing(picture.name), mirrored, picture.alt)
        return self._shown[key]

    def _drawing(self, name: str) -> Drawing | None:
        if name not in self._drawings:
            self._drawings[name] = self._read(name)
        return self._drawings[name]

    def _read(self, name: str) -> Drawing | None:
        try:
            drawing, why = drawing_of(read_picture(self._pictures, name)), "cannot be drawn"
        except PictureError as error:
            drawing, why = None, str(error)
        if drawing is None:
            log.warning("%s: %s %s; its words stand alone", self._exercise.id, name, why)
        return drawing


class Sheet:
    """The paper with a picture on it, kept painted as long as nothing changes."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self._key: tuple[object, ...] = ()
        self._layer: QPixmap | None = None

    def paint(self, painter: QPainter, area: QRectF, shown: Shown, ratio: float, badge: QRectF) -> None:
        """Paint a picture into an area in pixels; `ratio` is the screen's device pixel ratio.

        It makes room for a badge in one of the upper corners where there is enough beside it.
        """
        drawing = shown.drawing
        if drawing is None or area.isEmpty():
            return
        area = _beside(badge, drawing.ratio, area)
        key = (shown, area.size(), ratio)
        if key != self._key or self._layer is None:
            self._key, self._layer = key, self._painted(drawing, shown.mirrored, area, ratio)
        painter.drawPixmap(area.topLeft(), self._layer)

    def _painted(self, drawing: Drawing, mirrored: bool, area: QRectF, ratio: float) -> QPixmap:
        ratio = min(ratio, _MOST_LAYER_PX / max(area.width(), area.height()))
        layer = QPixmap(round(area.width() * ratio), round(area.height() * ratio))
        layer.setDevicePixelRatio(ratio)
        layer.fill(Qt.GlobalColor.transparent)
        paper, inner = _places(drawing.ratio, QRectF(0, 0, area.width(), area.height()))
        painter = QPainter(layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_PAPER[self._palette.theme])
        corner = _CORNER * min(area.width(), area.height())
        painter.drawRoundedRect(paper, corner, corner)
        if mirrored:
            painter.translate(2 * paper.center().x(), 0)
            painter.scale(-1, 1)
        painter.setClipRect(inner)
        drawing.paint(painter, inner)
        painter.end()
        return layer


def _beside(badge: QRectF, ratio: float, area: QRectF) -> QRectF:
    """The area moved aside as far as the paper would lie under the badge, if it stays inside."""
    paper, _inner = _places(ratio, area)
    if badge.isEmpty() or not paper.intersects(badge):
        return area
    gap = paper.top() - area.top()
    by = badge.right() + gap - paper.left() if badge.center().x() < area.center().x() else (
        badge.left() - gap - paper.right()
    )
    moved = paper.translated(by, 0)
    fits = area.left() + gap <= moved.left() and moved.right() <= area.right() - gap
    return area.translated(by, 0) if fits else area


def _places(ratio: float, area: QRectF) -> tuple[QRectF, QRectF]:
    """The paper in the middle of an area, and the picture on it."""
    margin = _MARGIN * min(area.width(), area.height())
    room = area.adjusted(2 * margin, 2 * margin, -2 * margin, -2 * margin)
    width = min(room.width(), room.height() * ratio)
    inner = QRectF(0, 0, width, width / ratio)
    inner.moveCenter(area.center())
    return inner.adjusted(-margin, -margin, margin, margin), inner
