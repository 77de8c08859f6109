"""Keeps a window where it can be seen and reached when the screen it is on is taken away."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QRegion
from PySide6.QtWidgets import QWidget

WINDOW_MANAGERS_MS = 400
"""By then a window manager has moved the windows of a screen that is gone, often by too little."""


class InSight(QObject):
    """Watches over one window for as long as it lives."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._screen_went)

    def bring(self) -> None:
        """Move the window to the main screen unless all of it is on screens that are there."""
        window, main = self._window, QGuiApplication.primaryScreen()
        if main is None or not window.isVisible():
            return
        hidden = QRegion(window.frameGeometry())
        for screen in QGuiApplication.screens():
            hidden = hidden.subtracted(QRegion(screen.availableGeometry()))
        if not hidden.isEmpty():
            room = main.availableGeometry()
            window.resize(window.size().boundedTo(room.size()))
            window.move(room.center() - window.rect().center())

    def _screen_went(self) -> None:
        for wait_ms in (0, WINDOW_MANAGERS_MS):
            QTimer.singleShot(wait_ms, self, self.bring)
