"""What an exercise needs, as small drawings with their words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from backbreak.core.exercise import Exercise
from backbreak.windows.desk import wording
from backbreak.windows.desk.icons import paint_icon
from backbreak.windows.look import font
from backbreak.windows.palettes import Palette
from backbreak.words import _
from backbreak.words.listing import listed

_HEIGHT, _ICON, _LABEL = 34.0, 22.0, 17.0


class Needs(QLabel):
    """A row of tags; to a screen reader one line: "Needs: floor, mat"."""

    def __init__(self, family: str, palette: Palette) -> None:
        super().__init__()
        self._family, self._palette, self._unit = family, palette, 1.0
        self._things: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_exercise(self, exercise: Exercise) -> None:
        """Show what another exercise needs."""
        self._things = wording.needs(exercise)
        words = listed(word for _name, word in self._things)
        self.setText(_("Needs: %(things)s") % {"things": words})
        self.setToolTip(exercise.texts.needs)
        self.updateGeometry()
        self.update()

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        self._unit = unit
        self.updateGeometry()
        self.update()

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self._palette = palette
        self.update()

    def sizeHint(self) -> QSize:
        """Room for every tag."""
        gaps = 10 * self._unit * max(0, len(self._things) - 1)
        return QSize(round(sum(self._widths()) + gaps) + 1, round(_HEIGHT * self._unit))

    def minimumSizeHint(self) -> QSize:
        """No tag is cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tags from where reading begins."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        unit, colours = self._unit, self._palette
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        start = 0.0
        for (name, word), width in zip(self._things, self._widths(), strict=True):
            box = QRectF(self.width() - start - width if rtl else start, 0, width, self.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.track)
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            side, pad = _ICON * unit, 12 * unit
            middle = box.center().y() - side / 2
            icon = QRectF(box.right() - pad - side if rtl else box.left() + pad, middle, side, side)
            paint_icon(painter, name, icon, colours.text)
            painter.setPen(colours.text)
            words = box.adjusted(pad, 0, -pad - side, 0) if rtl else box.adjusted(pad + side, 0, -pad, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, word)
            start += width + 10 * unit
        painter.end()

    def _font(self) -> QFont:
        return font(self._family, _LABEL * self._unit, QFont.Weight.DemiBold)

    def _widths(self) -> list[float]:
        metrics = QFontMetricsF(self._font())
        return [metrics.horizontalAdvance(word) + (_ICON + 36) * self._unit for _name, word in self._things]
