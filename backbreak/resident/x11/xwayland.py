"""Whether a Wayland compositor is behind the X server: a newer Xwayland says so, an older one by its screens.

Before version 23 there was no extension of that name; instead its outputs are called XWAYLAND0 and so on.
"""

from __future__ import annotations

from struct import pack

from backbreak.resident.x11 import wire
from backbreak.resident.x11.connection import Connection
from backbreak.resident.x11.wire import LEAST, ProtocolError, read, request

_NAME = "XWAYLAND"
_SCREENS = "RANDR"
_QUERY_VERSION, _OUTPUT_INFO, _RESOURCES = 0, 9, 25
_VERSION = (1, 3)
_NOW = 0


async def is_xwayland(connection: Connection, root: int) -> bool:
    """Ask the server what it is. Raises X11Error."""
    if await connection.ask(wire.query_extension(_NAME), wire.extension) is not None:
        return True
    screens = await connection.ask(wire.query_extension(_SCREENS), wire.extension)
    if screens is None:
        return False
    opcode = screens.opcode
    version = request(opcode, _QUERY_VERSION, pack("=II", *_VERSION))
    if await connection.ask(version, read_version) < _VERSION:
        return False
    for output in await connection.ask(request(opcode, _RESOURCES, pack("=I", root)), read_outputs):
        query = request(opcode, _OUTPUT_INFO, pack("=II", output, _NOW))
        if (await connection.ask(query, read_output_name)).startswith(_NAME):
            return True
    return False


def read_version(reply: bytes) -> tuple[int, int]:
    """Which version of RandR a reply to QueryVersion agrees on. Raises ProtocolError."""
    major, minor = read("II", reply, 8)
    return major, minor


def read_outputs(reply: bytes) -> tuple[int, ...]:
    """The outputs that a reply to GetScreenResourcesCurrent lists. Raises ProtocolError."""
    controllers, outputs = read("HH", reply, 16)
    return read(f"{outputs}I", reply, LEAST + 4 * controllers)


def read_output_name(reply: bytes) -> str:
    """What a reply to GetOutputInfo says the output is called. Raises ProtocolError."""
    controllers, modes, _preferred, clones, size = read("HHHHH", reply, 26)
    at = 36 + 4 * (controllers + modes + clones)
    name = reply[at : at + size]
    if len(name) < size:
        raise ProtocolError("an output's name is not whole")
    return name.decode("latin-1")
