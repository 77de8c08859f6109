"""A session played for the resident: every unit is reported through the door, and it writes the entry.

If the resident dies, the window plays on with an own record under the same id; equal ids merge.
"""

from __future__ import annotations

import logging
from dataclasses import asdict

from PySide6.QtCore import QTimer

from backbreak.core.errors import BackbreakError
from backbreak.windows.client import DoorClient, Reply
from backbreak.windows.links.record import OwnRecord
from backbreak.windows.session.link import Progress, SessionLink

FINISH_MS = 3_000
"""Patience with the last answer; shorter than the window's goodbye: the entry is written in any case."""

KEEP_ALIVE_MS = 45_000
"""Silence for minutes means a dead window to the resident; a long pause must not look like one."""

log = logging.getLogger(__name__)


class DoorLink(SessionLink):
    """`record` is what the window would keep and write if it were alone."""

    def __init__(self, client: DoorClient, session_id: str, record: OwnRecord) -> None:
        super().__init__(client)  # so that its timer never asks a client that is gone
        self._client = client
        self._session_id = session_id
        self._record = record
        self._latest = Progress(units=0, owed_side=None, played_s=0.0)
        self._ended: bool | None = None
        self._alone = False
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

    def finish(self, progress: Progress, completed: bool) -> None:
        self._latest = progress
        self._ended = completed
        self._keep_alive.stop()
        if self._alone:
            self._write()
        else:
            facts = {**self._facts(), "completed": completed}
            self._client.ask("session-finish", facts, self._finished, FINISH_MS)

    def _facts(self) -> dict[str, object]:
        return {"session": self._session_id, **asdict(self._latest)}

    def _beat_again(self) -> None:
        if self._alone:
            self._record.keep(self._latest)
        else:
            self._client.ask("session-beat", self._facts(), self._beaten)

    def _beaten(self, reply: Reply) -> None:
        if not reply.ok and reply.code != "lost":
            log.warning("the resident did not take the session's progress: %s", reply.text)

    def _finished(self, reply: Reply) -> None:
        if reply.ok:
            self.recorded.emit(reply.result.get("entry"))
            return
        # Lost, or a resident that is stuck or knows nothing of it: what was done is written here.
        log.warning("the resident did not record the session (%s): writing it here", reply.text)
        self._write()

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
            self._record.begin()
            self._record.keep(self._latest)
        except BackbreakError as error:
            log.error("the session goes on without a safety copy: %s", error)

    def _write(self) -> None:
        entry = self._record.close(self._latest, bool(self._ended))
        self.recorded.emit(None if entry is None else entry.as_json())
