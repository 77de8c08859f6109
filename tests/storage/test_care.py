"""The medical note is acknowledged once, and for good."""

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backbreak.storage.care import acknowledge, acknowledged
from backbreak.storage.places import places_for

AT = datetime(2026, 1, 5, 9, 30, 11, tzinfo=UTC)


def test_nothing_is_acknowledged_in_a_new_home(tmp_path: Path) -> None:
    assert not acknowledged(places_for(tmp_path))
    assert not list(tmp_path.iterdir())


def test_an_acknowledgement_is_kept_with_its_instant_for_this_user_alone(tmp_path: Path) -> None:
    acknowledge(places_for(tmp_path), AT)
    assert acknowledged(places_for(tmp_path))
    (file,) = (tmp_path / "state").iterdir()
    assert json.loads(file.read_text()) == {"care_acknowledged": "2026-01-05T09:30:11Z"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff\xfe", b'{"care_acknowledged":"yes"}'])
def test_a_broken_file_means_the_note_is_shown_again(tmp_path: Path, content: bytes) -> None:
    places = places_for(tmp_path)
    acknowledge(places, AT)
    (tmp_path / "state" / "care.json").write_bytes(content)
    assert not acknowledged(places)
    acknowledge(places, AT)
    assert acknowledged(places)
