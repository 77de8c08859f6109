"""Journals for tests: short entries, a store in a temporary folder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from backbreak.core.journal import Entry, Outcome
from backbreak.storage.journal import JournalStore

AT = datetime(2026, 11, 23, 10, 2, 11, tzinfo=UTC)


def entry(name: str, minutes: int = 0, device: str = "desk-3fa1") -> Entry:
    """A completed break of that id."""
    return Entry(id=name, at=AT + timedelta(minutes=minutes), outcome=Outcome.COMPLETED, device=device)


def names(store: JournalStore) -> list[str]:
    """The ids as they are read."""
    return [one.id for one in store.load()]
