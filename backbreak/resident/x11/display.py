"""The one connection to the X server that all of the resident shares, opened at first need."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from backbreak.resident.x11 import wire
from backbreak.resident.x11.address import X11Error, read_address
from backbreak.resident.x11.connection import Connection
from backbreak.resident.x11.opening import connect
from backbreak.resident.x11.wire import WindowEvent
from backbreak.resident.x11.xwayland import is_xwayland
from backbreak.words import _


class Display:
    """Whoever needs the server asks for it each time: one that was lost is sought again.

    Without DISPLAY nothing is opened at all.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._opening = asyncio.Lock()
        self._server: Server | None = None
        self._closed = False

    async def server(self) -> Server:
        """The server that DISPLAY names, which may be Xwayland. Raises X11Error."""
        async with self._opening:
            if self._closed:
                raise X11Error(_("the connection was closed"))
            if self._server is None or not self._server.connection.open:
                address = read_address(self._environ)
                self._server = Server(await connect(address, self._environ), address.screen)
            return self._server

    async def whole_desktop(self) -> Server:
        """The server, if it sees all input and every window. Raises X11Error, under Wayland too."""
        session = self._environ.get("XDG_SESSION_TYPE") == "wayland"
        if session or self._environ.get("WAYLAND_DISPLAY"):
            raise X11Error(_("this is a Wayland session: X11 does not see all of it"))
        server = await self.server()
        if await server.is_xwayland():
            raise X11Error(_("the X server is Xwayland, which does not see the whole desktop"))
        return server

    def close(self) -> None:
        """Hang up for good. Doing so again is no error."""
        self._closed = True
        if self._server is not None:
            self._server.connection.close()


class Server:
    """What is asked of one connection by more than one of us: atoms, properties and the events of windows."""

    def __init__(self, connection: Connection, screen: int) -> None:
        assert connection.welcome is not None
        self.connection = connection
        roots = connection.welcome.roots
        self.screen = screen if screen < len(roots) else 0
        self.root = roots[self.screen]
        self._atoms: dict[str, int] = {}
        self._xwayland: bool | None = None
        self._selected: list[Selected] = []
        connection.listen(self._heard)

    async def is_xwayland(self) -> bool:
        """Whether a Wayland compositor is behind it. Raises X11Error."""
        if self._xwayland is None:
            self._xwayland = await is_xwayland(self.connection, self.root)
        return self._xwayland

    async def atoms(self, *names: str) -> tuple[int, ...]:
        """The server's numbers for these names, asked for once. Raises X11Error."""
        new = [name for name in names if name not in self._atoms]
        ask = self.connection.ask
        found = await asyncio.gather(*(ask(wire.intern_atom(name), wire.number) for name in new))
        self._atoms.update(zip(new, found, strict=True))
        return tuple(self._atoms[name] for name in names)

    async def property(self, window: int, atom: int) -> wire.Property:
        """A window's property. Raises X11Error; RequestError where the window is gone."""
        return await self.connection.ask(wire.get_property(window, atom), wire.property_value)

    async def owner(self, selection: int) -> int:
        """The window that owns a selection, 0 where none does. Raises X11Error."""
        return await self.connection.ask(wire.get_selection_owner(selection), wire.number)

    def select(self, window: int, mask: int, heard: Callable[[WindowEvent], None]) -> Selected:
        """Have a window's events handed to `heard` until they are cancelled.

        The server keeps one mask for all of us: what several want of a window is put together here. Each
        hears all that is selected of its window, by whomever.
        """
        selected = Selected(self, window, mask, heard)
        self._selected.append(selected)
        self._tell_server(window)
        return selected

    def drop(self, selected: Selected) -> None:
        """What `Selected.cancel` does."""
        if selected in self._selected:
            self._selected.remove(selected)
            self._tell_server(selected.window)

    def _tell_server(self, window: int) -> None:
        mask = 0
        for selected in self._selected:
            mask |= selected.mask if selected.window == window else 0
        self.connection.send(wire.select_events(window, mask))

    def _heard(self, data: bytes) -> None:
        event = wire.window_event(data)
        if event is not None:
            for selected in tuple(self._selected):
                if selected.window == event.window and selected in self._selected:
                    selected.heard(event)


class Selected:
    """The events of a window, for one who listens."""

    def __init__(self, server: Server, window: int, mask: int, heard: Callable[[WindowEvent], None]) -> None:
        self._server = server
        self.window = window
        self.mask = mask
        self.heard = heard

    def cancel(self) -> None:
        """Hear no more. Doing so again is no error."""
        self._server.drop(self)
