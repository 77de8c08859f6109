"""One setting on the page: its name and help, its control, the way back, and what there is to say of it."""

from __future__ import annotations

import html

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from backbreak.windows import measures
from backbreak.windows.keys import pressed_by_enter
from backbreak.windows.labels import label
from backbreak.windows.painting import thinned
from backbreak.windows.palettes import Palette, mix
from backbreak.windows.settings.control import Control, ink_of, paint_ring
from backbreak.windows.settings.groups import Row
from backbreak.windows.settings.search import places
from backbreak.windows.settings.told import tell


class Back(QPushButton):
    """A round arrow: back to the default. The room for it stays where there is nothing to go back from."""

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """A square that can be hit."""
        side = self.fontMetrics().height() + 14
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the arrow, and a ground under the pointer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, ink = QRectF(self.rect()).adjusted(3, 3, -3, -3), ink_of(self)
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(thinned(ink, 0.09))
            painter.drawRoundedRect(box, 7, 7)
        radius = self.fontMetrics().height() * 0.36
        around = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        painter.translate(box.center())
        pen = QPen(ink, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path = QPainterPath()
        path.arcMoveTo(around, 150)
        path.arcTo(around, 150, -290)
        painter.drawPath(path)
        tip = QPointF(-radius * 0.87, -radius * 0.5)
        painter.drawPolyline(
            [tip + QPointF(-0.05 * radius, -0.75 * radius), tip, tip + QPointF(0.78 * radius, 0.02 * radius)]
        )
        painter.resetTransform()
        if self.hasFocus():
            paint_ring(painter, self, QRectF(self.rect()).adjusted(1, 1, -1, -1), 8)
        painter.end()


class RowView(QWidget):
    """Words where reading begins, the control at the other side; below each other where it is narrow."""

    restore_asked = Signal()

    def __init__(self, row: Row, control: QWidget, *, below: bool = False, tall: bool = False) -> None:
        """`below` is for controls that need the whole width, `tall` for those of many lines."""
        super().__init__()
        self.row, self.control, self._below, self._tall = row, control, below, tall
        self._beside: bool | None = None
        self._room = 0
        self.name = label(row.label, measures.BODY, bold=True, wrap=True)
        self.help = label(row.help, measures.SMALL, dim=True, wrap=True)
        self.note = label("", measures.SMALL, wrap=True)
        self.key = label(", ".join(row.keys), measures.SMALL, dim=True, wrap=True)
        self.trouble = label("", measures.SMALL, bold=True, wrap=True)
        self.back = Back()
        self.back.clicked.connect(self.restore_asked)
        self.back.hide()
        for one in (self.note, self.trouble, self.key):
            one.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(measures.HAIR_PX)
        for one in (self.name, self.help, self.note, self.trouble, self.key):
            texts.addWidget(one)
        texts.addStretch(1)
        self._set = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._set.setSpacing(measures.TIGHT_PX)
        self._way = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._way.setContentsMargins(0, measures.GAP_PX, 0, measures.GAP_PX)
        self._way.setSpacing(measures.APART_PX)
        if self._below:
            head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
            head.addLayout(texts, 1)
            head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
            self._way.setDirection(QBoxLayout.Direction.TopToBottom)
            self._way.addLayout(head)
            self._way.addWidget(self.control)
            return
        self._set.addWidget(self.control, 1)
        middle, top = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignTop
        self._set.addWidget(self.back, 0, top if self._tall else middle)
        self._way.addLayout(texts, 1)
        self._way.addLayout(self._set)

    def arrange(self, width: int) -> None:
        """Choose beside or below by the words' and the control's own needs."""
        self._room = width
        if self._below:
            return
        needed = self.control.sizeHint().width() + self.back.sizeHint().width()
        said = [one.minimumSizeHint().width() for one in (self.note, self.trouble) if not one.isHidden()]
        left, apart = width - needed, measures.APART_PX + measures.TIGHT_PX
        beside = left >= 15 * self.fontMetrics().height() and left - apart >= max(said, default=0)
        if beside == self._beside:
            return
        self._beside = beside
        way = QBoxLayout.Direction
        self._way.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._way.setSpacing(measures.APART_PX if beside else measures.NEAR_PX)
        side = Qt.AlignmentFlag.AlignTrailing if beside else Qt.AlignmentFlag.AlignLeading
        none = Qt.AlignmentFlag(0)  # below, a control that wraps has the whole width, and the height for it
        self._way.setAlignment(self._set, side | Qt.AlignmentFlag.AlignVCenter if beside else none)
        if isinstance(self.control, Control) and not self.control.stretches:
            self._set.setAlignment(self.control, side | Qt.AlignmentFlag.AlignVCenter)

    # --- what is said ------------------------------------------------------------------------------

    def say(self, note: str) -> None:
        """Say where the value comes from, or what holds of it; "" for nothing."""
        tell(self.note, note)
        self._arrange_again()

    def complain(self, why: str) -> None:
        """Say what is wrong; "" takes that away."""
        tell(self.trouble, why)
        self._arrange_again()

    def _arrange_again(self) -> None:
        """What is said may have a word that needs more room, such as a file's name."""
        if self._room:
            self.arrange(self._room)

    def offer_default(self, told: str) -> None:
        """Offer to go back to the default, called so; "" where there is nothing to go back from."""
        self.back.setAccessibleName(told)
        self.back.setToolTip(told)
        self.back.setVisible(bool(told))

    def highlight(self, wanted: str, palette: Palette) -> None:
        """Mark what is looked for in name, help and key; the key shows where it is what was found."""
        for one, text in ((self.name, self.row.label), (self.help, self.row.help)):
            _mark(one, text, wanted, palette)
        keys = ", ".join(self.row.keys)
        found = bool(wanted.strip() and places(keys, wanted))
        _mark(self.key, keys, wanted, palette)
        self.key.setVisible(found)


def _mark(where: QLabel, text: str, wanted: str, palette: Palette) -> None:
    found = places(text, wanted)
    if not found:
        where.setTextFormat(Qt.TextFormat.PlainText)
        where.setText(text)
        where.setAccessibleName("")
        return
    ground, ink = mix(palette.card, palette.accent, 0.28).name(), palette.text.name()
    if palette.text == palette.soft:  # high contrast: turned round rather than tinted
        ground, ink = palette.accent.name(), palette.on_accent.name()
    parts, at = [], 0
    for start, end in found:
        parts.append(html.escape(text[at:start]))
        marked = html.escape(text[start:end])
        parts.append(f'<span style="background-color:{ground};color:{ink}">{marked}</span>')
        at = end
    parts.append(html.escape(text[at:]))
    where.setTextFormat(Qt.TextFormat.RichText)
    where.setText("".join(parts))
    where.setAccessibleName(text)
