"""A journal's folder and store."""

from __future__ import annotations

from pathlib import Path

import pytest
from storage.journals import entry, journal

from backbreak.core.journal import encode
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places, places_for


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal"


@pytest.fixture
def store(tmp_path: Path, folder: Path) -> JournalStore:
    return JournalStore(folder, "desk-3fa1", tmp_path / "state" / "journal.lock")


@pytest.fixture
def lived_in(tmp_path: Path) -> Places:
    """A home with a history, on this device and another."""
    places = places_for(tmp_path / "home")
    places.ensure()
    store = journal(places)
    for number in (1, 2, 3):
        store.append(entry(f"a{number}", number))
    laptop = encode(entry("lap", 9, "lap-0002")) + "\n"
    (places.journal_dir() / "lap-0002.jsonl").write_text(laptop)
    return places
