"""All exercises to choose from: a list with each one's number, name and part of the round."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from backbreak.windows.desk import wording
from backbreak.windows.desk.icons import paint_icon
from backbreak.windows.desk.outlook import Offer, Outlook
from backbreak.windows.desk.slim import slim
from backbreak.windows.look import font
from backbreak.windows.palettes import Palette, Theme, mix, touched
from backbreak.windows.paragraphs import write
from backbreak.words import _

_OFFER = Qt.ItemDataRole.UserRole
_TURN = Qt.ItemDataRole.UserRole + 1
_RING, _PAD, _NAME, _SHARE = 42.0, 12.0, 17.0, 15.0
_BETWEEN = 4.0
"""Between name and count in a script that goes deeper below its line, and higher above it, than ours."""
_WALKING = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End})


class Choices(QListWidget):
    """`chosen` says which exercise is the one to be shown; the arrow keys walk, every other key passes."""

    chosen = Signal(str)

    def __init__(self, family: str, palette: Palette) -> None:
        super().__init__()
        self._columns = 1
        self._rows = _Rows(self, family, palette)
        self.setItemDelegate(self._rows)
        self.setAccessibleName(_("All exercises"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.currentItemChanged.connect(self._changed)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        self._rows.unit = unit
        self.doItemsLayout()

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self._rows.colours = palette
        slim(self, palette)
        self.viewport().update()

    def set_columns(self, columns: int) -> None:
        """Stand the rows in so many columns, read line by line."""
        if columns != self._columns:
            self._columns = columns
            self.doItemsLayout()

    def width_of_row(self) -> int:
        """Give the width each row has."""
        if self._columns == 1:
            return self.viewport().width()
        # The view keeps room for its scroll bar when it wraps, even where it needs none.
        kept = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return max(1, (self.width() - kept - 4) // self._columns)

    def show_outlook(self, outlook: Outlook) -> None:
        """Show every offer; nothing is chosen yet."""
        self.blockSignals(True)
        self.clear()
        for offer in outlook.offers:
            item = QListWidgetItem(offer.exercise.name)
            item.setData(_OFFER, offer)
            item.setData(_TURN, offer.exercise.id == outlook.turn)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, wording.spoken(offer, outlook))
            self.addItem(item)
        self.blockSignals(False)

    def choose(self, exercise_id: str) -> None:
        """Choose an exercise as a click would, without telling of it."""
        for row in range(self.count()):
            if self.item(row).data(_OFFER).exercise.id == exercise_id:
                self.blockSignals(True)
                self.setCurrentRow(row)
                self.blockSignals(False)
                self.scrollToItem(self.item(row))

    def walk(self, steps: int) -> None:
        """Choose another one, so many rows below; the ends are the ends."""
        row = min(max(self.currentRow() + steps, 0), self.count() - 1)
        self.setCurrentRow(row)

    def height_needed(self) -> int:
        """Give the height at which nothing has to be scrolled."""
        heights = [self.sizeHintForRow(row) for row in range(self.count())]
        return sum(max(heights[at : at + self._columns]) for at in range(0, len(heights), self._columns)) + 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk; letters, Enter and Esc are the page's."""
        if event.key() in _WALKING:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as high as their names need at this width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _changed(self, now: QListWidgetItem | None) -> None:
        if now is not None:
            self.chosen.emit(now.data(_OFFER).exercise.id)


class _Rows(QStyledItemDelegate):
    """Paints a row: the article's number in a ring that shows the part of the round, the name, the count."""

    def __init__(self, view: Choices, family: str, palette: Palette) -> None:
        super().__init__(view)
        self.unit, self.colours = 1.0, palette
        self._family, self._view = family, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for a name of any length and the line under it."""
        width = self._view.width_of_row()
        name, count = self._texts(index, QRectF(0, 0, width, 10_000))
        pads = 2 * _PAD * self.unit * 0.6
        return QSize(width, round(max(count.bottom() - name.top(), _RING * self.unit) + pads))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row in its place."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        box = QRectF(option.rect)
        offer: Offer = index.data(_OFFER)
        self._paint_ground(painter, box, option.state)
        name, count = self._texts(index, box)
        down = box.center().y() - (name.top() + count.bottom()) / 2
        name.translate(0, down)
        count.translate(0, down)
        colours = self.colours
        flags = int(self._flags().value)
        painter.setPen(colours.text if offer.plan else colours.soft)
        painter.setFont(self._name_font())
        write(painter, name, flags, offer.exercise.name)
        painter.setPen(colours.soft)
        painter.setFont(self._share_font())
        write(painter, count, flags, self._line(index))
        self._paint_ring(painter, self._ring_box(box), offer)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        colours, inner = self.colours, box.adjusted(2, 2, -2, -2)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected:
            painter.setBrush(colours.card)
            soft = 0.0 if colours.theme is Theme.CONTRAST else 0.35
            edge = QPen(mix(colours.accent, colours.card, soft), 1.4)
            painter.setPen(QPen(colours.accent, 2.6) if self._view.hasFocus() else edge)
            painter.drawRoundedRect(inner, 12 * self.unit, 12 * self.unit)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(touched(colours, 0.4))
            painter.drawRoundedRect(inner, 12 * self.unit, 12 * self.unit)

    def _paint_ring(self, painter: QPainter, ring: QRectF, offer: Offer) -> None:
        colours, thick = self.colours, 4.0 * self.unit
        line = ring.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.track, thick))
        painter.drawEllipse(line)
        share = offer.done / offer.total if offer.total else 0.0
        if share > 0:
            painter.setPen(QPen(colours.accent, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(line, 90 * 16, -round(360 * 16 * share))
        if share >= 1.0:
            self._paint_tick(painter, ring, colours.accent)
        elif offer.exercise.number:
            painter.setPen(colours.text)
            painter.setFont(font(self._family, 18 * self.unit, QFont.Weight.Bold, tabular=True))
            painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(offer.exercise.number))
        else:
            inner = ring.adjusted(*[ring.width() * part for part in (0.24, 0.24, -0.24, -0.24)])
            paint_icon(painter, offer.exercise.space, inner, colours.text)

    def _paint_tick(self, painter: QPainter, ring: QRectF, colour: QColor) -> None:
        side, corners = ring.width(), ((0.31, 0.52), (0.45, 0.66), (0.70, 0.37))
        at = [ring.topLeft() + QPointF(x * side, y * side) for x, y in corners]
        painter.setPen(QPen(colour, 3.2 * self.unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(at)

    def _texts(self, index: QModelIndex | QPersistentModelIndex, box: QRectF) -> tuple[QRectF, QRectF]:
        """Give the places of name and count, as high as they need to be."""
        pad = _PAD * self.unit
        lead, trail = pad + _RING * self.unit + pad, pad
        rtl = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = box.adjusted(trail, 0, -lead, 0) if rtl else box.adjusted(lead, 0, -trail, 0)
        found, top = [], room.y()
        for made, text in ((self._name_font(), index.data()), (self._share_font(), self._line(index))):
            bounds = QFontMetricsF(made).boundingRect(room, int(self._flags()), text)
            found.append(QRectF(room.x(), top, room.width(), bounds.height()))
            top = found[-1].bottom() + (_BETWEEN * self.unit if rtl else 0)
        return found[0], found[1]

    def _ring_box(self, box: QRectF) -> QRectF:
        side, pad = _RING * self.unit, _PAD * self.unit
        rtl = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = box.right() - pad - side if rtl else box.left() + pad
        return QRectF(x, box.center().y() - side / 2, side, side)

    def _line(self, index: QModelIndex | QPersistentModelIndex) -> str:
        offer: Offer = index.data(_OFFER)
        return wording.row(offer, bool(index.data(_TURN)))

    def _flags(self) -> Qt.AlignmentFlag:
        rtl = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        side |= Qt.AlignmentFlag.AlignAbsolute
        return side | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag(int(Qt.TextFlag.TextWordWrap))

    def _name_font(self) -> QFont:
        return font(self._family, _NAME * self.unit, QFont.Weight.DemiBold)

    def _share_font(self) -> QFont:
        return font(self._family, _SHARE * self.unit, tabular=True)
