"""One of a few: each choice a word that is pressed, the chosen one filled and marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from backbreak.core.fields import Value
from backbreak.windows import measures
from backbreak.windows.history.flow import Flow
from backbreak.windows.painting import thinned
from backbreak.windows.settings.control import Control, edge_of, ink_of, paint_ring

_ROOM_PX, _EDGE_PX = measures.FOCUS_ROOM_PX, 13


class Pill(QRadioButton):
    """One of the choices."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        return font

    def _mark(self) -> float:
        """How wide the mark of the chosen one is; the others keep the room for it."""
        return self.fontMetrics().height() * 0.62

    def sizeHint(self) -> QSize:
        """Room for the words, bold or not."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        wide = (
            QFontMetricsF(bold).horizontalAdvance(self.words) + self._mark() + 6 + 2 * _EDGE_PX + 2 * _ROOM_PX
        )
        return QSize(round(wide) + 1, round(self.fontMetrics().height() + 14 + 2 * _ROOM_PX))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def hitButton(self, at: QPoint) -> bool:
        """Take every click on it."""
        return self.rect().contains(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint face, mark, words and, with the keyboard, the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, group = self.palette(), QPalette.ColorGroup.Active
        box = QRectF(self.rect()).adjusted(_ROOM_PX, _ROOM_PX, -_ROOM_PX, -_ROOM_PX)
        accent, ink = palette.color(group, QPalette.ColorRole.Highlight), ink_of(self)
        chosen, lively = self.isChecked(), self.isEnabled() and self.underMouse()
        filled = chosen and self.isEnabled()
        painter.setPen(QPen(accent if filled else edge_of(self), 1))
        face = palette.color(group, QPalette.ColorRole.Base)
        painter.setBrush(accent if filled else thinned(ink, 0.06) if lively else face)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        words = palette.color(group, QPalette.ColorRole.HighlightedText) if filled else ink
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.setPen(words)
        painter.setFont(self._font())
        room = self._mark() + 6 if chosen else 0
        inner = box.adjusted(0 if rtl else room, 0, -room if rtl else 0, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, self.words)
        if chosen:
            side = self._mark()
            wide = QFontMetricsF(self._font()).horizontalAdvance(self.words)
            left = inner.center().x() + wide / 2 + 6 if rtl else inner.center().x() - wide / 2 - 6 - side
            corner = QPointF(left, box.center().y() - side / 2)
            points = [
                corner + QPointF(side * x, side * y) for x, y in ((0.06, 0.52), (0.36, 0.82), (0.94, 0.2))
            ]
            painter.setPen(QPen(words, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPolyline(points)
        if self.hasFocus():
            around = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            paint_ring(painter, self, around, around.height() / 2)
        painter.end()


class Pills(Control):
    """A setting that is one of a few choices; arrow keys go from one to the next."""

    def __init__(self, choices: Mapping[str, str]) -> None:
        """Take each choice as it is written, with its words."""
        super().__init__()
        self.pills = {value: Pill(words) for value, words in choices.items()}
        line = Flow(0)
        self.setLayout(line)
        for value, pill in self.pills.items():
            pill.toggled.connect(lambda on, value=value: self._chosen(value) if on else None)
            line.addWidget(pill)

    def parts(self) -> Sequence[QWidget]:
        """The choices."""
        return tuple(self.pills.values())

    def call(self, name: str, help_: str) -> None:
        """Each choice says which setting it is one of."""
        for pill in self.pills.values():
            pill.setAccessibleName(f"{name}: {pill.words}")
            pill.setAccessibleDescription(help_)

    def show_value(self, value: Value) -> None:
        """Show which one is chosen."""
        for one, pill in self.pills.items():
            pill.blockSignals(True)
            pill.setChecked(one == value)
            pill.blockSignals(False)
            pill.update()
        self._stop_at_chosen()

    def _chosen(self, value: str) -> None:
        self._stop_at_chosen()
        self.asked.emit(value)

    def _stop_at_chosen(self) -> None:
        """Have Tab stop at the one that is chosen, and the arrows reach the others."""
        chosen = any(pill.isChecked() for pill in self.pills.values())
        for pill in self.pills.values():
            stops = pill.isChecked() or not chosen
            pill.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)
