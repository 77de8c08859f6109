"""The panel's window: the page, or what there is to say while no resident answers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from backbreak.windows.complaint import nothing
from backbreak.windows.palettes import Palette
from backbreak.windows.panel.gone import GonePage
from backbreak.windows.panel.page import Args, Page
from backbreak.windows.window import Window

SMALLEST_SIZE = QSize(420, 480)
DEFAULT_SIZE = QSize(460, 680)


class PanelWindow(Window):
    """What is pressed in it is told by its signals, whichever page it is pressed on."""

    asked = Signal(str, object)
    """A command for the door, and its arguments."""
    why_asked = Signal()
    report_asked = Signal(str)
    start_asked = Signal()
    """The resident is to be started again."""
    page: Page
    """How things stand; another one in another language."""

    def __init__(self, theme: str = "system") -> None:
        super().__init__(theme)
        self._gone = self._opened = False
        self.make(DEFAULT_SIZE, SMALLEST_SIZE)

    def build(self) -> QWidget:
        """Make both pages; the one that was open is open again, and why, where that was."""
        self.call("backbreak")
        complaint = self.page.complaint if self._body is not None else nothing
        self.page, self.gone = Page(self.colours), GonePage()
        self.page.complain(complaint)
        self.page.asked.connect(self._ask)
        self.page.why_asked.connect(self.why_asked)
        self.page.report_asked.connect(self.report_asked)
        self.gone.start_asked.connect(self.start_asked)
        self.gone.close_asked.connect(self.close)
        self.pages = QStackedWidget()
        for page in (self.page, self.gone):
            self.pages.addWidget(page)
        self.pages.setCurrentIndex(int(self._gone))
        self.page.keys["start"].setFocus()
        self.page.opened.connect(self._note_opened)
        self.page.open_details(self._opened)
        return self.pages

    def dress(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self.page.set_palette(palette)

    def show_page(self) -> None:
        """Show how things stand."""
        self._gone = False
        if self.pages.currentWidget() is not self.page:
            self.pages.setCurrentWidget(self.page)
            self.page.keys["start"].setFocus()
        self.show()

    def show_gone(self, why: str) -> None:
        """Show that no resident answers."""
        self._gone = True
        self.pages.setCurrentWidget(self.gone)
        self.show()
        self.gone.say(why)

    def _note_opened(self, opened: bool) -> None:
        self._opened = opened

    def _ask(self, command: str, args: Args) -> None:
        self.asked.emit(command, args)
