"""What the session's program asks of its window."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QWidget

from backbreak.core.catalogue import Catalogue
from backbreak.windows.session.link import Assignment, SessionLink


class Window(Protocol):
    """What is asked of the session window: a shell that shows the desk page or plays."""

    @property
    def closed(self) -> SignalInstance:
        """Emitted once, after everything was reported and the window is gone."""

    @property
    def more_asked(self) -> SignalInstance:
        """The person wants one more."""

    def show_desk(self, page: QWidget) -> None: ...
    def play(self, assignment: Assignment, link: SessionLink) -> None: ...
    def show(self) -> None: ...
    def set_theme(self, theme: str) -> None: ...
    def speak(self, catalogue: Catalogue) -> None: ...
    def windowState(self) -> Qt.WindowState: ...
    def setWindowState(self, state: Qt.WindowState, /) -> None: ...
    def raise_(self) -> None: ...
    def activateWindow(self) -> None: ...
    def close(self) -> bool: ...
