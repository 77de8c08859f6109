"""Listens to one source of idle time in a process of its own, whose wake-ups can be counted."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import timedelta

from dbus_fast.aio import MessageBus

from backbreak.resident.presence.ext_idle import ExtIdle
from backbreak.resident.presence.kde_idle import KdeIdle
from backbreak.resident.presence.mutter import Mutter
from backbreak.resident.presence.sources import IdleSource


async def listen(kind: str) -> None:
    source: IdleSource
    if kind == "Mutter":
        source = Mutter(await MessageBus().connect(), sys.exit)
    else:
        source = {"ExtIdle": ExtIdle, "KdeIdle": KdeIdle}[kind](os.environ, sys.exit)
    print(await source.unavailable(), flush=True)
    for minutes in (1, 5):
        source.watch(timedelta(minutes=minutes), lambda ago: print("idle"), lambda: print("input"))
    await asyncio.Event().wait()


asyncio.run(listen(sys.argv[1]))
