"""The screen a window is on, asked for in a way that leaves the screen alive.

`QWidget.screen()` makes the screen a child of that widget for PySide6 (6.11.3): when Python collects a window
that is gone, the screen may go with it, and the next widget takes the process along. Asking the application
does not.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_FRAME = QSize(4, 40)
"""What the frame of a window takes that does not show yet: no usual desktop has a higher title bar."""


def screen_of(window: QWidget) -> QScreen:
    """Give the screen that shows the middle of a window, or else the main one."""
    return QGuiApplication.screenAt(window.frameGeometry().center()) or QGuiApplication.primaryScreen()


def room_for(window: QWidget) -> QSize:
    """Say how large a window can be on its screen, in pixels, with the frame it has there or will have."""
    frame = window.frameSize() - window.size() if window.isVisible() else _FRAME
    return screen_of(window).availableSize() - frame


def bring_in(window: QWidget) -> None:
    """Move a window that shows so far that nothing of it is off its screen; Wayland lets nobody do that."""
    room, box = screen_of(window).availableGeometry(), window.frameGeometry()
    left = max(room.left(), min(box.left(), room.right() + 1 - box.width()))
    top = max(room.top(), min(box.top(), room.bottom() + 1 - box.height()))
    if box.topLeft() != QPoint(left, top):
        window.move(left, top)
