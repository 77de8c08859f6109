"""The list of groups at the side: one is pressed to come to it, the one that is read is marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from backbreak.windows import measures
from backbreak.windows.keys import pressed_by_enter
from backbreak.windows.painting import is_stark, thinned
from backbreak.windows.session.scaled import reading_side
from backbreak.windows.settings.control import ink_of, paint_ring
from backbreak.windows.settings.groups import Group
from backbreak.words import _


class Link(QPushButton):
    """A group's name; the one that is read is bold, with a bar beside it."""

    def __init__(self, group: Group) -> None:
        super().__init__(group.title.replace("&", "&&"))
        self._title = group.title
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(group.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Medium)
        return font

    def sizeHint(self) -> QSize:
        """Room for the name, bold or not."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(bold)
        return QSize(metrics.horizontalAdvance(self._title) + 36, metrics.height() + 18)

    def minimumSizeHint(self) -> QSize:
        """Names are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint name, bar and, with the keyboard, the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, palette = QRectF(self.rect()), self.palette()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        lively = self.isEnabled() and self.underMouse()
        if self.isChecked() or lively:
            painter.setPen(Qt.PenStyle.NoPen)
            share = 0.07 if not is_stark(palette) else 0.25
            painter.setBrush(thinned(ink_of(self), share))
            painter.drawRoundedRect(
                box.adjusted(2, 2, -2, -2), measures.CONTROL_RADIUS_PX, measures.CONTROL_RADIUS_PX
            )
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            x = box.right() - 8 if rtl else box.left() + 5
            painter.drawRoundedRect(QRectF(x, box.top() + 9, 3, box.height() - 18), 1.5, 1.5)
        painter.setPen(ink_of(self))
        painter.setFont(self._font())
        side = reading_side(self, Qt.AlignmentFlag.AlignLeading)
        painter.drawText(box.adjusted(16, 0, -16, 0), side | Qt.AlignmentFlag.AlignVCenter, self._title)
        if self.hasFocus():
            paint_ring(painter, self, box.adjusted(1, 1, -1, -1), measures.CONTROL_RADIUS_PX + 1)
        painter.end()


class Side(QWidget):
    """`chosen` is emitted with the name of the group that was pressed."""

    accessible_role = QAccessible.Role.Grouping

    chosen = Signal(str)

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        self.setAccessibleName(_("Groups of settings"))
        self.links = {group.name: Link(group) for group in groups}
        whole = QVBoxLayout(self)
        outer, inner = measures.APART_PX, measures.TIGHT_PX
        left, right = (inner, outer) if self.isRightToLeft() else (outer, inner)
        whole.setContentsMargins(left, measures.TIGHT_PX, right, measures.APART_PX)
        whole.setSpacing(0)
        for name, link in self.links.items():
            link.toggled.connect(lambda on, name=name: self.chosen.emit(name) if on else None)
            link.clicked.connect(lambda _on, name=name: self.chosen.emit(name))
            whole.addWidget(link)
        whole.addStretch(1)
        self.mark(next(iter(self.links)))

    def mark(self, name: str) -> None:
        """Mark the group that is read; nothing is chosen by that."""
        link = self.links[name]
        if not link.isChecked():
            for one in self.links.values():
                one.blockSignals(True)
            link.setChecked(True)
            for one in self.links.values():
                one.blockSignals(False)

    def allow(self, names: Sequence[str]) -> None:
        """Let only these be chosen."""
        for name, link in self.links.items():
            link.setEnabled(name in names)
            link.setAccessibleDescription("" if name in names else _("Nothing found"))
