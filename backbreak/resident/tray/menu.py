"""The menu: com.canonical.dbusmenu, one flat list.

Most hosts never say that they are about to show it (AboutToShow), so its labels are right at all times: a
change is pushed the moment it happens, as a changed property. Only another set of rows changes the layout.
"""

# No `from __future__ import annotations` here: dbus-fast reads the annotations, and a "None" confuses it.

from collections.abc import Callable, Sequence
from typing import Annotated

from dbus_fast import PropertyAccess, Variant
from dbus_fast.annotations import DBusBool, DBusInt32, DBusSignature, DBusStr, DBusUInt32, DBusVariant
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from backbreak.resident.tray.view import SEPARATOR, Row

Properties = dict[str, Variant]
DBusIds = Annotated[list[int], DBusSignature("ai")]
DBusNames = Annotated[list[str], DBusSignature("as")]
DBusLayout = Annotated[list[object], DBusSignature("u(ia{sv}av)")]
DBusGroup = Annotated[list[list[object]], DBusSignature("a(ia{sv})")]
DBusEvents = Annotated[list[list[object]], DBusSignature("a(isvu)")]
DBusUpdates = Annotated[list[object], DBusSignature("a(ia{sv})a(ias)")]
DBusTwoLists = Annotated[list[list[int]], DBusSignature("aiai")]
DBusRevision = Annotated[list[int], DBusSignature("ui")]

_ROOT = 0


class Menu(ServiceInterface):
    """The rows as the host sees them, numbered from 1; `on_action(id)` is the choice of an enabled one."""

    def __init__(self, on_action: Callable[[str], None]) -> None:
        super().__init__("com.canonical.dbusmenu")
        self._on_action = on_action
        self._rows: tuple[Row, ...] = ()
        self._revision = 1

    def draw(self, rows: tuple[Row, ...]) -> None:
        """Show these rows; only what differs is sent."""
        before, self._rows = self._rows, rows
        if [row.id for row in before] != [row.id for row in rows]:
            self._revision += 1
            self.LayoutUpdated(self._revision, _ROOT)
            return
        pairs = enumerate(zip(before, rows, strict=True), start=1)
        updated = [[number, changed] for number, (old, new) in pairs if (changed := _changes(old, new))]
        if updated:
            self.ItemsPropertiesUpdated(updated, [])

    @dbus_property(access=PropertyAccess.READ)
    def Version(self) -> DBusUInt32:
        return 3

    @dbus_property(access=PropertyAccess.READ)
    def TextDirection(self) -> DBusStr:
        return "ltr"

    @dbus_property(access=PropertyAccess.READ)
    def Status(self) -> DBusStr:
        return "normal"

    @dbus_property(access=PropertyAccess.READ)
    def IconThemePath(self) -> DBusNames:
        return []

    @dbus_method()
    def GetLayout(
        self, parent_id: DBusInt32, recursion_depth: DBusInt32, property_names: DBusNames
    ) -> DBusLayout:
        """The tree below a row; the names say which properties are wanted, none of them meaning all."""
        children: list[Variant] = []
        if parent_id == _ROOT and recursion_depth != 0:
            for number in range(1, len(self._rows) + 1):
                child = [number, self._properties(number, property_names), []]
                children.append(Variant("(ia{sv}av)", child))
        return [self._revision, [parent_id, self._properties(parent_id, property_names), children]]

    @dbus_method()
    def GetGroupProperties(self, ids: DBusIds, property_names: DBusNames) -> DBusGroup:
        """The properties of several rows; no ids means every row."""
        wanted = ids or range(len(self._rows) + 1)
        return [[number, self._properties(number, property_names)] for number in wanted if self._has(number)]

    @dbus_method()
    def GetProperty(self, number: DBusInt32, name: DBusStr) -> DBusVariant:
        """One property of one row."""
        return self._properties(number, [name]).get(name, Variant("s", ""))

    @dbus_method()
    def Event(self, number: DBusInt32, event: DBusStr, data: DBusVariant, timestamp: DBusUInt32) -> None:
        """Something happened to a row: "clicked" is the only thing we care for."""
        self._event(number, event)

    @dbus_method()
    def EventGroup(self, events: DBusEvents) -> DBusIds:
        """Several events; returns the ids that do not exist."""
        known = [(number, event) for number, event, *_ in events if isinstance(number, int)]
        for number, event in known:
            self._event(number, str(event))
        return [number for number, _ in known if not self._has(number)]

    @dbus_method()
    def AboutToShow(self, number: DBusInt32) -> DBusBool:
        """Whether the layout must be read again before it is shown: never, it was pushed."""
        return False

    @dbus_method()
    def AboutToShowGroup(self, ids: DBusIds) -> DBusTwoLists:
        """The same for several rows: which need an update, and which do not exist."""
        return [[], [number for number in ids if not self._has(number)]]

    @dbus_signal()
    def ItemsPropertiesUpdated(self, updated: Sequence[object], removed: Sequence[object]) -> DBusUpdates:
        """Rows have changed."""
        return [updated, removed]

    @dbus_signal()
    def LayoutUpdated(self, revision: int, parent_id: int) -> DBusRevision:
        """There are other rows."""
        return [revision, parent_id]

    def _has(self, number: int) -> bool:
        return 0 <= number <= len(self._rows)

    def _properties(self, number: int, names: Sequence[str]) -> Properties:
        if not self._has(number):
            return {}
        if number == _ROOT:
            found = {"children-display": Variant("s", "submenu")}
        else:
            found = _row_properties(self._rows[number - 1])
        return {name: value for name, value in found.items() if not names or name in names}

    def _event(self, number: int, event: str) -> None:
        if event != "clicked" or number == _ROOT or not self._has(number):
            return
        row = self._rows[number - 1]
        if row.enabled and row.visible and row.id != SEPARATOR:
            self._on_action(row.id)


def _row_properties(row: Row) -> Properties:
    if row.id == SEPARATOR:
        return {"type": Variant("s", "separator"), "visible": Variant("b", row.visible)}
    return {
        "label": Variant("s", row.label.replace("_", "__")),  # a single one would mark the key to press
        "enabled": Variant("b", row.enabled),
        "visible": Variant("b", row.visible),
    }


def _changes(old: Row, new: Row) -> Properties:
    before = _row_properties(old)
    return {name: value for name, value in _row_properties(new).items() if before.get(name) != value}
