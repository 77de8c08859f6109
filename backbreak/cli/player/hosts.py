"""Who keeps what a terminal session has done: the resident behind the door, or this process itself.

If the resident goes away in mid-session, the player goes on and this process writes the entry, under the same
id; equal ids merge. A swap closes the entry and begins another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from backbreak.cli.clock import now
from backbreak.core.cues import Plan
from backbreak.core.entry import Entry, Feel
from backbreak.core.errors import BackbreakError
from backbreak.core.plan_json import plan_from_json
from backbreak.core.playback import Playback
from backbreak.core.session_entry import ended, told
from backbreak.door.client import Client, GoneError
from backbreak.door.protocol import DoorError
from backbreak.storage import loose
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places
from backbreak.words import _
from backbreak.words.refusals import told as refused

Document = Mapping[str, object]
Instead = Callable[[Plan, Entry | None, frozenset[str]], tuple[Plan, Entry]]
"""In place of a plan, of which this is logged, and of what was refused before: a plan and its entry."""


class OwnHost:
    """Without a resident: progress is kept in state, the entry is written here."""

    def __init__(self, places: Places, store: JournalStore, template: Entry, instead: Instead) -> None:
        self._places = places
        self._store = store
        self.template = template
        self._instead = instead
        self._tried: frozenset[str] = frozenset()
        self.closed: list[Document] = []
        """The entries of sessions that were swapped for another."""
        self.trouble: str | None = None
        """Why what is done could not be kept while it was done; it costs the safety, not the session."""

    def begin(self) -> None:
        """Keep a note of the session; raises SessionRunningError while another process plays one."""
        loose.begin(self._places, self.template)

    def fileno(self) -> int | None:
        """Nobody says anything unasked."""
        return None

    def orders(self) -> list[str]:
        """Nobody gives orders."""
        return []

    def beat(self, playback: Playback) -> None:
        """Keep what is done so far, safe on disk."""
        try:
            loose.progress(self._places, playback.units, playback.owed_side, round(playback.played_s, 1))
        except BackbreakError as error:
            self.trouble = refused(error)

    def take_over(self) -> None:
        """Keep what is done from here on, as well as it can be kept."""
        try:
            self.begin()
        except BackbreakError as error:
            self.trouble = refused(error)

    def keep_instead(self, template: Entry, refused: str) -> None:
        """It is another session from here on."""
        self.template = template
        self._tried |= {refused}

    def swap(self, playback: Playback) -> Plan:
        """Write what is done and give what to go on with; raises BackbreakError, and then nothing changed."""
        closing = self._entry(playback, None)
        plan, template = self._instead(playback.prescribed, closing, self._tried)
        if closing is not None:
            self.closed.append(self._store.append(closing).as_json())
        loose.end(self._places)
        self.keep_instead(template, playback.plan.exercise)
        self.take_over()
        return plan

    def finish(self, playback: Playback, feel: Feel | None = None) -> Document | None:
        """Write the entry and give it; None when nothing whole was done."""
        entry = self._entry(playback, feel)
        written = None if entry is None else self._store.append(entry).as_json()
        loose.end(self._places)
        return written

    def feel(self, feel: Feel) -> None:
        """Correct the entry that is written: so it felt."""
        known = self._store.find(self.template.id)
        if known is None:
            raise BackbreakError(_("the session is not in the journal any more: nothing to add to"))
        self._store.append(replace(known, rev=known.rev + 1, feel=feel))

    def _entry(self, playback: Playback, feel: Feel | None) -> Entry | None:
        if not (playback.units or playback.completed):
            return None
        units, owed_side, played_s = playback.units, playback.owed_side, playback.played_s
        entry = ended(self.template, now(), units, owed_side, played_s, completed=playback.completed)
        return replace(entry, feel=feel)


class ResidentHost:
    """Through the door; `own` takes over when the resident goes away."""

    def __init__(self, client: Client, session: str, own: OwnHost) -> None:
        self._client: Client | None = client
        self._session = session
        self._own = own

    @property
    def trouble(self) -> str | None:
        """What went wrong after the resident had gone."""
        return self._own.trouble

    @property
    def closed(self) -> list[Document]:
        """The entries of sessions that were swapped for another."""
        return self._own.closed

    def fileno(self) -> int | None:
        """Readable when the resident gives an order, or goes away."""
        return None if self._client is None else self._client.fileno()

    def orders(self) -> list[str]:
        """The orders that have come in: "pause", "resume", "close"."""
        if self._client is None:
            return []
        try:
            pushes = self._client.pushes()
        except DoorError:
            self._alone()
            return []
        orders = [push["data"] for push in pushes if push.get("push") == "order"]
        return [str(data.get("order")) for data in orders if isinstance(data, dict)]

    def beat(self, playback: Playback) -> None:
        """Tell what is done so far; the answer comes when it is safe.

        A resident whose disk is full knows it all the same, and writes it as soon as there is room.
        """
        try:
            if self._client is not None:
                self._client.request("session-beat", {**self._facts(playback), "paused": playback.paused})
                return
        except DoorError as error:
            if error.code == "failed" and not isinstance(error, GoneError):
                self._own.trouble = refused(error)
                return
            self._alone()
        self._own.beat(playback)

    def swap(self, playback: Playback) -> Plan:
        """Tell what is done and give what to go on with; raises BackbreakError, and then nothing changed.

        A resident that has gone is noticed at the next look for orders; asking again then swaps alone.
        """
        if self._client is None:
            return self._own.swap(playback)
        answer = self._client.request("session-swap", self._facts(playback))
        begun, template = answer.get("session"), answer.get("entry")
        if not (isinstance(begun, dict) and isinstance(template, dict) and isinstance(begun.get("id"), str)):
            raise DoorError("failed", _("the resident began a session without saying which: restart it"))
        document = begun.get("plan")
        plan = plan_from_json(document if isinstance(document, dict) else {}, "the resident's plan")
        self._session = begun["id"]
        entry = told(replace(self._own.template, id=self._session), template)
        self._own.keep_instead(entry, playback.plan.exercise)
        if isinstance(closed := answer.get("closed"), dict):
            self._own.closed.append(closed)
        return plan

    def finish(self, playback: Playback, feel: Feel | None = None) -> Document | None:
        """Tell the end; the resident writes the entry and gives it."""
        facts = {**self._facts(playback), "completed": playback.completed}
        if feel is not None:
            facts["feel"] = feel.value
        result = self._ask("session-finish", facts)
        if result is None:
            return self._own.finish(playback, feel)
        entry = result.get("entry")
        return entry if isinstance(entry, dict) else None

    def feel(self, feel: Feel) -> None:
        """Have the entry that is written corrected: so it felt."""
        if self._client is not None:
            try:
                self._client.request("session-feel", {"session": self._session, "feel": feel.value})
            except DoorError:  # it has gone since, or lost track: the entry is in the journal all the same
                self._client.close()
                self._client = None
            else:
                return
        self._own.feel(feel)

    def _facts(self, playback: Playback) -> dict[str, object]:
        return {
            "session": self._session,
            "units": playback.units,
            "owed_side": playback.owed_side,
            "played_s": round(playback.played_s, 1),
        }

    def _ask(self, cmd: str, args: Document) -> dict[str, object] | None:
        """The answer, or None when there is nobody to ask any more, or nobody who knows this session."""
        if self._client is None:
            return None
        try:
            return self._client.request(cmd, args)
        except DoorError:
            self._alone()
            return None

    def _alone(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None
            self._own.take_over()
