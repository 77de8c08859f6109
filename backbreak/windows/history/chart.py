"""What the charts share: a unit that follows the type, the direction of reading, words that fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from backbreak.windows.look import font
from backbreak.windows.palettes import Palette
from backbreak.windows.session.scaled import fitted

CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


class Chart(QWidget):
    """As wide as there is room and as high as it then needs; its name and description say all it shows."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.colours = palette
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self.colours = palette
        self.update()

    @property
    def em(self) -> float:
        """The size of the type, in pixels: everything is measured in it."""
        return float(self.fontInfo().pixelSize())

    @property
    def mirrored(self) -> bool:
        """Whether one reads from right to left."""
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    # --- what each chart says of itself ------------------------------------------------------------

    def height_at(self, width: float) -> float:
        """Give the height that a width needs."""
        raise NotImplementedError

    def paint(self, painter: QPainter) -> None:
        """Paint everything."""
        raise NotImplementedError

    def tip_at(self, x: float, y: float) -> str:
        """Say what is at a place, measured from where reading begins."""
        return ""

    # --- for painting ------------------------------------------------------------------------------

    def box(self, x: float, y: float, width: float, height: float) -> QRectF:
        """Give the place of a box that is so far from where reading begins."""
        return QRectF(self.width() - x - width if self.mirrored else x, y, width, height)

    def typeface(self, scale: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Give our font in a size, with digits of one width."""
        return font(self.font().family(), self.em * scale, weight, tabular=True)

    def write(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        colour: QColor,
        scale: float,
        weight: QFont.Weight = QFont.Weight.Normal,
        align: Qt.AlignmentFlag = CENTRE,
    ) -> None:
        """Write one line, smaller where it would not fit; a stroke may reach over the box."""
        painter.setFont(fitted(text, self.font().family(), self.em * scale, weight, box.width()))
        painter.setPen(colour)
        flags = (align | Qt.AlignmentFlag.AlignAbsolute).value | Qt.TextFlag.TextDontClip.value
        painter.drawText(box, int(flags), text)

    def leading(self) -> Qt.AlignmentFlag:
        """Give the side where reading begins."""
        return Qt.AlignmentFlag.AlignRight if self.mirrored else Qt.AlignmentFlag.AlignLeft

    # --- Qt ----------------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height that a width needs."""
        return round(self.height_at(max(1.0, float(width))))

    def sizeHint(self) -> QSize:
        """Wish for what the present width needs."""
        width = max(self.width(), round(24 * self.em))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Never hold the window open."""
        return QSize(round(10 * self.em), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height of the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the type and the direction of reading."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self.updateGeometry()
            self.update()

    def event(self, event: QEvent) -> bool:
        """Say what the pointer rests on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            x = float(event.pos().x())
            tip = self.tip_at(self.width() - x if self.mirrored else x, float(event.pos().y()))
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter)
        painter.end()
