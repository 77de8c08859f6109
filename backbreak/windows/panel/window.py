"""The panel's window: the page, or what there is to say while no resident answers."""

from __future__ import annotations

import os

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from backbreak.windows import look
from backbreak.windows.in_sight import InSight
from backbreak.windows.panel.gone import GonePage
from backbreak.windows.panel.page import Page

SMALLEST_SIZE = QSize(420, 480)
DEFAULT_SIZE = QSize(460, 560)
_ACTIVATION = "XDG_ACTIVATION_TOKEN"


class PanelWindow(QWidget):
    """`closed` is emitted once, when the window is gone."""

    accessible_role = QAccessible.Role.Window

    closed = Signal()

    def __init__(self, theme: str) -> None:
        super().__init__()
        self._theme, self._closed = theme, False
        self.setWindowTitle("backbreak")
        self.setAccessibleName("backbreak")
        self.page = Page(look.palette_of(look.theme_for(theme)))
        self.gone = GonePage()
        self._pages = QStackedWidget()
        for page in (self.page, self.gone):
            self._pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.gone.close_asked.connect(self.close)
        room = self.screen().availableSize()
        self.setMinimumSize(SMALLEST_SIZE.boundedTo(room))
        self.resize(DEFAULT_SIZE.boundedTo(room))
        self._in_sight = InSight(self)
        self.page.keys["start"].setFocus()

    def show_page(self) -> None:
        """Show how things stand."""
        if self._pages.currentWidget() is not self.page:
            self._pages.setCurrentWidget(self.page)
            self.page.keys["start"].setFocus()
        self.show()

    def show_gone(self, why: str) -> None:
        """Show that no resident answers."""
        self._pages.setCurrentWidget(self.gone)
        self.show()
        self.gone.say(why)

    def come_to_front(self, activation: str) -> None:
        """Be seen and have the keyboard; `activation` is the desktop's leave to take it."""
        if activation:
            os.environ[_ACTIVATION] = activation  # where Qt looks for it on Wayland
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def set_theme(self, theme: str) -> None:
        """Follow another setting; what Qt paints by its own palette follows the application's."""
        self._theme = theme
        self._dress()

    def _dress(self) -> None:
        self.page.set_palette(look.palette_of(look.theme_for(self._theme)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the desktop's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "page"):
            self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; that ends nothing but this window."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say once that the window is gone."""
        super().closeEvent(event)
        if not self._closed:
            self._closed = True
            self.closed.emit()
