"""What outlives a resident: a session that is played on without it, and one whose window was about to come.

Whoever pressed Start is to get their session even if the resident dies before the window is there: the next
one waits for the window that may be on its way, and opens another where none comes.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from backbreak.core.errors import BackbreakError
from backbreak.core.session import PlanError, plan_from_json, plan_json
from backbreak.resident.conductor import Conductor
from backbreak.resident.doses import Laid
from backbreak.storage import loose
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places

FORGOTTEN_AFTER = timedelta(seconds=20)
"""Whoever pressed Start longer ago than this is not surprised by a window any more."""

COMES_WITHIN_S = 2.0
"""How long a window that is on its way may take; one that is late finds its place taken, and goes."""

_KEY = "opening"

log = logging.getLogger(__name__)


class Outliving:
    """Read at a start; kept up to date from a session's beginning until somebody plays it."""

    def __init__(self, conductor: Conductor, store: JournalStore, places: Places) -> None:
        self._conductor = conductor
        self._store = store
        self._places = places

    def opening(self, laid: Laid) -> None:
        """A window is going to be opened for this; on disk with the beginning of the run."""
        self._conductor.keep(_KEY, {"plan": plan_json(laid.plan), "exercise_done": laid.exercise_done})

    def opened(self, at: datetime) -> None:
        """Somebody plays it; on disk when this returns."""
        if self._conductor.kept(_KEY) is not None:
            self._conductor.keep(_KEY, None)
            self._conductor.stamp(at)

    def pending(self, at: datetime) -> Laid | None:
        """What the run of a former resident was to play, if nobody has begun to and it is not long ago."""
        run, noted = self._conductor.cycle.run, self._conductor.kept(_KEY)
        if run is None or not isinstance(noted, Mapping) or abs(at - run.started) > FORGOTTEN_AFTER:
            return None
        document, done = noted.get("plan"), noted.get("exercise_done")
        try:
            plan = plan_from_json(document) if isinstance(document, Mapping) else None
        except PlanError:
            return None
        if plan is None or (plan.exercise, plan.units) != (run.task.exercise, run.task.planned_units):
            return None
        return Laid(plan, done if isinstance(done, int) else None)

    def plays_on(self, run: str) -> bool:
        """Whether a program that has outlived a resident plays this run by itself."""
        return loose.playing(self._places) == run

    def bring_in(self) -> None:
        """Write the line of a session that was played without us and whose player died before it could."""
        try:
            loose.recover(self._places, self._store)
        except BackbreakError as error:
            log.error("%s", error)
