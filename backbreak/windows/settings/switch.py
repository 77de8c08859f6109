"""Switches and ticks: what is on or off, said by a word or a mark as well as by colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from backbreak.core.fields import Value
from backbreak.windows import measures
from backbreak.windows.keys import pressed_by_enter
from backbreak.windows.session.scaled import fitted, reading_side
from backbreak.windows.settings.control import Control, edge_of, ink_of, paint_ring
from backbreak.words import _

_ROOM_PX = measures.FOCUS_ROOM_PX
_LEADING = Qt.AlignmentFlag.AlignLeading


class _Box(QCheckBox):
    """What is pressed anywhere on it, by Space or by Enter."""

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def hitButton(self, at: QPoint) -> bool:
        """Take every click on it."""
        return self.rect().contains(at)

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)


class Toggle(_Box):
    """A track with a knob, beside the word for where it stands."""

    def _high(self) -> float:
        return self.fontMetrics().height() * 1.25

    def sizeHint(self) -> QSize:
        """Room for the longer word: nothing moves when it is switched."""
        metrics = self.fontMetrics()
        word = max(metrics.horizontalAdvance(one) for one in (_("On"), _("Off")))
        wide = word + measures.NEAR_PX + self._high() * 1.8 + 2 * _ROOM_PX
        return QSize(round(wide) + 2, round(max(self._high(), metrics.height()) + 2 * _ROOM_PX) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint word, track, knob and, with the keyboard, the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        high, wide = self._high(), self._high() * 1.8
        left = _ROOM_PX + 1 if rtl else self.width() - wide - _ROOM_PX - 1
        track = QRectF(left, (self.height() - high) / 2, wide, high)
        self._paint_track(painter, track)
        on = self.isChecked()
        knob = high * 0.36
        right_side = on != rtl
        centre = QPointF(
            track.right() - high / 2 if right_side else track.left() + high / 2, track.center().y()
        )
        painter.setPen(Qt.PenStyle.NoPen)
        filled = on and self.isEnabled()
        role = QPalette.ColorRole.HighlightedText
        painter.setBrush(self.palette().color(role) if filled else ink_of(self))
        painter.drawEllipse(centre, knob, knob)
        room = QRectF(self.rect()).adjusted(
            wide + measures.NEAR_PX if rtl else _ROOM_PX, 0, -_ROOM_PX if rtl else -wide - measures.NEAR_PX, 0
        )
        painter.setPen(ink_of(self))
        trailing = reading_side(self, Qt.AlignmentFlag.AlignTrailing)
        painter.drawText(
            room.adjusted(0, 0, -4 if not rtl else 0, 0).adjusted(4 if rtl else 0, 0, 0, 0),
            trailing | Qt.AlignmentFlag.AlignVCenter,
            _("On") if on else _("Off"),
        )
        if self.hasFocus():
            around = track.adjusted(-3, -3, 3, 3)
            paint_ring(painter, self, around, around.height() / 2)
        painter.end()

    def _paint_track(self, painter: QPainter, track: QRectF) -> None:
        if self.isChecked() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(QPalette.ColorRole.Highlight))
        else:
            painter.setPen(QPen(edge_of(self), 1.2))
            painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)


class Tick(_Box):
    """A box with a mark, and the words beside it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _side(self) -> float:
        return self.fontMetrics().height() * 1.05

    def sizeHint(self) -> QSize:
        """Room for box and words."""
        metrics = self.fontMetrics()
        wide = self._side() + measures.NEAR_PX + metrics.horizontalAdvance(self.words) + 4 * _ROOM_PX
        return QSize(round(wide) + 2, round(self._side() + 10 + 2 * _ROOM_PX))

    def minimumSizeHint(self) -> QSize:
        """Longer words are set smaller before they make the window wider."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self.fontMetrics().height() * 13), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box, mark, words and, with the keyboard, the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side, edge = self._side(), 2 * _ROOM_PX
        box = QRectF(self.width() - side - edge if rtl else edge, (self.height() - side) / 2, side, side)
        on = self.isChecked()
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        filled = on and self.isEnabled()
        painter.setPen(QPen(accent if filled else edge_of(self), 1.2))
        painter.setBrush(accent if filled else self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(box, side * 0.26, side * 0.26)
        if on:
            role = QPalette.ColorRole.HighlightedText
            colour = self.palette().color(role) if filled else ink_of(self)
            painter.setPen(QPen(colour, side * 0.13, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            points = [
                box.topLeft() + QPointF(side * x, side * y)
                for x, y in ((0.26, 0.53), (0.43, 0.7), (0.76, 0.32))
            ]
            painter.drawPolyline(points)
        gap = side + measures.NEAR_PX + edge
        room = QRectF(self.rect()).adjusted(edge if rtl else gap, 0, -gap if rtl else -edge, 0)
        painter.setPen(ink_of(self))
        own = self.font()
        size = QFontInfo(own).pixelSize()
        painter.setFont(fitted(self.words, own.family(), size, QFont.Weight.Normal, room.width() + 1))
        painter.drawText(room, reading_side(self, _LEADING) | Qt.AlignmentFlag.AlignVCenter, self.words)
        if self.hasFocus():
            paint_ring(painter, self, QRectF(self.rect()).adjusted(1, 1, -1, -1), measures.CONTROL_RADIUS_PX)
        painter.end()


class Switch(Control):
    """A setting that is on or off."""

    stretches = False

    def __init__(self) -> None:
        super().__init__()
        self.toggle = Toggle()
        self.toggle.toggled.connect(lambda on: self.asked.emit(on))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.toggle)

    def parts(self) -> Sequence[QWidget]:
        """The switch."""
        return (self.toggle,)

    def show_value(self, value: Value) -> None:
        """Show whether it is on."""
        self.toggle.blockSignals(True)
        self.toggle.setChecked(bool(value))
        self.toggle.blockSignals(False)
        self.toggle.update()
