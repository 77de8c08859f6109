"""A page that is as high as its words need at its width; what has no room is reached by scrolling."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from backbreak.windows import sheet
from backbreak.windows.palettes import Palette


class _Inside(QWidget):
    """What is scrolled; it says when its parts want other room."""

    def __init__(self, page: ScrolledPage) -> None:
        super().__init__()
        self._page = page

    def event(self, event: QEvent) -> bool:
        """Fit before the parts are placed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._page.fit()
        return super().event(event)


class ScrolledPage(QScrollArea):
    """Fill `whole`; the keyboard goes to the parts, and the page scrolls to whatever it reaches."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = _Inside(self)
        self.whole = QVBoxLayout(self.inside)
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.whole.setSpacing(0)
        self.setWidget(self.inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._reach)

    def _reach(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what has the keyboard out of sight: Qt does so for Tab, not for a screen reader."""
        if now is not None and self.inside.isAncestorOf(now) and now.visibleRegion().isEmpty():
            self.ensureWidgetVisible(now)

    def set_palette(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self.verticalScrollBar().setStyleSheet(sheet.bars(palette))

    def arrange(self, width: int) -> None:
        """Place the parts for a width; for pages that choose between beside and below."""

    def fit(self) -> None:
        """Be as high as everything needs at this width."""
        width = self.viewport().width()
        self.arrange(width)
        self.inside.setMinimumHeight(max(0, self.whole.heightForWidth(width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        self.fit()
