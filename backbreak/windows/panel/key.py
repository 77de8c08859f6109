"""The panel's buttons: a label, a second line where there is one, and a mark where a menu or a part opens."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy

from backbreak.windows.keys import pressed_by_enter
from backbreak.windows.measures import CONTROL_RADIUS_PX, FOCUS_ROOM_PX, SMALL
from backbreak.windows.painting import is_stark, paint_arrow, paint_ring, refused_ink, thinned
from backbreak.windows.panel.wording import Choice
from backbreak.windows.session.scaled import fitted

_RING_PX = FOCUS_ROOM_PX
_LEAST_MARGIN_PX = 7.0
"""From the face's edge to words in its middle that have no more room; those are set smaller only then."""
_NOTE = SMALL
"""The second line's size, in the label's."""


class Face(Enum):
    """How much a button stands out."""

    PRIMARY = auto()
    PLAIN = auto()
    BARE = auto()
    """Words alone, at the side where reading begins."""


class Mark(Enum):
    """What the small arrow says."""

    NONE = auto()
    MENU = auto()
    PART = auto()
    """It opens and closes a part of the window."""


class Key(QPushButton):
    """Its colours are the palette's alone; one that cannot be pressed says why to whoever asks."""

    def __init__(self, face: Face, mark: Mark = Mark.NONE) -> None:
        super().__init__()
        self._face, self._mark, self._note, self._opened = face, mark, "", False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_choice(self, choice: Choice) -> None:
        """Say this from now on, and be pressed only if nothing speaks against it."""
        self._note = choice.note
        self.setText(choice.label.replace("&", "&&"))
        self.setAccessibleName(choice.label)
        told = choice.refused or choice.note
        self.setAccessibleDescription(told)
        self.setToolTip(choice.refused)
        self.setEnabled(not choice.refused)
        self.updateGeometry()
        self.update()

    def set_opened(self, opened: bool) -> None:
        """Turn the arrow of a part that is open."""
        self._opened = opened
        self.update()

    @property
    def words(self) -> str:
        """The label as it is read."""
        return self.accessibleName() or self.text()

    def sizeHint(self) -> QSize:
        """Room for both lines in their own size."""
        label, note = self._fonts(10_000)
        wide = max(QFontMetricsF(label).horizontalAdvance(self.words), self._note_width(note))
        line = self.fontMetrics().height()
        high = line * (1 + _NOTE) + 18 if self._note else line + 20
        if self._face is Face.PRIMARY:
            high += 8
        return QSize(round(wide + 2 * self._margin() + self._mark_room() + 2), round(high + 2 * _RING_PX))

    def minimumSizeHint(self) -> QSize:
        """Longer words are set smaller before they make the window wider."""
        return QSize(90, self.sizeHint().height())

    def holds_its_words(self) -> bool:
        """Whether nothing is cut off."""
        label, note = self._fonts(self._room())
        wide = max(QFontMetricsF(label).horizontalAdvance(self.words), self._note_width(note))
        return wide <= self._room() + 1 and self.height() >= self.sizeHint().height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint face, words, mark and, with the keyboard, the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(_RING_PX, _RING_PX, -_RING_PX, -_RING_PX)
        face, words, edge = self._colours()
        line = Qt.PenStyle.SolidLine if self.isEnabled() else Qt.PenStyle.DashLine
        painter.setPen(QPen(edge, 1, line) if edge.alpha() else Qt.PenStyle.NoPen)
        painter.setBrush(face)
        painter.drawRoundedRect(box, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
        self._paint_words(painter, box, words)
        paint_ring(painter, self)
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        label, note = self._fonts(self._room())
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = self._mark_room()
        margin = self._least_margin() - _RING_PX
        inner = box.adjusted(margin, 0, -margin, 0)
        inner.adjust(room if rtl else 0, 0, 0 if rtl else -room, 0)
        across = Qt.AlignmentFlag.AlignHCenter
        if self._face is Face.BARE:
            across = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = across | Qt.AlignmentFlag.AlignAbsolute
        line, small = QFontMetricsF(label).height(), QFontMetricsF(note).height()
        top = box.center().y() - (line + (small if self._note else 0)) / 2
        painter.setPen(colour)
        painter.setFont(label)
        painter.drawText(QRectF(inner.x(), top, inner.width(), line), flags, self.words)
        if self._note:
            soft = QColor(colour) if self._face is Face.PRIMARY else self.palette().color(_SOFT)
            painter.setPen(soft)
            painter.setFont(note)
            painter.drawText(QRectF(inner.x(), top + line, inner.width(), small), flags, self._note)
        self._paint_mark(painter, box, colour, rtl)

    def _paint_mark(self, painter: QPainter, box: QRectF, colour: QColor, rtl: bool) -> None:
        if self._mark is Mark.NONE:
            return
        arm = self.fontMetrics().height() * 0.22
        edge = self._margin() - _RING_PX + arm
        centre = QPointF(box.left() + edge if rtl else box.right() - edge, box.center().y())
        paint_arrow(painter, centre, arm, colour, up=self._opened)

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        """Face, words and edge."""
        palette, group = self.palette(), QPalette.ColorGroup.Active
        ink, none = palette.color(group, QPalette.ColorRole.WindowText), QColor(Qt.GlobalColor.transparent)
        lively = self.isEnabled() and (self.underMouse() or self.isDown())
        if self._face is Face.PRIMARY and self.isEnabled():
            face = palette.color(group, QPalette.ColorRole.Highlight)
            words = palette.color(group, QPalette.ColorRole.HighlightedText)
            return face.lighter(108) if lively else face, words, none
        stark = is_stark(palette)
        if not self.isEnabled():
            return none, refused_ink(palette), thinned(ink, 0.6 if stark else 0.22)
        face = thinned(ink, 0.13 if self.isDown() else 0.09 if lively else 0.045)
        edge = thinned(ink, 1.0 if stark else 0.16)
        if self._face is Face.BARE:
            return face if lively else none, ink, none
        return face, ink, edge

    def _fonts(self, room: float) -> tuple[QFont, QFont]:
        """The fonts of both lines in a width."""
        own = self.font()
        size = QFontInfo(own).pixelSize() * (1.12 if self._face is Face.PRIMARY else 1.0)
        weight = QFont.Weight.DemiBold if self._face is Face.PRIMARY else QFont.Weight.Medium
        plain = QFont.Weight.Normal
        label = fitted(self.words, own.family(), size, weight, room)
        return label, fitted(self._note, own.family(), QFontInfo(own).pixelSize() * _NOTE, plain, room)

    def _note_width(self, note: QFont) -> float:
        return QFontMetricsF(note).horizontalAdvance(self._note)

    def _margin(self) -> float:
        """From the edge to the words."""
        return _RING_PX + (10.5 if self._face is Face.BARE else 14)

    def _least_margin(self) -> float:
        return self._margin() if self._face is Face.BARE else _RING_PX + _LEAST_MARGIN_PX

    def _mark_room(self) -> float:
        return 0.0 if self._mark is Mark.NONE else self.fontMetrics().height() * 0.44 + 8

    def _room(self) -> float:
        return self.width() - 2 * self._least_margin() - self._mark_room()


_SOFT = QPalette.ColorRole.PlaceholderText
