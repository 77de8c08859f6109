"""The guided session behind "Try one now": begun at once, by the resident or alone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from backbreak.windows.alone import Home
from backbreak.windows.desk.page import DeskPage
from backbreak.windows.options import WindowOptions
from backbreak.windows.session.link import Assignment, SessionLink
from backbreak.windows.session.window import SessionWindow
from backbreak.windows.sessions import SessionProgram
from backbreak.windows.shell import Window


class Trial(SessionProgram):
    """`over` comes with `played` False where nothing began; `error` then says why, None for a closed note."""

    begun = Signal()
    """There is a session; its window shows."""

    def __init__(self, home: Home, over: QWidget) -> None:
        """Choose by the settings as they are on disk: the resident may not have read them yet.

        The medical note, if need be, is shown before the window of `over`.
        """
        turn = home.outlook(WindowOptions()).turn
        super().__init__(home, WindowOptions(exercise=turn), self._session_window, self._desk_page)
        self._before_window = over

    def start(self) -> None:
        """Begin."""
        self._beginnings.begin(self._options, over=self._before_window)

    def _play(self, assignment: Assignment, link: SessionLink) -> None:
        super()._play(assignment, link)
        self.begun.emit()

    def _session_window(self) -> Window:
        return SessionWindow(self._home.catalogue, self._home.settings, places=self._home.places)

    def _desk_page(self) -> DeskPage:
        from backbreak.windows.desk.making import make_desk  # for one more that was refused

        return make_desk(self._home.settings, self._home.catalogue)
