"""The icon: shows what the resident tells it, and tells the resident what was chosen.

Whether it really shows cannot be learned from Qt, which says that an icon is visible where there is no tray
at all; the resident knows by the tray itself.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from backbreak.windows.client import DoorClient, Reply
from backbreak.windows.tray.clicks import Clicks
from backbreak.windows.tray.menu import TrayMenu
from backbreak.windows.tray.picture import picture
from backbreak.windows.tray.view import View, read_view
from backbreak.words import _

DONE, FAILED = 0, 1

OPEN_PANEL = "panel"

_OPENS_MENU_ITSELF = sys.platform == "darwin"
"""There a click on the icon opens the menu, and is told as a click besides."""

log = logging.getLogger(__name__)


class TrayIcon(QObject):
    """Owns icon and menu; `over(code)` is emitted when the resident has gone or cannot be understood."""

    over = Signal(int)

    def __init__(self, client: DoorClient, application: QGuiApplication) -> None:
        super().__init__(application)
        self._client = client
        self._clicks = Clicks(application)
        self._view: View | None = None
        self._pictures: dict[str, QIcon] = {}
        self.menu = TrayMenu()
        self.menu.chosen.connect(self._choose)
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._clicked)
        client.greeted.connect(lambda: client.ask("tray-attach", {}, self._attached))
        client.tray.connect(self._told)
        client.lost.connect(lambda _why: self.over.emit(DONE))

    def _attached(self, reply: Reply) -> None:
        if reply.ok:
            self._told(reply.result)
        elif reply.code != "lost":
            self._fail(reply.text)

    def _told(self, data: Mapping[str, object]) -> None:
        view = read_view(data)
        if view is None:
            self._fail(_("the resident tells the tray in a way this version does not know: restart it"))
        elif view != self._view:
            self._show(view)

    def _show(self, view: View) -> None:
        before, self._view = self._view, view
        self.menu.show_rows(view.rows)
        if before is None or before.icon != view.icon:
            self._icon.setIcon(self._picture(view.icon))
        # A tooltip that is set again pops up again.
        if before is None or (before.title, before.text) != (view.title, view.text):
            self._icon.setToolTip("\n".join(filter(None, (view.title, view.text))))
        if before is None:
            self._icon.show()

    def _picture(self, name: str) -> QIcon:
        if name not in self._pictures:
            self._pictures[name] = picture(name)
        return self._pictures[name]

    def _clicked(self, how: QSystemTrayIcon.ActivationReason) -> None:
        """The left button; the right one opens the menu, and the others do nothing."""
        if how is QSystemTrayIcon.ActivationReason.Trigger and not _OPENS_MENU_ITSELF:
            self._choose(OPEN_PANEL)

    def _choose(self, row: str) -> None:
        self._client.ask("tray-choose", {"row": row, "activation": self._clicks.activation()}, _answered)

    def _fail(self, why: str) -> None:
        log.error("the tray: %s", why)
        self.over.emit(FAILED)


def _answered(reply: Reply) -> None:
    if not reply.ok and reply.code != "lost":
        log.warning("the tray: %s", reply.text)
