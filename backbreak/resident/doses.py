"""Which session comes next, from the journal as it is on disk now; and what an entry says afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from backbreak.core.catalogue import Catalogue
from backbreak.core.dose import Ledger, RoundState, choose_wanted, limits_of, round_state
from backbreak.core.errors import Message
from backbreak.core.instead import choose_instead
from backbreak.core.journal import Entry
from backbreak.core.session import Plan, lay_out
from backbreak.core.settings import Settings
from backbreak.storage.journal import JournalStore


@dataclass(frozen=True, slots=True)
class Laid:
    """A session laid out; `exercise_done` is how much of its exercise the round has behind it, if known."""

    plan: Plan
    exercise_done: int | None = None


class Doses:
    """The journal folded, with the settings' limits. The fold is kept until the journal has changed."""

    def __init__(
        self, store: JournalStore, load: Callable[[], Catalogue], settings: Callable[[], Settings]
    ) -> None:
        self._load = load
        self._store = store
        self._settings = settings
        self._ledger = Ledger()
        self._folded = 0

    @property
    def catalogue(self) -> Catalogue:
        """The exercises as they are now."""
        return self._load()

    @property
    def ledger(self) -> Ledger:
        """All that was done, folded."""
        entries = self._store.load()
        if self._folded != self._store.generation:
            self._ledger, self._folded = Ledger.of(entries), self._store.generation
        return self._ledger

    @property
    def round(self) -> RoundState:
        """How far the round is."""
        return round_state(self.ledger, self.catalogue, limits_of(self._settings()))

    def next(
        self, today: date, exercise: str | None = None, seconds: float | None = None, units: int | None = None
    ) -> Laid:
        """The session whose turn it is, or the one asked for; raises DoseError or CatalogueError."""
        limits = limits_of(self._settings(), seconds)
        choice = choose_wanted(self.ledger, self.catalogue, limits, today, exercise, units)
        return Laid(lay_out(choice, self.catalogue, limits), choice.done_before)

    def instead(
        self,
        today: date,
        current: Plan,
        closing: Entry | None,
        tried: frozenset[str],
        exercise: str | None = None,
    ) -> Laid:
        """What to go on with in place of `current`: the exercise asked for, or one that can be done here.

        `closing` is the entry that is going to be written of what was done of it, and counts already. Raises
        what `next` does.
        """
        ledger = self.ledger if closing is None else Ledger.of([*self._store.load(), closing])
        limits = limits_of(self._settings(), current.budget_s)
        if exercise is not None:
            choice = choose_wanted(ledger, self.catalogue, limits, today, exercise)
        else:
            choice = choose_instead(ledger, self.catalogue, limits, today, current.exercise, tried)
        return Laid(lay_out(choice, self.catalogue, limits), choice.done_before)

    @property
    def journal_gone(self) -> Message | None:
        """What is to be told while the journal's folder is not there; None while it is."""
        return self._store.gone

    def recent(self, count: int) -> list[Entry]:
        """The last entries, oldest first."""
        return self._store.load()[-count:]


def today(now: datetime, zone: tzinfo) -> date:
    """The local date."""
    return now.astimezone(zone).date()
