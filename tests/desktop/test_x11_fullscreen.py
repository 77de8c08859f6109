"""Full screen: a real window under a real window manager, and one of a few lines for the rest."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from desktop.harness import Desktop, wait_until
from desktop.harness.waiting import PATIENCE_S
from desktop.x11 import BareServer, Manager, bare_server, destroy_window, new_window, run, set_property, until

from backbreak.resident.quiet.fullscreen import FullScreen
from backbreak.resident.quiet.sources import QuietError
from backbreak.resident.x11.display import Display

NO_MANAGER = "no window manager tells which window is in front"

WINDOW = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(sys.argv[:1])
app.setApplicationName(sys.argv[1])
label = QLabel("a film")
label.setWindowTitle(sys.argv[2])
label.resize(300, 200)
shortcut = QShortcut("F11", label)
shortcut.activated.connect(lambda: label.setWindowState(label.windowState() ^ Qt.WindowFullScreen))
label.show()
sys.exit(app.exec())
"""


@pytest.fixture
def windows(bare_desktop: Desktop) -> Desktop:
    """A screen with a window manager, and no more than that."""
    bare_desktop.open(tray=False, notifications=False)
    return bare_desktop


@pytest.fixture
def server(tmp_path: Path) -> Iterator[BareServer]:
    with bare_server(tmp_path) as server:
        yield server


def open_window(desktop: Desktop, program: str, title: str) -> int:
    """Open it, and wait until it has the keyboard."""
    desktop.processes.spawn([sys.executable, "-c", WINDOW, program, title], log=program)
    window = desktop.hand.wait_for_window(title)
    wait_until(lambda: desktop.hand.has_focus(window), f"{title} has the keyboard")
    return window


def name_of(pid: int) -> str:
    with suppress(OSError):  # gone meanwhile
        return Path(f"/proc/{pid}/comm").read_text().strip()
    return ""


async def reads(source: FullScreen, wanted: bool) -> bool:
    """Whether it comes to read so."""
    async with asyncio.timeout(PATIENCE_S):
        while await source.read() is not wanted:
            await asyncio.sleep(0.01)
    return True


def test_a_window_that_fills_the_screen_is_seen_coming_and_going(windows: Desktop) -> None:
    async def story() -> None:
        display = Display(windows.env)
        source = FullScreen(display)
        assert (source.name, source.reason) == ("x11-fullscreen", "fullscreen")
        async with asyncio.timeout(PATIENCE_S):
            while await source.unavailable() is not None:
                await asyncio.sleep(0.01)  # the window manager is still starting
        assert await source.read() is False
        changes: list[bool] = []
        await source.watch(lambda: changes.append(True))
        await asyncio.to_thread(open_window, windows, "film", "A film")
        await until(lambda: changes, "another window in front is told")
        assert await source.read() is False
        for wanted in (True, False, True):
            changes.clear()
            await asyncio.to_thread(windows.hand.key, "F11")
            await until(lambda: changes, "its state is told")
            assert await reads(source, wanted)
        changes.clear()
        await asyncio.to_thread(open_window, windows, "other", "Another window")
        await until(lambda: changes, "yet another window in front is told")
        assert await reads(source, False)
        await source.unwatch()
        await source.unwatch()
        changes.clear()
        await asyncio.to_thread(windows.hand.key, "F11")
        assert await reads(source, True)
        assert not changes
        display.close()

    run(story)


def test_our_own_window_may_fill_the_screen(windows: Desktop) -> None:
    async def story() -> None:
        display = Display(windows.env)
        source = FullScreen(display)
        window = await asyncio.to_thread(open_window, windows, "backbreak", "A session")
        await asyncio.to_thread(windows.hand.key, "F11")
        await until(lambda: windows.hand.size_of(window) == (1280, 800), "it fills the screen")
        server = await display.server()
        state, full = await server.atoms("_NET_WM_STATE", "_NET_WM_STATE_FULLSCREEN")
        assert full in (await server.property(window, state)).words
        assert await source.read() is False
        display.close()

    run(story)


def test_a_window_manager_that_is_gone_tells_nothing(windows: Desktop) -> None:
    async def story() -> None:
        display = Display(windows.env)
        source = FullScreen(display)
        async with asyncio.timeout(PATIENCE_S):
            while await source.unavailable() is not None:
                await asyncio.sleep(0.01)
        (manager,) = (pid for pid in windows.processes.ours() if name_of(pid) == "openbox")
        os.kill(manager, signal.SIGKILL)
        async with asyncio.timeout(PATIENCE_S):
            while (why := await source.unavailable()) is None:
                await asyncio.sleep(0.01)
        assert why == NO_MANAGER
        display.close()

    run(story)


@asynccontextmanager
async def managed(server: BareServer) -> AsyncIterator[tuple[Manager, FullScreen]]:
    displays = [Display(server.environ) for _ in range(2)]
    manager = Manager(await displays[0].server())
    yield manager, FullScreen(displays[1])
    for display in displays:
        display.close()


def test_without_a_window_manager_or_with_one_that_does_not_tell_it_is_a_reason(server: BareServer) -> None:
    async def story() -> None:
        async with managed(server) as (manager, source):
            assert await source.unavailable() == NO_MANAGER
            await manager.tell(server_root := manager.server.root, "_NET_SUPPORTING_WM_CHECK", manager.own)
            assert await source.unavailable() == NO_MANAGER
            await manager.tell(manager.own, "_NET_SUPPORTING_WM_CHECK", manager.own)
            assert await source.unavailable() == NO_MANAGER
            await manager.tell(server_root, "_NET_SUPPORTED", "_NET_ACTIVE_WINDOW")
            assert await source.unavailable() == NO_MANAGER
            await manager.begin()
            assert await source.unavailable() is None
            manager.server.connection.send(destroy_window(manager.own))
            await manager.put_in_front(0)
            assert await source.unavailable() == NO_MANAGER

    run(story)


def test_the_desktop_s_own_window_and_one_that_is_gone_do_not_count(server: BareServer) -> None:
    async def story() -> None:
        async with managed(server) as (manager, source):
            await manager.begin()
            film, wallpaper = new_window(manager.server), new_window(manager.server)
            for window in (film, wallpaper):
                await manager.fill(window)
            await manager.tell(wallpaper, "_NET_WM_WINDOW_TYPE", "_NET_WM_WINDOW_TYPE_DESKTOP")
            assert await source.read() is False
            await manager.put_in_front(film)
            assert await source.read() is True
            await manager.put_in_front(wallpaper)
            assert await source.read() is False
            await manager.put_in_front(film)
            manager.server.connection.send(destroy_window(film))
            await manager.put_in_front(film)
            assert await source.read() is False

    run(story)


def test_thousands_of_changes_end_in_what_is_true(server: BareServer) -> None:
    async def story() -> None:
        async with managed(server) as (manager, source):
            await manager.begin()
            film, text = new_window(manager.server), new_window(manager.server)
            await manager.fill(film)
            changes: list[bool] = []
            await source.watch(lambda: changes.append(True))
            (active,) = await manager.server.atoms("_NET_ACTIVE_WINDOW")
            for number in range(20_000):
                front = film if number % 2 else text
                manager.server.connection.send(set_property(manager.server.root, active, (front,)))
            await manager.put_in_front(film)
            assert await source.read() is True
            await until(lambda: changes, "a change is told")
            told = len(changes)
            assert told < 5000, "what came meanwhile is looked at once"
            await manager.put_in_front(text)
            await until(lambda: len(changes) > told, "the next change is told")
            assert await source.read() is False
            told = len(changes)
            await manager.put_in_front(film)
            await until(lambda: len(changes) > told, "and the one after that")
            assert await source.read() is True  # which the server answers after it was asked to listen
            changes.clear()
            await manager.tell(film, "_NET_WM_STATE")
            await until(lambda: changes, "the window in front is listened to")

    run(story)


def test_a_server_that_goes_is_told_and_then_nothing_can_be_read(tmp_path: Path) -> None:
    async def story() -> None:
        changes: list[bool] = []
        with bare_server(tmp_path) as server:
            display = Display(server.environ)
            source = FullScreen(display)
            await source.watch(lambda: changes.append(True))
        await until(lambda: changes, "the end is told")
        with pytest.raises(QuietError):
            await source.read()
        with pytest.raises(QuietError):
            await source.watch(lambda: None)
        assert await source.unavailable() is not None
        assert len(changes) == 1
        display.close()

    run(story)


@pytest.mark.parametrize("told", [{"XDG_SESSION_TYPE": "wayland"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_under_wayland_it_is_not_asked(server: BareServer, told: dict[str, str]) -> None:
    async def story() -> None:
        source = FullScreen(Display({**server.environ, **told}))
        assert await source.unavailable() == "this is a Wayland session: X11 does not see all of it"

    run(story)
