"""Values that are felt rather than counted: a slider, with the value in words beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QStyle, QStyleOptionSlider, QWidget

from backbreak.core.fields import Field, Value
from backbreak.windows import measures
from backbreak.windows.labels import label
from backbreak.windows.settings.control import Unhurried, edge_of, ink_of, paint_ring, pass_on


class Slider(QSlider):
    """A line with a knob; its colours are the palette's alone."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Long enough to choose from, with room for the ring."""
        em = self.fontMetrics().height()
        return QSize(em * 10, round(em + 16 + 2 * measures.FOCUS_ROOM_PX))

    def minimumSizeHint(self) -> QSize:
        """Room for some steps at least."""
        return QSize(self.fontMetrics().height() * 6, self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page is scrolled, not the value."""
        pass_on(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line, the part before the knob, the knob and, with the keyboard, the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )
        radius = self.fontMetrics().height() * 0.5
        middle, x = self.height() / 2, min(max(handle.center().x(), radius + 3), self.width() - radius - 3)
        line = QRectF(radius, middle - 2, self.width() - 2 * radius, 4)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        before = QRectF(line)
        before.setLeft(x) if rtl else before.setRight(x)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(edge_of(self))
        painter.drawRoundedRect(line, 2, 2)
        accent = self.palette().color(QPalette.ColorRole.Highlight) if self.isEnabled() else ink_of(self)
        painter.setBrush(accent)
        painter.drawRoundedRect(before, 2, 2)
        knob = QRectF(x - radius, middle - radius, 2 * radius, 2 * radius)
        painter.setPen(QPen(accent, 2))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawEllipse(knob.adjusted(1, 1, -1, -1))
        if self.hasFocus():
            paint_ring(painter, self, knob.adjusted(-3, -3, 3, 3), radius + 3)
        painter.end()


class Slide(Unhurried):
    """A setting that is a number, in steps of `step`; one between two stays as it is until it is moved."""

    def __init__(self, field: Field, step: float, told: Callable[[float], str]) -> None:
        super().__init__()
        assert field.minimum is not None and field.maximum is not None
        self._step, self._told = step, told
        self.slider, self.words = Slider(), label("", 1.0)
        self.slider.setRange(round(field.minimum / step), round(field.maximum / step))
        self.slider.setPageStep(max(1, round(0.25 / step)))
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(self.flush)
        trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        self.words.setAlignment(trailing)
        self._hold_width(self.words, told(field.minimum), told(field.maximum), told(1.5), told(1.25))
        self.line = QWidget()
        line = QHBoxLayout(self.line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(measures.NEAR_PX)
        line.addWidget(self.words)
        line.addWidget(self.slider, 1)
        self._lay_out()

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.line)

    def _hold_width(self, words: QLabel, *texts: str) -> None:
        """Nothing moves while it is moved."""
        metrics = words.fontMetrics()
        words.setMinimumWidth(max(metrics.horizontalAdvance(text) for text in texts) + 4)

    def parts(self) -> Sequence[QWidget]:
        """The slider."""
        return (self.slider,)

    def show_value(self, value: Value) -> None:
        """Show a number, unless another one is just being moved to."""
        assert isinstance(value, int | float)
        if self.wishing or self.slider.isSliderDown():
            return
        self.forget()
        self.slider.blockSignals(True)
        self.slider.setValue(round(float(value) / self._step))
        self.slider.blockSignals(False)
        self._say(float(value))

    def _moved(self, steps: int) -> None:
        value = round(steps * self._step, 3)
        self._say(value)
        self.wish(value)

    def _say(self, value: float) -> None:
        self.words.setText(self._told(value))
