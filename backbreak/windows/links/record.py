"""A session's own record: how a window without a resident keeps what is done and writes the entry itself."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

from backbreak.core.cues import Plan
from backbreak.core.errors import BackbreakError
from backbreak.core.journal import Entry, Feel
from backbreak.core.session_entry import ended, told
from backbreak.storage import loose
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places
from backbreak.windows import clock
from backbreak.windows.session.link import Progress
from backbreak.words.refusals import told as refused

log = logging.getLogger(__name__)


class OwnRecord:
    """Kept on disk at every step, so that a killed window loses nothing that was done."""

    def __init__(self, places: Places, store: JournalStore, template: Entry) -> None:
        self._places = places
        self._store = store
        self._template = template
        self.trouble = ""
        """Why the entry could not be written; empty where it was."""

    @property
    def template(self) -> Entry:
        """The entry as if nothing were done."""
        return self._template

    def begin(self) -> None:
        """Take the place of the one loose session; raises SessionRunningError when it is taken."""
        loose.begin(self._places, self._template)

    def keep(self, progress: Progress) -> None:
        """Keep what is done so far; a full or vanished disk costs the safety, not the session."""
        try:
            loose.progress(self._places, progress.units, progress.owed_side, progress.played_s)
        except BackbreakError as error:
            log.error("the progress of the session could not be kept: %s", error)

    def close(self, progress: Progress, completed: bool, feel: Feel | None = None) -> Entry | None:
        """Write the entry and give it; None when nothing whole was done, or when the disk refused.

        Refused, the session stays loose on disk if it got there, and is recovered at the next start.
        """
        entry = finished(self._template, progress, completed, feel)
        try:
            if entry is not None:
                self._store.append(entry)
            loose.end(self._places)
        except BackbreakError as error:
            log.error("the session could not be logged: %s", error)
            self.trouble = refused(error)
            return None
        self.trouble = ""
        return entry

    def correct(self, entry_id: str, feel: Feel) -> Entry | None:
        """Add to an entry how it felt, as a new line; None without the entry, or when the disk refused."""
        try:
            known = self._store.find(entry_id)
            return None if known is None else self._store.append(replace(known, rev=known.rev + 1, feel=feel))
        except BackbreakError as error:
            log.error("how it felt could not be logged: %s", error)
            return None

    def successor(self, plan: Plan, session_id: str, known: Mapping[str, object]) -> OwnRecord:
        """Give the record of the session that takes this one's place; `known` is what the resident tells."""
        begun = replace(
            self._template,
            id=session_id,
            rev=0,
            prompted=None,
            round=plan.round.number,
            exercise=plan.exercise,
            units=0,
            planned_units=plan.units,
            owed_side=None,
            seconds=0.0,
        )
        return OwnRecord(self._places, self._store, told(begun, known))


def finished(
    template: Entry, progress: Progress, completed: bool, feel: Feel | None = None
) -> Entry | None:
    """Give the entry of a session that ends now; None when nothing whole was done."""
    if not completed and progress.units < 1:
        return None
    units, owed_side, played_s = progress.units, progress.owed_side, progress.played_s
    entry = ended(template, clock.now(), units, owed_side, played_s, completed=completed)
    return replace(entry, feel=feel)
