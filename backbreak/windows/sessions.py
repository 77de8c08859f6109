"""The session's program: the desk page, or a session at once; then one more, as often as it is asked for.

A person's window opens on the desk page and begins what is chosen there. A window that the resident opened
for its session, and one that was given a plan, play at once. `beginnings` knows how a session is begun.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from backbreak import words
from backbreak.core.errors import BackbreakError
from backbreak.windows.alone import Home
from backbreak.windows.awake import KeepAwake
from backbreak.windows.beginnings import Beginnings
from backbreak.windows.complaint import complaint
from backbreak.windows.desk.outlook import Outlook
from backbreak.windows.options import WindowOptions
from backbreak.windows.session.link import Assignment, SessionLink
from backbreak.windows.shell import Window
from backbreak.windows.standpoint import Standpoint

if TYPE_CHECKING:
    from backbreak.windows.desk.page import DeskPage


class SessionProgram(QObject):
    """`over` is emitted once; then `error` says why nothing was played, `played` and `logged` what was."""

    over = Signal()

    def __init__(
        self,
        home: Home,
        options: WindowOptions,
        make_window: Callable[[], Window],
        make_desk: Callable[[], DeskPage],
    ) -> None:
        super().__init__()
        self.error: BackbreakError | None = None
        self.played = self.logged = False
        self._home, self._options = home, options
        self._make_window, self._make_desk = make_window, make_desk
        self._window: Window | None = None
        self._desk: DeskPage | None = None
        self._at_desk = False
        self._outlook: Outlook | None = None
        self._link: SessionLink | None = None
        self._recorded = True
        self._more_wanted = False
        self._ended = False
        self._language = words.language()
        self._awake = KeepAwake()
        self._beginnings = Beginnings(home, self)
        self._beginnings.begun.connect(self._play)
        self._beginnings.refused.connect(self._refused)
        self._beginnings.declined.connect(self._declined)
        self._beginnings.lost.connect(self._stay_awake)
        self._beginnings.raise_asked.connect(self._raise)

    def start(self) -> None:
        """Show the desk page, or begin at once; everything else follows."""
        wish = self._options
        if wish.session_id is not None or wish.plan is not None:
            self._beginnings.begin(wish)
            return
        try:
            self._home.check(wish)
        except BackbreakError as error:
            self._end(error)
            return
        self._beginnings.look()
        self._show_desk()

    def close(self) -> None:
        """End as if the resident had ordered it: what was done is reported, then the window goes."""
        if self._link is not None:
            self._link.close_ordered.emit()
        elif self._window is not None:
            self._window.close()
        else:
            self._beginnings.give_up()

    def follow(self) -> None:
        """Wear the settings of now, and speak their language."""
        if self._window is not None:
            self._window.set_theme(self._home.settings.look.theme)
        if not self._at_desk:
            self._speak()
        else:
            self._renew_desk()

    def _speak(self) -> None:
        """Have a session go on in the language in use, and the next desk be one in it."""
        if self._window is not None and words.language() != self._language:
            self._language, self._desk = words.language(), None
            self._window.speak(self._home.catalogue)

    def _renew_desk(self) -> None:
        """Put a desk in the language in use in the place of the one that is seen, as far as that has come."""
        before = self._desk
        if before is None or words.language() == self._language:
            return
        standpoint = Standpoint.of(before)
        self._speak()
        self._show_desk()
        if self._desk is not None and self._outlook is not None:
            self._desk.show_outlook(self._outlook, before.chosen)
            self._desk.set_busy(before.busy)
            self._desk.note_as(before)
            standpoint.give_keyboard(self._desk)
        before.hide()
        before.deleteLater()

    # --- the desk page -----------------------------------------------------------------------------

    def _show_desk(self, trouble: BackbreakError | None = None) -> None:
        if self._desk is None:
            self._desk = self._make_desk()
            self._desk.looked_at.connect(self._look_out)
            self._desk.start_asked.connect(self._start)
            self._desk.close_asked.connect(self._close_window)
        self._at_desk = True
        window = self._shell()
        window.show_desk(self._desk)
        window.show()
        if self._outlook is not None:
            self._look_out()
        if trouble is not None:
            self._desk.complain(complaint(trouble))

    def _look_out(self) -> None:
        """Read the journal, however long it is, once the page is on the screen, and show what may be done."""
        if self._desk is None or self._ended or not self._at_desk:
            return
        first, trouble = self._outlook is None, None
        if not self._beginnings.has_resident:
            trouble = self._recover()
        try:
            self._outlook = self._home.outlook(self._options)
        except BackbreakError as error:
            self._desk.complain(complaint(error))
            return
        self._desk.show_outlook(self._outlook, self._options.exercise if first else None)
        if trouble is not None:
            self._desk.complain(complaint(trouble))

    def _recover(self) -> BackbreakError | None:
        """Count in what a window that died had done; give what is in the way of that."""
        try:
            self._home.recover()
        except BackbreakError as error:
            return error
        return None

    def _start(self, exercise: str) -> None:
        """Begin exactly what the page said would begin."""
        assert self._outlook is not None
        plan = self._outlook.offer(exercise).plan
        units = None if plan is None or not plan.units else plan.units
        over = None if self._desk is None else self._desk.window()
        self._beginnings.begin(replace(self._options, exercise=exercise, units=units), over=over)

    def _raise(self) -> None:
        if self._window is not None:
            self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
            self._window.raise_()
            self._window.activateWindow()

    def _close_window(self) -> None:
        self._shell().close()

    # --- sessions ----------------------------------------------------------------------------------

    def _shell(self) -> Window:
        if self._window is None:
            self._window = self._make_window()
            self._window.closed.connect(self._end)
            self._window.more_asked.connect(self._more)
        return self._window

    def _play(self, assignment: Assignment, link: SessionLink) -> None:
        if self._link is not None:
            self._link.deleteLater()
        self._link, self._recorded, self.played = link, False, True
        self._at_desk = False
        link.recorded.connect(self._was_recorded)
        self._stay_awake()
        window = self._shell()
        self._speak()
        window.play(assignment, link)
        window.show()

    def _stay_awake(self) -> None:
        """Keep the screen on while a session is played; without a resident the desktop is asked too."""
        if not self._recorded:
            self._awake.hold(alone=not self._beginnings.has_resident)

    def _was_recorded(self, entry: object) -> None:
        self._recorded = True
        self._awake.release()
        self.logged = self.logged or entry is not None
        if self._more_wanted:
            self._more()

    def _more(self) -> None:
        """Begin whatever comes next, once the one before is safe."""
        self._more_wanted = not self._recorded
        if self._recorded:
            wish = replace(self._options, session_id=None, plan=None, exercise=None, units=None)
            self._beginnings.begin(wish)

    def _refused(self, error: BackbreakError) -> None:
        """Say it where it can be answered; a window that was to play at once has nothing else to show."""
        if self._at_desk and self._desk is not None:
            self._look_out()
            self._desk.complain(complaint(error))
        elif self.played:
            self._show_desk(error)
        else:
            self._end(error)

    def _declined(self) -> None:
        if self._at_desk and self._desk is not None:
            self._desk.set_busy(False)
        elif not self.played:
            self._end()

    def _end(self, error: BackbreakError | None = None) -> None:
        if self._ended:
            return
        self._ended = True
        self.error = error
        self._awake.release()
        self._beginnings.hide()
        self.over.emit()
