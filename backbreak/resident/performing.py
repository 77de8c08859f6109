"""The cycle's orders carried out: what is shown, opened and closed. What is recorded is the conductor's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from backbreak.core.cycle import Phase
from backbreak.core.cycle import events as e
from backbreak.resident.commands import Commands
from backbreak.resident.conductor import Conductor
from backbreak.resident.desktop import Desktop
from backbreak.resident.happenings import Happening, ordered
from backbreak.resident.outside import Outside
from backbreak.resident.prompting import Prompting
from backbreak.resident.sessions import Sessions
from backbreak.resident.telling import Tells
from backbreak.resident.windows import Windows
from backbreak.storage.places import Places
from backbreak.words.prompt import heads_up


class Performing:
    """`prompting` is there once there is something to show invitations on."""

    def __init__(
        self,
        conductor: Conductor,
        sessions: Sessions,
        windows: Windows,
        desktop: Desktop,
        now: Callable[[], datetime],
    ) -> None:
        self._conductor = conductor
        self._sessions = sessions
        self._windows = windows
        self._desktop = desktop
        self._now = now
        self.prompting: Prompting | None = None
        self._told: datetime | None = None
        self._happened: list[Happening] = []
        self._outside: Outside | None = None

    def tell_outside(self, commands: Commands, tells: Tells, places: Places) -> None:
        """From now on the bus and the hooks are told what happens, and what has happened since the start."""
        loop, bus = asyncio.get_running_loop(), self._desktop.bus
        self._outside = Outside(loop, self._conductor, commands, tells, places, bus)

    def perform(self, effect: e.Effect) -> None:
        """Obey one order."""
        happened = ordered(effect)
        if happened is not None and not (isinstance(effect, e.ShowPrompt) and self.prompting is None):
            self._happened.append(happened)
        match effect:
            case e.ShowPrompt() if self.prompting is not None:
                self.prompting.show(effect)
            case e.WithdrawPrompt() if self.prompting is not None:
                self.prompting.withdraw()
            case e.HeadsUp() if self._desktop.notices is not None and self._notifies:
                self._told = effect.due
                self._desktop.notices.tell(*heads_up(effect.due, self._conductor.policy.zone, self._now()))
            case e.OpenSession():
                self._sessions.open()
            case e.FreezeSession():
                self._sessions.freeze()
            case e.ThawSession():
                self._sessions.thaw()
            case e.CloseSession():
                self._sessions.close()
                self._windows.close_session()

    @property
    def _notifies(self) -> bool:
        return self.prompting is not None and self.prompting.notifies

    def show_again(self) -> None:
        """Show an invitation that opened before there was anything to show it on, and tell what happened."""
        episode = self._conductor.cycle.episode
        if self._conductor.cycle.phase is Phase.PROMPTING and episode is not None:
            self.perform(e.ShowPrompt(episode.id, episode.showings, episode.silent, episode.card))
        self.changed()

    def changed(self) -> None:
        """After every event: a heads-up that is not true any more is taken away, and others are told."""
        cycle = self._conductor.cycle
        if self._told is not None and (cycle.phase is not Phase.SITTING or cycle.due_at != self._told):
            self._untelling = asyncio.ensure_future(self._untell())
        if self.prompting is not None:
            self.prompting.speak()
        if self._outside is not None:
            happened, self._happened = self._happened, []
            self._outside.changed(happened)

    async def end(self) -> None:
        """Take the invitation away, and the heads-up; nobody outside is told any more."""
        if self._outside is not None:
            self._outside.stop()
            self._outside = None
        await self._untell()
        if self.prompting is not None:
            await self.prompting.end()

    async def _untell(self) -> None:
        told, self._told = self._told, None
        if told is not None and self._desktop.notices is not None:
            await self._desktop.notices.untell()
