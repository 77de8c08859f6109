"""How a connection to the X server is opened, in a limited time and without keeping the loop waiting."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping

from backbreak.resident.x11 import wire
from backbreak.resident.x11.address import Address, X11Error
from backbreak.resident.x11.authority import KIND, read_cookie
from backbreak.resident.x11.connection import Connection
from backbreak.words import _
from backbreak.words.refusals import why

SETUP_S = 1.5
"""How long a server may take to let us in."""

_BUSY_S = 0.05


async def connect(address: Address, environ: Mapping[str, str]) -> Connection:
    """Connect, show the cookie, and return when the server has let us in. Raises X11Error."""
    connection: Connection | None = None
    try:
        async with asyncio.timeout(SETUP_S):
            sock = await _open(address)
            loop = asyncio.get_running_loop()
            transport, connection = await loop.create_unix_connection(Connection, sock=sock)
            cookie = read_cookie(environ, address.display)
            transport.write(wire.setup(KIND if cookie else b"", cookie or b""))
            await connection.welcomed
    except TimeoutError:
        raise X11Error(_("the X server does not answer")) from None
    except OSError as error:
        raise X11Error(_("the X server cannot be reached: %(why)s") % {"why": why(error)}) from error
    finally:
        if connection is not None and connection.welcome is None:
            connection.close()
    return connection


async def _open(address: Address) -> socket.socket:
    """A socket that is connected. Raises OSError."""
    first: OSError | None = None
    for path in address.sockets:
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        sock.setblocking(False)
        try:
            await _knock(sock, path)
        except OSError as error:
            sock.close()
            first = first or error
        except asyncio.CancelledError:
            sock.close()
            raise
        else:
            return sock
    assert first is not None
    raise first


async def _knock(sock: socket.socket, path: str) -> None:
    # A local socket connects at once, or says "again" while its queue is full: no event tells when it is not.
    while True:
        try:
            return sock.connect(path)
        except BlockingIOError:
            await asyncio.sleep(_BUSY_S)
