"""A tray of the old kind, its program, and the door between, for the tests of who looks after them."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace

from backbreak.door.protocol import Request, decode, greeting, request
from backbreak.door.server import Peer, Server
from backbreak.resident.tray import Row, TrayView
from backbreak.resident.tray.fallback import Fallback
from backbreak.resident.x11.address import X11Error

VIEW = TrayView(
    icon="sitting",
    tooltip_title="backbreak",
    tooltip_text="Next break at 14:35",
    rows=(
        Row("status", "Next break at 14:35", enabled=False),
        Row("-"),
        Row("start", "Take a break now"),
        Row("snooze", "Later", visible=False),
        Row("quit", "Quit"),
    ),
)
X11 = {"DISPLAY": ":77", "PATH": os.environ["PATH"]}
PATIENCE_S = 0.02
TRAY = 0x400003


class Trays:
    """The X server's side: a tray of the old kind that is there or not."""

    def __init__(self, owner: int = 0, fails: int = 0) -> None:
        self.owner = owner
        self.fails = fails
        self.asked = 0
        self.changed: Callable[[int], None] | None = None

    @property
    def watching(self) -> bool:
        return self.changed is not None

    async def watch(self, changed: Callable[[int], None]) -> None:
        self.asked += 1
        if self.asked <= self.fails:
            raise X11Error("the X server does not answer")
        self.changed = changed
        changed(self.owner)

    def unwatch(self) -> None:
        self.changed = None

    def end(self) -> None:
        """The X server goes, and with it whoever watches."""
        told, self.changed = self.changed, None
        assert told is not None
        told(0)


class Case:
    """A fallback with a door and a program that only waits."""

    def __init__(self, folder: Path, trays: Trays, **more: object) -> None:
        self.trays = trays
        self.chosen: list[tuple[str, str]] = []
        self.changes = 0
        self.path = folder / "door.sock"
        hello = greeting("0.1.0", os.getpid(), "")
        step = SimpleNamespace(socket_path=self.path, resident_lock=folder / "resident.lock")
        self.door = Server(step, hello, self._answer, self._gone)
        loop = asyncio.get_running_loop()
        wait = [sys.executable, "-c", "import time; time.sleep(60)"]
        self.fallback = Fallback(
            loop, self.door, wait, folder / "log", lambda: trays,
            lambda *choice: self.chosen.append(choice), self._changed,
            **{"environ": X11, "patience_s": PATIENCE_S, "alone": False, **more},
        )  # fmt: skip
        self.fallback.show(VIEW)

    async def _answer(self, asked: Request, peer: Peer) -> dict[str, object]:
        return dict(self.fallback.table[asked.cmd](asked.args, peer))

    def _gone(self, peer: Peer) -> None:
        self.fallback.gone(peer)

    def _changed(self) -> None:
        self.changes += 1

    @property
    def runs(self) -> bool:
        return self.fallback._children.running("tray")

    async def until(self, condition: Callable[[], object]) -> None:
        async with asyncio.timeout(20):
            while not condition():
                await asyncio.sleep(0.005)

    async def knock(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_unix_connection(str(self.path))
        assert "hello" in decode(await reader.readline())
        return reader, writer


def play(folder: Path, story: Callable[[Case], Awaitable[None]], trays: Trays, **more: object) -> None:
    async def whole() -> None:
        case = Case(folder, trays, **more)
        await case.door.start()
        try:
            async with asyncio.timeout(60):
                await story(case)
        finally:
            case.fallback.stop()
            await case.door.stop()

    asyncio.run(whole())


async def ask(streams, cmd: str, **args: object) -> dict[str, object]:
    reader, writer = streams
    writer.write(request(1, cmd, args))
    return decode(await reader.readline())
