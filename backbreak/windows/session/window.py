"""The session window: a shell of pages (desk, session, end, what hurt) and the ways to leave it.

Nothing has to be touched between a session's start and its end. Closing the window in any way reports what
was done; the process may only end after `closed`, which waits for the report to be answered.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from backbreak.core.catalogue import Catalogue
from backbreak.core.figure import parse
from backbreak.core.journal import Feel
from backbreak.core.settings import Settings
from backbreak.storage.catalogue import poses_document
from backbreak.storage.places import Places
from backbreak.windows.in_sight import InSight
from backbreak.windows.keys import key_of
from backbreak.windows.look import Palette, load_fonts
from backbreak.windows.session.acts import acts_of
from backbreak.windows.session.announcing import Announcer
from backbreak.windows.session.controls import KEYS, Control
from backbreak.windows.session.ending import tip_of_today
from backbreak.windows.session.flow import Flow
from backbreak.windows.session.leaving import Goodbye
from backbreak.windows.session.leaving_out import Exclusions
from backbreak.windows.session.link import Assignment, SessionLink
from backbreak.windows.session.pages import Pages
from backbreak.windows.session.player import Player
from backbreak.windows.session.scaled import take_a_size, tint
from backbreak.windows.session.sounding import MakeSounds, performer
from backbreak.windows.window import Dressed, closes_by_keyboard
from backbreak.words import _

LONGEST_UNSEEN_MS = 500
"""A window that nobody looks at (behind another, on another desk) plays all the same."""

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class SessionWindow(Dressed):
    """Guided sessions, one at a time. `closed` is emitted once, when all is reported and the window is gone.

    Opened `quietly`, by a timer and not by a person, it leaves the keyboard where it is. `places` is where a
    person who was hurt may leave an exercise out; without it that is not offered.
    """

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
        super().__init__(settings.look.theme)
        poses, family = parse(poses_document(catalogue)), load_fonts()
        palette, exclusions = self.colours, None if places is None else Exclusions(places)
        self.pages = Pages(self, poses.radii, family, palette, exclusions)
        self.announcer = Announcer(self)
        self.flow = Flow(self.pages.session, catalogue, poses, settings, self.announcer, make_performer)
        self._link: SessionLink | None = None
        self._spoken: Catalogue | None = None
        self._unseen, self._goodbye = False, Goodbye(self)
        self._goodbye.gone.connect(self.closed)
        self._sight = InSight(self)
        self.setWindowTitle("backbreak")
        take_a_size(self)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, quietly)
        self._connect()
        self.pages.set_size(self.size())
        self.wear()

    @property
    def player(self) -> Player:
        """The session's clockwork; there is one from the first `play` on."""
        return self.flow.session.player

    def show_desk(self, page: QWidget) -> None:
        """Show a page that is no session yet, and give it the keys. It has `set_unit` and `set_palette`."""
        self.pages.set_desk(page, self.colours)
        self.pages.show_page(page)
        self.setWindowTitle(page.windowTitle() or "backbreak")
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def play(self, assignment: Assignment, link: SessionLink) -> None:
        """Play a session now, or as soon as the window is seen; also after an end, with another link."""
        self._speak_anew()
        if link is not self._link:
            self._link = link
            link.close_ordered.connect(partial(self._close_for, link))
            link.recorded.connect(partial(self._on_recorded, link))
        self._goodbye.owe()
        self.pages.show_page(self.page)
        self.flow.play(assignment, link)
        self.page.focus_first()
        if self.isVisible():
            self._start_when_seen()

    def speak(self, catalogue: Catalogue) -> None:
        """Speak the language in use, with the exercises in it; an end that is seen stays as it was said."""
        self._spoken = catalogue
        if not self.pages.at_an_end:
            self._speak_anew()

    def _speak_anew(self) -> None:
        catalogue, self._spoken = self._spoken, None
        if catalogue is not None:
            self.pages.renew(self.colours)
            self.flow.speak(self.pages.session, catalogue)
            self._connect_pages()
            if self.pages.currentWidget() is self.page:
                self.page.focus_first()

    def _connect(self) -> None:
        flow = self.flow
        self._acts = acts_of(flow)
        flow.begun.connect(self._name)
        flow.ended.connect(self._show_end)
        self._connect_pages()
        closes_by_keyboard(self)

    def _connect_pages(self) -> None:
        self.page, self.end_page, self.hurts_page = self.pages.session, self.pages.end, self.pages.hurts
        self.page.asked.connect(self._act)
        self.end_page.close_asked.connect(self.close)
        self.end_page.more_asked.connect(self.more_asked)
        self.end_page.felt.connect(self._felt)
        self.hurts_page.close_asked.connect(self.close)
        self.hurts_page.answered.connect(self.announcer.say)

    # --- keys and controls -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obey the keys of the page that is seen; its buttons leave them to the window."""
        if event.modifiers() & _COMMANDS or not self._page_obeys(event):
            super().keyPressEvent(event)

    def _page_obeys(self, event: QKeyEvent) -> bool:
        page, key = self.pages.currentWidget(), key_of(event)
        if page is self.end_page or page is self.hurts_page:
            return event.isAutoRepeat() or page.obey(key)
        control = KEYS.get(key) if page is self.page else None
        if control is not None and not event.isAutoRepeat():
            self._act(control)
        return control is not None

    def _act(self, control: Control) -> None:
        if not self.flow.over:
            self._acts[control]()

    # --- the end ---------------------------------------------------------------------------------

    def _show_end(self) -> None:
        if self._goodbye.said:
            return
        flow, told = self.flow, self.flow.told()
        if flow.hurt:
            self._show_hurts()
            return
        if not told:
            self.close()
            return
        playback = self.player.playback
        tip = self.pages.trouble or tip_of_today(playback.plan.round.done)
        self.pages.show_page(self.end_page)
        self.end_page.show_end(playback.completed, flow.moved(), told, tip, reduced=flow.motion.reduced)
        self.end_page.focus_first()
        self.announcer.say(self.end_page.spoken(), assertive=True)

    def _show_hurts(self) -> None:
        session = self.flow.session
        self.pages.show_page(self.hurts_page)
        self.hurts_page.show_hurt(session.player.playback, session.exercise, self.flow.earlier)
        self.hurts_page.focus_first()
        self.announcer.say(self.hurts_page.spoken(), assertive=True)

    def _felt(self, feel: Feel) -> None:
        if self._link is not None:
            self._goodbye.owe()
            self._link.feel(feel)
        if feel is Feel.HURTS:
            self._show_hurts()

    # --- leaving ---------------------------------------------------------------------------------

    def _close_for(self, link: SessionLink) -> None:
        if link is self._link:
            self.close()

    def _on_recorded(self, link: SessionLink, _entry: object) -> None:
        if link is self._link:
            self.pages.tell_trouble(link.trouble)
            self._goodbye.settle()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Report what was done, hide at once, and leave when the report is answered."""
        event.accept()
        if self._goodbye.said:
            return
        self.hide()
        self.end_page.rest()
        self._goodbye.leave_after(self.flow.stop)

    # --- size and colours ------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to play when first seen."""
        super().showEvent(event)
        self._start_when_seen()

    def _start_when_seen(self) -> None:
        """Getting the sound ready takes a while: the first picture does not wait for it."""
        self._unseen = True
        self.update()
        QTimer.singleShot(LONGEST_UNSEEN_MS, self, self.flow.start)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first picture of a session starts it."""
        super().paintEvent(event)
        if self._unseen:
            self._unseen = False
            QTimer.singleShot(0, self, self.flow.start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let everything grow with the window."""
        super().resizeEvent(event)
        self.pages.set_size(self.size())

    def _name(self) -> None:
        self.setWindowTitle(_("%(exercise)s · backbreak") % {"exercise": self.flow.session.exercise.name})

    def dress(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        tint(self, palette)
        self.pages.set_palette(palette)
        self.flow.show_again()
