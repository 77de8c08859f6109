"""The page that is seen while the session plays: figure, ring, word, captions, progress and keys.

The figure and the ring change many times a second; everything else only when its words do.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from backbreak.core.cues import Frame, Phase
from backbreak.core.exercise import Exercise
from backbreak.core.figure import FigureFrame, Radii
from backbreak.core.playback import Playback
from backbreak.windows.figure_view import FigureView
from backbreak.windows.palettes import Palette
from backbreak.windows.session.dial import Dial
from backbreak.windows.session.dots import RepDots, rows_for
from backbreak.windows.session.keybutton import KeyButton
from backbreak.windows.session.lines import NO_LINES, Lines
from backbreak.windows.session.roundbar import RoundBar
from backbreak.windows.session.scaled import BigWord, Coloured, Scaled, Text
from backbreak.words import _

_SEMI = QFont.Weight.DemiBold


class SessionPage(QWidget):
    """Shows a playback; its buttons ask for what the keys do."""

    pause_asked = Signal()
    back_asked = Signal()
    skip_asked = Signal()
    stop_asked = Signal()

    def __init__(self, exercise: Exercise, radii: Radii, family: str, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self._lines, self._still = NO_LINES, False
        self.figure = FigureView(radii, palette)
        self.dial = Dial(family, palette)
        self.dots = RepDots(family, palette)
        self.word = BigWord(family, 104)
        self.name = Text(family, 24, _SEMI)
        self.care = Text(family, 20, _SEMI)
        self.caption = Text(family, 27, _SEMI, wraps=True)
        self.following = Text(family, 21, wraps=True)
        self.round = RoundBar(family, palette)
        self.keys = {
            "pause": KeyButton(_("Pause"), _("Space"), _("Space"), family, palette),
            "back": KeyButton(_("Back"), "←", _("Left arrow"), family, palette),
            "skip": KeyButton(_("Skip"), "→", _("Right arrow"), family, palette),
            "stop": KeyButton(_("Stop"), _("Esc"), _("Escape"), family, palette),
        }
        self.keys["pause"].set_text(_("Go on"))
        self.keys["pause"].set_text(_("Pause"))
        asked = (self.pause_asked, self.back_asked, self.skip_asked, self.stop_asked)
        for key, signal in zip(self.keys.values(), asked, strict=True):
            key.clicked.connect(signal)
        self.name.setText(exercise.name)
        self.care.setText(_("Stop if it hurts."))
        self._lay_out()
        self.set_palette(palette)

    def _lay_out(self) -> None:
        self._header = QHBoxLayout()
        self._header.addWidget(self.name)
        self._header.addStretch(1)
        self._header.addWidget(self.care)
        self._middle = QGridLayout()
        self._middle.addWidget(self.figure, 0, 0)
        self._middle.addWidget(self.word, 1, 0)
        self._side = QVBoxLayout()
        self._side.addWidget(self.dial)
        self._side.addWidget(self.dots, 1)
        self._middle.addLayout(self._side, 0, 1, 2, 1)
        self._middle.setColumnStretch(0, 1)
        self._middle.setRowStretch(0, 1)
        self._words = QWidget()
        self._words_layout = QVBoxLayout(self._words)
        self._words_layout.setContentsMargins(0, 0, 0, 0)
        self._words_layout.addWidget(self.caption)
        self._words_layout.addWidget(self.following)
        self._words_layout.addStretch(1)
        self._buttons = QHBoxLayout()
        for name in ("pause", "back", "skip"):
            self._buttons.addWidget(self.keys[name])
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.keys["stop"])
        self._whole = QVBoxLayout(self)
        self._whole.addLayout(self._header)
        self._whole.addLayout(self._middle, 1)
        self._whole.addWidget(self._words)
        self._whole.addWidget(self.round)
        self._whole.addLayout(self._buttons)

    def set_unit(self, unit: float) -> None:
        """Take the size for a unit."""
        margin = round(24 * unit)
        self._whole.setContentsMargins(margin, round(18 * unit), margin, round(18 * unit))
        self._whole.setSpacing(round(12 * unit))
        self._middle.setHorizontalSpacing(round(24 * unit))
        self._middle.setVerticalSpacing(round(4 * unit))
        self._side.setSpacing(round(22 * unit))
        self._buttons.setSpacing(round(10 * unit))
        self._words_layout.setSpacing(round(2 * unit))
        # Room for a caption of two lines and what follows it, so that nothing moves when a caption is longer.
        self._words.setFixedHeight(round(104 * unit))
        texts: tuple[Scaled, ...] = (self.word, self.name, self.care, self.caption, self.following)
        for each in (*texts, self.dial, self.dots, self.round, *self.keys.values()):
            each.set_unit(unit)

    def set_palette(self, palette: Palette) -> None:
        """Take the colours of another palette."""
        self._palette = palette
        painted: tuple[Coloured, ...] = (self.figure, self.dial, self.dots, self.round)
        for each in (*painted, *self.keys.values()):
            each.set_palette(palette)
        self.name.set_colour(palette.text)
        self.care.set_colour(palette.phases[Phase.LIFT])
        self.caption.set_colour(palette.text)
        self.following.set_colour(palette.soft)

    def show_moment(self, playback: Playback, lines: Lines, picture: FigureFrame) -> None:
        """Show the moment a playback is at."""
        frame = playback.frame
        self._still = playback.paused or playback.resuming_s > 0
        self._lines = lines
        colour = self._palette.phases[frame.phase]
        self.show_motion(frame, picture)
        self.word.show_word(lines.word, self._palette.soft if self._still else colour)
        self.dots.show_rows(rows_for(playback))
        self.round.show_round(playback.plan.round, playback.units)
        self.keys["pause"].set_text(_("Go on") if playback.paused else _("Pause"))
        self.dial.setAccessibleName(lines.spoken)
        self.caption.setText(lines.caption)
        self.figure.setAccessibleName(_("Figure: %(what)s") % {"what": lines.caption})
        self.following.setText(lines.following)
        self.following.setVisible(bool(lines.following))

    def show_motion(self, frame: Frame, picture: FigureFrame) -> None:
        """Show what moves sixty times a second; all words stay as they are."""
        self.figure.show_frame(picture)
        colour = self._palette.phases[frame.phase]
        number, unit = self._lines.number, self._lines.unit
        self.dial.show_state(number, unit, frame.cue_progress, colour, self._still)

    def focus_first(self) -> None:
        """Give the keyboard to the page itself, so that no button looks chosen."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
