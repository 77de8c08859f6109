"""A session bus that broke off and is there again: everything that was on it has to be offered once more.

That is what a start does, so the program starts anew, in the same process and with the same arguments. A bus
that stays away has gone with its desktop, and the program with it.
"""

from __future__ import annotations

import asyncio
import os
import sys
from typing import NoReturn

from dbus_fast.aio import MessageBus
from dbus_fast.errors import AuthError, InvalidAddressError

WAITS_S = (0.2, 0.8, 1.5)
"""A bus that the system keeps is back at once; nothing else is waited for."""


async def bus_is_back() -> bool:
    """Whether there is a session bus at the address of the one that ended, within a few seconds."""
    for wait_s in WAITS_S:
        await asyncio.sleep(wait_s)
        try:
            bus = await MessageBus(auth_timeout=wait_s).connect()
        except (OSError, EOFError, AuthError, InvalidAddressError, TimeoutError):
            continue
        bus.disconnect()
        return True
    return False


def start_anew() -> NoReturn:
    """Begin again as this process was begun."""
    os.execv(sys.executable, sys.orig_argv)
