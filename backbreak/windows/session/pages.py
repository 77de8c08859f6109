"""The pages of the session window, one of them seen: all take its size and its colours."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedLayout, QWidget

from backbreak.core.figure import Radii
from backbreak.windows.palettes import Palette
from backbreak.windows.session.ending import EndPage
from backbreak.windows.session.hurts import HurtsPage
from backbreak.windows.session.leaving_out import Exclusions
from backbreak.windows.session.page import SessionPage
from backbreak.windows.session.scaled import DEFAULT_SIZE, Coloured, Scaled, is_upright, unit_for
from backbreak.words import _
from backbreak.words.sentences import sentence


class Pages(QStackedLayout):
    """Session, end and what hurt; `desk` is whatever page is shown before a session."""

    def __init__(
        self,
        window: QWidget,
        radii: Radii,
        family: str,
        palette: Palette,
        exclusions: Exclusions | None,
    ) -> None:
        super().__init__(window)
        self._radii, self._family, self._exclusions = radii, family, exclusions
        self.desk: QWidget | None = None
        self.trouble = ""
        """Why what was done is not logged, as a sentence."""
        self._size = DEFAULT_SIZE
        self._make(palette)

    def _make(self, palette: Palette) -> None:
        self.session = SessionPage(self._radii, self._family, palette)
        self.end = EndPage(self._family, palette)
        self.hurts = HurtsPage(self._family, palette, self._exclusions)
        for page in (self.session, self.end, self.hurts):
            self.addWidget(page)

    @property
    def at_an_end(self) -> bool:
        """Whether a session is over and what came of it is seen."""
        return self.currentWidget() in (self.end, self.hurts)

    def renew(self, palette: Palette) -> None:
        """Make the session's pages anew, in the language in use."""
        before = (self.session, self.end, self.hurts)
        self._make(palette)
        if self.currentWidget() is before[0]:
            self.show_page(self.session)
        for page in before:
            self.removeWidget(page)
            page.deleteLater()

    def set_desk(self, page: QWidget, palette: Palette) -> None:
        """Take another page as the desk."""
        if page is not self.desk:
            if self.desk is not None:
                self.removeWidget(self.desk)
            self.desk = page
            self.addWidget(page)
        cast(Coloured, page).set_palette(palette)

    def show_page(self, page: QWidget) -> None:
        """Show a page; the end page's time stands still while it is not seen."""
        self.end.rest()
        self._scale(page)
        self.setCurrentWidget(page)

    def tell_trouble(self, why: str) -> None:
        """Say after the end that what was done could not be logged, and then that it is; "" is all well."""
        if not why and not self.trouble:
            return
        self.trouble = sentence(_("not logged: %(why)s") % {"why": why}) if why else ""
        text = self.trouble or _("Logged now.")
        self.end.rest()  # it is there until somebody closes it
        self.end.tip.setText(text)
        self.end.tip.setVisible(True)
        self.hurts.tell(text)

    def set_size(self, size: QSize) -> None:
        """Let what is seen take the size for a window."""
        self._size = QSize(size)
        self._scale(self.currentWidget())

    def _scale(self, page: QWidget | None) -> None:
        unit = unit_for(self._size)
        if isinstance(page, SessionPage | EndPage | HurtsPage):
            page.set_unit(unit, self._size, is_upright(self._size))
        elif page is not None:
            cast(Scaled, page).set_unit(unit)

    def set_palette(self, palette: Palette) -> None:
        """Let everything take the colours of another palette."""
        pages: tuple[Coloured, ...] = (self.session, self.end, self.hurts)
        for page in pages:
            page.set_palette(palette)
        if self.desk is not None:
            cast(Coloured, self.desk).set_palette(palette)
