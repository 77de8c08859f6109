"""Our item in the tray, as its host sees it: the menu over D-Bus, and where the icon is on the screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dbus_fast import Variant

from .bus import Bus
from .screen import Box, Picture
from .waiting import PATIENCE_S, wait_until

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

    def groups(self) -> list[list[MenuRow]]:
        """The visible rows from the top, parted where there are separators."""
        _revision, (_id, _properties, children) = self._bus.call(
            self.name, self._menu, f"{MENU}.GetLayout", "iias", [0, -1, []]
        )
        groups: list[list[MenuRow]] = [[]]
        for number, row, _below in children:
            if row.get("visible", True) and row.get("type") == "separator":
                groups.append([])
            elif row.get("visible", True):
                label = str(row.get("label", "")).replace("_", "")
                groups[-1].append(MenuRow(number, label, bool(row.get("enabled", True))))
        return [group for group in groups if group]

    def rows(self) -> list[MenuRow]:
        """The visible rows that are no separators, from the top."""
        return [row for group in self.groups() for row in group]

    def row(self, pattern: str) -> MenuRow | None:
        """The first enabled row whose label begins like this."""
        return next((row for row in self.rows() if row.enabled and re.match(pattern, row.label)), None)

    def choose(self, pattern: str, timeout: float = PATIENCE_S) -> None:
        """Do what the host does when a row is clicked, as soon as the row can be."""
        row = wait_until(lambda: self.row(pattern), f"the menu offers {pattern!r}", timeout)
        body = [row.id, "clicked", Variant("i", 0), 0]
        self._bus.call(self.name, self._menu, f"{MENU}.Event", "isvu", body)

    def wait_for_place(
        self, pattern: str, look: Callable[[], Picture], before: Picture, within: Box
    ) -> Box:
        """Where the row beginning so is in the menu that opens there, once three looks in a row agree.

        A menu shows before its rows do, and where the pointer has rested a tip may have come and gone.
        """
        places: list[Box | None] = []

        def place() -> Box | None:
            picture = look()
            menu = picture.changed_since(before, within)
            try:
                return self.place_of(pattern, menu, picture) if menu else None
            except (ValueError, AssertionError):
                return None  # that is not the whole menu

        def steady() -> Box | None:
            places.append(place())
            return places[-1] if places[-3:].count(places[-1]) == 3 else None

        return wait_until(steady, f"the menu shows {pattern!r}")

    def place_of(self, pattern: str, menu: Box, picture: Picture) -> Box:
        """Where on the screen the row beginning so is, in the opened menu.

        Panels do not tell assistive technology about this menu. But left of the labels a menu shows nothing
        except its separators, and between two of them as many rows as we sent.
        """
        column = [picture.colour_at(menu.x + 8, y) for y in range(menu.y, menu.y + menu.height)]
        background = max(set(column), key=column.count)
        blanks = [
            m.span() for m in re.finditer("b{12,}", "".join("b" if c == background else "x" for c in column))
        ]
        for (start, end), group in zip(blanks, self.groups(), strict=True):
            height = (end - start) / len(group)
            for index, row in enumerate(group):
                if row.enabled and re.match(pattern, row.label):
                    y = menu.y + start + round(index * height)
                    return Box(menu.x, y, menu.width, round(height))
        raise AssertionError(f"the menu has no row {pattern!r}: {self.rows()}")
