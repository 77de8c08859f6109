"""The choices, scrolled where they have no room; whatever the keyboard reaches comes into sight."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from backbreak.windows.measures import APART_PX, EDGE_PX
from backbreak.windows.scrolled import ScrolledPage
from backbreak.windows.welcome.questions import Questions

_AROUND_PX = 40


class Page(ScrolledPage):
    """Room above the choices is for the figure of a narrow window."""

    def __init__(self, questions: Questions) -> None:
        super().__init__()
        room = QVBoxLayout()
        room.setContentsMargins(APART_PX, EDGE_PX - 3, APART_PX, EDGE_PX)
        room.addWidget(questions)
        self.whole.addLayout(room, 1)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what has the keyboard; Qt does so only where Tab came from inside."""
        if now is not None and self.inside.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, _AROUND_PX)
