"""Numbers: a field with its unit that is typed into, or turned by its arrows and the arrow keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import ceil, floor

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSizePolicy, QStyle, QStyleOptionSpinBox, QWidget

from backbreak.core.fields import Field, Value
from backbreak.windows import locales, measures
from backbreak.windows.settings import saying
from backbreak.windows.settings.control import Unhurried, ink_of, paint_face, paint_ring, pass_on, undoes

_ABSOLUTE = Qt.AlignmentFlag.AlignAbsolute
_ROOM_PX = measures.FOCUS_ROOM_PX

_DECIMAL = re.compile(r"(?<=\d)[.,\u066b]")

Step = Callable[[float], float]
"""How far the arrows go from a value."""


def by_minutes(value: float) -> float:
    """Finer steps for what is short."""
    return 1.0 if value < 10 else 5.0 if value < 60 else 15.0


class Spin(QDoubleSpinBox):
    """A number in the language's own writing; its colours are the palette's alone."""

    def __init__(self, unit: tuple[str, str], step: Step) -> None:
        super().__init__()
        self._step = step
        self.setPrefix(unit[0])
        self.setSuffix(unit[1])
        self.setDecimals(3)
        self.setKeyboardTracking(False)
        self.setFrame(False)
        self.setLocale(locales.in_use())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        rtl = self.isRightToLeft()
        near = measures.NEAR_PX
        self.lineEdit().setTextMargins(0 if rtl else near, 0, near if rtl else 0, 0)
        self.setAlignment((Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft) | _ABSOLUTE)
        self._clear()

    def _clear(self) -> None:
        """The face is painted below: the text itself stands on nothing."""
        palette = self.lineEdit().palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.lineEdit().setPalette(palette)

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        """Take either sign for the decimal one: nothing here is so large that thousands are told apart."""
        return super().validate(_DECIMAL.sub(self.locale().decimalPoint(), text), at)

    def textFromValue(self, value: float) -> str:
        """Write it without needless noughts."""
        return self.locale().toString(value, "g", 6)

    def stepBy(self, steps: int) -> None:
        """Go to the next round number."""
        value = self.value()
        for _step in range(abs(steps)):
            step = self._step(value if steps > 0 else value - 0.001)
            whole = value / step
            value = step * (floor(whole) + 1 if steps > 0 else ceil(whole) - 1)
        self.setValue(value)
        self.selectAll()

    def sizeHint(self) -> QSize:
        """Room for the longest number and its unit, the same for all."""
        metrics = QFontMetricsF(self.font())
        before, after = saying.unit_of_minutes()
        texts = (
            f"{before}999.5{after}",
            f"{self.prefix()}999.5{self.suffix()}",
            *saying.least_values().values(),
        )
        longest = max(metrics.horizontalAdvance(text) for text in texts)
        wide = longest + metrics.height() * 1.6 + 4 * measures.NEAR_PX
        wide = max(wide, metrics.height() * 8.0)
        return QSize(round(wide), round(metrics.height() + 16 + 2 * _ROOM_PX))

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Leave it to the window to take things back."""
        if undoes(event):
            event.ignore()
            return False
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page is scrolled, not the value."""
        pass_on(event)

    # --- its arrows --------------------------------------------------------------------------------

    def _arm(self) -> float:
        return self.fontMetrics().height() * 0.17

    def _column(self) -> QRectF:
        """Where the arrows are, at the side where reading ends; Qt's own are as narrow with larger type."""
        box = QRectF(self.rect()).adjusted(_ROOM_PX, _ROOM_PX, -_ROOM_PX, -_ROOM_PX)
        wide = 2 * (self._arm() + measures.NEAR_PX)
        return QRectF(
            box.left() if self.isRightToLeft() else box.right() - wide, box.top(), wide, box.height()
        )

    def _make_room(self) -> None:
        """Have the text end where the arrows begin."""
        field, column = self.lineEdit(), self._column()
        left = round(column.right()) if self.isRightToLeft() else round(_ROOM_PX)
        right = round(self.width() - _ROOM_PX) if self.isRightToLeft() else round(column.left())
        field.setGeometry(left, field.y(), right - left, field.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt lays the field out by its own arrows."""
        super().resizeEvent(event)
        self._make_room()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a press on our arrows as one on Qt's, wherever those are."""
        if not self._column().contains(event.position()):
            super().mousePressEvent(event)
            return
        up = event.position().y() < self._column().center().y()
        option, control = QStyleOptionSpinBox(), QStyle.ComplexControl.CC_SpinBox
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_SpinBoxUp if up else QStyle.SubControl.SC_SpinBoxDown
        there = QPointF(self.style().subControlRect(control, option, part, self).center())
        super().mousePressEvent(
            QMouseEvent(
                event.type(),
                there,
                event.globalPosition(),
                event.button(),
                event.buttons(),
                event.modifiers(),
            )
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint face, arrows and, with the keyboard, the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(_ROOM_PX, _ROOM_PX, -_ROOM_PX, -_ROOM_PX)
        paint_face(painter, self, box, measures.CONTROL_RADIUS_PX)
        column, arm = self._column(), self._arm()
        for way, can in ((-1, self.value() < self.maximum()), (1, self.value() > self.minimum())):
            middle = column.center() + QPointF(0, way * (column.height() / 4 - 0.5))
            colour = ink_of(self)
            colour.setAlphaF(colour.alphaF() * (0.85 if can else 0.25))
            painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            tip = middle + QPointF(0, way * arm * 0.5)
            for side in (-1, 1):
                painter.drawLine(tip, middle + QPointF(side * arm, -way * arm * 0.5))
        if self.hasFocus():
            around = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            paint_ring(painter, self, around, measures.CONTROL_RADIUS_PX + 2)
        painter.end()


class Number(Unhurried):
    """A setting that is a number."""

    stretches = False

    def __init__(self, field: Field, unit: tuple[str, str], step: Step, none: str = "") -> None:
        """`none` is what the least value is called where it is more than a small number."""
        super().__init__()
        assert field.minimum is not None and field.maximum is not None
        self._field = field
        self.spin = Spin(unit, step)
        self.spin.setRange(field.minimum, field.maximum)
        self.spin.setSpecialValueText(none)
        self.spin.valueChanged.connect(lambda value: self.wish(self._kept(value)))
        self.spin.editingFinished.connect(self.flush)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.spin)

    def _kept(self, value: float) -> Value:
        return round(value) if isinstance(self._field.default, int) else value

    def parts(self) -> Sequence[QWidget]:
        """The field."""
        return (self.spin,)

    def flush(self) -> None:
        """Ask now; nothing is being typed any more."""
        self.spin.lineEdit().setModified(False)
        super().flush()

    def show_value(self, value: Value) -> None:
        """Show a number, unless another one is just being typed or turned to."""
        assert isinstance(value, int | float)
        if self.wishing or (self.spin.hasFocus() and self.spin.lineEdit().isModified()):
            return
        self.forget()
        self.spin.blockSignals(True)
        self.spin.setValue(float(value))
        self.spin.blockSignals(False)
