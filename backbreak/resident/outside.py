"""What others are told of: our object on the session bus, and the user's own programs in the hooks folder.

Both are told after an event is over, so that whoever hears of it finds things as they are by then. Neither
may cost the cycle anything: what fails is a line in the log.
"""

from __future__ import annotations

import logging
from asyncio import AbstractEventLoop
from collections.abc import Sequence
from typing import TYPE_CHECKING

from backbreak.core.cycle import Cycle
from backbreak.resident.commands import Commands
from backbreak.resident.conductor import Conductor
from backbreak.resident.happenings import Happening, noticed
from backbreak.resident.telling import Tells
from backbreak.storage.places import Places

if TYPE_CHECKING:
    from dbus_fast.aio import MessageBus

    from backbreak.resident.bus import Served
    from backbreak.resident.hooks import Hooks

log = logging.getLogger(__name__)


class Outside:
    """Tells the bus and the hooks. Without a session bus there are the hooks alone."""

    def __init__(
        self,
        loop: AbstractEventLoop,
        conductor: Conductor,
        commands: Commands,
        tells: Tells,
        places: Places,
        bus: MessageBus | None,
    ) -> None:
        self._loop = loop
        self._conductor = conductor
        self._tells = tells
        self._places = places
        self._before: Cycle = conductor.cycle
        self._served: Served | None = None
        self._hooks: Hooks | None = None
        if bus is not None:
            try:
                self._serve(bus, commands)
            except Exception:
                log.exception("there is nothing of ours on the session bus")

    def changed(self, ordered: Sequence[Happening]) -> None:
        """After every event: `ordered` is what the cycle has ordered meanwhile."""
        before, self._before = self._before, self._conductor.cycle
        try:
            happened = [*ordered, *noticed(before, self._before)]
            if happened or self._served is not None:
                self._tell(happened, self._tells.status())
        except Exception:
            log.exception("what happened could not be told to others")

    def stop(self) -> None:
        """End the hooks that run; the bus forgets us when the connection closes."""
        if self._hooks is not None:
            self._hooks.stop()

    def _serve(self, bus: MessageBus, commands: Commands) -> None:
        from backbreak.resident.bus import Served, bus_name  # not where there is no bus

        served = Served(bus, bus_name(self._places), commands, self._tells.why, self._tells.status())
        served.start(self._loop)
        self._served = served

    def _tell(self, happened: Sequence[Happening], status: dict[str, object]) -> None:
        if self._served is not None:
            self._served.show(status)
        for one in happened:
            if self._served is not None:
                self._served.tell(one, status)
            if (self._places.hooks_dir / one.event).exists():
                self._run(one, status)

    def _run(self, happening: Happening, status: dict[str, object]) -> None:
        if self._hooks is None:
            from backbreak.resident.hooks import Hooks  # most people have none

            self._hooks = Hooks(self._loop, self._places.hooks_dir)
        self._hooks.run(happening, status)
