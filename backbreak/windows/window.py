"""What every window of ours is: closed in one way, dressed in the palette, made anew in another language.

A window is written by saying how its inside is made (`build`) and what of it is painted in our colours
(`dress`). Everything Qt paints by its own palette follows the application's by itself.
"""

from __future__ import annotations

import os

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from backbreak import words
from backbreak.windows import look
from backbreak.windows.in_sight import InSight
from backbreak.windows.palettes import Palette, Theme
from backbreak.windows.screens import bring_in, room_for
from backbreak.windows.standpoint import Standpoint

_ACTIVATION = "XDG_ACTIVATION_TOKEN"
_ANOTHER_INSIDE = (QEvent.Type.LanguageChange, QEvent.Type.FontChange)


def closes_by_keyboard(window: QWidget) -> None:
    """Have a window closed by Ctrl+W and the desktop's own key for that; Escape is each window's own."""
    keys = {QKeySequence("Ctrl+W"), *QKeySequence.keyBindings(QKeySequence.StandardKey.Close)}
    shortcut = QShortcut(window)
    shortcut.setKeys(list(keys))
    shortcut.activated.connect(window.close)


class Dressed(QWidget):
    """A window that paints in our colours. A subclass calls `wear` when there is something to dress."""

    accessible_role = QAccessible.Role.Window

    def __init__(self, theme: str = "system") -> None:
        """Take `[look] theme`."""
        super().__init__()
        self._theme = theme
        self._worn: Theme | None = None
        self._taken = QSize()

    def dress(self, palette: Palette) -> None:
        """Paint in another palette from now on."""

    @property
    def colours(self) -> Palette:
        """The palette to paint with now."""
        return look.palette_of(look.theme_for(self._theme))

    def set_theme(self, theme: str) -> None:
        """Follow another setting."""
        self._theme = theme
        self.wear()

    def wear(self) -> None:
        """Be dressed in the palette of now."""
        palette = self.colours
        self._worn = palette.theme
        self.dress(palette)

    def take(self, size: QSize) -> None:
        """Choose a size, unless a person or the desktop has given the window another one since it shows.

        One that shows already and would reach off its screen is moved in.
        """
        shows, before = self.isVisible(), self.size()
        if not shows or before == self._taken:
            self.resize(size.boundedTo(room_for(self)))
            self._taken = self.size()
            if shows and self._taken != before:
                bring_in(self)

    def grow(self, times: float) -> None:
        """Be larger with larger type."""
        self.take(self.size() * times)

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the size that the window takes by itself; a desktop that tiles gives it another one."""
        super().showEvent(event)
        if not event.spontaneous():
            self._taken = self.size()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._worn not in (None, self.colours.theme):
            self.wear()


class Window(Dressed):
    """A window of its own. A subclass ends its constructor with `make`."""

    closed = Signal()
    """Emitted once, when the window is gone."""
    rebuilt = Signal()
    """The inside is another one, in another language or size of type: connect to it and fill it anew."""

    def __init__(self, theme: str = "system") -> None:
        super().__init__(theme)
        self._closed = False
        self._body: QWidget | None = None
        self._made_for: tuple[str, str] = ("", "")
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._in_sight = InSight(self)
        # Qt tells all widgets of another font one after the other; none may come or go meanwhile.
        self._anew = QTimer(self, singleShot=True, interval=0)
        self._anew.timeout.connect(self._rebuild)
        closes_by_keyboard(self)

    # --- what each window says of itself -----------------------------------------------------------

    def build(self) -> QWidget:
        """Make everything that is inside, in the language in use, and name the window."""
        raise NotImplementedError

    # --- what all of them are ----------------------------------------------------------------------

    def make(self, usual: QSize, smallest: QSize | None = None) -> None:
        """Make the inside, and take a size: larger with larger type, never larger than the screen."""
        self._rebuild()
        room = room_for(self)
        if smallest is not None:
            self.setMinimumSize(smallest.boundedTo(room))
        self.resize((usual * look.type_scale()).boundedTo(room))

    def call(self, title: str, name: str = "") -> None:
        """Give the window its title, and a name for whoever hears it where that is another one."""
        self.setWindowTitle(title)
        self.setAccessibleName(name or title)

    def come_to_front(self, activation: str = "") -> None:
        """Be seen and have the keyboard; `activation` is the desktop's leave to take it."""
        if activation:
            os.environ[_ACTIVATION] = activation  # where Qt looks for it on Wayland
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _rebuild(self) -> None:
        old, before = self._body, None
        asking = QApplication.activeModalWidget()
        if old is not None and isinstance(asking, QDialog):  # whoever asked is here to be answered
            asking.finished.connect(lambda _answer: self._anew.start())
            return
        if old is not None:
            before = Standpoint.of(old)
            self._whole.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._made_for = self._now()
        self._body = body = self.build()
        first = body.focusWidget()
        self._whole.addWidget(body)
        self.wear()
        if before is not None:
            body.show()  # what is hidden takes no keyboard
            if first is not None:
                first.setFocus()
            before.give_keyboard(body)
            self.rebuilt.emit()
            QTimer.singleShot(0, body, lambda: before.scroll(body))

    def _now(self) -> tuple[str, str]:
        """What the inside depends on: the language, and the type."""
        return words.language(), self.font().toString()

    def changeEvent(self, event: QEvent) -> None:
        """Follow colours, language and type."""
        super().changeEvent(event)
        made = getattr(self, "_body", None) is not None
        if made and event.type() in _ANOTHER_INSIDE and self._made_for != self._now():
            self._anew.start()

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
