"""Who starts us where nothing shows the icon must not think that nothing happened: the panel comes, once."""

from __future__ import annotations

from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from backbreak.resident.conductor import Conductor
from backbreak.resident.windows import Manner

PATIENCE_S = 15.0
"""How long a tray of either kind may take to show us."""

INTRODUCED = "introduced"
"""Under which word the state says that the panel came by itself, or was found before it did."""


class Trays(Protocol):
    """Who knows whether a tray shows the icon."""

    @property
    def tray_shown(self) -> bool: ...


class Panels(Protocol):
    """Who opens the panel, and says whether that could be done; `panel_opened` if anybody has opened it."""

    @property
    def panel_opened(self) -> bool: ...
    def open_panel(self, manner: Manner, /) -> bool: ...


class Unseen:
    """Looks once, a while after the start."""

    def __init__(
        self,
        loop: AbstractEventLoop,
        conductor: Conductor,
        now: Callable[[], datetime],
        trays: Trays,
        panels: Panels,
    ) -> None:
        self._loop = loop
        self._conductor = conductor
        self._now = now
        self._trays = trays
        self._panels = panels
        self._look: TimerHandle | None = None

    def start(self) -> None:
        """Look in a while, unless the panel has come by itself before."""
        if not self._conductor.kept(INTRODUCED):
            self._look = self._loop.call_later(PATIENCE_S, self._introduce)

    def stop(self) -> None:
        """Look no more."""
        if self._look is not None:
            self._look.cancel()

    def _introduce(self) -> None:
        if self._trays.tray_shown:
            return
        # Nobody has asked for it: it must not take the keyboard, nor come back to who has just closed it.
        if self._panels.panel_opened or self._panels.open_panel(Manner(quietly=True)):
            self._conductor.keep(INTRODUCED, True)
            self._conductor.stamp(self._now())
