"""Painting a whole frame of the film into a rectangle of any size: camera, floor, props, figure, arrows.

What stands still (ground, floor, mat, sofa) is painted once and kept as pictures of its own as long as the
camera rests. Between two pictures both are painted to layers and mixed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap, QTransform

from backbreak.core.figure import FigureFrame, Picture, Radii, Rect
from backbreak.windows.figure_paint import FigurePainter
from backbreak.windows.figure_props import paint_arrow, paint_before, paint_behind, paint_floor
from backbreak.windows.palettes import Palette

_Paint = Callable[[QPainter, QTransform, Picture], None]

_FLESH = 0.10
"""How far anything of the figure reaches beyond its joints, in body heights."""
_SOFA_TOP = 0.40


@dataclass(frozen=True, slots=True)
class _Setting:
    """All that the still parts of a frame depend on."""

    camera: Rect
    mat: tuple[float, float] | None
    sofa: float | None
    mirrored: bool
    area: tuple[float, float, float, float]
    ratio: float


@dataclass(frozen=True, slots=True)
class _Scenery:
    """The still parts, painted: behind the figure, and (only with a sofa) before it."""

    behind: QPixmap
    before: QPixmap | None


class Stage:
    """Paints frames in one palette; `corner_px` rounds the card's corners off towards the ground."""

    def __init__(self, palette: Palette, radii: Radii, corner_px: float = 0.0) -> None:
        self.palette = palette
        self._corner_px = corner_px
        self._figure = FigurePainter(palette, radii)
        self._setting: _Setting | None = None
        self._scenery: _Scenery | None = None
        self._arrows: tuple[object, QPixmap] | None = None

    def paint(self, painter: QPainter, area: QRectF, frame: FigureFrame, ratio: float = 1.0) -> None:
        """Paint a frame into an area in pixels; `ratio` is the screen's device pixel ratio."""
        transform, visible = fit(frame.camera, area)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scenery = self._scenery_of(frame, area, ratio) if frame.leaving is None else None
        if scenery is not None:
            painter.drawPixmap(area.topLeft(), scenery.behind)
            self._placed(painter, transform, frame.picture, self._figure.paint)
            if scenery.before is not None:
                sofa = _sofa_box(frame.picture, transform, area)
                painter.drawPixmap(sofa, scenery.before, _scaled(sofa.translated(-area.topLeft()), ratio))
        else:
            self._ground(painter, area, transform, visible)
            if frame.leaving is None:
                self._placed(painter, transform, frame.picture, self._everything)
            else:
                self._mixed(painter, area, frame, transform, ratio)
            self._round_corners(painter, area)
        if frame.arrows and frame.arrows_strength > 0:
            painter.setOpacity(frame.arrows_strength)
            painter.drawPixmap(area.topLeft(), self._arrow_layer(frame, area, transform, ratio))
        painter.restore()

    def _scenery_of(self, frame: FigureFrame, area: QRectF, ratio: float) -> _Scenery | None:
        """Give the still parts, painting them when they are asked for a second time; None while they move."""
        picture = frame.picture
        place = (area.x(), area.y(), area.width(), area.height())
        setting = _Setting(frame.camera, picture.mat, picture.sofa, picture.mirrored, place, ratio)
        if setting != self._setting:
            self._setting, self._scenery = setting, None
            return None
        if self._scenery is None:
            self._scenery = self._painted(picture, frame.camera, area, ratio)
        return self._scenery

    def _painted(self, picture: Picture, camera: Rect, area: QRectF, ratio: float) -> _Scenery:
        transform, visible = fit(camera, area)
        behind, painter = _layer(area, ratio)
        self._ground(painter, area, transform, visible)
        self._placed(painter, transform, picture, self._behind)
        self._round_corners(painter, area)
        painter.end()
        if picture.sofa is None:
            return _Scenery(behind, None)
        before, painter = _layer(area, ratio)
        self._placed(painter, transform, picture, self._before)
        painter.end()
        return _Scenery(behind, before)

    def _arrow_layer(self, frame: FigureFrame, area: QRectF, transform: QTransform, ratio: float) -> QPixmap:
        """Give the arrows on a picture of their own, kept until others are wanted."""
        key = (frame.arrows, frame.camera, area.getRect(), ratio)
        if self._arrows is None or self._arrows[0] != key:
            layer, painter = _layer(area, ratio)
            for arrow in frame.arrows:
                paint_arrow(painter, transform, arrow, self.palette.figure.active)
            painter.end()
            self._arrows = (key, layer)
        return self._arrows[1]

    def _ground(self, painter: QPainter, area: QRectF, transform: QTransform, visible: Rect) -> None:
        painter.fillRect(area, self.palette.card)
        painter.save()
        painter.setTransform(transform, combine=True)
        paint_floor(painter, self.palette, visible)
        painter.restore()

    def _everything(self, painter: QPainter, transform: QTransform, picture: Picture) -> None:
        self._behind(painter, transform, picture)
        self._figure.paint(painter, transform, picture)
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

    def _placed(self, painter: QPainter, transform: QTransform, picture: Picture, paint: _Paint) -> None:
        """Paint with the transform flipped for the other side."""
        place = QTransform(transform)
        if picture.mirrored:
            place.scale(-1.0, 1.0)
        paint(painter, place, picture)

    def _mixed(
        self, painter: QPainter, area: QRectF, frame: FigureFrame, transform: QTransform, ratio: float
    ) -> None:
        if frame.leaving is None:
            return
        for picture, share in ((frame.leaving, 1.0 - frame.arrived), (frame.picture, frame.arrived)):
            layer, inner = _layer(area, ratio)
            self._placed(inner, transform, picture, self._everything)
            inner.end()
            painter.setOpacity(share)
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


def fit(camera: Rect, area: QRectF) -> tuple[QTransform, Rect]:
    """Show all of a camera's rectangle in an area; returns the transform and what is really seen.

    An area of another shape shows more room, above or at the sides; the floor keeps its share below.
    """
    left, bottom, right, top = camera
    scale = min(area.width() / (right - left), area.height() / (top - bottom))
    # Spare height goes above rather than below: people stand on floors, they do not hover over them.
    spare_px = (area.height() - (top - bottom) * scale) * 0.35
    transform = QTransform()
    transform.translate(area.center().x(), area.bottom() - spare_px)
    transform.scale(scale, -scale)
    transform.translate(-(left + right) / 2, -bottom)
    half, low = area.width() / scale / 2, bottom - spare_px / scale
    middle = (left + right) / 2
    return transform, (middle - half, low, middle + half, low + area.height() / scale)


def figure_box(frame: FigureFrame, area: QRectF) -> QRectF | None:
    """Give the part of the area that the figure is painted in; None when it may be all of it."""
    if frame.leaving is not None:
        return None
    sign = -1.0 if frame.picture.mirrored else 1.0
    shape = frame.picture.skeleton
    points = [shape.pelvis, shape.waist, shape.neck, shape.head]
    for joints in shape.limbs.values():
        points += (joints.root, joints.mid, joints.end, joints.tip)
    points = [(sign * x, y) for x, y in points]
    points += [point for arrow in frame.arrows for point in arrow]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    low, high = QPointF(min(xs) - _FLESH, min(ys) - _FLESH), QPointF(max(xs) + _FLESH, max(ys) + _FLESH)
    return fit(frame.camera, area)[0].mapRect(QRectF(low, high))


def _layer(area: QRectF, ratio: float) -> tuple[QPixmap, QPainter]:
    """Make a transparent picture the size of an area, and a painter that uses the area's coordinates."""
    layer = QPixmap(round(area.width() * ratio), round(area.height() * ratio))
    layer.setDevicePixelRatio(ratio)
    layer.fill(Qt.GlobalColor.transparent)
    painter = QPainter(layer)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-area.topLeft())
    return layer, painter


def _sofa_box(picture: Picture, transform: QTransform, area: QRectF) -> QRectF:
    """Give where the seat and the leg of the sofa are, in whole pixels."""
    x, far = picture.sofa or 0.0, 10.0
    left, right = (-far, -x + 0.02) if picture.mirrored else (x - 0.02, far)
    box = transform.mapRect(QRectF(left, 0.0, right - left, _SOFA_TOP))
    return QRectF(box.intersected(area).toAlignedRect())


def _scaled(box: QRectF, ratio: float) -> QRectF:
    return QRectF(box.x() * ratio, box.y() * ratio, box.width() * ratio, box.height() * ratio)
