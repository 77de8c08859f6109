"""A session played for the resident: every unit is reported through the door, and it writes the entry.

If the resident dies, the window plays on with an own record under the same id; equal ids merge.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import asdict

from PySide6.QtCore import QTimer

from backbreak.core.errors import BackbreakError
from backbreak.core.journal import Feel
from backbreak.windows.client import DoorClient, RefusedError, Reply
from backbreak.windows.links.answers import read_answer
from backbreak.windows.links.keeping import Keeper, PlanInstead
from backbreak.windows.links.record import OwnRecord
from backbreak.windows.session.link import Assignment, Progress, SessionLink

FINISH_MS = 3_000
"""Patience with the last answer; shorter than the window's goodbye: the entry is written in any case."""

KEEP_ALIVE_MS = 45_000
"""Silence for minutes means a dead window to the resident; a long pause must not look like one."""

NOTHING = Progress(units=0, owed_side=None, played_s=0.0)

log = logging.getLogger(__name__)


class DoorLink(SessionLink):
    """`record` is what the window would write if it were alone, `plan_instead` what it would swap to.

    `speed` is the person's own wish, which goes before the resident's.
    """

    def __init__(
        self,
        client: DoorClient,
        session_id: str,
        record: OwnRecord,
        plan_instead: PlanInstead | None = None,
        speed: float | None = None,
    ) -> None:
        super().__init__(client)  # so that its timer never asks a client that is gone
        self._client = client
        self._session_id = session_id
        self._speed = speed
        self._keeper = Keeper(record, plan_instead)
        self._latest = NOTHING
        self._ended: tuple[bool, Feel | None] | None = None
        self._entry: Mapping[str, object] | None = None
        self._alone = self._swapping = self._told = False
        self._felt_early: Feel | None = None
        self._keep_alive = QTimer(self, interval=KEEP_ALIVE_MS)
        self._keep_alive.timeout.connect(self._beat_again)
        self._keep_alive.start()
        client.order.connect(self._ordered)
        client.lost.connect(self._lost)
        if not client.connected:  # it went while the window was being made
            self._lost("")

    def beat(self, progress: Progress) -> None:
        self._latest = progress
        self._keep_alive.start()
        self._beat_again()

    def swap(self, progress: Progress) -> None:
        self._latest = progress
        if self._alone:
            self._swap_alone()
        else:
            self._swapping = True
            self._client.ask("session-swap", self._facts(), self._swapped)

    def finish(self, progress: Progress, completed: bool, feel: Feel | None = None) -> None:
        self._latest = progress
        self._ended = completed, feel
        self._keep_alive.stop()
        if not self._swapping:  # else the answer to that says which session it is that ends
            self._finish()

    def feel(self, value: Feel) -> None:
        if not self._told:  # the end is on its way: which entry it is comes with the answer
            self._felt_early = value
        else:
            self._feel(value)

    def _feel(self, value: Feel) -> None:
        if self._alone or self._entry is None:
            self._feel_here(value)
            return
        facts = {"session": self._entry.get("id"), "feel": value.value}
        self._client.ask("session-feel", facts, lambda reply: self._felt(value, reply), FINISH_MS)

    # --- while it plays --------------------------------------------------------------------------

    def _facts(self) -> dict[str, object]:
        return {"session": self._session_id, **asdict(self._latest)}

    def _beat_again(self) -> None:
        if self._alone:
            self._keeper.record.keep(self._latest)
        else:
            self._client.ask("session-beat", self._facts(), self._beaten)

    def _beaten(self, reply: Reply) -> None:
        if not reply.ok and reply.code != "lost":
            log.warning("the resident did not take the session's progress: %s", reply.text)

    # --- something else --------------------------------------------------------------------------

    def _swapped(self, reply: Reply) -> None:
        self._swapping = False
        if not reply.ok:
            self._not_swapped(reply)
            return
        try:
            assignment = self._read(reply.result)
        except BackbreakError as error:
            self._answer(error)
            return
        self._latest = NOTHING
        self._answer(assignment)

    def _not_swapped(self, reply: Reply) -> None:
        """The resident refused; or it is gone, or stuck: then we keep the session, and swap it ourselves."""
        if reply.code in ("lost", "timeout") and self._ended is None:
            self._client.drop()  # a swap that it makes too late has nobody to play it
            if not self._alone:
                self._lost("")
            self._swap_alone()
        else:
            self._answer(RefusedError(reply.code, reply.text))

    def _read(self, result: Mapping[str, object]) -> Assignment:
        assignment, known = read_answer(result, self._speed)
        self._session_id = assignment.session_id
        self._keeper.take(assignment.plan, self._session_id, known)
        if isinstance(closed := result.get("closed"), dict):
            self._entry = closed
        return assignment

    def _swap_alone(self) -> None:
        try:
            answer: object = self._keeper.swap(self._latest)
        except BackbreakError as error:
            answer = error
        else:
            self._latest = NOTHING
        self._answer(answer)

    def _answer(self, answer: object) -> None:
        """Give the answer to `swap`; a session that was ended meanwhile is the one it leads to."""
        if self._ended is None:
            self.swapped.emit(answer)
            return
        if isinstance(answer, Assignment):  # how it felt is said of what was done, not of what is to come
            self._ended, self._felt_early = (False, None), self._ended[1] or self._felt_early
        self._finish()

    # --- its end ---------------------------------------------------------------------------------

    def _finish(self) -> None:
        assert self._ended is not None
        completed, feel = self._ended
        if self._alone:
            self._keeper.close(self._latest, completed, feel)
            self._tell()
            return
        facts: dict[str, object] = {**self._facts(), "completed": completed}
        if feel is not None:
            facts["feel"] = feel.value
        self._client.ask("session-finish", facts, self._finished, FINISH_MS)

    def _finished(self, reply: Reply) -> None:
        if reply.ok:
            entry = reply.result.get("entry")
            self._entry = entry if isinstance(entry, dict) else self._entry
            self._end(self._entry)
            return
        # Lost, or a resident that is stuck or knows nothing of it: what was done is written here.
        log.warning("the resident did not record the session (%s): writing it here", reply.text)
        assert self._ended is not None
        self._keeper.close(self._latest, *self._ended)
        self._tell()

    def _felt(self, value: Feel, reply: Reply) -> None:
        entry = reply.result.get("entry") if reply.ok else None
        if isinstance(entry, dict):
            self._entry = entry
            self._end(entry)
            return
        log.warning("the resident did not record how it felt (%s): writing it here", reply.text)
        self._feel_here(value)

    def _feel_here(self, value: Feel) -> None:
        """Add it to the last entry of the sitting: our own, or the one the resident wrote before it went."""
        theirs = None if self._entry is None else str(self._entry.get("id"))
        self._keeper.feel(value, None if self._keeper.entry is not None else theirs)
        self._tell()

    def _tell(self) -> None:
        """Say what is on disk now: what this process wrote, or what the resident did before it went."""
        written, self.trouble = self._keeper.entry, self._keeper.record.trouble
        self._end(self._entry if written is None else written.as_json())

    def _end(self, entry: Mapping[str, object] | None) -> None:
        self._told = True
        early, self._felt_early = self._felt_early, None
        if early is None:
            self.recorded.emit(entry)
        else:
            self._feel(early)

    def _ordered(self, order: str) -> None:
        signal = {
            "pause": self.pause_ordered,
            "resume": self.resume_ordered,
            "close": self.close_ordered,
        }.get(order)
        if signal is not None:
            signal.emit()

    def _lost(self, _why: str) -> None:
        if self._alone or self._ended is not None:
            return
        self._alone = True
        try:
            self._keeper.record.begin()
            self._keeper.record.keep(self._latest)
        except BackbreakError as error:
            log.error("the session goes on without a safety copy: %s", error)
