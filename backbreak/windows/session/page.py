"""The page that is seen while the session plays: figure, ring, word, captions, progress and controls.

The figure and the ring change many times a second; everything else only when its words do. In a window that
stands upright the ring goes below the figure instead of beside it.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from backbreak.core.cues import Frame, Phase
from backbreak.core.exercise import Exercise
from backbreak.core.figure import FigureFrame, Radii
from backbreak.core.playback import Playback
from backbreak.windows.figure_view import FigureView
from backbreak.windows.palettes import Palette
from backbreak.windows.pictures import Shown
from backbreak.windows.session.captions import Captions
from backbreak.windows.session.controlkey import ControlKey
from backbreak.windows.session.controls import Control
from backbreak.windows.session.dial import Dial
from backbreak.windows.session.dots import RepDots, rows_for
from backbreak.windows.session.fitting import Fit
from backbreak.windows.session.lines import NO_LINES, Lines
from backbreak.windows.session.roundbar import RoundBar
from backbreak.windows.session.scaled import BigWord, Coloured, Scaled
from backbreak.windows.session.strip import Controls
from backbreak.words import _, care

_SEMI = QFont.Weight.DemiBold
_MARGIN = 24.0
_SMALLER_DIAL = 0.88
"""Where the keys take a second row, the ring leaves the dots below it their room."""


class SessionPage(QWidget):
    """Shows a playback; its buttons ask for what the keys do."""

    accessible_role = QAccessible.Role.Grouping

    asked = Signal(Control)

    def __init__(self, radii: Radii, family: str, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self._lines, self._still, self._upright = NO_LINES, False, False
        self.figure = FigureView(radii, palette)
        self.dial = Dial(family, palette)
        self.dots = RepDots(family, palette)
        self.word = BigWord(family, 104)
        self.name = Fit(family, 24, _SEMI)
        self.status = Fit(family, 18)
        self.care = Fit(family, 20, _SEMI, trailing=True)
        self.captions = Captions(family)
        self.round = RoundBar(family, palette)
        self.controls = Controls(family, palette)
        self.controls.asked.connect(self.asked)
        self.care.setText(care.every_session())
        self._lay_out()
        self._arrange()
        read = (self.name, self.status, self.care, self.word, self._side, self.figure)
        for part in (*read, self.captions, self.round, self.controls):
            part.raise_()  # nothing overlaps; a screen reader walks through the page in this order
        self.set_palette(palette)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def keys(self) -> dict[str, ControlKey]:
        """The buttons by their names: "pause", "back", "skip", "easier", "swap", "mute", "hurts", "stop"."""
        return {control.value: key for control, key in self.controls.keys.items()}

    def _lay_out(self) -> None:
        self._header = QGridLayout()
        self._header.setColumnStretch(0, 1)
        self._header.addWidget(self.name, 0, 0)
        self._header.addWidget(self.care, 0, 1)
        self._header.addWidget(self.status, 1, 0, 1, 2)
        self._middle = QGridLayout()
        self._side = QWidget()
        self._side_layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._side)
        self._side_layout.setContentsMargins(0, 0, 0, 0)
        self._side_layout.addWidget(self.dial)
        self._side_layout.addWidget(self.dots, 1)
        self._whole = QVBoxLayout(self)
        self._whole.addLayout(self._header)
        self._whole.addLayout(self._middle, 1)
        self._whole.addWidget(self.captions)
        self._whole.addWidget(self.round)
        self._whole.addWidget(self.controls)

    def _arrange(self) -> None:
        """Ring and dots beside figure and word, or below them."""
        middle, upright = self._middle, self._upright
        middle.addWidget(self.figure, 0, 0)
        middle.addWidget(self.word, 1, 0)
        if upright:
            middle.addWidget(self._side, 2, 0)
        else:
            middle.addWidget(self._side, 0, 1, 2, 1)
        along = QBoxLayout.Direction.LeftToRight if upright else QBoxLayout.Direction.TopToBottom
        self._side_layout.setDirection(along)
        middle.setColumnStretch(0, 1)
        middle.setRowStretch(0, 1)

    def set_unit(self, unit: float, size: QSize, upright: bool) -> None:
        """Take the size for a unit in a window of a size, lying or standing."""
        if upright != self._upright:
            self._upright = upright
            self._arrange()
        margin = round(_MARGIN * unit)
        self._whole.setContentsMargins(margin, round(16 * unit), margin, round(18 * unit))
        self._whole.setSpacing(round(11 * unit))
        self._header.setVerticalSpacing(0)
        self._header.setHorizontalSpacing(round(24 * unit))
        self._middle.setHorizontalSpacing(round(24 * unit))
        self._middle.setVerticalSpacing(round(4 * unit))
        self._side_layout.setSpacing(round(14 * unit))
        header, below = (self.name, self.status, self.care), (self.captions, self.round)
        scaled: tuple[Scaled, ...] = (*header, self.word, self.dial, self.dots, *below)
        for each in scaled:
            each.set_unit(unit)
        self.controls.set_unit(unit, size.width() - 2 * margin)
        if upright:
            self.dots.set_unit(1.5 * unit)  # there is room for larger ones beside the ring
        elif self.controls.rows > 1:
            self.dial.set_unit(_SMALLER_DIAL * unit)

    def set_palette(self, palette: Palette) -> None:
        """Take the colours of another palette."""
        self._palette = palette
        painted: tuple[Coloured, ...] = (self.figure, self.dial, self.dots, self.captions, self.round)
        for each in (*painted, self.controls):
            each.set_palette(palette)
        self.name.set_colour(palette.text)
        self.status.set_colour(palette.soft)
        self.care.set_colour(palette.phases[Phase.LIFT])

    def show_exercise(self, exercise: Exercise) -> None:
        """Name the exercise that is played from now on."""
        self.name.setText(exercise.name)
        self.setAccessibleName(exercise.name)  # it is the page that has the keyboard at first

    def show_state(self, playback: Playback, status: str, muted: bool) -> None:
        """Show what is not as usual."""
        self.status.setText(status)
        self.controls.show_state(playback.paused, playback.eased, muted)

    def show_moment(self, playback: Playback, lines: Lines, picture: FigureFrame | Shown) -> None:
        """Show the moment a playback is at."""
        frame = playback.frame
        self._still = playback.paused or playback.resuming_s > 0
        self._lines = lines
        colour = self._palette.phases[frame.phase]
        self.show_motion(frame, picture)
        self.word.show_word(lines.word, self._palette.soft if self._still else colour)
        self.dots.show_rows(rows_for(playback))
        self.round.show_round(playback.plan.round, playback.units)
        self.dial.setAccessibleName(lines.spoken)
        self.captions.show_words(lines.caption, lines.following)
        told = _("Figure: %(what)s") % {"what": lines.caption}
        self.figure.setAccessibleName(picture.spoken(lines.caption) if isinstance(picture, Shown) else told)

    def show_motion(self, frame: Frame, picture: FigureFrame | Shown) -> None:
        """Show what moves sixty times a second; all words stay as they are."""
        self.figure.show_frame(picture)
        colour = self._palette.phases[frame.phase]
        number, unit = self._lines.number, self._lines.unit
        self.dial.show_state(number, unit, frame.cue_progress, colour, self._still)

    def focus_first(self) -> None:
        """Give the keyboard to the page itself, so that no button looks chosen."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
