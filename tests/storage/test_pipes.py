"""A pipe in the place of a file keeps nobody waiting."""

from __future__ import annotations

import os
from pathlib import Path

from storage.journals import entry

from backbreak.core.settings import DEFAULT
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import places_for
from backbreak.storage.settings import load
from backbreak.storage.state import StateStore
from backbreak.storage.unset import said


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    places = places_for(tmp_path)
    places.ensure()
    store = JournalStore(tmp_path / "journal", "mine", tmp_path / "lock")
    store.append(entry("a"))
    for path in (places.settings_file, places.state_file, tmp_path / "journal" / "other.jsonl"):
        os.mkfifo(path)
    assert load(places)[0] == DEFAULT
    assert said(places) == frozenset()
    assert StateStore(places.state_file).load() is None
    assert [one.id for one in store.load()] == ["a"]
