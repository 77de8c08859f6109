"""The session window: plays one assignment, then shows what was done, then is gone.

Everything works without a touch between opening and end. Closing it in any way reports what was done; the
process may only end after `closed`, which waits for the report to be answered.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum, auto

from PySide6.QtCore import QDate, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from backbreak.core.catalogue import Catalogue
from backbreak.core.exercise import STAND_AND_STRETCH
from backbreak.core.figure import choreograph, figure_at, parse
from backbreak.core.settings import Settings
from backbreak.core.tips import tip_for
from backbreak.storage.catalogue import load_document, load_tips
from backbreak.windows.look import load_fonts, palette_of, theme_for
from backbreak.windows.session.announcing import Announcer
from backbreak.windows.session.ending import EndPage, sentence_for
from backbreak.windows.session.lines import Lines, lines_for, words_key
from backbreak.windows.session.link import Assignment, SessionLink
from backbreak.windows.session.page import SessionPage
from backbreak.windows.session.player import Player
from backbreak.windows.session.scaled import DEFAULT_SIZE, SMALLEST_SIZE, tint, unit_for
from backbreak.words import _

LONGEST_GOODBYE_MS = 5000
"""The entry is safe with the resident or in the state file long before; a window must not stay for ever."""


class _Leaving(Enum):
    """How far the window is on its way out."""

    NO = auto()
    WAITING = auto()
    GONE = auto()


class SessionWindow(QWidget):
    """One guided session. `closed` is emitted once, when all is reported and the window is gone.

    Opened `quietly`, by a timer and not by a person, it leaves the keyboard where it is.
    """

    closed = Signal()

    def __init__(
        self,
        assignment: Assignment,
        link: SessionLink,
        catalogue: Catalogue,
        settings: Settings,
        quietly: bool = False,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._exercise = catalogue.get(assignment.plan.exercise)
        self._stretching = catalogue.get(STAND_AND_STRETCH)
        self._done_before = assignment.exercise_done
        poses, family = parse(load_document("poses.toml")), load_fonts()
        self._score = choreograph(
            poses, assignment.plan.cues, self._exercise.pose, reduced=settings.look.motion == "reduced"
        )
        palette = palette_of(theme_for(settings.look.theme))
        self.page = SessionPage(self._exercise, poses.radii, family, palette)
        self.end_page = EndPage(family, palette)
        self.player = Player(link, assignment)
        self._announcer = Announcer(self)
        self._recorded = False
        self._leaving = _Leaving.NO
        self._shown: tuple[object, ...] = ()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.page)
        self._pages.addWidget(self.end_page)
        self.setWindowTitle(_("%(exercise)s · backbreak") % {"exercise": self._exercise.name})
        self.setMinimumSize(SMALLEST_SIZE)
        self.resize(DEFAULT_SIZE)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, quietly)
        tint(self, palette)
        self._connect(link)
        self._keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Space: self.player.toggle_pause,
            Qt.Key.Key_Right: self.player.skip,
            Qt.Key.Key_Left: self.player.back,
            Qt.Key.Key_Escape: self._escape,
        }
        self.page.focus_first()
        self._scale()
        self._show_moment()

    def _connect(self, link: SessionLink) -> None:
        self.player.moved.connect(self._show_moment)
        self.player.jumped.connect(self.page.figure.soften)
        self.player.ended.connect(self._show_end)
        self.page.pause_asked.connect(self.player.toggle_pause)
        self.page.back_asked.connect(self.player.back)
        self.page.skip_asked.connect(self.player.skip)
        self.page.stop_asked.connect(self.player.stop)
        self.end_page.close_asked.connect(self.close)
        link.close_ordered.connect(self.close)
        link.recorded.connect(self._on_recorded)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obey the session's keys; the buttons leave them to the window."""
        act = self._keys.get(event.key())
        if act is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            act()

    def _escape(self) -> None:
        if self.player.over:
            self.close()
        else:
            self.player.stop()

    def _lines(self) -> Lines:
        return lines_for(self.player.playback, self._exercise, self._stretching)

    def _show_moment(self) -> None:
        playback = self.player.playback
        picture = figure_at(self._score, playback.position_s)
        key = words_key(playback)
        if key == self._shown:
            self.page.show_motion(playback.frame, picture)
        else:
            self._shown = key
            lines = self._lines()
            self.page.show_moment(playback, lines, picture)
            self._announcer.moment(playback, lines)

    def _show_end(self) -> None:
        playback = self.player.playback
        if self._leaving is not _Leaving.NO:
            return
        nothing = not playback.units and not playback.completed
        if nothing:
            self.close()
            return
        sentence = sentence_for(playback, self._exercise, self._done_before)
        self.end_page.show_end(playback, sentence, self._tip())
        self._pages.setCurrentWidget(self.end_page)
        self._announcer.say(f"{self.end_page.title.text()}. {sentence}", assertive=True)

    def _tip(self) -> str:
        tips, today = load_tips(), QDate.currentDate()
        day = date(today.year(), today.month(), today.day())
        return tip_for(tips, day, self.player.playback.plan.round.done).text if tips else ""

    def _on_recorded(self) -> None:
        self._recorded = True
        if self._leaving is _Leaving.WAITING:
            self._leave()

    def _leave(self) -> None:
        if self._leaving is not _Leaving.GONE:
            self._leaving = _Leaving.GONE
            self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to play when first seen."""
        super().showEvent(event)
        self.player.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Report what was done, hide at once, and leave when the report is answered."""
        event.accept()
        if self._leaving is not _Leaving.NO:
            return
        self._leaving = _Leaving.WAITING
        self.hide()
        self.player.stop()
        if self._recorded:
            self._leave()
        else:
            QTimer.singleShot(LONGEST_GOODBYE_MS, self, self._leave)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let everything grow with the window."""
        super().resizeEvent(event)
        self._scale()

    def _scale(self) -> None:
        unit = unit_for(QSize(self.width(), self.height()))
        self.page.set_unit(unit)
        self.end_page.set_unit(unit)

    def _dress(self) -> None:
        palette = palette_of(theme_for(self._settings.look.theme))
        tint(self, palette)
        self.page.set_palette(palette)
        self.end_page.set_palette(palette)
        self._shown = ()
        self._show_moment()
