"""How things stand, in the panel's largest type: the next break's time, or a phrase where there is none."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QFontInfo, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from backbreak.windows.measures import BODY, DISPLAY, FIGURE
from backbreak.windows.session.scaled import fitted, reading_side

_ROOM = 10_000.0


class Standing(QWidget):
    """A small line above a figure, or a phrase that wraps; to assistive technology one sentence."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self) -> None:
        super().__init__()
        self._caption = self._figure = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_standing(self, sentence: str, caption: str, figure: str) -> None:
        """Show a figure with its caption, or a phrase where the caption is empty."""
        self.setAccessibleName(sentence)
        if (caption, figure) != (self._caption, self._figure):
            self._caption, self._figure = caption, figure
            self.updateGeometry()
            self.update()

    def text(self) -> str:
        """The whole as a sentence."""
        return self.accessibleName()

    def hasHeightForWidth(self) -> bool:
        """A phrase wraps."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """Give the height that a width needs."""
        measure = QFontMetricsF(self._large(width))
        if self._caption:
            return round(QFontMetricsF(self._small()).height() + measure.height())
        room = QRectF(0, 0, max(1, width), _ROOM)
        return round(measure.boundingRect(room, self._flags(), self._figure).height())

    def sizeHint(self) -> QSize:
        """Wish for what the present width needs."""
        return QSize(self._px(BODY) * 18, self.heightForWidth(max(self.width(), self._px(BODY) * 18)))

    def minimumSizeHint(self) -> QSize:
        """Never hold the window open."""
        return QSize(self._px(BODY) * 8, self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it at the side where reading begins."""
        painter, box = QPainter(self), QRectF(self.rect())
        palette = self.palette()
        if self._caption:
            painter.setFont(self._small())
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(box, self._flags(), self._caption)
            box.setTop(QFontMetricsF(self._small()).height())
        painter.setFont(self._large(self.width()))
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.drawText(box.translated(self._hang(), 0), self._flags(), self._figure)
        painter.end()

    def _hang(self) -> float:
        """How far a figure is moved so that its ink, and not its room, begins where the caption does."""
        if not self._caption:
            return 0.0
        measure = QFontMetricsF(self._large(self.width()))
        inked = measure.tightBoundingRect(self._figure)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return measure.horizontalAdvance(self._figure) - inked.right()
        return -inked.left()

    def _flags(self) -> int:
        side = reading_side(self, Qt.AlignmentFlag.AlignLeading) | Qt.AlignmentFlag.AlignTop
        return int(side.value) | (0 if self._caption else int(Qt.TextFlag.TextWordWrap))

    def _large(self, width: int) -> QFont:
        """A figure stays on one line and becomes smaller, a phrase only for its longest word."""
        bold, family = QFont.Weight.DemiBold, self.font().family()
        if self._caption:
            return fitted(self._figure, family, self._px(DISPLAY), bold, width)
        longest = max(self._figure.split(), key=len, default="")
        return fitted(longest, family, self._px(FIGURE * 1.1), bold, width)

    def _small(self) -> QFont:
        return fitted(self._caption, self.font().family(), self._px(BODY), QFont.Weight.Medium, self.width())

    def _px(self, scale: float) -> int:
        return round(QFontInfo(self.font()).pixelSize() * scale)
