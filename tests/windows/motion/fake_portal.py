"""A settings portal of a test's own, on the bus of its own; values are given and changed on stdin.

One JSON object a line, `{"key": value}`; it prints "up" when it can be asked, and "set" after each change.
"""

# No `from __future__ import annotations` here: dbus-fast reads the annotations.

import asyncio
import json
import sys

from dbus_fast import DBusError, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusStr, DBusVariant
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal

SIGNATURES = {bool: "b", int: "u", float: "d", str: "s"}
SPACES = {
    "reduced-motion": "org.freedesktop.appearance",
    "enable-animations": "org.gnome.desktop.interface",
    "text-scaling-factor": "org.gnome.desktop.interface",
    "AnimationDurationFactor": "org.kde.kdeglobals.KDE",
}


class Portal(ServiceInterface):
    """Answers `Read` as the real one does, in a variant within a variant."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.portal.Settings")
        self.values: dict[str, Variant] = {}

    def set(self, key: str, value: object) -> None:
        self.values[key] = Variant(SIGNATURES[type(value)], value)
        self.setting_changed(SPACES[key], key)

    @dbus_method(name="Read")
    def read(self, namespace: DBusStr, key: DBusStr) -> DBusVariant:
        if key not in self.values or SPACES[key] != namespace:
            raise DBusError("org.freedesktop.portal.Error.NotFound", "Requested setting not found")
        return Variant("v", self.values[key])

    @dbus_signal(name="SettingChanged")
    def setting_changed(self, namespace, key) -> "ssv":  # type: ignore[no-untyped-def] # noqa: F821
        return [namespace, key, self.values[key]]


async def main() -> None:
    bus = await MessageBus().connect()
    portal = Portal()
    bus.export("/org/freedesktop/portal/desktop", portal)
    loop, lines = asyncio.get_running_loop(), asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    named = False
    while line := await lines.readline():
        for key, value in json.loads(line).items():
            portal.set(key, value)
        if not named:
            await bus.request_name("org.freedesktop.portal.Desktop")
            named = True
        print("set", flush=True)


asyncio.run(main())
