"""A home as a window sees it: what may be done, and sessions planned from its journal without a resident."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from backbreak.core.catalogue import Catalogue, UnknownExercise
from backbreak.core.cues import Plan
from backbreak.core.dose import DoseError, Ledger, Limits, choose_wanted, limits_of
from backbreak.core.entry import Entry
from backbreak.core.ids import entry_id
from backbreak.core.instead import choose_instead
from backbreak.core.session import lay_out
from backbreak.core.session_entry import begun
from backbreak.core.settings import Settings
from backbreak.storage import care, loose
from backbreak.storage.identity import Identity, identity
from backbreak.storage.journal import JournalStore
from backbreak.storage.journal_folder import open_journal
from backbreak.storage.packs import load_exercises
from backbreak.storage.places import Places
from backbreak.storage.settings import load
from backbreak.storage.zone import local_zone
from backbreak.windows import clock
from backbreak.windows.client import RefusedError
from backbreak.windows.desk.outlook import Outlook
from backbreak.windows.links.record import OwnRecord
from backbreak.windows.options import WindowOptions
from backbreak.windows.session.link import Assignment
from backbreak.words.exercises import in_our_words
from backbreak.words.refusals import told


@dataclass(frozen=True, slots=True)
class AloneSession:
    """A session this process keeps itself; its record has not begun yet."""

    assignment: Assignment
    record: OwnRecord


class Home:
    """One home's places, settings, exercises and journal; each read when first needed."""

    def __init__(self, places: Places, settings: Settings) -> None:
        self.places = places
        self.settings = settings

    def follow(self, settings: Settings) -> None:
        """Have other settings from now on; the exercises' words are read anew when needed."""
        self.settings = settings
        self.__dict__.pop("catalogue", None)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The exercises with those of packs, in the language in use."""
        return in_our_words(load_exercises(self.places)[0])

    def names(self) -> dict[str, str]:
        """The exercises' names by id, in the language in use."""
        return {exercise.id: exercise.name for exercise in self.catalogue}

    @cached_property
    def identity(self) -> Identity:
        """This device's name in the journal, and what its ids end in."""
        return identity(self.places)

    @cached_property
    def store(self) -> JournalStore:
        """The journal."""
        return open_journal(self.places, self.settings, self.identity.device)

    def reader(self) -> JournalStore:
        """The journal to be read; nothing makes up a name for this device until it writes."""
        return open_journal(self.places, self.settings)

    def template(self, plan: Plan, session: str | None = None) -> Entry:
        """The entry as it would be if nothing were done, under the resident's id or, without one, our own."""
        now, who = clock.now(), self.identity
        return begun(session or entry_id(now, os.getpid(), who.salt), plan, now, local_zone(), who.device)

    def record(self, template: Entry) -> OwnRecord:
        """What would be written of this session if this process had to."""
        return OwnRecord(self.places, self.store, template)

    @property
    def care_acknowledged(self) -> bool:
        """Whether the medical note has been read."""
        return care.acknowledged(self.places)

    def acknowledge_care(self) -> None:
        """Keep that the medical note was read; raises StorageError."""
        care.acknowledge(self.places, clock.now())

    def check(self, wish: WindowOptions) -> None:
        """Raise RefusedError for a wish that can never be met, whatever the journal says."""
        with _refusing():
            limits, today = self._limits(wish), self._today()
            choose_wanted(Ledger(), self.catalogue, limits, today, wish.exercise, wish.units)

    def recover(self) -> None:
        """Log what a player that died had done; raises StorageError."""
        self.places.ensure()
        loose.recover(self.places, self.store)

    def outlook(self, wish: WindowOptions) -> Outlook:
        """Say what may be done now, from the journal as it is."""
        ledger = Ledger.of(self.store.load())
        return Outlook.of(ledger, self.catalogue, self._limits(wish), self._today(), wish.units)

    def plan_alone(self, wish: WindowOptions) -> AloneSession:
        """Choose and lay out the session a person asked for, from the journal as it is.

        Raises BackbreakError for a wish that cannot be met, and while another session is being played.
        """
        self.recover()
        if wish.plan is not None:
            return self._alone(wish.plan, None, wish.speed)
        limits, ledger = self._limits(wish), Ledger.of(self.store.load())
        with _refusing():
            choice = choose_wanted(ledger, self.catalogue, limits, self._today(), wish.exercise, wish.units)
            plan = lay_out(choice, self.catalogue, limits)
        return self._alone(plan, choice.done_before, wish.speed)

    def plan_instead(self, instead_of: str, tried: frozenset[str], wish: WindowOptions) -> AloneSession:
        """Choose and lay out something that asks less of the place than an exercise, and than those tried.

        Only length and speed are taken from the wish. Raises BackbreakError where there is nothing.
        """
        limits, ledger = self._limits(wish), Ledger.of(self.store.load())
        with _refusing():
            choice = choose_instead(ledger, self.catalogue, limits, self._today(), instead_of, tried)
            plan = lay_out(choice, self.catalogue, limits)
        return self._alone(plan, choice.done_before, wish.speed)

    def _alone(self, plan: Plan, done: int | None, speed: float | None) -> AloneSession:
        template = self.template(plan)
        assignment = Assignment(template.id, plan, speed or 1.0, exercise_done=done)
        return AloneSession(assignment, self.record(template))

    def _limits(self, wish: WindowOptions) -> Limits:
        """As the settings are now: an exercise may have been left out since the window was opened."""
        return limits_of(load(self.places)[0], wish.seconds)

    def _today(self) -> date:
        return clock.now().astimezone(local_zone()).date()


@contextmanager
def _refusing() -> Iterator[None]:
    """Give the core's refusals the codes they have at the door."""
    try:
        yield
    except UnknownExercise as error:
        raise RefusedError("usage", told(error)) from error
    except DoseError as error:
        raise RefusedError("nonsense", told(error)) from error
