"""A failure told by a desktop notification: without buttons, in the place of no other, and not waited for."""

from __future__ import annotations

import asyncio
import logging

from dbus_fast import Variant
from dbus_fast.aio import MessageBus

from backbreak.resident.calls import CallError, call
from backbreak.resident.notify import SERVER, SERVER_PATH
from backbreak.storage.places import resource
from backbreak.words import _

PATIENCE_S = 2.0
_AS_LONG_AS_THE_SERVER_LIKES = -1

log = logging.getLogger(__name__)


async def show(bus: MessageBus, text: str) -> bool:
    """Show it; False where no server does so in time."""
    hints = {"urgency": Variant("y", 1), "desktop-entry": Variant("s", "backbreak")}
    icon = str(resource("icons/backbreak.svg"))
    title = _("Something went wrong")
    arguments = ["backbreak", 0, icon, title, text, [], hints, _AS_LONG_AS_THE_SERVER_LIKES]
    try:
        async with asyncio.timeout(PATIENCE_S):
            await call(bus, SERVER, SERVER_PATH, SERVER, "Notify", "susssasa{sv}i", arguments)
    except (CallError, TimeoutError, OSError, EOFError) as error:
        log.info("the failure could not be shown: %s", error)
        return False
    return True
