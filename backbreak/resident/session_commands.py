"""What whoever plays a session says at the door: begin, attach, beat, swap, finish, feel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from backbreak.core.catalogue import UnknownExercise
from backbreak.core.dose import DoseError
from backbreak.core.journal import Entry
from backbreak.core.session import Plan, PlanError, plan_from_json
from backbreak.door.protocol import DoorError
from backbreak.door.server import Peer
from backbreak.resident.arguments import flag, length, number, text, whole
from backbreak.resident.conductor import Conductor
from backbreak.resident.doses import Doses, Laid, today
from backbreak.resident.sessions import Sessions
from backbreak.storage import care
from backbreak.storage.places import Places
from backbreak.words import _
from backbreak.words.refusals import told

Answer = Mapping[str, object]
Command = Callable[[Mapping[str, object], Peer], Answer]


class SessionCommands:
    """Its commands by their words, and the plan that is asked for."""

    def __init__(
        self,
        conductor: Conductor,
        sessions: Sessions,
        doses: Doses,
        round_now: Callable[[], object],
        now: Callable[[], datetime],
        places: Places,
    ) -> None:
        self._conductor = conductor
        self._sessions = sessions
        self._doses = doses
        self._round_now = round_now
        self._now = now
        self._places = places
        self.table: dict[str, Command] = {
            "session-attach": self._attach,
            "session-begin": self._begin,
            "session-beat": self._beat,
            "session-swap": self._swap,
            "session-finish": self._finish,
            "session-feel": self._feel,
            "care-acknowledge": self._care,
        }

    def next(self, exercise: str | None, seconds: float | None = None, units: int | None = None) -> Laid:
        """The session whose turn it is, or the one asked for; raises DoorError where there is none."""
        with _refusing():
            return self._doses.next(self._today, exercise, seconds, units)

    @property
    def _today(self) -> date:
        return today(self._now(), self._conductor.policy.zone)

    @property
    def _care_needed(self) -> dict[str, object]:
        return {"care_needed": not care.acknowledged(self._places)}

    def _attach(self, args: Mapping[str, object], peer: Peer) -> Answer:
        return self._sessions.attach(peer, text(args, "session") or "") | self._care_needed

    def _begin(self, args: Mapping[str, object], peer: Peer) -> Answer:
        own = args.get("plan")
        if isinstance(own, Mapping):
            laid = Laid(self._given(own))
        else:
            laid = self.next(text(args, "exercise"), length(args), whole(args, "units"))
        return self._sessions.attach(peer, self._sessions.begin(laid, peer)) | self._care_needed

    def _given(self, document: Mapping[str, object]) -> Plan:
        """A plan somebody brought along, as `plan --json` prints it."""
        try:
            plan = plan_from_json(document)
            self._doses.catalogue.get(plan.exercise)
        except (PlanError, UnknownExercise) as error:
            raise DoorError("usage", error.told) from error
        return plan

    def _beat(self, args: Mapping[str, object], peer: Peer) -> Answer:
        self._sessions.beat(*_progress(args), flag(args, "paused"))
        self._check_disk()
        return {}

    def _swap(self, args: Mapping[str, object], peer: Peer) -> Answer:
        exercise = text(args, "exercise")

        def choose(current: Plan, closing: Entry | None, tried: frozenset[str]) -> Laid:
            with _refusing():
                return self._doses.instead(self._today, current, closing, tried, exercise)

        session, units, owed_side, played_s = _progress(args)
        self._sessions.attach(peer, session)  # refused before anything is done to another one's session
        self._sessions.beat(session, units, owed_side, played_s)
        self._check_disk()  # what cannot be kept is not closed: the session goes on as it was
        closed = self._sessions.swap(session, choose)
        answer = self._sessions.attach(peer, self._sessions.running)
        return answer | {"closed": None if closed is None else closed.as_json()}

    def _check_disk(self) -> None:
        if self._conductor.trouble is not None:
            raise DoorError("failed", self._conductor.trouble)

    def _finish(self, args: Mapping[str, object], peer: Peer) -> Answer:
        feel = text(args, "feel")
        entry = self._sessions.finish(*_progress(args), flag(args, "completed"))
        if entry is not None and feel is not None:
            entry = self._sessions.feel(entry.id, feel)
        return {"entry": None if entry is None else entry.as_json(), "round": self._round_now()}

    def _feel(self, args: Mapping[str, object], peer: Peer) -> Answer:
        entry = self._sessions.feel(text(args, "session") or "", text(args, "feel") or "")
        return {"entry": entry.as_json()}

    def _care(self, args: Mapping[str, object], peer: Peer) -> Answer:
        care.acknowledge(self._places, self._now())
        return {}


@contextmanager
def _refusing() -> Iterator[None]:
    """What cannot be planned, as a refusal at the door."""
    try:
        yield
    except DoseError as error:
        raise DoorError("nonsense", told(error)) from error
    except UnknownExercise as error:
        raise DoorError("usage", told(error)) from error


def _progress(args: Mapping[str, object]) -> tuple[str, int, str | None, float]:
    """Session, units, owed side and seconds played, of a beat, a swap or a finish."""
    side = text(args, "owed_side")
    if side not in (None, "left", "right"):
        raise DoorError("usage", _('%(key)s must be "left", "right" or null') % {"key": "owed_side"})
    units = whole(args, "units") or 0
    return text(args, "session") or "", units, side, number(args, "played_s", 0, 86_400) or 0.0
