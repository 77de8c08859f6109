"""A session bus that broke off and is there again, or was late: all that is on it is to be offered once more.

That is what a start does, so the program starts anew, in the same process and with the same arguments. A bus
that stays away has gone with its desktop, and the program with it.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from dbus_fast.aio import MessageBus
from dbus_fast.errors import AuthError, InvalidAddressError

WAITS_S = (0.2, 0.8, 1.5)
"""A bus that the system keeps is back at once; nothing else is waited for."""

LATE_S = (5.0, 20.0, 60.0, 300.0)
"""A bus that was there and did not answer at the start, as at a busy login, is asked again so much later."""


async def bus_is_back(waits_s: Sequence[float] = WAITS_S) -> bool:
    """Whether the session bus at our address answers, after one of these waits, in seconds."""
    for wait_s in waits_s:
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
