"""The session window: a shell of pages (desk, session, end, what hurt) and the ways to leave it.

Nothing has to be touched between a session's start and its end. Closing the window in any way reports what
was done; the process may only end after `closed`, which waits for the report to be answered.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum, auto
from functools import partial
from typing import cast

from PySide6.QtCore import QDate, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from backbreak.core.catalogue import Catalogue
from backbreak.core.figure import parse
from backbreak.core.journal import Feel
from backbreak.core.settings import Settings
from backbreak.core.tips import tip_for
from backbreak.storage.catalogue import load_document, load_tips
from backbreak.storage.places import Places
from backbreak.windows.in_sight import InSight
from backbreak.windows.look import load_fonts, palette_of, theme_for
from backbreak.windows.session.announcing import Announcer
from backbreak.windows.session.controls import KEYS, Control
from backbreak.windows.session.ending import EndPage
from backbreak.windows.session.flow import Flow
from backbreak.windows.session.hurts import HurtsPage
from backbreak.windows.session.leaving_out import Exclusions
from backbreak.windows.session.link import Assignment, SessionLink
from backbreak.windows.session.outcome import sentence_for
from backbreak.windows.session.page import SessionPage
from backbreak.windows.session.player import Player
from backbreak.windows.session.scaled import (
    DEFAULT_SIZE,
    SMALLEST_SIZE,
    Coloured,
    Scaled,
    is_upright,
    tint,
    unit_for,
)
from backbreak.windows.session.sounding import MakeSounds, performer
from backbreak.words import _

LONGEST_GOODBYE_MS = 5000
"""The entry is safe with the resident or in the state file long before; a window must not stay for ever."""

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class _Leaving(Enum):
    """How far the window is on its way out."""

    NO = auto()
    WAITING = auto()
    GONE = auto()


class SessionWindow(QWidget):
    """Guided sessions, one at a time. `closed` is emitted once, when all is reported and the window is gone.

    Opened `quietly`, by a timer and not by a person, it leaves the keyboard where it is. `places` is where a
    person who was hurt may leave an exercise out; without it that is not offered.
    """

    accessible_role = QAccessible.Role.Window

    closed = Signal()
    more_asked = Signal()
    """One more, after an end: whoever listens begins a session and calls `play` again."""

    def __init__(
        self,
        catalogue: Catalogue,
        settings: Settings,
        *,
        places: Places | None = None,
        quietly: bool = False,
        make_performer: MakeSounds = performer,
    ) -> None:
        super().__init__()
        self._settings = settings
        poses, family = parse(load_document("poses.toml")), load_fonts()
        palette = palette_of(theme_for(settings.look.theme))
        self.page = SessionPage(poses.radii, family, palette)
        self.end_page = EndPage(family, palette)
        self.hurts_page = HurtsPage(family, palette, None if places is None else Exclusions(places))
        self.desk_page: QWidget | None = None
        self.announcer = Announcer(self)
        self.flow = Flow(self.page, catalogue, poses, settings, self.announcer, make_performer)
        self._link: SessionLink | None = None
        self._recorded = False
        self._leaving = _Leaving.NO
        self._pages = QStackedLayout(self)
        for page in (self.page, self.end_page, self.hurts_page):
            self._pages.addWidget(page)
        self.setWindowTitle("backbreak")
        self._take_a_size()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, quietly)
        tint(self, palette)
        self._connect()
        self._scale()

    @property
    def player(self) -> Player:
        """The session's clockwork; there is one from the first `play` on."""
        assert self.flow.player is not None
        return self.flow.player

    def show_desk(self, page: QWidget) -> None:
        """Show a page that is no session yet, and give it the keys. It has `set_unit` and `set_palette`."""
        if page is not self.desk_page:
            if self.desk_page is not None:
                self._pages.removeWidget(self.desk_page)
            self.desk_page = page
            self._pages.addWidget(page)
        self.end_page.rest()
        self._pages.setCurrentWidget(page)
        self.setWindowTitle(page.windowTitle() or "backbreak")
        cast(Coloured, page).set_palette(palette_of(theme_for(self._settings.look.theme)))
        self._scale()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def play(self, assignment: Assignment, link: SessionLink) -> None:
        """Play a session now, or as soon as the window is seen; also after an end, with another link."""
        if link is not self._link:
            self._link = link
            link.close_ordered.connect(partial(self._close_for, link))
            link.recorded.connect(partial(self._on_recorded, link))
        self._recorded = False
        self.end_page.rest()
        self._pages.setCurrentWidget(self.page)
        self.flow.play(assignment, link)
        self.page.focus_first()
        if self.isVisible():
            self.flow.start()

    def _connect(self) -> None:
        flow = self.flow
        acts = {
            Control.PAUSE: flow.toggle_pause,
            Control.BACK: flow.back,
            Control.SKIP: flow.skip,
            Control.EASIER: flow.toggle_easier,
            Control.SWAP: flow.swap,
            Control.MUTE: flow.toggle_mute,
            Control.HURTS: flow.hurts,
            Control.STOP: flow.stop,
        }
        self._acts: dict[Control, Callable[[], object]] = dict(acts)
        self.page.asked.connect(self._act)
        flow.begun.connect(self._name)
        flow.ended.connect(self._show_end)
        self.end_page.close_asked.connect(self.close)
        self.end_page.more_asked.connect(self.more_asked)
        self.end_page.felt.connect(self._felt)
        self.hurts_page.close_asked.connect(self.close)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress)
        InSight(self)

    # --- keys and controls -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obey the keys of the page that is seen; its buttons leave them to the window."""
        if event.modifiers() & _COMMANDS or not self._page_obeys(event):
            super().keyPressEvent(event)

    def _page_obeys(self, event: QKeyEvent) -> bool:
        page, key = self._pages.currentWidget(), event.key()
        if page is self.end_page:
            return event.isAutoRepeat() or self.end_page.obey(key)
        if page is self.hurts_page:
            return event.isAutoRepeat() or self.hurts_page.obey(key)
        control = KEYS.get(key) if page is self.page else None
        if control is not None and not event.isAutoRepeat():
            self._act(control)
        return control is not None

    def _act(self, control: Control) -> None:
        if not self.flow.over:
            self._acts[control]()

    # --- the end ---------------------------------------------------------------------------------

    def _show_end(self) -> None:
        if self._leaving is not _Leaving.NO:
            return
        flow, playback = self.flow, self.player.playback
        if flow.hurt:
            self._show_hurts()
            return
        if not playback.units and not playback.completed and not flow.earlier:
            self.close()
            return
        sentence = sentence_for(playback, flow.exercise, flow.assignment.exercise_done)
        self.end_page.show_end(playback, sentence, flow.earlier, self._tip(), reduced=flow.motion.reduced)
        self._pages.setCurrentWidget(self.end_page)
        self.end_page.focus_first()
        self.announcer.say(f"{self.end_page.title.text()}. {sentence}", assertive=True)

    def _show_hurts(self) -> None:
        flow = self.flow
        self.end_page.rest()
        self.hurts_page.show_hurt(self.player.playback, flow.exercise)
        self._pages.setCurrentWidget(self.hurts_page)
        self.hurts_page.focus_first()
        self.announcer.say(self.hurts_page.spoken(), assertive=True)

    def _felt(self, feel: Feel) -> None:
        if self._link is not None:
            self._recorded = False  # it is, but for this; the window waits for the answer before it goes
            self._link.feel(feel)
        if feel is Feel.HURTS:
            self._show_hurts()

    def _tip(self) -> str:
        tips, today = load_tips(), QDate.currentDate()
        day = date(today.year(), today.month(), today.day())
        return tip_for(tips, day, self.player.playback.plan.round.done).text if tips else ""

    # --- leaving ---------------------------------------------------------------------------------

    def _close_for(self, link: SessionLink) -> None:
        if link is self._link:
            self.close()

    def _on_recorded(self, link: SessionLink, _entry: object) -> None:
        if link is not self._link:
            return
        self._recorded = True
        if self._leaving is _Leaving.WAITING:
            self._leave()

    def _leave(self) -> None:
        if self._leaving is not _Leaving.GONE:
            self._leaving = _Leaving.GONE
            self.closed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Report what was done, hide at once, and leave when the report is answered."""
        event.accept()
        if self._leaving is not _Leaving.NO:
            return
        self._leaving = _Leaving.WAITING
        self.hide()
        self.end_page.rest()
        self.flow.stop()
        if self._recorded or self._link is None:
            self._leave()
        else:
            QTimer.singleShot(LONGEST_GOODBYE_MS, self, self._leave)

    # --- size and colours ------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to play when first seen."""
        super().showEvent(event)
        self.flow.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let everything grow with the window."""
        super().resizeEvent(event)
        self._scale()

    def _take_a_size(self) -> None:
        """The usual size, or what a small or much enlarged screen has room for."""
        room = self.screen().availableSize()
        self.setMinimumSize(SMALLEST_SIZE.boundedTo(room))
        self.resize(DEFAULT_SIZE.boundedTo(room))

    def _name(self) -> None:
        self.setWindowTitle(_("%(exercise)s · backbreak") % {"exercise": self.flow.exercise.name})

    def _scale(self) -> None:
        size = QSize(self.width(), self.height())
        unit, upright = unit_for(size), is_upright(size)
        for page in (self.page, self.end_page, self.hurts_page):
            page.set_unit(unit, size, upright)
        if self.desk_page is not None:
            cast(Scaled, self.desk_page).set_unit(unit)

    def _dress(self) -> None:
        palette = palette_of(theme_for(self._settings.look.theme))
        tint(self, palette)
        pages: list[Coloured] = [self.page, self.end_page, self.hurts_page]
        if self.desk_page is not None:
            pages.append(cast(Coloured, self.desk_page))
        for page in pages:
            page.set_palette(palette)
        self.flow.show_again()
