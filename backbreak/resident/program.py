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
from backbreak.core.journal import Outcome
from backbreak.door.protocol import greeting
from backbreak.door.server import Peer, Server
from backbreak.resident import surroundings
from backbreak.resident.children import Children
from backbreak.resident.clock import SpeedClock, SystemClock
from backbreak.resident.clocks import ClockFacts
from backbreak.resident.commands import Commands
from backbreak.resident.conductor import STAMP_EVERY, Conductor
from backbreak.resident.desktop import Desktop
from backbreak.resident.doses import Doses
from backbreak.resident.logs import open_log
from backbreak.resident.prompting import Card, Prompting
from backbreak.resident.sessions import CLOSE_WITHIN_S, WINDOW, Sessions
from backbreak.resident.telling import Tells
from backbreak.resident.waker import Waker
from backbreak.resident.watch import open_watch
from backbreak.storage import loose
from backbreak.storage import settings as settings_on_disk
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.identity import identity
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places, places_for
from backbreak.storage.state import StateStore
from backbreak.storage.zone import local_zone
from backbreak.words import use
from backbreak.words.prompt import heads_up

CARD = "prompt"

log = logging.getLogger(__name__)


def run(home: Path | None, demo: float | None, session_speed: float) -> int:
    """Run the resident of that home; gives the exit code."""
    return asyncio.run(_run(home, demo, session_speed))


async def _run(home: Path | None, demo: float | None, session_speed: float) -> int:
    places = places_for(home)
    places.ensure()
    open_log(places.log_file)
    program = Program(places, home, demo, session_speed)
    return await program.live()


class Program:
    """Everything the resident consists of, and what they have to say to each other."""

    def __init__(self, places: Places, home: Path | None, demo: float | None, session_speed: float) -> None:
        self._places = places
        self._home = home
        self._demo = demo
        self._loop = asyncio.get_running_loop()
        self._over = asyncio.Event()
        self._clock = SystemClock() if demo is None else SpeedClock(demo)
        self._clock_facts = ClockFacts()
        self._settings, problems = settings_on_disk.load(places)
        for problem in problems:
            log.warning("%s", problem.message)
        use(self._settings.look.language)
        who = identity(places)
        self._store = JournalStore(
            places.journal_dir(self._settings.journal.folder), who.device, places.journal_lock
        )
        self._who = who
        self._doses = Doses(self._store, load_catalogue(), lambda: self._settings)
        self._conductor = Conductor(
            policy_of(self._settings, local_zone(), who.device, who.salt),
            self._store,
            StateStore(places.state_file),
            self._perform,
            self._changed,
            STAMP_EVERY * (demo or 1.0),
        )
        self._children = Children(self._loop, self._child_ended)
        self._sessions = Sessions(
            self._conductor, self._store, self._clock.now, self._open_session, self._order, session_speed
        )
        self._tells = Tells(
            self._conductor, self._doses, self._clock.now, lambda: self._desktop.tray_shown, demo
        )
        self._commands = Commands(
            self._conductor,
            self._sessions,
            self._doses,
            self._tells,
            self._clock.now,
            places=places,
            quit=self._end,
            panel=lambda: False,
            screen=surroundings.has_screen,
        )
        hello = greeting(__version__, os.getpid(), "" if home is None else str(home))
        self._door = Server(places, hello, self._commands.handle, self._sessions.peer_gone)
        self._desktop = Desktop(self._act, self._answer, self._changed)
        self._waker = Waker(self._loop, self._clock, self._wake, self._wake)
        self._prompting: Prompting | None = None
        self._recovered = False

    # --- life ------------------------------------------------------------------------------------

    async def live(self) -> int:
        """Open the door, take up where the last run ended, dock, and wait."""
        await self._door.start()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            self._loop.add_signal_handler(number, self._over.set)
        try:
            self._recover()
            await self._desktop.open(self._tells.tray())
            card = Card(self._open_card, lambda: self._children.terminate(CARD))
            self._prompting = Prompting(
                self._loop,
                self._desktop.notices,
                card if surroundings.has_unfocused_windows() else None,
                lambda: self._settings.prompt,
                self._tells.invitation,
            )
            self._waker.start()
            self._watch_folders()
            self._show_again()
            return await self._wait()
        finally:
            await self._leave()

    def _recover(self) -> None:
        """Bring in what was done while we did not run, then the cycle as it was."""
        now = self._clock.now()
        try:
            loose.recover(self._places, self._store)
        except BackbreakError as error:
            log.error("%s", error)
        self._conductor.recover(now, lambda run: loose.playing(self._places) == run)
        self._recovered = True
        for entry in self._store.load():
            if entry.at > self._conductor.cycle.spell_start:
                self._conductor.post(e.BreakElsewhere(now, entry))
        self._changed()

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
        if self._prompting is not None:
            await self._prompting.end()
        self._children.leave()
        self._desktop.close()
        await self._door.stop()

    def _end(self) -> None:
        self._loop.call_soon(self._over.set)

    # --- the conductor's outside ------------------------------------------------------------------

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
                self._loop.call_later(CLOSE_WITHIN_S, self._children.terminate, WINDOW)

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

    # --- windows ---------------------------------------------------------------------------------

    def _open_session(self, run: str) -> None:
        self._start_window(WINDOW, run)

    def _open_card(self) -> None:
        if not self._children.running(CARD):
            self._start_window(CARD)

    def _start_window(self, name: str, session: str | None = None) -> None:
        command = surroundings.window_command(name, self._home, session)
        try:
            self._children.start(name, command, log_file=self._places.log_file)
        except (OSError, ValueError) as error:
            log.error("the window %s could not be opened: %s", name, error)
            if session is not None:
                self._loop.call_soon(self._sessions.window_ended, 1)

    def _child_ended(self, name: str, code: int) -> None:
        if name == WINDOW:
            self._sessions.window_ended(code)

    def _order(self, peer: Peer, order: str) -> None:
        self._door.order(peer, order)

    # --- what the user does -----------------------------------------------------------------------

    def _act(self, action: str) -> None:
        """A row of the tray's menu, or a click on the icon."""
        name, _, value = action.partition("-")
        try:
            match name:
                case "start":
                    self._commands.start()
                case "snooze":
                    self._commands.snooze()
                case "skip":
                    self._commands.skip()
                case "pause":
                    until = {"open": None, "tomorrow": "tomorrow"}.get(value, value)
                    self._commands.pause(until)
                case "meeting":
                    self._commands.meeting(float(value))
                case "resume":
                    self._commands.resume()
                case "quit":
                    self._end()
                case "panel" if self._conductor.cycle.phase is Phase.PROMPTING:
                    self._open_card()
        except BackbreakError as error:
            log.warning("%s", error)

    def _answer(self, action: str, episode: str) -> None:
        """A notification's button; one of an invitation that is over is nothing."""
        cycle = self._conductor.cycle
        if cycle.phase is Phase.PROMPTING and cycle.episode is not None and cycle.episode.id == episode:
            self._act(action)

    # --- files -----------------------------------------------------------------------------------

    def _watch_folders(self) -> None:
        watch = open_watch(self._loop)
        if watch is not None:
            watch.add(self._places.config, self._settings_changed)
            watch.add(self._store.folder, self._journal_changed)

    def _settings_changed(self) -> None:
        """Somebody has written in the config folder: the settings apply at once."""
        settings, problems = settings_on_disk.load(self._places)
        for problem in problems:
            log.warning("%s", problem.message)
        if settings != self._settings:
            self._settings = settings
            self._conductor.policy = policy_of(settings, local_zone(), self._who.device, self._who.salt)
            self._conductor.post(e.PolicyChanged(self._clock.now()))

    def _journal_changed(self) -> None:
        """A line was added: by us, by a window that outlived a resident, or on another device."""
        self._doses.refresh()
        now, cycle = self._clock.now(), self._conductor.cycle
        for entry in self._store.load():
            if cycle.run is not None and entry.id == cycle.run.id and entry.rev >= cycle.run.rev:
                if entry.outcome in (Outcome.COMPLETED, Outcome.PARTIAL):
                    self._conductor.post(e.Recorded(now, entry))
            elif entry.device != self._who.device and entry.at > cycle.spell_start:
                self._conductor.post(e.BreakElsewhere(now, entry))
