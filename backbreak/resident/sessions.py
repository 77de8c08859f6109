"""The session's side of the resident: what is to be played, who plays it, and what it reports.

A session is played by a window started here, or by a program that asked at the door to play one itself (the
terminal, a window a person opened). Either way the run in the cycle is the truth; this only knows the plan
and the peer.
"""

from __future__ import annotations

import logging
from asyncio import AbstractEventLoop
from collections.abc import Callable
from datetime import datetime

from backbreak.core.cycle import Task
from backbreak.core.cycle import events as e
from backbreak.core.cycle.sessions import entry_of_run
from backbreak.core.cycle.values import Run
from backbreak.core.journal import Entry, Outcome
from backbreak.core.session import Plan, plan_json
from backbreak.door.protocol import DoorError
from backbreak.door.server import Peer
from backbreak.resident import corrections
from backbreak.resident.conductor import Conductor
from backbreak.resident.doses import Laid
from backbreak.resident.outliving import COMES_WITHIN_S, Outliving
from backbreak.resident.windows import SEEN, Manner
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places
from backbreak.words import _

Choose = Callable[[Plan, Entry | None, frozenset[str]], Laid]
"""What to go on with: in place of which plan, what is being logged of it, and what was refused before."""

log = logging.getLogger(__name__)


class Sessions:
    """`open_window(run id, manner)` starts the session's window; `order(peer, text)` speaks to a player."""

    def __init__(
        self,
        conductor: Conductor,
        store: JournalStore,
        now: Callable[[], datetime],
        open_window: Callable[[str, Manner], None],
        order: Callable[[Peer, str], None],
        places: Places,
        speed: float,
    ) -> None:
        self._conductor = conductor
        self._store = store
        self._now = now
        self._open_window = open_window
        self._order = order
        self._speed = speed
        self.outliving = Outliving(conductor, store, places)
        self._laid: Laid | None = None
        self._manner = SEEN
        self._tried: frozenset[str] = frozenset()
        self._tried_in: datetime | None = None
        """The spell in which those were refused."""
        self._paused = ""  # the run that was paused by its player
        self._asker: Peer | None = None
        self._player: Peer | None = None

    # --- beginning -------------------------------------------------------------------------------

    def begin(self, laid: Laid, asker: Peer | None = None, manner: Manner = SEEN) -> str:
        """Begin a session, played by the asker or by a window opened in that manner; gives the run's id."""
        if self._conductor.cycle.run is None and asker is None:
            self.outliving.opening(laid)
        before = (self._laid, self._asker, self._manner)
        self._laid, self._asker, self._manner = laid, asker, manner
        refused = self._conductor.post(e.Started(self._now(), _task(laid.plan)))
        run = self._conductor.cycle.run
        if refused is not None or run is None:
            if run is not None:
                self._laid, self._asker, self._manner = before
                raise DoorError("nonsense", _("start: a session is going on: finish or stop that one first"))
            raise DoorError("failed", _("start: the session's window could not be opened: see the log"))
        if asker is not None:
            self._take(asker, run.id)
        return run.id

    def open(self) -> None:
        """OpenSession: have the run played, unless whoever asked plays it."""
        run = self._conductor.cycle.run
        if run is not None and self._asker is None:
            self._open_window(run.id, self._manner)

    def attach(self, peer: Peer, session: str) -> dict[str, object]:
        """What the player needs to know; raises DoorError for a session that is not its to play."""
        run = self._running(session)
        player = self._player
        if player is not None and player is not peer and player.session == run.id:
            raise DoorError("nonsense", _("session: another window is playing this one already"))
        if self._laid is None:
            raise DoorError("failed", _("session: its plan is gone with a restart: start it again"))
        self._take(peer, run.id)
        self.outliving.opened(self._now())
        plan = plan_json(self._laid.plan)
        return {
            "session": {
                "id": run.id,
                "plan": plan,
                "speed": self._speed,
                "round": plan["round"],
                "exercise_done": self._laid.exercise_done,
            },
            "entry": self._template(run).as_json(),
        }

    def _take(self, peer: Peer, session: str) -> None:
        peer.session = session
        self._player = peer

    @property
    def running(self) -> str:
        """The id of the session that is going on, "" when none is."""
        run = self._conductor.cycle.run
        return "" if run is None else run.id

    def _running(self, session: str) -> Run:
        run = self._conductor.cycle.run
        if run is None or run.id != session:
            raise DoorError("nonsense", _("session: this session is not going on any more"))
        return run

    def _template(self, run: Run) -> Entry:
        """What the player completes and writes if the resident dies."""
        return entry_of_run(run, self._conductor.policy, Outcome.PARTIAL, self._now())

    # --- while it runs ---------------------------------------------------------------------------

    def beat(
        self, session: str, units: int, owed_side: str | None, played_s: float, paused: bool = False
    ) -> None:
        """Note progress; on disk when this returns."""
        self._running(session)
        self._paused = session if paused else ""
        self._conductor.post(e.Progressed(self._now(), session, units, owed_side, played_s))

    def swap(self, session: str, choose: Choose) -> Entry | None:
        """Go on with something else; gives the entry of what was done before it, as it is on disk then.

        None where nothing was done, and the same run goes on with another task; or where the journal refused
        the line, which is written with the next one. The run's progress is known already.
        """
        run, laid, at = self._running(session), self._laid, self._now()
        if laid is None:
            raise DoorError("failed", _("session: its plan is gone with a restart: start it again"))
        closing = entry_of_run(run, self._conductor.policy, Outcome.PARTIAL, at) if run.units else None
        if self._tried_in != self._conductor.cycle.spell_start:
            self._tried = frozenset()
        tried = self._tried | {laid.plan.exercise}
        self._laid = choose(laid.plan, closing, tried)
        self._conductor.post(e.Swapped(at, session, _task(self._laid.plan)))
        # Having done something before the swap has begun a new spell; it is one sitting all the same.
        self._tried, self._tried_in = tried, self._conductor.cycle.spell_start
        return None if closing is None else corrections.done(self._store, session)

    @property
    def needs_screen(self) -> bool:
        """Whether somebody may be looking at a session: nobody does while it is paused or they are away."""
        run = self._conductor.cycle.run
        return run is not None and run.frozen is None and run.id != self._paused

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
            return corrections.finished_late(self._store, session, units, owed_side, played_s)
        self._conductor.post(e.Ended(self._now(), session, units, owed_side, played_s, completed))
        self._player = None
        if self._conductor.trouble is not None:
            raise DoorError("failed", self._conductor.trouble)
        return corrections.done(self._store, session)

    def feel(self, session: str, feel: str) -> Entry:
        """Add how it felt to an entry: a correction, as a new line."""
        return corrections.felt(self._store, session, feel)

    def goes_on(self, run: str) -> bool:
        """Whether the run of a former resident is played, or its window may be on its way."""
        if self.outliving.plays_on(run):
            return True
        self._laid = self.outliving.pending(self._now())
        return self._laid is not None

    def await_window(self, loop: AbstractEventLoop) -> None:
        """After a restart: the window of a run that has just begun comes by itself, or is opened again."""
        if self._conductor.cycle.run is not None and self._laid is not None:
            self._manner = Manner(quietly=True)  # whoever has waited may be typing again
            loop.call_later(COMES_WITHIN_S, self._open_if_nobody_plays)

    def _open_if_nobody_plays(self) -> None:
        if self._player is None:
            self.open()

    def look_after(self) -> None:
        """A run whose player is not at the door: one that plays on by itself is alive all the same."""
        run = self._conductor.cycle.run
        if run is None or self._player is not None:
            return
        if self.outliving.plays_on(run.id):
            self._conductor.post(e.Progressed(self._now(), run.id, run.units, run.owed_side, run.played_s))
        else:
            self.outliving.bring_in()

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


def _task(plan: Plan) -> Task:
    return Task(plan.exercise, plan.units, plan.round.number)
