"""The page at the end: what was done, how far the round is now, and one piece of advice."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from backbreak.core.exercise import Exercise
from backbreak.core.playback import Playback
from backbreak.windows.palettes import Palette
from backbreak.windows.session.keybutton import KeyButton
from backbreak.windows.session.roundbar import RoundBar
from backbreak.windows.session.scaled import Text
from backbreak.words import _, ngettext

CLOSES_AFTER_S = 15


def sentence_for(playback: Playback, exercise: Exercise, done_before: int | None) -> str:
    """Say what was done, the name above: "5 of 10 this round" where that is known, else the plain count."""
    units, planned = playback.units, playback.plan.units
    if not planned:
        return _("You stood up and stretched.")
    values = {"name": exercise.name, "units": units, "planned": planned}
    both = exercise.sides != "none"
    if done_before is not None:
        values |= {"done": min(done_before + units, exercise.total_units), "total": exercise.total_units}
        if both:
            return _("%(name)s\n%(done)d of %(total)d a side this round") % values
        return _("%(name)s\n%(done)d of %(total)d this round") % values
    if units < planned:
        return _("%(name)s\n%(units)d of the %(planned)d planned") % values
    if both:
        return ngettext("%(name)s\nonce a side", "%(name)s\n%(units)d times a side", units) % values
    return ngettext("%(name)s\nonce", "%(name)s\n%(units)d times", units) % values


class _Mark(QWidget):
    """A tick in a circle."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.colours = palette
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = float(self.width())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colours.accent)
        painter.drawEllipse(QRectF(0, 0, side, side))
        tick = QPainterPath()
        tick.moveTo(side * 0.29, side * 0.52)
        tick.lineTo(side * 0.44, side * 0.67)
        tick.lineTo(side * 0.72, side * 0.36)
        round_ends = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(tick, QPen(self.colours.on_accent, side * 0.085, *round_ends))
        painter.end()


class EndPage(QWidget):
    """Closes by itself after a quarter of a minute."""

    close_asked = Signal()

    def __init__(self, family: str, palette: Palette) -> None:
        super().__init__()
        self._left_s = CLOSES_AFTER_S
        self._mark = _Mark(palette)
        self.title = Text(family, 84, QFont.Weight.Bold)
        self.sentence = Text(family, 32, QFont.Weight.DemiBold, wraps=True)
        self.tip = Text(family, 24, wraps=True)
        self.closing = Text(family, 19, counts=True)
        self.round = RoundBar(family, palette)
        self.close_key = KeyButton(_("Close"), _("Enter"), _("Enter or Escape"), family, palette)
        self.close_key.clicked.connect(self.close_asked)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._second)
        self._lay_out()
        self.set_palette(palette)

    def _lay_out(self) -> None:
        self._whole = QVBoxLayout(self)
        self._whole.addStretch(2)
        self._heading = QHBoxLayout()
        self._heading.addWidget(self._mark)
        self._heading.addWidget(self.title)
        self._heading.addStretch(1)
        self._whole.addLayout(self._heading)
        self._whole.addWidget(self.sentence)
        self._whole.addWidget(self.round)
        self._whole.addStretch(1)
        self._whole.addWidget(self.tip)
        self._whole.addStretch(2)
        foot = QHBoxLayout()
        foot.addWidget(self.closing)
        foot.addStretch(1)
        foot.addWidget(self.close_key)
        self._whole.addLayout(foot)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        self._whole.setContentsMargins(*(round(px * unit) for px in (72, 24, 72, 24)))
        self._whole.setSpacing(round(22 * unit))
        self._heading.setSpacing(round(24 * unit))
        side = round(84 * unit)
        self._mark.setFixedSize(QSize(side, side))
        for text in (self.title, self.sentence, self.tip, self.closing):
            text.set_unit(unit)
        self.round.set_unit(unit)
        self.close_key.set_unit(unit)

    def set_palette(self, palette: Palette) -> None:
        """Take the colours of another palette."""
        self._mark.colours = palette
        self._mark.update()
        self.round.set_palette(palette)
        self.close_key.set_palette(palette)
        for text in (self.title, self.sentence):
            text.set_colour(palette.text)
        for text in (self.tip, self.closing):
            text.set_colour(palette.soft)

    def show_end(self, playback: Playback, sentence: str, tip: str) -> None:
        """Show how a session ended and begin to count down."""
        self.title.setText(_("Well done") if playback.completed else _("Good for now"))
        self.sentence.setText(sentence)
        self.tip.setText(tip)
        self.tip.setVisible(bool(tip))
        self.round.show_round(playback.plan.round, playback.units)
        self._say_left()
        self._timer.start()
        self.close_key.setFocus(Qt.FocusReason.OtherFocusReason)

    def _second(self) -> None:
        self._left_s -= 1
        self._say_left()
        if self._left_s <= 0:
            self._timer.stop()
            self.close_asked.emit()

    def _say_left(self) -> None:
        left = ngettext("Closes in %(n)d second.", "Closes in %(n)d seconds.", self._left_s)
        self.closing.setText(left % {"n": self._left_s})
