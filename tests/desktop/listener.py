"""A program that listens to all sources of locks, sleep and do-not-disturb, and does nothing else."""

from __future__ import annotations

import asyncio

from dbus_fast.aio import MessageBus

from backbreak.resident.presence.logind import Logind
from backbreak.resident.presence.screensaver import ScreenSavers
from backbreak.resident.quiet.dnd import dnd_sources


async def main() -> None:
    bus = await MessageBus().connect()
    logind = Logind(lambda: print("lock", flush=True), lambda going: print("sleep", flush=True))
    savers = ScreenSavers(bus, lambda: print("lock", flush=True))
    print(await logind.unavailable(), await savers.unavailable(), flush=True)
    for source in dnd_sources(bus):
        await source.watch(lambda: print("news", flush=True))
    print("ready", flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
