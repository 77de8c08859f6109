"""Painting one figure with QPainter, and knowing what of it has moved.

A part that has not moved visibly keeps its outline, and neighbours that rest are kept as one picture: a frame
costs what moves in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion, QTransform

from backbreak.core.figure import Picture, Point, Radii, View
from backbreak.windows.figure_parts import Parts, glow_of, joints_of, order_of
from backbreak.windows.figure_shapes import Shapes
from backbreak.windows.palettes import Palette

SEEN_PX = 0.25
"""What has moved by less, in pixels of the screen, is not painted anew."""
_RESTS_AFTER = 12
"""A part rests when it has not moved in so many frames; a breath between two movements is no rest."""
_WORTH_KEEPING = 3
"""So many outlines are slower to fill than a picture of them is to copy."""
_MOST_KEPT = 4
_GRID = 4
"""Kept pictures begin at multiples of so many pixels: whole ones on every screen scaled in quarters."""


@dataclass(slots=True, eq=False)
class _Placed:
    """A part as it was last painted, in pixels."""

    joints: tuple[Point, ...]
    glow: int
    shapes: Shapes
    box: QRectF
    rested: int = 0

    @property
    def rests(self) -> bool:
        """Whether it has not moved for a while."""
        return self.rested >= _RESTS_AFTER


@dataclass(frozen=True, slots=True)
class _Kept:
    """Neighbouring parts that rest, as one picture."""

    parts: list[_Placed]
    box: QRectF
    picture: QPixmap


class FigurePainter:
    """Paints pictures in one palette, without props: `move` tells what a picture changes, `paint` paints."""

    def __init__(self, palette: Palette, radii: Radii) -> None:
        self._parts = Parts(palette, radii)
        self._placed: dict[str, _Placed] = {}
        self._kept: list[_Kept] = []
        self._place: tuple[QTransform, View, float] | None = None

    def move(self, picture: Picture, transform: QTransform, ratio: float = 1.0) -> list[QRectF]:
        """Take a picture in the place that `transform` leads to; returns the boxes in which it differs.

        The boxes are in pixels and hold both what comes and what goes; `ratio` is the screen's.
        """
        place = (transform, picture.view, ratio)
        if place != self._place:
            self._place = (QTransform(transform), picture.view, ratio)
            self._placed.clear()
            self._kept.clear()
        changed: list[QRectF] = []
        least = SEEN_PX / ratio / abs(transform.m22())
        for part in order_of(picture.view):
            joints, glow = joints_of(picture, part), glow_of(picture, part)
            before = self._placed.get(part)
            if before and glow == before.glow and not _moved(before.joints, joints, least):
                before.rested += 1
                continue
            shapes = self._parts.of(picture, part, transform)
            box = QRectF(shapes[0][0].controlPointRect())
            for path, _ in shapes[1:]:
                box |= path.controlPointRect()
            self._placed[part] = _Placed(joints, glow, shapes, box)
            changed.append(box if before is None else box | before.box)
        return changed

    def paint(self, painter: QPainter, seen: QRegion | QRect | None = None) -> None:
        """Paint the picture last moved to, or at least what is `seen` of it; the painter is in pixels."""
        if self._place is None:
            return
        ratio = self._place[2]
        for parts in self._runs():
            if parts[0].rests and sum(len(part.shapes) for part in parts) >= _WORTH_KEEPING:
                kept = self._keep(parts, ratio)
                if seen is None or seen.intersects(kept.box.toRect()):
                    painter.drawPixmap(kept.box.topLeft(), kept.picture)
                continue
            for part in parts:
                if seen is None or seen.intersects(part.box.toAlignedRect()):
                    for path, colour in part.shapes:
                        painter.fillPath(path, colour)

    def _runs(self) -> list[list[_Placed]]:
        """Give the parts in painting order, neighbours that rest together in one list."""
        assert self._place is not None
        runs: list[list[_Placed]] = []
        for name in order_of(self._place[1]):
            part = self._placed[name]
            if runs and part.rests and runs[-1][0].rests:
                runs[-1].append(part)
            else:
                runs.append([part])
        return runs

    def _keep(self, parts: list[_Placed], ratio: float) -> _Kept:
        """Give the picture of resting parts, painting it when there is none yet."""
        for kept in self._kept:
            if kept.parts == parts:
                return kept
        made = _painted(parts, ratio)
        self._kept = [*self._kept[-_MOST_KEPT:], made]
        return made


def _painted(parts: list[_Placed], ratio: float) -> _Kept:
    box = QRectF(parts[0].box)
    for part in parts[1:]:
        box |= part.box
    left, top = (int((edge - 1) // _GRID * _GRID) for edge in (box.left(), box.top()))
    box = QRectF(left, top, int(box.right() - left) + _GRID, int(box.bottom() - top) + _GRID)
    picture = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-QPointF(box.topLeft()))
    for part in parts:
        for path, colour in part.shapes:
            painter.fillPath(path, colour)
    painter.end()
    return _Kept(parts, box, picture)


def _moved(before: tuple[Point, ...], now: tuple[Point, ...], least: float) -> bool:
    """Tell whether any joint has moved by at least so much, along either axis."""
    for (old_x, old_y), (x, y) in zip(before, now, strict=True):
        if abs(x - old_x) >= least or abs(y - old_y) >= least:
            return True
    return False
