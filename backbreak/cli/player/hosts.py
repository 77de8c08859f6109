"""Who keeps what a terminal session has done: the resident behind the door, or this process itself.

If the resident goes away in mid-session, the player goes on and this process writes the entry, under the same
id; equal ids merge.
"""

from __future__ import annotations

from collections.abc import Mapping

from backbreak.cli.clock import now
from backbreak.core.entry import Entry
from backbreak.core.errors import BackbreakError
from backbreak.core.playback import Playback
from backbreak.core.session_entry import ended
from backbreak.door.client import Client
from backbreak.door.protocol import DoorError
from backbreak.storage import loose
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places


class OwnHost:
    """Without a resident: progress is kept in state, the entry is written here."""

    def __init__(self, places: Places, store: JournalStore, template: Entry) -> None:
        self._places = places
        self._store = store
        self._template = template
        self.trouble: str | None = None
        """Why what is done could not be kept while it was done; it costs the safety, not the session."""

    def begin(self) -> None:
        """Keep a note of the session; raises SessionRunningError while another process plays one."""
        loose.begin(self._places, self._template)

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
            self.trouble = str(error)

    def take_over(self) -> None:
        """Keep what is done from here on, as well as it can be kept."""
        try:
            self.begin()
        except BackbreakError as error:
            self.trouble = str(error)

    def finish(self, playback: Playback) -> Mapping[str, object] | None:
        """Write the entry and give it; None when nothing whole was done."""
        written = None
        if playback.units or playback.completed:
            units, owed_side, played_s = playback.units, playback.owed_side, playback.played_s
            entry = ended(self._template, now(), units, owed_side, played_s, completed=playback.completed)
            written = self._store.append(entry).as_json()
        loose.end(self._places)
        return written


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
        """Tell what is done so far; the answer comes when it is safe."""
        if self._ask("session-beat", {**self._facts(playback), "paused": playback.paused}) is None:
            self._own.beat(playback)

    def finish(self, playback: Playback) -> Mapping[str, object] | None:
        """Tell the end; the resident writes the entry and gives it."""
        result = self._ask("session-finish", {**self._facts(playback), "completed": playback.completed})
        if result is None:
            return self._own.finish(playback)
        entry = result.get("entry")
        return entry if isinstance(entry, dict) else None

    def _facts(self, playback: Playback) -> dict[str, object]:
        return {
            "session": self._session,
            "units": playback.units,
            "owed_side": playback.owed_side,
            "played_s": round(playback.played_s, 1),
        }

    def _ask(self, cmd: str, args: Mapping[str, object]) -> dict[str, object] | None:
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
