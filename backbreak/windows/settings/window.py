"""The settings' window: groups at the side, the page, and below it tomorrow and the ways back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from backbreak.windows import measures
from backbreak.windows.history import dates
from backbreak.windows.labels import label
from backbreak.windows.palettes import Palette
from backbreak.windows.settings import saying
from backbreak.windows.settings.control import Control
from backbreak.windows.settings.foot import Foot, Tomorrow
from backbreak.windows.settings.groups import groups
from backbreak.windows.settings.head import Head
from backbreak.windows.settings.making import Makings
from backbreak.windows.settings.page import SettingsPage
from backbreak.windows.settings.preview import Outlook
from backbreak.windows.settings.row import RowView
from backbreak.windows.settings.side import Side
from backbreak.windows.settings.told import tell
from backbreak.windows.window import Window
from backbreak.words import _

DEFAULT_SIZE, SMALLEST_SIZE = QSize(980, 740), QSize(460, 440)
_NARROW_EM, _LOW_EM, _LOW_NARROW_EM = 46, 38, 46
"""Below these, in em, groups are chosen at the top, and tomorrow is the first card of the page."""
_LAID_OUT_MS, _TRIES = 40, 8
"""What was made anew has its places by then, or a few times later."""


class SettingsWindow(Window):
    """`painted` is emitted once, when it has been seen first."""

    painted = Signal()
    activated = Signal()
    """Somebody has come back to it: what happens at login may have been changed elsewhere."""
    undo_asked = Signal()
    defaults_asked = Signal()

    def __init__(self, makings: Makings, theme: str = "system") -> None:
        super().__init__(theme)
        self._makings, self._seen = makings, False
        self._going = False
        """Whether the page scrolls because somebody goes to a group: that one is marked."""
        self.make(DEFAULT_SIZE, SMALLEST_SIZE)
        for keys, act in (
            (QKeySequence.StandardKey.Undo, self.undo_asked.emit),
            (QKeySequence.StandardKey.Find, self._find),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def build(self) -> QWidget:
        """Make head, side, page and foot."""
        self.call(_("Settings - backbreak"), _("Settings"))
        self._groups = groups()
        self.head, self.side = Head(self._groups), Side(self._groups)
        self.page = SettingsPage(self._groups, self.colours, self._makings)
        self.tomorrow, self.foot = Tomorrow(self.colours), Foot()
        self.note = label("", measures.BODY, bold=True, wrap=True)
        self.note.setContentsMargins(measures.EDGE_PX, 0, measures.EDGE_PX, measures.NEAR_PX)
        self.note.hide()
        self._connect()
        return self._laid_out()

    def _connect(self) -> None:
        self.head.searched.connect(self._search)
        self.head.chosen.connect(self.go)
        self.side.chosen.connect(self.go)
        self.page.all_asked.connect(self.head.search.clear)
        self.page.verticalScrollBar().valueChanged.connect(self._mark)
        self.foot.undo_asked.connect(self.undo_asked)
        self.foot.defaults_asked.connect(self.defaults_asked)

    def _laid_out(self) -> QWidget:
        body = QWidget()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(self.page, 1)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(
            measures.EDGE_PX, measures.NEAR_PX, measures.EDGE_PX, measures.APART_PX
        )
        self._below.setSpacing(measures.NEAR_PX)
        self._below.addWidget(self.tomorrow)
        self._below.addWidget(self.foot)
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.note)
        whole.addLayout(middle, 1)
        whole.addLayout(self._below)
        self._low = False
        return body

    def dress(self, palette: Palette) -> None:
        """Paint in another palette from now on."""
        self.page.set_palette(palette)
        self.tomorrow.set_palette(palette)

    # --- what is shown -----------------------------------------------------------------------------

    def complain(self, why: str) -> None:
        """Say what is wrong with the files; "" takes that away."""
        tell(self.note, why)

    def show_tomorrow(self, shown: Outlook, *, is_tomorrow: bool) -> None:
        """Show another outlook, of the next working day where tomorrow is free."""
        self.tomorrow.show_outlook(shown, dates.short_day(shown.day), is_tomorrow=is_tomorrow)

    def go(self, name: str) -> None:
        """Come to a group; a search that hides it ends."""
        card = next(card for card in self.page.cards if card.group.name == name)
        if card.isHidden():
            self.head.search.clear()
        self.page.fit()
        self._going = True
        self.page.verticalScrollBar().setValue(max(0, card.y() - measures.TIGHT_PX))
        self._going = False
        self._show_mark(name)

    def come_back_to(self, row: str) -> None:
        """Have the keyboard where it was before everything was made anew."""
        view = self.page.rows.get(row)
        if view is not None and isinstance(view.control, Control):
            view.control.parts()[0].setFocus()
            self._reach(view, _TRIES)

    def _reach(self, view: RowView, tries: int) -> None:
        """Scroll to a row, and again while everything above it still finds its place."""
        self.page.ensureWidgetVisible(view)
        if tries:
            QTimer.singleShot(_LAID_OUT_MS, view, lambda: self._reach(view, tries - 1))

    def _find(self) -> None:
        self.head.search.setFocus()
        self.head.search.selectAll()

    def _search(self, wanted: str) -> None:
        found = self.page.search(wanted)
        names = [card.group.name for card in self.page.cards if not card.isHidden()]
        self.side.allow(names)
        if wanted.strip() and names:
            self._show_mark(names[0])
        else:
            self.page.fit()
            self.page.whole.activate()  # what is back has its place now, not later
            self._mark(self.page.verticalScrollBar().value())
        told = saying.several(found) if found else _("Nothing found")
        self.foot.say(told if wanted.strip() else "")

    def _mark(self, top: int) -> None:
        """Mark the group that is read: the last that begins above a third of what is seen."""
        if self._going:
            return
        line = top + self.page.viewport().height() // 3
        seen = [card for card in self.page.cards if not card.isHidden() and card.y() <= line]
        if seen:
            self._show_mark(seen[-1].group.name)

    def _show_mark(self, name: str) -> None:
        self.side.mark(name)
        self.head.mark(name)

    # --- Qt ----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that it has been seen: what takes time begins after that."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose what has room where."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put the parts where they have room at this size."""
        em = self.fontInfo().pixelSize()
        narrow = self.width() < _NARROW_EM * em
        self.side.setVisible(not narrow)
        self.head.arrange(self.width(), narrow=narrow)
        inner = self.width() - 2 * measures.EDGE_PX
        self.foot.arrange(inner)
        self.tomorrow.arrange(inner)
        left = measures.EDGE_PX if narrow else measures.NEAR_PX
        margins = self.page.whole.contentsMargins()
        rtl = self.isRightToLeft()
        margins.setLeft(measures.EDGE_PX if rtl else left)
        margins.setRight(left if rtl else measures.EDGE_PX)
        self.page.whole.setContentsMargins(margins)
        self._place_tomorrow(low=self.height() < (_LOW_NARROW_EM if narrow else _LOW_EM) * em)

    def _place_tomorrow(self, *, low: bool) -> None:
        if low == self._low:
            return
        self._low = low
        if low:
            self.page.whole.insertWidget(0, self.tomorrow)
        else:
            self._below.insertWidget(0, self.tomorrow)

    def changeEvent(self, event: QEvent) -> None:
        """Turn round with the direction of reading; say that somebody has come back to it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and self._seen:
            self.arrange()
        if event.type() == QEvent.Type.ActivationChange and self._seen and self.isActiveWindow():
            self.activated.emit()
