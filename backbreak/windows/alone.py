"""A home as a window sees it, and the next session planned from its journal when there is no resident."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from backbreak.core.catalogue import Catalogue, UnknownExercise
from backbreak.core.cues import Plan
from backbreak.core.dose import DoseError, Ledger, choose_wanted, limits_of
from backbreak.core.entry import Entry
from backbreak.core.ids import entry_id
from backbreak.core.session import lay_out
from backbreak.core.session_entry import begun
from backbreak.core.settings import Settings
from backbreak.storage import care, loose
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.identity import Identity, identity
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places
from backbreak.storage.zone import local_zone
from backbreak.windows import clock
from backbreak.windows.client import RefusedError
from backbreak.windows.links.record import OwnRecord
from backbreak.windows.options import WindowOptions
from backbreak.windows.session.link import Assignment


@dataclass(frozen=True, slots=True)
class AloneSession:
    """A session this process keeps itself; its record has not begun yet."""

    assignment: Assignment
    record: OwnRecord
    care_needed: bool


class Home:
    """One home's places, settings, exercises and journal; each read when first needed."""

    def __init__(self, places: Places, settings: Settings) -> None:
        self.places = places
        self.settings = settings

    @cached_property
    def catalogue(self) -> Catalogue:
        """The exercises."""
        return load_catalogue()

    @cached_property
    def identity(self) -> Identity:
        """This device's name in the journal, and what its ids end in."""
        return identity(self.places)

    @cached_property
    def store(self) -> JournalStore:
        """The journal."""
        folder = self.places.journal_dir(self.settings.journal.folder)
        return JournalStore(folder, self.identity.device, self.places.journal_lock)

    def template(self, plan: Plan, session: str | None = None) -> Entry:
        """The entry as it would be if nothing were done, under the resident's id or, without one, our own."""
        now, who = clock.now(), self.identity
        return begun(session or entry_id(now, os.getpid(), who.salt), plan, now, local_zone(), who.device)

    def record(self, template: Entry) -> OwnRecord:
        """What would be written of this session if this process had to."""
        return OwnRecord(self.places, self.store, template)

    def acknowledge_care(self) -> None:
        """Keep that the medical note was read; raises StorageError."""
        care.acknowledge(self.places, clock.now())

    def plan_alone(self, wish: WindowOptions) -> AloneSession:
        """Choose and lay out the session a person asked for, from the journal as it is.

        Raises BackbreakError for a wish that cannot be met, and while another session is being played.
        """
        self.places.ensure()
        loose.recover(self.places, self.store)
        today = clock.now().astimezone(local_zone()).date()
        chosen, done = (wish.plan, None) if wish.plan is not None else self._choose(wish, today)
        template = self.template(chosen)
        return AloneSession(
            assignment=Assignment(template.id, chosen, wish.speed or 1.0, exercise_done=done),
            record=self.record(template),
            care_needed=not care.acknowledged(self.places),
        )

    def _choose(self, wish: WindowOptions, today: date) -> tuple[Plan, int]:
        """The plan, and the units of its exercise done in the round before it."""
        limits, ledger = limits_of(self.settings, wish.seconds), Ledger.of(self.store.load())
        try:
            choice = choose_wanted(ledger, self.catalogue, limits, today, wish.exercise, wish.units)
        except UnknownExercise as error:
            raise RefusedError("usage", str(error)) from error
        except DoseError as error:
            raise RefusedError("nonsense", str(error)) from error
        return lay_out(choice, self.catalogue, limits), choice.done_before
