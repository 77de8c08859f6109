"""A row that is ticked or not: words, and at the other side what they need, or below them what they mean."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from backbreak.windows.choice import ink_of, mark_side, paint_mark
from backbreak.windows.keys import pressed_by_enter
from backbreak.windows.measures import FOCUS_ROOM_PX, SMALL
from backbreak.windows.painting import paint_ring
from backbreak.windows.paragraphs import write

_PAD_PX, _GAP_PX, _ABOVE_PX = 4.5, 10.0, 3.5
_WRAP = int(Qt.TextFlag.TextWordWrap)


class Tick(QCheckBox):
    """As high as its words need; the pointer or the keyboard on it is `looked_at`."""

    looked_at = Signal()

    def __init__(self, text: str, aside: str = "", *, below: bool = False) -> None:
        """`below` has what is aside stand below always, not only where there is no room."""
        super().__init__(text)
        self._aside, self._below = aside, below
        self.setAccessibleName(text)
        self.setAccessibleDescription(aside)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_aside(self, aside: str) -> None:
        """Say something else at the other side."""
        if aside != self._aside:
            self._aside = aside
            self.setAccessibleDescription(aside)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Room for all words in a line."""
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        aside = QFontMetricsF(self._small()).horizontalAdvance(self._aside)
        wide = round(self._lead() + words + (3 * _GAP_PX + aside if aside else 0) + _PAD_PX) + 2
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Words wrap before they make the window wider."""
        return QSize(140, self.heightForWidth(10_000))

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for every line."""
        words, aside = self._boxes(width)
        bottom = max(words.bottom(), aside.bottom(), self._top() + mark_side(self))
        return round(bottom + self._top()) + 1

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be pressed."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell of the pointer."""
        super().enterEvent(event)
        self.looked_at.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell of the keyboard."""
        super().focusInEvent(event)
        self.looked_at.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Be as high as another font needs."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint mark, words and, with the keyboard, the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        ink, side = ink_of(self), mark_side(self)
        words, aside = self._boxes(self.width())
        line = QFontMetricsF(self.font()).height()
        mark = QRectF(FOCUS_ROOM_PX + _PAD_PX, words.top() + (line - side) / 2, side, side)
        paint_mark(painter, self, self._turned(mark, rtl))
        near = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        far = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
        beside = aside.top() < words.bottom() - 1
        painter.setPen(ink)
        flags = int(near | Qt.AlignmentFlag.AlignAbsolute) | _WRAP
        write(painter, self._turned(words, rtl), flags, self.text())
        if self._aside:
            soft = self.palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.PlaceholderText)
            painter.setPen(soft)
            painter.setFont(self._small())
            flags = int((far if beside else near) | Qt.AlignmentFlag.AlignAbsolute) | _WRAP
            write(painter, self._turned(aside, rtl), flags, self._aside)
        paint_ring(painter, self)
        painter.end()

    def _turned(self, box: QRectF, rtl: bool) -> QRectF:
        """Mirror a place where one reads from the right."""
        return QRectF(self.width() - box.right(), box.y(), box.width(), box.height()) if rtl else box

    def _boxes(self, width: int) -> tuple[QRectF, QRectF]:
        """Give the places of the words and of what is aside, as read from the left."""
        room = max(1.0, width - self._lead() - _PAD_PX - FOCUS_ROOM_PX)
        full, small = QFontMetricsF(self.font()), QFontMetricsF(self._small())
        wide = full.horizontalAdvance(self.text())
        aside = small.horizontalAdvance(self._aside) + 1 if self._aside else 0.0
        top = self._top()
        if not self._aside or (not self._below and wide + aside + 2 * _GAP_PX <= room):
            rest = room - (aside + 2 * _GAP_PX if aside else 0)
            words = QRectF(self._lead(), top, rest, _high(full, rest, self.text()))
            drop = (full.ascent() - small.ascent()) if self._aside else 0.0  # one base line for both
            return words, QRectF(self._lead() + room - aside, top + drop, aside, small.height())
        words = QRectF(self._lead(), top, room, _high(full, room, self.text()))
        return words, QRectF(self._lead(), words.bottom() + 1, room, _high(small, room, self._aside))

    def _lead(self) -> float:
        return FOCUS_ROOM_PX + _PAD_PX + mark_side(self) + _GAP_PX

    def _top(self) -> float:
        return FOCUS_ROOM_PX + _ABOVE_PX

    def _small(self) -> QFont:
        made = QFont(self.font())
        made.setPointSizeF(made.pointSizeF() * SMALL)
        return made


def _high(metrics: QFontMetricsF, width: float, text: str) -> float:
    """Give the height of a text that wraps."""
    return metrics.boundingRect(QRectF(0, 0, width, 10_000), _WRAP, text).height()
