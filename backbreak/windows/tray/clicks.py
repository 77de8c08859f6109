"""When the user last pressed something here: the leave for a window that opens to take the keyboard."""

from __future__ import annotations

import os

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputEvent

_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.KeyPress})


class Clicks(QObject):
    """Sees every press of a button or key in this program, which has no more than a menu."""

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self._time_ms = 0
        self._given = 0
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the X server's time of a press, and let it through."""
        if event.type() in _PRESSES and isinstance(event, QInputEvent) and event.timestamp():
            self._time_ms = event.timestamp()
        return False

    def activation(self) -> str:
        """A startup id with the time of the last press, as X11's window managers read it; "" elsewhere."""
        if QGuiApplication.platformName() != "xcb" or not self._time_ms:
            return ""
        self._given += 1
        return f"backbreak-{os.getpid()}-{self._given}_TIME{self._time_ms}"
