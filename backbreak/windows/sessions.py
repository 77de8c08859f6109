"""One session in a window process: who keeps it, the medical note if need be, the window, the end.

With a resident the session is attached to (the resident opened this window) or begun through the door;
without one a person's session is planned and kept here. Nothing runs before the note is acknowledged.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from backbreak.core.errors import BackbreakError
from backbreak.core.plan_json import plan_from_json, plan_json
from backbreak.core.session_entry import told
from backbreak.windows.alone import AloneSession, Home
from backbreak.windows.care.window import CareWindow
from backbreak.windows.client import DoorClient, RefusedError, Reply
from backbreak.windows.links.alone import AloneLink
from backbreak.windows.links.door import DoorLink
from backbreak.windows.links.record import OwnRecord
from backbreak.windows.options import WindowOptions
from backbreak.windows.session.link import Assignment, Progress, SessionLink

log = logging.getLogger(__name__)

NOTHING_DONE = Progress(units=0, owed_side=None, played_s=0.0)


class Window(Protocol):
    """What is asked of the session window."""

    @property
    def closed(self) -> SignalInstance:
        """Emitted once, after everything was reported and the window is gone."""

    def show(self) -> None: ...


MakeWindow = Callable[[Assignment, SessionLink], Window]


class SessionProgram(QObject):
    """`over` is emitted once; then `error` says why nothing was played, and `logged` if an entry was made."""

    over = Signal()

    def __init__(self, home: Home, options: WindowOptions, make_window: MakeWindow) -> None:
        super().__init__()
        self.error: BackbreakError | None = None
        self.logged = False
        self._home = home
        self._options = options
        self._make_window = make_window
        self._link: SessionLink | None = None
        self._assignment: Assignment | None = None
        self._alone: AloneSession | None = None
        self._care: CareWindow | None = None
        self._window: Window | None = None
        self._ended = False
        self._client = DoorClient(home.places.socket_path, self)
        self._client.greeted.connect(self._ask)
        self._client.lost.connect(self._lost)

    def start(self) -> None:
        """Look for the resident; everything else follows."""
        self._client.open()

    def close(self) -> None:
        """End as if the resident had ordered it: what was done is reported, then the window goes."""
        if self._link is not None and self._window is not None:
            self._link.close_ordered.emit()
        else:
            self._give_up()

    def _ask(self, _version: str) -> None:
        wish = self._options
        if wish.session_id is not None:
            self._client.ask("session-attach", {"session": wish.session_id}, self._assigned)
            return
        self._client.ask("session-begin", _wanted(wish), self._assigned)

    def _assigned(self, reply: Reply) -> None:
        if not reply.ok:
            if reply.code != "lost":
                self._end(RefusedError(reply.code, reply.text))
            return  # `lost` follows, and knows what to do
        try:
            self._assignment, record = self._read(reply.result)
        except BackbreakError as error:
            self._end(error)
            return
        self._link = DoorLink(self._client, self._assignment.session_id, record)
        self._client.order.connect(self._ordered)
        if reply.result.get("care_needed") is True:
            self._ask_for_care()
        else:
            self._open()

    def _read(self, result: Mapping[str, object]) -> tuple[Assignment, OwnRecord]:
        session = result.get("session")
        if not isinstance(session, dict) or not isinstance(session.get("plan"), dict):
            raise BackbreakError("the resident gave a session without a plan: restart it with backbreak")
        plan = plan_from_json(session["plan"], where="the resident's plan")
        identity, known = str(session.get("id", self._options.session_id)), result.get("entry")
        template = told(self._home.template(plan, identity), known if isinstance(known, dict) else {})
        speed = session.get("speed")
        assignment = Assignment(
            session_id=identity,
            plan=self._options.plan or plan,
            speed=self._options.speed or (float(speed) if isinstance(speed, int | float) else 1.0),
            exercise_done=done if isinstance(done := session.get("exercise_done"), int) else None,
        )
        return assignment, self._home.record(template)

    def _lost(self, why: str) -> None:
        if self._link is not None:
            return  # the link goes on by itself
        if self._options.session_id is not None:
            self._end(BackbreakError(why))
            return
        try:
            self._alone = self._home.plan_alone(self._options)
        except BackbreakError as error:
            self._end(error)
            return
        if self._alone.care_needed:
            self._ask_for_care()
        else:
            self._open()

    def _ask_for_care(self) -> None:
        self._care = CareWindow()
        self._care.acknowledged.connect(self._acknowledged)
        self._care.declined.connect(self._give_up)
        self._care.show()

    def _acknowledged(self) -> None:
        assert self._care is not None
        try:
            self._home.acknowledge_care()
        except BackbreakError as error:
            self._care.complain(str(error))
            return
        self._client.ask("care-acknowledge")  # the file is the truth; this is for a resident that remembers
        self._open()
        self._care.close()

    def _open(self) -> None:
        try:
            if self._link is None:
                assert self._alone is not None
                self._alone.record.begin()
                self._link = AloneLink(self._alone.record)
                self._assignment = self._alone.assignment
        except BackbreakError as error:
            self._end(error)
            return
        assert self._assignment is not None
        self._link.recorded.connect(self._recorded)
        self._window = self._make_window(self._assignment, self._link)
        self._window.closed.connect(self._end)
        self._window.show()

    def _recorded(self, entry: object) -> None:
        self.logged = entry is not None

    def _ordered(self, order: str) -> None:
        if order == "close" and self._window is None:
            self._give_up()

    def _give_up(self) -> None:
        """Nothing was played, and nothing will be."""
        if self._link is not None and not self._ended:
            self._ended = True
            self._link.recorded.connect(lambda _entry: self.over.emit())
            self._link.finish(NOTHING_DONE, False)
        else:
            self._end()

    def _end(self, error: BackbreakError | None = None) -> None:
        if self._ended:
            return
        self._ended = True
        self.error = error
        if self._care is not None:
            self._care.hide()
        self.over.emit()


def _wanted(wish: WindowOptions) -> dict[str, object]:
    """What the resident is asked for: a plan of one's own, or whatever was said of the next session."""
    if wish.plan is not None:
        return {"plan": plan_json(wish.plan)}
    wanted = {"exercise": wish.exercise, "seconds": wish.seconds, "units": wish.units}
    return {key: value for key, value in wanted.items() if value is not None}
