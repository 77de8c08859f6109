"""Where a window looks for the resident of its home."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from backbreak.door.occupant import this_process
from backbreak.storage.places import Places
from backbreak.windows.running import as_its_resident


@pytest.fixture
def elsewhere(places: Places, tmp_path: Path) -> Places:
    """The same home as its resident sees it, which was started with another runtime folder."""
    other = replace(places, run=tmp_path / "login")
    places.resident_lock.write_bytes(this_process(other.socket_path))
    return other


def test_a_window_finds_a_resident_with_another_runtime_folder(places: Places, elsewhere: Places) -> None:
    assert as_its_resident(places) == elsewhere


def test_the_door_of_its_own_runtime_folder_comes_first(places: Places, elsewhere: Places) -> None:
    places.socket_path.touch()
    assert as_its_resident(places) == places


def test_without_a_resident_everything_stays_as_it_is(places: Places) -> None:
    assert as_its_resident(places) == places
    places.resident_lock.write_bytes(this_process(places.socket_path))
    assert as_its_resident(places) == places
