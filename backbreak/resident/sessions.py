"""The session's side of the resident: what is to be played, who plays it, and what it reports.

A session is played by a window started here, or by a program that asked at the door to play one itself (the
terminal, a window a person opened). Either way the run in the cycle is the truth; this only knows the plan
and the peer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from backbreak.core.cycle import Task
from backbreak.core.cycle import events as e
from backbreak.core.cycle.sessions import entry_of_run
from backbreak.core.cycle.values import Run
from backbreak.core.errors import BackbreakError
from backbreak.core.journal import Entry, Feel, Outcome
from backbreak.core.session import Plan, plan_json
from backbreak.core.session_entry import ended
from backbreak.door.protocol import DoorError
from backbreak.door.server import Peer
from backbreak.resident.conductor import Conductor
from backbreak.storage import loose
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places
from backbreak.words import _

log = logging.getLogger(__name__)


class Sessions:
    """`open_window(run id)` starts the session window; `order(peer, text)` speaks to whoever plays."""

    def __init__(
        self,
        conductor: Conductor,
        store: JournalStore,
        now: Callable[[], datetime],
        open_window: Callable[[str], None],
        order: Callable[[Peer, str], None],
        places: Places,
        speed: float,
    ) -> None:
        self._conductor = conductor
        self._store = store
        self._now = now
        self._open_window = open_window
        self._order = order
        self._places = places
        self._speed = speed
        self._plan: Plan | None = None
        self._asker: Peer | None = None
        self._player: Peer | None = None

    # --- beginning -------------------------------------------------------------------------------

    def begin(self, plan: Plan, asker: Peer | None = None) -> str:
        """Begin a session of that plan, played by the asker or by a window; gives the run's id."""
        before, self._plan, self._asker = (self._plan, self._asker), plan, asker
        task = Task(plan.exercise, plan.units, plan.round.number)
        refused = self._conductor.post(e.Started(self._now(), task))
        run = self._conductor.cycle.run
        if refused is not None or run is None:
            if run is not None:
                self._plan, self._asker = before
                raise DoorError("nonsense", _("start: a session is going on: finish or stop that one first"))
            raise DoorError("failed", _("start: the session's window could not be opened: see the log"))
        if asker is not None:
            self._take(asker, run.id)
        return run.id

    def open(self) -> None:
        """OpenSession: have the run played, unless whoever asked plays it."""
        run = self._conductor.cycle.run
        if run is not None and self._asker is None:
            self._open_window(run.id)

    def attach(self, peer: Peer, session: str, care_needed: bool) -> dict[str, object]:
        """What the player needs to know; raises DoorError for a session that is not going on."""
        run = self._running(session)
        if self._plan is None:
            raise DoorError("failed", _("session: its plan is gone with a restart: start it again"))
        self._take(peer, run.id)
        return {
            "session": {
                "id": run.id,
                "plan": plan_json(self._plan),
                "speed": self._speed,
                "round": plan_json(self._plan)["round"],
            },
            "care_needed": care_needed,
            "entry": self._template(run).as_json(),
        }

    def _take(self, peer: Peer, session: str) -> None:
        peer.session = session
        self._player = peer

    def _running(self, session: str) -> Run:
        run = self._conductor.cycle.run
        if run is None or run.id != session:
            raise DoorError("nonsense", _("session: this session is not going on any more"))
        return run

    def _template(self, run: Run) -> Entry:
        """What the player completes and writes if the resident dies."""
        return entry_of_run(run, self._conductor.policy, Outcome.PARTIAL, self._now())

    # --- while it runs ---------------------------------------------------------------------------

    def beat(self, session: str, units: int, owed_side: str | None, played_s: float) -> None:
        """Note progress; on disk when this returns."""
        self._running(session)
        self._conductor.post(e.Progressed(self._now(), session, units, owed_side, played_s))

    def freeze(self) -> None:
        """The user left: the window stands still."""
        self._tell("pause")

    def thaw(self) -> None:
        """The user is back: it goes on."""
        self._tell("resume")

    def close(self) -> None:
        """The session is over without the player's doing."""
        self._tell("close")

    def _tell(self, order: str) -> None:
        if self._player is not None:
            self._order(self._player, order)

    # --- its end ---------------------------------------------------------------------------------

    def finish(
        self, session: str, units: int, owed_side: str | None, played_s: float, completed: bool
    ) -> Entry | None:
        """Take the player's last word; gives the entry that is on disk now, or None if nothing was done."""
        run = self._conductor.cycle.run
        if run is None or run.id != session:
            return self._late(session, units, owed_side, played_s)
        self._conductor.post(e.Ended(self._now(), session, units, owed_side, played_s, completed))
        self._player = None
        if self._conductor.trouble is not None:
            raise DoorError("failed", self._conductor.trouble)
        return self._written(session)

    def _late(self, session: str, units: int, owed_side: str | None, played_s: float) -> Entry | None:
        """A player that was given up and has done more since: its line is corrected."""
        known = self._store.find(session)
        if known is None:
            raise DoorError("nonsense", _("session: this session is not going on any more"))
        if known.units is None or units <= known.units:
            return known
        done = known.planned_units is not None and units >= known.planned_units
        corrected = ended(known, known.at, units, owed_side, played_s, completed=done)
        return self._store.append(replace(corrected, rev=known.rev + 1))

    def feel(self, session: str, feel: str) -> Entry:
        """Add how it felt to an entry: a correction, as a new line."""
        known = self._store.find(session)
        if known is None or known.exercise is None:
            raise DoorError("nonsense", _("feel: no such session is in the journal"))
        if feel not in tuple(Feel):
            raise DoorError("usage", _("feel: %(feel)s is not better, same or hurts") % {"feel": feel})
        return self._store.append(replace(known, rev=known.rev + 1, feel=Feel(feel)))

    def plays_on(self, run: str) -> bool:
        """Whether a program that has outlived a resident plays this run by itself."""
        return loose.playing(self._places) == run

    def bring_in(self) -> None:
        """Write the line of a session that was played without us and whose player died before it could."""
        try:
            loose.recover(self._places, self._store)
        except BackbreakError as error:
            log.error("%s", error)

    def look_after(self) -> None:
        """A run whose player is not at the door: one that plays on by itself is alive all the same."""
        run = self._conductor.cycle.run
        if run is None or self._player is not None:
            return
        if self.plays_on(run.id):
            self._conductor.post(e.Progressed(self._now(), run.id, run.units, run.owed_side, run.played_s))
        else:
            self.bring_in()

    def window_ended(self, code: int) -> None:
        """The window's process is gone; if its session still runs, what was reported is what there is."""
        run = self._conductor.cycle.run
        if run is not None and self._asker is None:
            if code:
                log.error("the session window ended with code %d; what was done is kept", code)
            self._conductor.post(e.Lost(self._now(), run.id))
        self._player = None

    def peer_gone(self, peer: Peer) -> None:
        """A program that played a session it asked for has left the door."""
        run = self._conductor.cycle.run
        if run is not None and peer is self._asker and peer.session == run.id:
            self._conductor.post(e.Lost(self._now(), run.id))
        if peer is self._player:
            self._player = None

    def _written(self, session: str) -> Entry | None:
        entry = self._store.find(session)
        recorded = entry is not None and entry.outcome in (Outcome.COMPLETED, Outcome.PARTIAL)
        return entry if recorded else None
