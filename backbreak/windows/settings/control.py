"""What all controls of the settings share: a value that is shown, one that is asked for, and the paint."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from backbreak.core.fields import Value
from backbreak.windows import measures
from backbreak.windows.painting import is_stark, refused_ink, thinned

_UNDO = QKeySequence.StandardKey.Undo
PAUSE_MS = 350
"""A value that is being turned up or down is written when it has stood still for so long."""


class Control(QWidget):
    """Shows a setting; `asked` is emitted with the value somebody wants instead."""

    asked = Signal(object)
    stretches = True
    """Whether it takes all the room it is given; otherwise it stands at one side of it."""

    def show_value(self, value: Value) -> None:
        """Show another value; nothing is asked by that."""
        raise NotImplementedError

    def parts(self) -> Sequence[QWidget]:
        """What of it the keyboard reaches."""
        raise NotImplementedError

    def call(self, name: str, help_: str) -> None:
        """Be called so by whoever hears it."""
        for part in self.parts():
            part.setAccessibleName(name)
            part.setAccessibleDescription(help_)

    def allow(self, allowed: bool) -> None:
        """Let it be changed, or not."""
        for part in self.parts():
            part.setEnabled(allowed)

    def flush(self) -> None:
        """Ask at once for what was about to be asked for."""


class Unhurried(Control):
    """A control that is turned step by step: it asks when it has stood still, or is left."""

    def __init__(self) -> None:
        super().__init__()
        self._wish: Value | None = None
        self._still = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._still.timeout.connect(self.flush)

    def wish(self, value: Value) -> None:
        """Ask for this soon, unless something else is wished before."""
        self._wish = value
        self._still.start()

    @property
    def wishing(self) -> bool:
        """Whether something is about to be asked for: what is shown then is not overwritten."""
        return self._still.isActive()

    def forget(self) -> None:
        """Wish for nothing any more."""
        self._still.stop()
        self._wish = None

    def flush(self) -> None:
        """Ask now."""
        wish = self._wish
        self.forget()
        if wish is not None:
            self.asked.emit(wish)


def ink_of(widget: QWidget) -> QColor:
    """Give the colour of lines and words on a control: paler while it cannot be used, but to be read."""
    palette = widget.palette()
    ink = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
    return ink if widget.isEnabled() else refused_ink(palette)


def edge_of(widget: QWidget) -> QColor:
    """Give the colour of a control's outline."""
    ink = widget.palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
    if is_stark(widget.palette()):
        return thinned(ink, 1.0 if widget.isEnabled() else 0.5)
    return thinned(ink, 0.42 if widget.isEnabled() else 0.2)


def paint_face(painter: QPainter, widget: QWidget, box: QRectF, radius: float) -> None:
    """Paint the ground of a field."""
    palette, group = widget.palette(), QPalette.ColorGroup.Active
    painter.setPen(QPen(edge_of(widget), 1))
    lively = widget.isEnabled() and widget.underMouse()
    ink = palette.color(group, QPalette.ColorRole.WindowText)
    painter.setBrush(thinned(ink, 0.05) if lively else palette.color(group, QPalette.ColorRole.Base))
    painter.drawRoundedRect(box, radius, radius)


def paint_ring(painter: QPainter, widget: QWidget, box: QRectF, radius: float) -> None:
    """Paint the ring around whatever has the keyboard."""
    painter.setPen(QPen(widget.palette().color(QPalette.ColorRole.Highlight), measures.FOCUS_PX))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)


def undoes(event: QEvent) -> bool:
    """Whether a key is about to be pressed that takes something back."""
    wanted = QEvent.Type.ShortcutOverride
    return event.type() == wanted and isinstance(event, QKeyEvent) and event.matches(_UNDO)


def pass_on(event: QWheelEvent) -> None:
    """Leave the wheel to the page: whoever scrolls by changes nothing."""
    event.ignore()
