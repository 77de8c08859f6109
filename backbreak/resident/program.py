"""The composition root: builds the resident's parts, ties them together, and runs until told to end."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from backbreak.core.cycle import Phase, policy_of
from backbreak.door.protocol import Request
from backbreak.door.server import Peer, Server
from backbreak.resident import surroundings
from backbreak.resident.actions import Actions
from backbreak.resident.clock import SpeedClock, SystemClock
from backbreak.resident.clocks import ClockFacts
from backbreak.resident.commands import Commands
from backbreak.resident.conductor import STAMP_EVERY, Conductor
from backbreak.resident.desktop import NOTIFICATION, START_ANEW, Desktop
from backbreak.resident.doses import Doses
from backbreak.resident.files import Files, read_settings
from backbreak.resident.first_start import first_start
from backbreak.resident.knowing import Knowing
from backbreak.resident.own_journal import OwnJournal
from backbreak.resident.performing import Performing
from backbreak.resident.prompting import Prompting
from backbreak.resident.session_commands import Answer
from backbreak.resident.sessions import Sessions
from backbreak.resident.telling import Tells
from backbreak.resident.waker import Waker
from backbreak.resident.watchdog import Watchdog
from backbreak.resident.windows import Windows
from backbreak.storage.identity import LateIdentity
from backbreak.storage.places import Places
from backbreak.storage.state import StateStore
from backbreak.storage.zone import local_zone
from backbreak.words import use

GONE_WITHIN_S = 3.0
"""How long a session bus that answers nothing may keep us from ending."""

AGAIN_AFTER = timedelta(minutes=1)
"""When the alarm is tried again after a failure nobody foresaw: the reminders must not end with it."""

log = logging.getLogger(__name__)


class Program:
    """Everything the resident consists of, and what they have to say to each other."""

    def __init__(
        self,
        places: Places,
        home: Path | None,
        demo: float | None,
        session_speed: float,
        door: Server,
        desktop: Desktop,
        over: asyncio.Event,
    ) -> None:
        self._places, self._demo = places, demo
        self._door, self._desktop, self._over = door, desktop, over
        self._loop = asyncio.get_running_loop()
        self._recovered = self._leaving = False
        self._clock = SystemClock() if demo is None else SpeedClock(demo)
        self._clock_facts = ClockFacts()
        now, who, settings = self._clock.now, LateIdentity(places), read_settings(places)
        use(settings.look.language)
        store = OwnJournal(places, settings, who)
        self._conductor = Conductor(
            policy_of(settings, local_zone(), who.device, who.salt),
            store,
            StateStore(places.state_file),
            lambda effect: self._performing.perform(effect),
            self._changed,
            STAMP_EVERY * (demo or 1.0),
            self._clock_facts.since_last if demo is None else lambda _at: (),
        )
        anew: Callable[[], None] = lambda: self._knowing.judge_anew()  # noqa: E731 - it is made below
        self._files = Files(places, settings, store, self._conductor, who, now, self._changed, anew)
        self._doses = Doses(store, lambda: self._files.catalogue, lambda: self._files.settings)
        self._windows = Windows(
            self._loop, places, home, lambda code: self._sessions.window_ended(code), door.bring_up
        )
        self._sessions = Sessions(
            self._conductor, store, now, self._windows.open_session, door.order, places, session_speed
        )
        self._performing = Performing(self._conductor, self._sessions, self._windows, desktop, now)
        self._tells = Tells(
            self._conductor,
            self._doses,
            now,
            desktop,
            demo,
            surroundings.has_screen,
            lambda: self._knowing.presence.idle_source,
        )
        self._commands = Commands(
            self._conductor,
            self._sessions,
            self._doses,
            self._tells,
            now,
            places=places,
            quit=self._quit,
            panel=self._windows.open_panel,
            desk=self._windows.open_desk,
            by_name=self._windows.open_by_name,
            raised=self._windows.raised,
            screen=surroundings.has_screen,
            knowing=lambda: self._knowing,
        )
        self._knowing = Knowing(
            self._loop,
            self._conductor,
            now,
            lambda: self._files.settings,
            desktop.bus,
            lambda: self._waker.check(),
            everybody_present=demo is not None,
        )
        self._commands.also(desktop.fall_back(door, places, home, lambda: self._knowing.display))
        self._actions = Actions(self._commands, self._conductor, self._windows.open_card)
        self._first = first_start(self._loop, self._conductor, now, desktop, self._windows, places, demo)
        self._waker = Waker(self._loop, self._clock, self._wake, self._wake)
        self._watchdog = Watchdog(self._loop, self._clock, self._conductor, self._wake)

    async def live(self, ready: Callable[[Program], None]) -> int:
        """Take up where the last run ended, answer at the door from `ready` on, and wait for the end."""
        try:
            self._recover()
            self._desktop.listen(self._actions.act, self._actions.answer, self._changed, self._remember)
            if self._desktop.notices is not None:
                self._desktop.notices.take_back(self._conductor.kept(NOTIFICATION))
            ready(self)
            self._performing.prompting = Prompting(
                self._loop,
                self._desktop.notices,
                self._windows.card(),
                lambda: self._files.settings.prompt,
                self._tells.invitation,
                self._knowing.known,
                self._knowing.presence.pause_in_typing,
            )
            self._performing.tell_outside(self._commands, self._tells, self._places)
            self._waker.start()
            self._watchdog.start()
            self._files.start(self._loop)
            self._knowing.start()
            self._first.start()
            gc.freeze()
            gc.enable()
            self._performing.show_again()
            self._sessions.await_window(self._loop)
            return await self._wait()
        finally:
            await self._leave()

    def answer(self, request: Request, peer: Peer) -> Awaitable[Answer]:
        """Answer at the door."""
        return self._commands.handle(request, peer)

    def _recover(self) -> None:
        """Bring in what was done while we did not run, then the cycle as it was."""
        self._sessions.outliving.bring_in()
        self._conductor.recover(self._clock.now(), self._sessions.goes_on)
        self._recovered = True
        self._files.tell_all()
        self._changed()

    def peer_gone(self, peer: Peer) -> None:
        """Somebody has left the door."""
        self._desktop.peer_gone(peer)
        self._windows.left(peer.pid, [other.pid for other in self._door.peers])
        if not self._leaving:  # then it is us who hang up, and the session plays on
            self._sessions.peer_gone(peer)

    def _remember(self, notification: dict[str, object] | None) -> None:
        """Which notification is on the screen: one left by a kill has to go at the next start."""
        self._conductor.keep(NOTIFICATION, notification)
        if notification is not None:
            self._conductor.stamp(self._clock.now())

    def _quit(self) -> None:
        self._loop.call_soon(self._over.set)

    async def _wait(self) -> int:
        told = self._loop.create_task(self._over.wait())
        lost = self._loop.create_task(self._desktop.lost())
        await asyncio.wait({told, lost}, return_when=asyncio.FIRST_COMPLETED)
        anew = lost.done() and not told.done() and lost.result()
        for task in (told, lost):
            task.cancel()
        return START_ANEW if anew else 0

    async def _leave(self) -> None:
        """Stamp, take the invitation away, and let a session play on; the door is closed after that."""
        self._leaving = True
        self._desktop.take_no_calls()
        if self._recovered:
            self._conductor.stamp(self._clock.now())
        self._waker.stop()
        self._watchdog.stop()
        self._first.stop()
        self._knowing.close()
        self._files.stop()
        with suppress(TimeoutError):
            async with asyncio.timeout(GONE_WITHIN_S):
                await self._performing.end()
        self._windows.leave()

    def _changed(self) -> None:
        """After every event: the clock's pace, the next alarm, the tray, and whoever listens at the door."""
        if not self._recovered:
            return
        shown = self._conductor.cycle.phase in (Phase.PROMPTING, Phase.SESSION)
        self._clock.run_at(1.0 if shown else self._demo or 1.0)
        self._waker.arm(self._conductor.wakes_at)
        self._watchdog.arm()
        self._knowing.changed()
        self._performing.changed()
        try:
            self._desktop.keep_awake(self._sessions.needs_screen)
            self._desktop.show(self._tells.tray())
            if any(peer.subscribed for peer in self._door.peers):
                self._door.push(self._tells.status())
        except Exception:  # what is shown is not worth what is true
            log.exception("the tray or the snapshot failed")

    def _wake(self) -> None:
        try:
            self._look(self._clock.now())
        except Exception:
            log.exception("the alarm failed")
            self._waker.arm(self._clock.now() + AGAIN_AFTER)

    def _look(self, now: datetime) -> None:
        """What happened to the clocks, to the zone, and to a session that is played behind our back."""
        if self._demo is None:
            for fact in self._clock_facts.since_last(now):
                self._conductor.post(fact)
        self._files.look_again()
        self._sessions.look_after()
        self._knowing.look_again()
        self._knowing.tick()
