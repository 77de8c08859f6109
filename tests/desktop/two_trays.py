"""A program for the tests: the resident's tray of both kinds, its door, and nothing behind them.

Says on its output what is chosen and whether the icon shows; a row of the menu shows the next picture. The
arguments are a home and the seconds without a host after which the program for the old kind is wanted.
"""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import get_args

from dbus_fast.aio import MessageBus

from backbreak import __version__
from backbreak.door.protocol import DoorError, Request, greeting
from backbreak.door.server import Peer, Server
from backbreak.resident.surroundings import window_command
from backbreak.resident.tray import Icon, Row, Tray, TrayView
from backbreak.resident.tray.fallback import Fallback
from backbreak.resident.x11.display import Display
from backbreak.resident.x11.selection import TrayOwner
from backbreak.storage.places import places_for

VIEW = TrayView(
    icon="sitting",
    tooltip_title="backbreak",
    tooltip_text="Next break at 14:35",
    rows=(
        Row("status", "Next break at 14:35", enabled=False),
        Row("-"),
        Row("next", "Another_picture & text"),
        Row("start", "Take a break now", visible=False),
        Row("quit", "Quit"),
    ),
)


def say(*words: object) -> None:
    print(*words, flush=True)


async def main(home: Path, patience_s: float) -> None:
    places = places_for(home)
    places.ensure()
    acts: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    async def answer(request: Request, peer: Peer) -> dict[str, object]:
        if request.cmd not in fallback.table:
            raise DoorError("usage", f"no command {request.cmd}")
        return dict(fallback.table[request.cmd](request.args, peer))

    def choose(act: str, activation: str) -> None:
        acts.put_nowait((act, activation))

    def managers() -> TrayOwner:
        say("looks for the old kind")
        return TrayOwner(display)

    def changed() -> None:
        say("old kind", fallback.shown)

    def hosted(shown: bool) -> None:
        say("shown", shown)
        fallback.hosted(shown)

    hello = greeting(__version__, os.getpid(), str(home))
    door = Server(places, hello, answer, lambda peer: fallback.gone(peer))
    command = window_command("tray", home)
    display = Display(os.environ)
    fallback = Fallback(
        loop,
        door,
        command,
        places.log_file,
        managers,
        choose,
        changed,
        patience_s=patience_s,
    )
    await door.start()
    bus = await MessageBus().connect()
    tray = Tray(bus, choose, hosted)
    view = VIEW
    icons = cycle(get_args(Icon))
    tray.show(view)
    await tray.start()
    fallback.show(view)
    fallback.start(hosted=tray.shown)
    while (choice := await acts.get())[0] != "quit":
        say("chose", *choice)
        if choice[0] == "next":
            icon = next(icon for icon in icons if icon != view.icon)
            rows = tuple(replace(row, visible=True) for row in view.rows)
            view = replace(view, icon=icon, tooltip_text=f"This is {icon}", rows=rows)
            tray.show(view)
            fallback.show(view)
    fallback.stop()
    tray.stop()
    display.close()
    bus.disconnect()
    await door.stop()


asyncio.run(main(Path(sys.argv[1]), float(sys.argv[2])))
