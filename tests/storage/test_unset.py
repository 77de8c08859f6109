"""Settings taken out of the user's file: nothing else in it changes, and what is damaged stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from backbreak.storage.places import Places, places_for
from backbreak.storage.settings import RefusedError, SettingsError, load, set_value
from backbreak.storage.unset import said, unset

TEXT = """\
# mine
[rhythm] # when
snooze_min = 12 # longer
repeat_min = "often"

[other]
thing = 1
"""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = places_for(tmp_path)
    made.ensure()
    return made


def test_what_is_taken_out_has_its_default_and_everything_else_stays(places: Places) -> None:
    places.settings_file.write_text(TEXT)
    assert said(places) == {"rhythm.snooze_min", "rhythm.repeat_min"}  # usable or not
    unset(places, ["rhythm.snooze_min", "sound.voice"])
    assert places.settings_file.read_text() == TEXT.replace("snooze_min = 12 # longer\n", "")
    assert load(places)[0].rhythm.snooze_min == 10
    unset(places, ["rhythm.repeat_min"])
    assert load(places)[1] == () and said(places) == frozenset()
    set_value(places, "rhythm.snooze_min", 20)
    assert "# when" in places.settings_file.read_text()


def test_without_a_file_there_is_nothing_to_take_out(places: Places) -> None:
    unset(places, ["rhythm.snooze_min"])
    assert not places.settings_file.exists() and said(places) == frozenset()


@pytest.mark.parametrize("content", [b"[rhythm\nsnooze_min = 12\n", b"\xff\xfe", b"[rhythm]\n[rhythm]\n"])
def test_a_damaged_file_is_refused_with_its_name_and_stays(places: Places, content: bytes) -> None:
    places.settings_file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"settings\.toml.*correct it there, or move the file away"):
        unset(places, ["rhythm.snooze_min"])
    assert places.settings_file.read_bytes() == content and said(places) == frozenset()


def test_a_name_nobody_knows_is_refused(places: Places) -> None:
    with pytest.raises(RefusedError, match="there is no setting"):
        unset(places, ["rhythm.snoze_min"])


def test_what_is_written_in_dots_or_on_one_line_is_taken_out_too(places: Places) -> None:
    places.settings_file.write_text("rhythm.snooze_min = 12\nrhythm.repeat_min = 9\n")
    unset(places, ["rhythm.snooze_min"])
    assert places.settings_file.read_text() == "rhythm.repeat_min = 9\n"
    places.settings_file.write_text("rhythm = { snooze_min = 12, repeat_min = 9 }\n")
    unset(places, ["rhythm.snooze_min"])
    assert load(places)[0].rhythm.repeat_min == 9 and load(places)[0].rhythm.snooze_min == 10
