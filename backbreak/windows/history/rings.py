"""The round as seven rings, one a part: what is done of its dose, and what is left."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from backbreak.windows.history import wording
from backbreak.windows.history.chart import CENTRE, Chart
from backbreak.windows.history.figures import Part
from backbreak.windows.palettes import Palette, mix
from backbreak.words import _

_NARROWEST = 6.6  # of a column, in em
_RING = 5.9
_NAME, _LEFT = 0.86, 0.86
_APART = 0.2
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.TextFlag.TextDontClip) | int(CENTRE.value)


class Rings(Chart):
    """In one row where there is room, else in several."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._parts: tuple[Part, ...] = ()

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Show a round."""
        self._parts = parts
        self.setAccessibleName(_("The round by exercise"))
        self.setAccessibleDescription(wording.round_text(parts))
        self.updateGeometry()
        self.update()

    def columns(self, width: float) -> int:
        """Say how many rings stand beside each other: rows are of like length."""
        count = max(1, len(self._parts))
        most = max(1, min(count, int(width / (_NARROWEST * self.em))))
        rows = -(-count // most)
        return -(-count // rows)

    def height_at(self, width: float) -> float:
        """Give the height of all rows."""
        across = self.columns(width)
        rows = -(-len(self._parts) // across)
        return rows * self._row(width / across) + max(0, rows - 1) * self.em * 0.8

    def _row(self, column: float) -> float:
        return self.em * (_RING + 0.55) + self._name_height(column) + self.em * (1.2 + _APART)

    def _name_height(self, column: float) -> float:
        measure = QFontMetricsF(self.typeface(_NAME))
        box = QRectF(0, 0, column - self.em * 0.5, 1000)
        return max((measure.boundingRect(box, _WRAP, part.name).height() for part in self._parts), default=0)

    def paint(self, painter: QPainter) -> None:
        """Paint every part in its place."""
        across = self.columns(self.width())
        column = self.width() / across
        step = self._row(column) + self.em * 0.8
        for nth, part in enumerate(self._parts):
            place = self.box(nth % across * column, nth // across * step, column, step)
            self._paint_part(painter, part, place)

    def _paint_part(self, painter: QPainter, part: Part, box: QRectF) -> None:
        em, colours = self.em, self.colours
        side = em * _RING
        ring = QRectF(box.center().x() - side / 2, box.top() + em * 0.1, side, side)
        self._paint_ring(painter, part, ring)
        below = ring.bottom() + em * 0.45
        name = QRectF(box.left() + em * 0.25, below, box.width() - em * 0.5, self._name_height(box.width()))
        painter.setFont(self.typeface(_NAME))
        painter.setPen(colours.text if part.wanted else colours.soft)
        painter.drawText(name, _WRAP, part.name)
        left = QRectF(name.left(), name.bottom() + em * _APART, name.width(), em * 1.2)
        done = part.wanted and not part.left
        weight = QFont.Weight.DemiBold if done else QFont.Weight.Normal
        ink = colours.accent if done else colours.soft
        self.write(painter, left, wording.part_left(part), ink, _LEFT, weight)

    def _paint_ring(self, painter: QPainter, part: Part, ring: QRectF) -> None:
        colours, em = self.colours, self.em
        thick = em * 0.55
        inner = ring.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        track = QPen(colours.track, thick)
        if not part.wanted:
            track = QPen(mix(colours.card, colours.soft, 0.5), max(1.0, em * 0.09))
            track.setDashPattern([3, 3])
        painter.setPen(track)
        painter.drawEllipse(inner)
        share = min(1.0, part.done / max(1, part.total))
        if share > 0:
            painter.setPen(QPen(colours.accent, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            way = 1 if self.mirrored else -1
            painter.drawArc(inner, 90 * 16, round(way * 360 * share * 16))
        if part.wanted and not part.left:
            self._paint_tick(painter, ring)
            return
        ink = colours.text if part.wanted else colours.soft
        top, side = ring.top(), ring.width()
        number = QRectF(ring.left() + thick, top + side * 0.24, side - 2 * thick, em * 1.9)
        self.write(painter, number, str(part.done), ink, 1.6, QFont.Weight.DemiBold)
        total = QRectF(number.left(), top + side * 0.58, number.width(), em * 1.1)
        self.write(painter, total, _("of %(total)d") % {"total": part.total}, colours.soft, 0.82)

    def _paint_tick(self, painter: QPainter, ring: QRectF) -> None:
        side, middle = ring.width(), ring.center()
        pen = QPen(self.colours.accent, self.em * 0.28, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = ((-0.15, 0.01), (-0.04, 0.12), (0.16, -0.12))
        painter.drawPolyline([middle + QPointF(x * side, y * side) for x, y in points])

    def tip_at(self, x: float, y: float) -> str:
        """Say the part under the pointer."""
        across = self.columns(self.width())
        column = self.width() / across
        nth = int(x // column) + int(y // (self._row(column) + self.em * 0.8)) * across
        return wording.round_text(self._parts[nth : nth + 1])
