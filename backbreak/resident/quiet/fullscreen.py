"""Whether the window in front fills the screen, as X11 window managers tell: a film, a talk, a game.

The desktop's own window does not count, nor do ours. Where no window manager tells which window is in front,
and under Wayland, it cannot be known this way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from backbreak.resident.quiet.sources import PATIENCE_S, QuietError
from backbreak.resident.x11 import wire
from backbreak.resident.x11.address import X11Error
from backbreak.resident.x11.chore import Chore
from backbreak.resident.x11.connection import RequestError
from backbreak.resident.x11.display import Display, Selected, Server
from backbreak.resident.x11.wire import PropertyNotify, WindowEvent
from backbreak.words import _

_ACTIVE = "_NET_ACTIVE_WINDOW"
_MANAGER = "_NET_SUPPORTING_WM_CHECK"
_SUPPORTED = "_NET_SUPPORTED"
_STATE = "_NET_WM_STATE"
_FULL = "_NET_WM_STATE_FULLSCREEN"
_TYPE = "_NET_WM_WINDOW_TYPE"
_DESKTOP = "_NET_WM_WINDOW_TYPE_DESKTOP"
_OURS = b"backbreak"


class FullScreen:
    """The source "x11-fullscreen"."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._watched: _Watched | None = None

    @property
    def name(self) -> str:
        return "x11-fullscreen"

    @property
    def reason(self) -> str:
        return "fullscreen"

    async def unavailable(self) -> str | None:
        try:
            async with asyncio.timeout(0.9 * PATIENCE_S):
                told = await _told(await self._display.whole_desktop())
        except X11Error as error:
            return str(error)
        except TimeoutError:
            return _("the X server does not answer")
        return None if told else _("no window manager tells which window is in front")

    async def read(self) -> bool:
        try:
            server = await self._display.whole_desktop()
            return await _fills_the_screen(server, await _in_front(server))
        except X11Error as error:
            raise QuietError(str(error)) from error

    async def watch(self, changed: Callable[[], None]) -> None:
        await self.unwatch()
        try:
            server = await self._display.whole_desktop()
            active, state = await server.atoms(_ACTIVE, _STATE)
        except X11Error as error:
            raise QuietError(str(error)) from error
        self.close()  # whoever else began to watch meanwhile
        self._watched = _Watched(server, active, state, changed)

    async def unwatch(self) -> None:
        self.close()

    def close(self) -> None:
        if self._watched is not None:
            self._watched.end()
            self._watched = None


class _Watched:
    """One watch, on one connection: which window is in front, and what becomes of that."""

    def __init__(self, server: Server, active: int, state: int, changed: Callable[[], None]) -> None:
        self._server = server
        self._active = active
        self._state = state
        self._changed = changed
        self._following = Chore(self._follow)
        self._front = 0
        self._window: Selected | None = None
        self._root = server.select(server.root, wire.PROPERTY_CHANGE, self._heard_root)
        server.connection.when_lost(self._lost)
        self._following.due()

    def end(self) -> None:
        self._server.connection.forget(self._lost)
        self._following.drop()
        self._root.cancel()
        if self._window is not None:
            self._window.cancel()
            self._window = None

    def _heard_root(self, event: WindowEvent) -> None:
        if isinstance(event, PropertyNotify) and event.atom == self._active:
            self._following.due()

    def _heard_window(self, event: WindowEvent) -> None:
        if isinstance(event, PropertyNotify) and event.atom == self._state:
            self._changed()

    async def _follow(self) -> None:
        front = await _in_front(self._server)
        if front == self._front:
            return
        self._front = front
        if self._window is not None:
            self._window.cancel()
        heard = self._heard_window
        self._window = self._server.select(front, wire.PROPERTY_CHANGE, heard) if front else None
        self._changed()

    def _lost(self, why: str) -> None:
        self.end()
        self._changed()


async def _told(server: Server) -> bool:
    """Whether a window manager is there, and tells. A dead one's word stays on the root window."""
    manager, supported, active, full = await server.atoms(_MANAGER, _SUPPORTED, _ACTIVE, _FULL)
    windows = (await server.property(server.root, manager)).words
    if not windows:
        return False
    try:
        alive = (await server.property(windows[0], manager)).words == windows
    except RequestError:
        return False
    return alive and {active, full} <= set((await server.property(server.root, supported)).words)


async def _in_front(server: Server) -> int:
    """The window in front, 0 for none."""
    (active,) = await server.atoms(_ACTIVE)
    words = (await server.property(server.root, active)).words
    return words[0] if words else 0


async def _fills_the_screen(server: Server, window: int) -> bool:
    if not window:
        return False
    names = await server.atoms(_STATE, _TYPE, "WM_CLASS")
    full, desktop = await server.atoms(_FULL, _DESKTOP)
    try:
        state, kind, owner = await asyncio.gather(*(server.property(window, name) for name in names))
    except RequestError:
        return False  # it is gone
    ours = _OURS in owner.text.lower().split(b"\0")
    return full in state.words and desktop not in kind.words and not ours
