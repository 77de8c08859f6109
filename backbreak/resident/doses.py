"""Which session comes next, from the journal as it is on disk now; and what an entry says afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from functools import cached_property

from backbreak.core.catalogue import Catalogue
from backbreak.core.dose import Ledger, RoundState, choose_wanted, limits_of, round_state
from backbreak.core.journal import Entry
from backbreak.core.session import Plan, lay_out
from backbreak.core.settings import Settings
from backbreak.storage.journal import JournalStore


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

    @cached_property
    def catalogue(self) -> Catalogue:
        """The exercises, read when they are first asked for: the icon does not need them."""
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

    def next_plan(
        self, today: date, exercise: str | None = None, seconds: float | None = None, units: int | None = None
    ) -> Plan:
        """The session whose turn it is, or the one asked for; raises DoseError or CatalogueError."""
        limits = limits_of(self._settings(), seconds)
        choice = choose_wanted(self.ledger, self.catalogue, limits, today, exercise, units)
        return lay_out(choice, self.catalogue, limits)

    def recent(self, count: int) -> list[Entry]:
        """The last entries, oldest first."""
        return self._store.load()[-count:]


def today(now: datetime, zone: tzinfo) -> date:
    """The local date."""
    return now.astimezone(zone).date()
