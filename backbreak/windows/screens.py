"""The screen a window is on, asked for in a way that leaves the screen alive.

`QWidget.screen()` makes the screen a child of that widget for PySide6 (6.11.3): when Python collects a window
that is gone, the screen may go with it, and the next widget takes the process along. Asking the application
does not.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


def screen_of(window: QWidget) -> QScreen:
    """Give the screen that shows the middle of a window, or else the main one."""
    return QGuiApplication.screenAt(window.frameGeometry().center()) or QGuiApplication.primaryScreen()


def room_for(window: QWidget) -> QSize:
    """Say how large a window can be on its screen, in pixels."""
    return screen_of(window).availableSize()
