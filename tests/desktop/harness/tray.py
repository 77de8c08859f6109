"""Our item in the tray, as its host sees it: the menu over D-Bus, and where the icon is on the screen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dbus_fast import Variant

from .bus import Bus
from .waiting import wait_until

ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"


@dataclass(frozen=True, slots=True)
class MenuRow:
    """One row of the menu that can be seen."""

    id: int
    label: str
    enabled: bool


class TrayItem:
    """One docked item, by the name the watcher lists it under (":1.7/StatusNotifierItem")."""

    def __init__(self, bus: Bus, listed: str) -> None:
        self._bus = bus
        name, slash, path = listed.partition("/")
        self.name = name
        self.path = slash + path or "/StatusNotifierItem"
        self._menu = str(self.get("Menu"))

    def get(self, prop: str) -> object:
        """One property of the item."""
        return self._bus.get(self.name, self.path, ITEM, prop)

    def rows(self) -> list[MenuRow]:
        """The visible rows that are no separators, from the top."""
        _revision, (_id, _properties, children) = self._bus.call(
            self.name, self._menu, f"{MENU}.GetLayout", "iias", [0, -1, []]
        )
        return [
            MenuRow(number, str(row.get("label", "")).replace("_", ""), bool(row.get("enabled", True)))
            for number, row, _below in children
            if row.get("visible", True) and row.get("type") != "separator"
        ]

    def row(self, pattern: str) -> MenuRow | None:
        """The first enabled row whose label begins like this."""
        return next((row for row in self.rows() if row.enabled and re.match(pattern, row.label)), None)

    def choose(self, pattern: str, timeout: float = 10.0) -> None:
        """Do what the host does when a row is clicked, as soon as the row can be."""
        row = wait_until(lambda: self.row(pattern), f"the menu offers {pattern!r}", timeout)
        body = [row.id, "clicked", Variant("i", 0), 0]
        self._bus.call(self.name, self._menu, f"{MENU}.Event", "isvu", body)
