"""The composition root: builds the resident's parts, ties them together, and runs until told to end."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from pathlib import Path

from backbreak import __version__
from backbreak.core.cycle import Phase, policy_of
from backbreak.core.cycle import events as e
from backbreak.core.errors import BackbreakError
from backbreak.door.protocol import greeting
from backbreak.door.server import Server
from backbreak.resident import surroundings
from backbreak.resident.actions import Actions
from backbreak.resident.clock import SpeedClock, SystemClock
from backbreak.resident.clocks import ClockFacts
from backbreak.resident.commands import Commands
from backbreak.resident.conductor import STAMP_EVERY, Conductor
from backbreak.resident.desktop import Desktop
from backbreak.resident.doses import Doses
from backbreak.resident.files import Files, read_settings
from backbreak.resident.logs import open_log
from backbreak.resident.prompting import Prompting
from backbreak.resident.sessions import Sessions
from backbreak.resident.telling import Tells
from backbreak.resident.waker import Waker
from backbreak.resident.windows import Windows
from backbreak.storage import loose
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.identity import identity
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places, places_for
from backbreak.storage.state import StateStore
from backbreak.storage.zone import local_zone
from backbreak.words import use
from backbreak.words.prompt import heads_up

log = logging.getLogger(__name__)


def run(home: Path | None, demo: float | None, session_speed: float) -> int:
    """Run the resident of that home; gives the exit code."""
    return asyncio.run(_run(home, demo, session_speed))


async def _run(home: Path | None, demo: float | None, session_speed: float) -> int:
    places = places_for(home)
    places.ensure()
    open_log(places.log_file)
    return await Program(places, home, demo, session_speed).live()


class Program:
    """Everything the resident consists of, and what they have to say to each other."""

    def __init__(self, places: Places, home: Path | None, demo: float | None, session_speed: float) -> None:
        self._places = places
        self._demo = demo
        self._loop = asyncio.get_running_loop()
        self._over = asyncio.Event()
        self._recovered = False
        self._prompting: Prompting | None = None
        self._clock = SystemClock() if demo is None else SpeedClock(demo)
        self._clock_facts = ClockFacts()
        now, who, settings = self._clock.now, identity(places), read_settings(places)
        use(settings.look.language)
        store = JournalStore(places.journal_dir(settings.journal.folder), who.device, places.journal_lock)
        self._store = store
        self._conductor = Conductor(
            policy_of(settings, local_zone(), who.device, who.salt),
            store,
            StateStore(places.state_file),
            self._perform,
            self._changed,
            STAMP_EVERY * (demo or 1.0),
        )
        self._files = Files(places, settings, store, self._conductor, who, now, self._changed)
        self._doses = Doses(store, load_catalogue(), lambda: self._files.settings)
        self._windows = Windows(self._loop, places, home, lambda code: self._sessions.window_ended(code))
        self._sessions = Sessions(
            self._conductor,
            store,
            now,
            self._windows.open_session,
            lambda peer, order: self._door.order(peer, order),
            session_speed,
        )
        self._desktop = Desktop(
            lambda row: self._actions.act(row),
            lambda action, episode: self._actions.answer(action, episode),
            self._changed,
        )
        self._tells = Tells(self._conductor, self._doses, now, lambda: self._desktop.tray_shown, demo)
        self._commands = Commands(
            self._conductor,
            self._sessions,
            self._doses,
            self._tells,
            now,
            places=places,
            quit=self._quit,
            panel=lambda: False,
            screen=surroundings.has_screen,
        )
        self._actions = Actions(self._commands, self._conductor, self._windows.open_card)
        hello = greeting(__version__, os.getpid(), "" if home is None else str(home))
        self._door = Server(places, hello, self._commands.handle, self._sessions.peer_gone)
        self._waker = Waker(self._loop, self._clock, self._wake, self._wake)

    async def live(self) -> int:
        """Open the door, take up where the last run ended, dock, and wait."""
        await self._door.start()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            self._loop.add_signal_handler(number, self._over.set)
        try:
            self._recover()
            await self._desktop.open(self._tells.tray())
            self._prompting = Prompting(
                self._loop,
                self._desktop.notices,
                self._windows.card(),
                lambda: self._files.settings.prompt,
                self._tells.invitation,
            )
            self._waker.start()
            self._files.start(self._loop)
            self._show_again()
            return await self._wait()
        finally:
            await self._leave()

    def _recover(self) -> None:
        """Bring in what was done while we did not run, then the cycle as it was."""
        try:
            loose.recover(self._places, self._store)
        except BackbreakError as error:
            log.error("%s", error)
        self._conductor.recover(self._clock.now(), lambda run: loose.playing(self._places) == run)
        self._recovered = True
        self._files.tell_all()
        self._changed()

    def _quit(self) -> None:
        self._loop.call_soon(self._over.set)

    async def _wait(self) -> int:
        told = self._loop.create_task(self._over.wait())
        lost = self._loop.create_task(self._desktop.lost())
        await asyncio.wait({told, lost}, return_when=asyncio.FIRST_COMPLETED)
        for task in (told, lost):
            task.cancel()
        return 0

    async def _leave(self) -> None:
        """Stamp, take the invitation away, let a session play on, and close the door last."""
        if self._recovered:
            self._conductor.stamp(self._clock.now())
        self._waker.stop()
        self._files.stop()
        if self._prompting is not None:
            await self._prompting.end()
        self._windows.leave()
        self._desktop.close()
        await self._door.stop()

    def _perform(self, effect: e.Effect) -> None:
        match effect:
            case e.ShowPrompt() if self._prompting is not None:
                self._prompting.show(effect)
            case e.WithdrawPrompt() if self._prompting is not None:
                self._prompting.withdraw()
            case e.HeadsUp() if self._desktop.notices is not None:
                policy, now = self._conductor.policy, self._clock.now()
                self._desktop.notices.tell(*heads_up(effect.due, policy.zone, now))
            case e.OpenSession():
                self._sessions.open()
            case e.FreezeSession():
                self._sessions.freeze()
            case e.ThawSession():
                self._sessions.thaw()
            case e.CloseSession():
                self._sessions.close()
                self._windows.close_session()

    def _changed(self) -> None:
        """After every event: the clock's pace, the next alarm, the tray, and whoever listens at the door."""
        if not self._recovered:
            return
        self._doses.refresh()
        shown = self._conductor.cycle.phase in (Phase.PROMPTING, Phase.SESSION)
        self._clock.run_at(1.0 if shown else self._demo or 1.0)
        self._waker.arm(self._conductor.wakes_at)
        self._desktop.show(self._tells.tray())
        if any(peer.subscribed for peer in self._door.peers):
            self._door.push(self._tells.status())

    def _show_again(self) -> None:
        """An invitation that opened before there was anything to show it on."""
        episode = self._conductor.cycle.episode
        if self._conductor.cycle.phase is Phase.PROMPTING and episode is not None:
            self._perform(e.ShowPrompt(episode.id, episode.showings, episode.silent, episode.card))

    def _wake(self) -> None:
        now = self._clock.now()
        if self._demo is None:
            for fact in self._clock_facts.since_last(now):
                self._conductor.post(fact)
        self._conductor.tick(now)
