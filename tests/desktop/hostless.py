"""A watcher for tray icons that nobody shows: it lists what it is told, and has no host."""

from __future__ import annotations

import asyncio

from dbus_fast.aio import MessageBus
from resident.conftest import Watcher


async def main() -> None:
    bus = await MessageBus().connect()
    bus.export("/StatusNotifierWatcher", Watcher(host=False))
    await bus.request_name("org.kde.StatusNotifierWatcher")
    await asyncio.Event().wait()


asyncio.run(main())
