"""The sessions of one sitting that a window keeps itself: one record, and after a swap the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from backbreak.core.cues import Plan
from backbreak.core.errors import BackbreakError
from backbreak.core.journal import Entry, Feel
from backbreak.windows.links.record import OwnRecord
from backbreak.windows.session.link import Assignment, Progress
from backbreak.words import _


class Planned(Protocol):
    """A session that has not begun: what is to be played, and its record."""

    @property
    def assignment(self) -> Assignment: ...
    @property
    def record(self) -> OwnRecord: ...


PlanInstead = Callable[[str, frozenset[str]], Planned]
"""From the exercise that cannot be done and those tried before it; raises BackbreakError for nothing."""


class Keeper:
    """`record` is the session's own; without `plan_instead` nothing can be swapped."""

    def __init__(self, record: OwnRecord, plan_instead: PlanInstead | None = None) -> None:
        self.record = record
        self._plan_instead = plan_instead
        self._tried: frozenset[str] = frozenset()
        self.entry: Entry | None = None
        """The last that was written in this sitting."""

    def close(self, progress: Progress, completed: bool, feel: Feel | None = None) -> Entry | None:
        """Write the session's entry; gives the last of the sitting."""
        self.entry = self.record.close(progress, completed, feel) or self.entry
        return self.entry

    def feel(self, value: Feel, entry_id: str | None = None) -> Entry | None:
        """Add how it felt to the last entry of the sitting, or to one the resident wrote, and give it."""
        known = entry_id or (None if self.entry is None else self.entry.id)
        if known is not None:
            self.entry = self.record.correct(known, value) or self.entry
        return self.entry

    def take(self, plan: Plan, session_id: str, known: Mapping[str, object]) -> None:
        """The resident has swapped: from now on this would be the session kept here."""
        self._tried |= {self.record.template.exercise or ""}
        self.record = self.record.successor(plan, session_id, known)

    def swap(self, progress: Progress) -> Assignment:
        """Close the session and begin another; raises BackbreakError, and then the old one goes on."""
        exercise = self.record.template.exercise or ""
        planned = self._plan(exercise)
        if progress.units:
            whole = progress.units >= (self.record.template.planned_units or 0)
            written = self.record.close(progress, whole)
            if written is None:
                raise BackbreakError(_("what you have done could not be logged: go on with this one"))
            self.entry = written
            planned = self._plan(exercise)  # the round has moved on
        planned.record.begin()
        self._tried |= {exercise}
        self.record = planned.record
        return planned.assignment

    def _plan(self, exercise: str) -> Planned:
        if self._plan_instead is None:
            raise BackbreakError(_("there is nobody to ask for something else: go on, or stop here"))
        return self._plan_instead(exercise, self._tried)
