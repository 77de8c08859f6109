"""An X server of a test's own without a desktop on it, and the resident's side of the connection."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from struct import pack
from time import monotonic

from desktop.harness.pointer import Hand
from desktop.harness.processes import Processes
from desktop.harness.promise import Promise
from desktop.harness.waiting import PATIENCE_S

from backbreak.resident.presence.x11_idle import IdleWatch, X11Idle
from backbreak.resident.x11 import wire
from backbreak.resident.x11.display import Server

NOBODYS = ":39999"
"""A display that no server is given."""


class BareServer:
    """Xvfb alone: a keyboard, a pointer and nothing to be seen."""

    def __init__(self, folder: Path, *options: str | Path) -> None:
        (folder / "logs").mkdir(parents=True)
        self.processes = Processes(folder / "logs")
        server = ["Xvfb", "-screen", "0", "640x480x24", "-nolisten", "tcp", "-noreset", *options]
        self.display = ":" + self.processes.spawn_telling(server, "-displayfd %d")
        self.environ = {"DISPLAY": self.display, "HOME": str(folder)}
        self.hand = Hand({**self.processes.env, "DISPLAY": self.display})

    def own_time(self) -> Callable[[], float]:
        """Gives the seconds since now, less those in which others kept the server or this process waiting."""
        return Promise(0.0, self.processes.ours()).took_s

    def end(self) -> None:
        """The server is gone, and all that was on it."""
        self.processes.close()
        self.environ["DISPLAY"] = NOBODYS  # for the next server that starts has the number of this one


class Ears:
    """What watches of idle time were told, and when."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.ago: list[timedelta] = []
        self.at: list[float] = []

    def watch(self, idle: X11Idle, after: timedelta, name: str = "") -> IdleWatch:
        def went_idle(ago: timedelta) -> None:
            self.heard.append((name, "idle"))
            self.ago.append(ago)
            self.at.append(monotonic())

        def input_seen() -> None:
            self.heard.append((name, "input"))
            self.at.append(monotonic())

        return idle.watch(after, went_idle, input_seen)


@contextmanager
def bare_server(folder: Path, *options: str | Path) -> Iterator[BareServer]:
    server = BareServer(folder, *options)
    try:
        yield server
    finally:
        server.end()


def run(story: Callable[[], Awaitable[None]]) -> None:
    """Tell it; whatever the loop has to complain of fails the test."""
    complaints: list[object] = []

    async def told() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: complaints.append(context))
        await story()
        await asyncio.sleep(0)

    asyncio.run(told())
    assert not complaints


async def until(condition: Callable[[], object], what: str, seconds: float = PATIENCE_S) -> None:
    try:
        async with asyncio.timeout(seconds):
            while not condition():
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(f"not within {seconds:g} s: {what}") from None


def set_property(window: int, atom: int, words: tuple[int, ...]) -> bytes:
    """ChangeProperty, as a window manager would send it: a list of windows in place of what was there."""
    kind, bits = 33, 32
    head = pack("=IIIB3xI", window, atom, kind, bits, len(words))
    return wire.request(18, 0, head + pack(f"={len(words)}I", *words))


def new_window(server: Server) -> int:
    """CreateWindow: one that is never shown, which is a window for all that."""
    window = server.connection.new_id()
    copied_depth, same_class, same_visual, nothing_set = 0, 0, 0, 0
    place = (0, 0, 10, 10, 0)
    body = pack("=IIhhHHHHII", window, server.root, *place, same_class, same_visual, nothing_set)
    server.connection.send(wire.request(1, copied_depth, body))
    return window


def destroy_window(window: int) -> bytes:
    """DestroyWindow."""
    return wire.request(4, 0, pack("=I", window))


def own_selection(window: int, selection: int) -> bytes:
    """SetSelectionOwner, now."""
    return wire.request(22, 0, pack("=III", window, selection, 0))


def announce(root: int, kind: int, words: tuple[int, int, int, int, int]) -> bytes:
    """SendEvent of a client message to those who look at the structure of the root window."""
    event = pack("=BBHII5I", 33, 32, 0, root, kind, *words)
    return wire.request(25, 0, pack("=II", root, wire.STRUCTURE_NOTIFY) + event)


class Manager:
    """A window manager as far as it tells things: another client of the same server."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.own = new_window(server)

    async def tell(self, window: int, name: str, *values: int | str) -> None:
        """Put words on a window, and return when the server has them."""
        names = [value for value in values if isinstance(value, str)]
        numbers = dict(zip((name, *names), await self.server.atoms(name, *names), strict=True))
        words = tuple(numbers[value] if isinstance(value, str) else value for value in values)
        self.server.connection.send(set_property(window, numbers[name], words))
        await self.server.owner(numbers[name])

    async def begin(self) -> None:
        for window in (self.server.root, self.own):
            await self.tell(window, "_NET_SUPPORTING_WM_CHECK", self.own)
        await self.tell(self.server.root, "_NET_SUPPORTED", "_NET_ACTIVE_WINDOW", "_NET_WM_STATE_FULLSCREEN")

    async def put_in_front(self, window: int) -> None:
        await self.tell(self.server.root, "_NET_ACTIVE_WINDOW", window)

    async def fill(self, window: int) -> None:
        await self.tell(window, "_NET_WM_STATE", "_NET_WM_STATE_FULLSCREEN")
