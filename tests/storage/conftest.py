"""A journal's folder and store."""

from __future__ import annotations

from pathlib import Path

import pytest

from backbreak.storage.journal import JournalStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal"


@pytest.fixture
def store(tmp_path: Path, folder: Path) -> JournalStore:
    return JournalStore(folder, "desk-3fa1", tmp_path / "state" / "journal.lock")
