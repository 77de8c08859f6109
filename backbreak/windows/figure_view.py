"""The widget that shows the moving figure, or a pack's picture in its place, in a card with rounded corners.

It paints only when the frame it is given differs from the last one, so a figure that rests costs nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from backbreak.core.figure import FigureFrame, Radii
from backbreak.windows.figure_stage import Stage
from backbreak.windows.measures import LINE_PX
from backbreak.windows.palettes import Palette, Theme
from backbreak.windows.pictures import Sheet, Shown

_CORNER_PX = 18.0
_ASPECT = 1.6
_FADE_MS = 250


def paint_card(painter: QPainter, area: QRectF, palette: Palette) -> None:
    """Paint the card with nothing on it."""
    painter.fillRect(area, palette.ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.card)
    painter.drawRoundedRect(area, _CORNER_PX, _CORNER_PX)


def paint_edge(painter: QPainter, area: QRectF, palette: Palette) -> None:
    """Paint the card's edge in high contrast, where its ground is that of the window."""
    if palette.theme is not Theme.CONTRAST:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(palette.line, LINE_PX))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = LINE_PX / 2
    painter.drawRoundedRect(area.adjusted(half, half, -half, -half), _CORNER_PX - half, _CORNER_PX - half)


class FigureView(QWidget):
    """Shows the frames it is given; `setAccessibleName` says in words what they show."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, radii: Radii, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._radii = radii
        self._stage = Stage(palette, radii, _CORNER_PX)
        self._frame: FigureFrame | None = None
        self._sheet = Sheet(palette)
        self._picture: Shown | None = None
        self._past: QPixmap | None = None
        self._past_left = 0.0
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(_FADE_MS)
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.valueChanged.connect(self._fade_on)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_frame(self, frame: FigureFrame | Shown) -> None:
        """Show a frame, or a picture, from now on; only what changes is painted anew."""
        if isinstance(frame, Shown):
            self._show_picture(frame)
            return
        if self._picture is not None:
            self._picture, self._frame = None, None
        before, self._frame = self._frame, frame
        if frame is before:
            return
        region = self._stage.move(QRectF(self.rect()), frame, self.devicePixelRatioF())
        if region is None:
            self.update()
        elif not region.isEmpty():
            self.update(region)

    def badge(self) -> QRectF:
        """Give the place of what lies over a corner, which pictures make room for; none of it here."""
        return QRectF()

    def _show_picture(self, shown: Shown) -> None:
        if shown is not self._picture:
            self._picture = shown
            self.update()

    def soften(self) -> None:
        """Fade from what is seen now into what comes next, for a jump in the film."""
        self._past = self.grab()
        self._fade.start()

    def _fade_on(self, left: float) -> None:
        self._past_left = left
        if left <= 0.0:
            self._past = None
        self.update()

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self._stage = Stage(palette, self._radii, _CORNER_PX)
        self._sheet = Sheet(palette)
        self.update()

    def sizeHint(self) -> QSize:
        """Prefer the film's own format."""
        return QSize(640, 400)

    def minimumSizeHint(self) -> QSize:
        """Stay large enough to be understood."""
        return QSize(320, round(320 / _ASPECT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card and the frame on it."""
        painter = QPainter(self)
        area, palette = QRectF(self.rect()), self._stage.palette
        if self._picture is not None:
            paint_card(painter, area, palette)
            self._sheet.paint(painter, area, self._picture, self.devicePixelRatioF(), self.badge())
        elif self._frame is None:
            paint_card(painter, area, palette)
        else:
            self._stage.paint(painter, area, self._frame, self.devicePixelRatioF(), event.region())
        paint_edge(painter, area, palette)
        if self._past is not None:
            painter.setOpacity(self._past_left)
            painter.drawPixmap(self.rect(), self._past)
        painter.end()
