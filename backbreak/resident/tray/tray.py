"""The tray: icon, menu and docking put together, behind two calls."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from dbus_fast.aio import MessageBus

from backbreak.resident.tray.host import Host
from backbreak.resident.tray.item import ITEM_PATH, MENU_PATH, Item
from backbreak.resident.tray.menu import Menu
from backbreak.resident.tray.view import TrayView

OPEN_PANEL = "panel"


class Tray:
    """Shows a `TrayView`, and says what was chosen: `on_action(row, activation)`; a left click is "panel".

    `on_action` is called from the loop, after the host has had its answer, with the id of the row and the
    host's leave for a window to take the keyboard, "" where it gives none. `on_shown(bool)` says when the
    icon is taken up by a host and when it is lost.
    """

    def __init__(
        self,
        bus: MessageBus,
        on_action: Callable[[str, str], None],
        on_shown: Callable[[bool], None] | None = None,
    ) -> None:
        self._bus = bus
        self._on_action = on_action
        self._item = Item(lambda: self._later(OPEN_PANEL))
        self._menu = Menu(self._later)
        self._host = Host(bus, on_shown)

    async def start(self) -> None:
        """Offer the icon to whatever watcher there is or will be; never waits for one that is not there."""
        self._bus.export(ITEM_PATH, self._item)
        self._bus.export(MENU_PATH, self._menu)
        await self._host.start()

    def show(self, view: TrayView) -> None:
        """Draw the view; what is the same already costs nothing. May be called before `start`.

        On a connection that is gone nothing happens: nobody is left to draw for.
        """
        if not self._bus.connected:
            return
        self._item.draw(view.icon, (view.tooltip_title, view.tooltip_text))
        self._menu.draw(view.rows)

    @property
    def shown(self) -> bool:
        """Whether the icon is really in somebody's tray."""
        return self._bus.connected and self._host.shown

    def stop(self) -> None:
        """Take the icon away."""
        self._host.stop()
        self._bus.unexport(ITEM_PATH)
        self._bus.unexport(MENU_PATH)

    def _later(self, action: str) -> None:
        asyncio.get_running_loop().call_soon(self._on_action, action, self._item.take_activation())
