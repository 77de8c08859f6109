"""Where things are on the stage, in pixels: what the camera shows of an area, and layers to paint them on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform

from backbreak.core.figure import Picture, Rect

_SOFA_TOP = 0.40


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


def apart(boxes: list[QRectF]) -> list[QRectF]:
    """Unite the boxes that touch each other: a few large ones are quicker to paint than many small ones."""
    apart: list[QRectF] = []
    for box in boxes:
        touching = [other for other in apart if other.intersects(box)]
        while touching:
            apart = [other for other in apart if other not in touching]
            for other in touching:
                box = box.united(other)  # not |=, which would change the caller's
            touching = [other for other in apart if other.intersects(box)]
        apart.append(box)
    return apart


def placed(transform: QTransform, picture: Picture) -> QTransform:
    """Flip a transform for a picture of the other side."""
    place = QTransform(transform)
    if picture.mirrored:
        place.scale(-1.0, 1.0)
    return place


def layer_for(area: QRectF, ratio: float, ground: QColor | None = None) -> tuple[QPixmap, QPainter]:
    """Make a picture the size of an area, and a painter that uses the area's coordinates.

    One with a ground is opaque, and far quicker to copy than a transparent one.
    """
    layer = QPixmap(round(area.width() * ratio), round(area.height() * ratio))
    layer.setDevicePixelRatio(ratio)
    layer.fill(Qt.GlobalColor.transparent if ground is None else ground)
    painter = QPainter(layer)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-area.topLeft())
    return layer, painter


def sofa_box(picture: Picture, transform: QTransform, area: QRectF) -> QRectF:
    """Give where the seat and the leg of the sofa are, in whole pixels."""
    x, far = picture.sofa or 0.0, 10.0
    left, right = (-far, -x + 0.02) if picture.mirrored else (x - 0.02, far)
    box = transform.mapRect(QRectF(left, 0.0, right - left, _SOFA_TOP))
    return QRectF(box.intersected(area).toAlignedRect())


def in_device_pixels(box: QRectF, ratio: float) -> QRectF:
    return QRectF(box.x() * ratio, box.y() * ratio, box.width() * ratio, box.height() * ratio)
