"""Painting a whole frame of the film into a rectangle of any size: camera, floor, props, figure, arrows.

What stands still (ground, floor, mat, sofa, arrows) is painted once and kept as pictures of its own as long
as the camera rests. Between two pictures both are painted to layers and mixed.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPixmap, QRegion, QTransform

from backbreak.core.figure import FigureFrame, Picture, Point, Radii, Rect
from backbreak.windows.figure_paint import FigurePainter
from backbreak.windows.figure_places import apart, fit, in_device_pixels, layer_for, placed, sofa_box
from backbreak.windows.figure_props import ARROW_REACH, paint_arrow, paint_before, paint_behind, paint_floor
from backbreak.windows.palettes import Palette

_STRENGTHS = 24
"""Arrows fade in so many steps."""

_Setting = tuple[Rect, object, object, bool, object, float]
"""All that the still parts of a frame depend on: camera, mat, sofa, which side, the area and the ratio."""


@dataclass(frozen=True, slots=True)
class _Scenery:
    """The still parts, painted: behind the figure, and (only with a sofa) before it."""

    behind: QPixmap
    before: QPixmap | None


@dataclass(frozen=True, slots=True)
class _Arrows:
    """All arrows of a frame on one picture, and where they are."""

    ways: tuple[tuple[Point, ...], ...]
    box: QRectF
    layer: QPixmap


class Stage:
    """Paints frames in one palette; `corner_px` rounds the card's corners off towards the ground."""

    def __init__(self, palette: Palette, radii: Radii, corner_px: float = 0.0) -> None:
        self.palette = palette
        self._corner_px = corner_px
        self._figure = FigurePainter(palette, radii)
        self._frame: FigureFrame | None = None
        self._strength = 0
        self._setting: _Setting | None = None
        self._place = QTransform()
        self._scenery: _Scenery | None = None
        self._arrows: _Arrows | None = None
        self._boxes: list[QRect] = []
        self._region = QRegion()

    def move(self, area: QRectF, frame: FigureFrame, ratio: float = 1.0) -> QRegion | None:
        """Take the frame to be painted next; returns what has to be painted anew, None for the whole area."""
        before, self._frame = self._frame, frame
        if frame.leaving is not None:
            self._setting = None
            return None
        setting = _setting_of(frame, area, ratio)
        changed = setting != self._setting
        if changed:
            self._setting, self._scenery, self._arrows = setting, None, None
            self._place = placed(fit(frame.camera, area)[0], frame.picture)
        rests = not changed and before is not None and before.picture is frame.picture
        boxes = [] if rests else self._figure.move(frame.picture, self._place, ratio)
        boxes += self._move_arrows(frame, area, ratio)
        if changed or before is None:
            return None
        self._boxes = [box.toAlignedRect().adjusted(-1, -1, 1, 1) for box in apart(boxes)]
        self._region = QRegion()
        for each in self._boxes:
            self._region += each
        return self._region

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        frame: FigureFrame,
        ratio: float = 1.0,
        seen: QRegion | None = None,
    ) -> None:
        """Paint a frame into an area in pixels; `ratio` is the screen's device pixel ratio.

        `seen` is what of the area has to be painted, where it is not all.
        """
        if frame is not self._frame or self._setting != _setting_of(frame, area, ratio):
            self.move(area, frame, ratio)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if frame.leaving is not None:
            transform, visible = fit(frame.camera, area)
            self._mixed(painter, area, frame, transform, visible, ratio)
            self._round_corners(painter, area)
        else:
            self._play(painter, area, frame, ratio, seen)
        painter.restore()

    def _play(
        self, painter: QPainter, area: QRectF, frame: FigureFrame, ratio: float, seen: QRegion | None
    ) -> None:
        """Paint a figure in its still surroundings."""
        if self._scenery is None:
            self._scenery = self._painted(frame.picture, frame.camera, area, ratio)
        behind = self._scenery.behind
        if seen is not None and len(self._boxes) > 1 and ratio == int(ratio) and seen == self._region:
            # Qt copies and fills far quicker in one rectangle after the other than in a region of several.
            for box in self._boxes:
                painter.setClipRect(box)
                painter.drawPixmap(area.topLeft(), behind)
                self._figure.paint(painter, box)
            painter.setClipping(False)
        else:
            painter.drawPixmap(area.topLeft(), behind)
            self._figure.paint(painter, seen)
        if self._scenery.before is not None:
            sofa = sofa_box(frame.picture, fit(frame.camera, area)[0], area)
            cut = in_device_pixels(sofa.translated(-area.topLeft()), ratio)
            painter.drawPixmap(sofa, self._scenery.before, cut)
        if self._arrows is not None and self._strength:
            painter.setOpacity(self._strength / _STRENGTHS)
            painter.drawPixmap(self._arrows.box.topLeft(), self._arrows.layer)

    def _move_arrows(self, frame: FigureFrame, area: QRectF, ratio: float) -> list[QRectF]:
        """Take a frame's arrows; returns the boxes in which they differ."""
        before, strength = self._strength, round(frame.arrows_strength * _STRENGTHS)
        ways = frame.arrows if strength else ()
        old = self._arrows
        if strength == before and (not strength or (old is not None and old.ways == ways)):
            return []
        if ways and (old is None or old.ways != ways):
            self._arrows = self._painted_arrows(ways, fit(frame.camera, area)[0], area, ratio)
        self._strength = strength
        return [arrows.box for arrows in (old, self._arrows) if arrows is not None]

    def _painted_arrows(
        self, ways: tuple[tuple[Point, ...], ...], transform: QTransform, area: QRectF, ratio: float
    ) -> _Arrows:
        points = [transform.map(QPointF(*point)) for way in ways for point in way]
        xs, ys = [point.x() for point in points], [point.y() for point in points]
        reach = ARROW_REACH * transform.m11()
        around = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        # Multiples of four pixels are whole ones on every screen that is scaled in quarters.
        left, top = ((edge - reach) // 4 * 4 for edge in (around.left(), around.top()))
        box = QRectF(left, top, around.right() + reach - left, around.bottom() + reach - top)
        layer, painter = layer_for(QRectF(box.toAlignedRect()), ratio)
        for way in ways:
            paint_arrow(painter, transform, way, self.palette.figure.active)
        painter.end()
        return _Arrows(ways, box, layer)

    def _painted(self, picture: Picture, camera: Rect, area: QRectF, ratio: float) -> _Scenery:
        transform, visible = fit(camera, area)
        behind, painter = layer_for(area, ratio, self.palette.card)
        self._ground(painter, area, transform, visible)
        self._behind(painter, placed(transform, picture), picture)
        self._round_corners(painter, area)
        painter.end()
        if picture.sofa is None:
            return _Scenery(behind, None)
        before, painter = layer_for(area, ratio)
        self._before(painter, placed(transform, picture), picture)
        painter.end()
        return _Scenery(behind, before)

    def _ground(self, painter: QPainter, area: QRectF, transform: QTransform, visible: Rect) -> None:
        painter.fillRect(area, self.palette.card)
        painter.save()
        painter.setTransform(transform, combine=True)
        paint_floor(painter, self.palette, visible)
        painter.restore()

    def _everything(self, painter: QPainter, transform: QTransform, picture: Picture) -> None:
        self._behind(painter, transform, picture)
        self._figure.move(picture, transform)
        self._figure.paint(painter)
        self._before(painter, transform, picture)

    def _behind(self, painter: QPainter, transform: QTransform, picture: Picture) -> None:
        painter.save()
        painter.setTransform(transform, combine=True)
        paint_behind(painter, self.palette, picture)
        painter.restore()

    def _before(self, painter: QPainter, transform: QTransform, picture: Picture) -> None:
        painter.save()
        painter.setTransform(transform, combine=True)
        paint_before(painter, self.palette, picture)
        painter.restore()

    def _mixed(
        self,
        painter: QPainter,
        area: QRectF,
        frame: FigureFrame,
        transform: QTransform,
        visible: Rect,
        ratio: float,
    ) -> None:
        """Paint the old picture, and the new one over it, ground and all: a figure never turns to glass."""
        if frame.leaving is None:
            return
        self._ground(painter, area, transform, visible)
        self._everything(painter, placed(transform, frame.leaving), frame.leaving)
        layer, inner = layer_for(area, ratio, self.palette.card)
        self._ground(inner, area, transform, visible)
        self._everything(inner, placed(transform, frame.picture), frame.picture)
        inner.end()
        painter.setOpacity(frame.arrived)
        painter.drawPixmap(area.topLeft(), layer)
        painter.setOpacity(1.0)

    def _round_corners(self, painter: QPainter, area: QRectF) -> None:
        """Cover the corners with the ground: cheaper than clipping every shape to a rounded card."""
        if not self._corner_px:
            return
        path = QPainterPath()
        path.addRect(area.adjusted(-1, -1, 1, 1))
        path.addRoundedRect(area, self._corner_px, self._corner_px)
        painter.fillPath(path, self.palette.ground)


def _setting_of(frame: FigureFrame, area: QRectF, ratio: float) -> _Setting:
    picture = frame.picture
    return frame.camera, picture.mat, picture.sofa, picture.mirrored, area.getRect(), ratio
