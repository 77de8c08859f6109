"""Journals for tests: short entries, a store in a temporary folder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from backbreak.core.journal import Entry, Outcome
from backbreak.storage.journal import JournalStore
from backbreak.storage.journal_folder import open_journal
from backbreak.storage.places import Places
from backbreak.storage.settings import load

HISTORY = ["a1", "a2", "a3", "lap"]
"""The breaks of the home that is lived in, the last one on another device."""

AT = datetime(2026, 11, 23, 10, 2, 11, tzinfo=UTC)


def entry(name: str, minutes: int = 0, device: str = "desk-3fa1") -> Entry:
    """A completed break of that id."""
    return Entry(id=name, at=AT + timedelta(minutes=minutes), outcome=Outcome.COMPLETED, device=device)


def names(store: JournalStore) -> list[str]:
    """The ids as they are read."""
    return [one.id for one in store.load()]


def journal(places: Places) -> JournalStore:
    """The journal of a home, to write in."""
    return open_journal(places, load(places)[0], "desk-3fa1")


def picture(folder: Path) -> dict[str, bytes]:
    """Every file in a folder and below, by its name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
