"""Our place on the session bus: the object, the name it is found by, and what is told there.

A name that cannot be had is a line in the log: everything else goes on without it.
"""

from __future__ import annotations

import hashlib  # dbus-fast has it in already
import json
import logging
import os
from asyncio import AbstractEventLoop, Task
from collections.abc import Callable, Mapping

from dbus_fast.aio import MessageBus

from backbreak.resident.bus_object import NAME, PATH, Backbreak, Facts
from backbreak.resident.calls import BUS, BUS_PATH, CallError, call
from backbreak.resident.commands import Commands
from backbreak.resident.happenings import PAUSED, PROMPT, RESUMED, SESSION_STARTED, SNOOZED, Happening
from backbreak.storage.places import Places

_DO_NOT_QUEUE = 4
_OURS = (1, 4)  # it is ours now, it was ours already

log = logging.getLogger(__name__)


def bus_name(places: Places) -> str:
    """The name of that home: portable ones have a suffix, the first 32 digits of their path's SHA-256."""
    if places.site is not None:
        return NAME
    home = os.path.realpath(places.config.parent)
    return f"{NAME}.Home{hashlib.sha256(os.fsencode(home)).hexdigest()[:32]}"


class Served:
    """Serves the object from `start` on, for as long as the connection lasts and the name is ours.

    `status` is the document as it is now.
    """

    def __init__(
        self,
        bus: MessageBus,
        name: str,
        commands: Commands,
        why: Callable[[], Mapping[str, object]],
        status: Mapping[str, object],
    ) -> None:
        self._bus = bus
        self._name = name
        self._object: Backbreak | None = Backbreak(commands, why, Facts.of(status))
        self._asking: Task[None] | None = None

    def start(self, loop: AbstractEventLoop) -> None:
        """Offer the object, and then ask for the name: who has waited for it finds everything there."""
        assert self._object is not None
        self._bus.export(PATH, self._object)
        self._asking = loop.create_task(self._ask())

    def show(self, status: Mapping[str, object]) -> None:
        """Have the properties say this."""
        if self._object is not None:
            self._object.show(Facts.of(status))

    def tell(self, happening: Happening, status: Mapping[str, object]) -> None:
        """Send the signal of what has happened."""
        if self._object is None:
            return
        match happening.event:
            case _ if happening.entry is not None:
                self._object.Recorded(json.dumps(happening.entry.as_json(), ensure_ascii=False))
            case event if event == PROMPT:
                prompt = status.get("prompt")
                self._object.Prompted(isinstance(prompt, dict) and prompt["silent"])
            case event if event == SESSION_STARTED:
                self._object.SessionStarted()
            case event if event == SNOOZED:
                self._object.Snoozed()
            case event if event == PAUSED:
                self._object.Paused()
            case event if event == RESUMED:
                self._object.Resumed()

    async def _ask(self) -> None:
        try:
            asked = [self._name, _DO_NOT_QUEUE]
            reply = await call(self._bus, BUS, BUS_PATH, BUS, "RequestName", "su", asked)
        except CallError as error:
            log.warning("we are not on the session bus by the name of %s: %s", self._name, error)
        else:
            if reply.body[0] in _OURS:
                log.info("on the session bus as %s", self._name)
                return
            log.warning("we are not on the session bus by the name of %s: another program is", self._name)
        served, self._object = self._object, None
        if served is not None:
            self._bus.unexport(PATH, served)
