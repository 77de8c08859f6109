"""Which window takes icons by the old system tray protocol (XEmbed): who owns `_NET_SYSTEM_TRAY_Sn`.

A tray announces itself by a MANAGER message to the root window, and is gone when its window is.
"""

from __future__ import annotations

from collections.abc import Callable

from backbreak.resident.x11 import wire
from backbreak.resident.x11.chore import Chore
from backbreak.resident.x11.display import Display, Selected, Server
from backbreak.resident.x11.wire import ClientMessage, DestroyNotify, WindowEvent


class TrayOwner:
    """Asked once by `owner`, or listened to from `watch` to `unwatch`."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._watched: _Watched | None = None

    async def owner(self) -> int:
        """The tray's window, 0 where there is none. Raises X11Error where that cannot be told."""
        return await _owner(await self._display.server())

    @property
    def watching(self) -> bool:
        """Whether changes are told; no longer once the server is gone."""
        return self._watched is not None and self._watched.goes_on

    async def watch(self, changed: Callable[[int], None]) -> None:
        """Call `changed(owner)` from the loop at every change, with 0 when the tray or the server is gone.

        It is also called soon for a tray that is there already. With the server the watch is over, and may be
        begun again. Raises X11Error.
        """
        self.unwatch()
        server = await self._display.server()
        (manager,) = await server.atoms("MANAGER")
        self._watched = _Watched(server, manager, changed)

    def unwatch(self) -> None:
        """Listen no longer. Doing so again is no error."""
        if self._watched is not None:
            self._watched.end()
            self._watched = None


class _Watched:
    """One watch, on one connection."""

    def __init__(self, server: Server, manager: int, changed: Callable[[int], None]) -> None:
        self._server = server
        self._manager = manager
        self._changed = changed
        self._owner = 0
        self._looking = Chore(self._look)
        self._window: Selected | None = None
        self._root = server.select(server.root, wire.STRUCTURE_NOTIFY, self._announced)
        server.connection.when_lost(self._lost)
        self._looking.due()

    @property
    def goes_on(self) -> bool:
        return self._server.connection.open

    def end(self) -> None:
        self._server.connection.forget(self._lost)
        self._looking.drop()
        self._root.cancel()
        self._follow(0)

    def _announced(self, event: WindowEvent) -> None:
        if isinstance(event, ClientMessage) and event.kind == self._manager:
            self._looking.due()

    def _gone(self, event: WindowEvent) -> None:
        if isinstance(event, DestroyNotify):
            self._looking.due()

    async def _look(self) -> None:
        owner = await _owner(self._server)
        if owner != self._owner:
            self._follow(owner)
            if owner and await _owner(self._server) != owner:
                self._looking.due()  # it went before we listened to it
            self._changed(owner)

    def _follow(self, owner: int) -> None:
        self._owner = owner
        if self._window is not None:
            self._window.cancel()
        events = wire.STRUCTURE_NOTIFY
        self._window = self._server.select(owner, events, self._gone) if owner else None

    def _lost(self, why: str) -> None:
        self.end()
        self._changed(0)


async def _owner(server: Server) -> int:
    (selection,) = await server.atoms(f"_NET_SYSTEM_TRAY_S{server.screen}")
    return await server.owner(selection)
