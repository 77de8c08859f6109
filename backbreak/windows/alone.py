"""A home as a window sees it, and the next session planned from its journal when there is no resident."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from backbreak.core.catalogue import Catalogue
from backbreak.core.dose import Ledger, choose, choose_explicit, limits_of
from backbreak.core.entry import Entry, Outcome
from backbreak.core.session import Plan, plan
from backbreak.core.settings import Settings
from backbreak.storage import care, loose
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.identity import identity
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places
from backbreak.storage.zone import local_zone
from backbreak.windows import clock
from backbreak.windows.links.record import OwnRecord
from backbreak.windows.options import WindowOptions
from backbreak.windows.session.link import Assignment

log = logging.getLogger(__name__)

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


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
    def device(self) -> str:
        """This device's name in the journal."""
        return identity(self.places).device

    @cached_property
    def store(self) -> JournalStore:
        """The journal."""
        folder = self.places.journal_dir(self.settings.journal.folder)
        return JournalStore(folder, self.device, self.places.journal_lock)

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
        now = clock.now()
        local = now.astimezone(local_zone())
        chosen = wish.plan or self._choose(wish, local)
        offset = local.utcoffset()
        template = Entry(
            id=_fresh_id(now),
            at=now,
            utc_offset_min=0 if offset is None else int(offset.total_seconds()) // 60,
            device=self.device,
            outcome=Outcome.PARTIAL,
            round=chosen.round.number,
            exercise=chosen.exercise,
            planned_units=chosen.units,
        )
        return AloneSession(
            assignment=Assignment(template.id, chosen, wish.speed or 1.0),
            record=self.record(template),
            care_needed=not care.acknowledged(self.places),
        )

    def _choose(self, wish: WindowOptions, local: datetime) -> Plan:
        limits = limits_of(self.settings)
        if wish.seconds is not None:
            limits = replace(limits, seconds=wish.seconds)
        ledger = Ledger.of(self.store.load())
        exercise = wish.exercise
        choice = choose(ledger, self.catalogue, limits, local.date())
        if exercise is not None or wish.units is not None:
            wanted = exercise or choice.exercise_id
            choice = choose_explicit(ledger, self.catalogue, limits, wanted, wish.units)
        chosen = self.catalogue.get(choice.exercise_id)
        return plan(chosen, choice.units, choice.done_before, limits, choice.round, choice.owed_side)


def _fresh_id(at: datetime) -> str:
    """An id like the resident's, 26 digits ordered by time; what the resident counts is drawn by lot here."""
    millis = int(at.timestamp() * 1000)
    stamp = "".join(_DIGITS[millis >> shift & 31] for shift in range(45, -1, -5))
    return stamp + "".join(secrets.choice(_DIGITS) for _ in range(16))
