"""How a session comes to be played here: the medical note if need be, then the resident, or we alone.

Attached to (the resident opened this window), begun through the door, or planned and kept by this process.
Nothing begins before the note is acknowledged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from backbreak.core.errors import BackbreakError
from backbreak.core.plan_json import plan_json
from backbreak.core.session_entry import told
from backbreak.windows.alone import Home
from backbreak.windows.client import DoorClient, RefusedError, Reply
from backbreak.windows.complaint import complaint
from backbreak.windows.links.alone import AloneLink
from backbreak.windows.links.answers import read_answer
from backbreak.windows.links.door import DoorLink
from backbreak.windows.links.record import OwnRecord
from backbreak.windows.options import WindowOptions
from backbreak.windows.session.link import Assignment, Progress, SessionLink

if TYPE_CHECKING:
    from backbreak.windows.care.window import CareWindow

NOTHING_DONE = Progress(units=0, owed_side=None, played_s=0.0)

Begun = tuple[Assignment, SessionLink]


class Beginnings(QObject):
    """Each `begin` is answered once: by `begun`, `refused` or `declined`. One at a time."""

    begun = Signal(object, object)
    """An Assignment and the SessionLink it is reported to."""
    refused = Signal(object)
    """A BackbreakError that says why; the same may be asked again."""
    declined = Signal()
    """The medical note was closed: nothing begins."""
    lost = Signal()
    """There is no resident, or none any more."""
    raise_asked = Signal()
    """The resident wants the window seen that is open already."""

    def __init__(self, home: Home, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._wish: WindowOptions | None = None
        self._over: QWidget | None = None
        self._held: Begun | None = None
        self._care: CareWindow | None = None
        self._client: DoorClient | None = None
        self._looking = False

    @property
    def has_resident(self) -> bool:
        """Whether a resident has answered and is still there."""
        return self._client is not None and self._client.connected

    def look(self) -> None:
        """Look for the resident already; who looks early need not wait later."""
        if not self._looking and not self.has_resident:
            self._looking = True
            self._client = DoorClient(self._home.places.socket_path, self)
            self._client.greeted.connect(self._found)
            self._client.lost.connect(self._lost)
            self._client.order.connect(self._ordered)
            self._client.open()

    def begin(self, wish: WindowOptions, over: QWidget | None = None) -> None:
        """Begin the session wished for, or attach to the one it names; its plan, if it has one, is played.

        The note, if need be, is shown before the window of `over`.
        """
        self._wish, self._over = wish, over
        if wish.session_id is None and not self._home.care_acknowledged:
            self._ask_for_care()
        else:
            self._reach()

    def give_up(self) -> None:
        """End as if the note had been closed."""
        self._decline()

    def hide(self) -> None:
        """Take the note away."""
        if self._care is not None:
            self._care.hide()

    # --- at the door -------------------------------------------------------------------------------

    def _reach(self) -> None:
        if self.has_resident:
            self._ask()
        else:
            self.look()

    def _found(self, _version: str) -> None:
        self._looking = False
        self._ask()

    def _ask(self) -> None:
        wish = self._wish
        if wish is None or self._care is not None or self._client is None:
            return
        if wish.session_id is not None:
            self._client.ask("session-attach", {"session": wish.session_id}, self._answered)
        else:
            self._client.ask("session-begin", _wanted(wish), self._answered)

    def _answered(self, reply: Reply) -> None:
        if not reply.ok:
            if reply.code == "timeout" and self._client is not None:
                self._client.close()  # what it begins all the same has nobody to play it, and is over
            if reply.code != "lost":
                self._refuse(RefusedError(reply.code, reply.text))
            return  # `lost` follows, and knows what to do
        assert self._client is not None
        try:
            assignment, record = self._read(reply.result)
        except BackbreakError as error:
            self._refuse(error)
            return
        wish = self._wish or WindowOptions()
        instead = partial(self._home.plan_instead, wish=replace(wish, speed=assignment.speed))
        link = DoorLink(self._client, assignment.session_id, record, instead, wish.speed)
        self._held = assignment, link
        if reply.result.get("care_needed") is True:
            self._ask_for_care()
        else:
            self._hand_out()

    def _read(self, result: Mapping[str, object]) -> tuple[Assignment, OwnRecord]:
        assert self._wish is not None
        assignment, known = read_answer(result, self._wish.speed)
        template = told(self._home.template(assignment.plan, assignment.session_id), known)
        if self._wish.plan is not None:
            assignment = replace(assignment, plan=self._wish.plan)
        return assignment, self._home.record(template)

    def _ordered(self, order: str) -> None:
        if order == "raise":
            self.raise_asked.emit()
        elif order == "close" and self._held is not None:
            self._decline()

    # --- alone -------------------------------------------------------------------------------------

    def _lost(self, why: str) -> None:
        self._looking = False
        self.lost.emit()
        if self._wish is None or self._held is not None or self._care is not None:
            return  # the link goes on by itself; before the note is read nothing is begun
        if self._wish.session_id is not None:
            self._refuse(BackbreakError(why))
            return
        try:
            alone = self._home.plan_alone(self._wish)
            alone.record.begin()
        except BackbreakError as error:
            self._refuse(error)
            return
        instead = partial(self._home.plan_instead, wish=self._wish)
        self._held = alone.assignment, AloneLink(alone.record, instead)
        self._hand_out()

    # --- the note ----------------------------------------------------------------------------------

    def _ask_for_care(self) -> None:
        from backbreak.windows.care.window import CareWindow  # it is read once, and never again

        self._care = CareWindow()
        if self._over is not None:
            self._care.setParent(self._over, Qt.WindowType.Dialog)
            self._care.setWindowModality(Qt.WindowModality.WindowModal)
        self._care.acknowledged.connect(self._acknowledged)
        self._care.declined.connect(self._decline)
        self._care.show()

    def _acknowledged(self) -> None:
        assert self._care is not None
        try:
            self._home.acknowledge_care()
        except BackbreakError as error:
            self._care.complain(complaint(error))
            return
        care, self._care = self._care, None
        if self._client is not None and self.has_resident:
            # The file is the truth; this is for a resident that remembers.
            self._client.ask("care-acknowledge")
        if self._held is not None:
            self._hand_out()
        else:
            self._reach()
        care.close()
        care.deleteLater()

    # --- answers -----------------------------------------------------------------------------------

    def _hand_out(self) -> None:
        assert self._held is not None
        (assignment, link), self._held, self._wish = self._held, None, None
        self.begun.emit(assignment, link)

    def _refuse(self, error: BackbreakError) -> None:
        self._wish = None
        self.refused.emit(error)

    def _decline(self) -> None:
        """Nothing is played; a session that had begun at the door ends with nothing done."""
        if self._care is not None:
            self._care.hide()
            self._care.deleteLater()
            self._care = None
        held, self._held, self._wish = self._held, None, None
        if held is None:
            self.declined.emit()
        else:
            held[1].recorded.connect(lambda _entry: self.declined.emit())
            held[1].finish(NOTHING_DONE, False)


def _wanted(wish: WindowOptions) -> dict[str, object]:
    """What the resident is asked for: a plan of one's own, or whatever was said of the next session."""
    if wish.plan is not None:
        return {"plan": plan_json(wish.plan)}
    wanted = {"exercise": wish.exercise, "seconds": wish.seconds, "units": wish.units}
    return {key: value for key, value in wanted.items() if value is not None}
