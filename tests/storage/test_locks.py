"""What a fleet's file locks, what it cannot lock, and how those who try to change it are answered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from backbreak.core.locks import read_locks
from backbreak.core.settings import FIELDS
from backbreak.storage.places import Places, places_for
from backbreak.storage.settings import LockedError, load, locks, origins, set_listed, set_value

FLEET = """\
[rhythm]
sitting_limit_min = 45
snooze_min = 20

[sound]
volume = 2      # a slip of the keyboard

[locked]
keys = ["rhythm.sitting_limit_min", "sound.*"]
"""
SOUND = {"sound.cues", "sound.voice", "sound.volume"}


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = replace(places_for(tmp_path), site=tmp_path / "site")
    places.config.mkdir()
    fleet(places, FLEET)
    return places


def fleet(places: Places, text: str) -> Path:
    file = places.site_settings_file
    assert file is not None
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    return file


def test_what_is_locked_is_as_the_fleet_says_and_else_the_default_whatever_the_user_wrote(
    places: Places,
) -> None:
    text = "[rhythm]\nsitting_limit_min = 200\nsnooze_min = 5\n[sound]\nvoice = 'loud'\nvolume = 0.1\n"
    places.settings_file.write_text(text)
    settings, problems = load(places)
    assert (settings.rhythm.sitting_limit_min, settings.rhythm.snooze_min) == (45, 5)
    assert (settings.sound.voice, settings.sound.volume) == (True, 0.7)
    site = places.site_settings_file
    assert [one.message for one in problems] == [
        f"{site}: sound.volume is 2; use a number from 0 to 1. Using 0.7."
    ]
    assert locks(places) == dict.fromkeys({"rhythm.sitting_limit_min"} | SOUND, site)
    assert origins(places) == {
        "rhythm.sitting_limit_min": site,
        "rhythm.snooze_min": places.settings_file,
    }


def test_a_locked_setting_is_refused_with_where_it_is_locked_and_nothing_is_written(places: Places) -> None:
    for name, value in (("rhythm.sitting_limit_min", 30), ("sound.voice", False), ("sound.voice", "no")):
        with pytest.raises(LockedError) as refused:
            set_value(places, name, value)
        told = f"{name} is set for everybody on this computer, and locked in {places.site}/settings.toml: ask"
        assert str(refused.value).startswith(told)
    assert set_value(places, "rhythm.snooze_min", 7) == 7
    assert places.settings_file.read_text() == "[rhythm]\nsnooze_min = 7\n"


def test_an_exercise_that_hurts_can_be_left_out_whatever_is_locked(places: Places) -> None:
    file = fleet(places, '[locked]\nkeys = ["session.*", "session.exclude"]\n')
    locked = {one.name for one in FIELDS if one.section == "session"} - {"session.exclude"}
    assert locks(places) == dict.fromkeys(locked, file)
    set_listed(places, "session.exclude", "lumbar", True)
    assert load(places)[0].session.exclude == ("lumbar",)
    (problem,) = load(places)[1]
    told = f"{file}: locked.keys names session.exclude, which stays with the person"
    assert problem.message.startswith(told)


def test_each_mistake_in_the_list_is_told_by_itself_and_the_rest_is_locked(places: Places) -> None:
    file = fleet(
        places,
        '[locked]\nkeys = ["rhythm.siting_limit_min", 5, "sound.cues", "sounds.*", "sound"]\nwho = "us"\n',
    )
    assert locks(places) == {"sound.cues": file}
    told = [one.message for one in load(places)[1]]
    assert all(line.startswith(f"{file}: locked.") for line in told) and len(told) == 5
    for line, words in zip(
        told,
        (
            "names 'rhythm.siting_limit_min', and there is no such setting; use one of rhythm.sitting_",
            "holds something that is not a name in quotes",
            "names 'sounds.*', and there is no such setting; use one of rhythm.*, hours.*",
            "names 'sound', and there is no such setting; use one of sound.cues, sound.voice, sound.volume",
            "locked.who means nothing",
        ),
        strict=True,
    ):
        assert words in line


@pytest.mark.parametrize(
    "text", ["locked = true", "locked = []", "[locked]\nkeys = 'sound.cues'", "[[locked]]"]
)
def test_a_table_that_makes_no_sense_locks_nothing_and_is_told_once(places: Places, text: str) -> None:
    file = fleet(places, text + "\n")
    assert locks(places) == {}
    (problem,) = load(places)[1]
    assert problem.message.startswith(f"{file}: locked") and problem.message.endswith("Nothing is locked.")


def test_a_fleets_file_that_cannot_be_read_locks_nothing(places: Places) -> None:
    fleet(places, FLEET + "[")
    assert locks(places) == {}
    assert set_value(places, "sound.voice", False) is False
    assert load(places)[0].sound.voice is False
    assert load(places)[1][0].message.endswith("Using none of it.")


def test_a_lock_in_ones_own_file_locks_nothing_and_is_told_where_it_belongs(places: Places) -> None:
    places.settings_file.write_text('[locked]\nkeys = ["rhythm.*"]\n')
    assert "rhythm.snooze_min" not in locks(places)
    assert f"it belongs in {places.site_settings_file}" in load(places)[1][-1].message


def test_a_portable_home_has_no_locks(tmp_path: Path) -> None:
    assert locks(places_for(tmp_path)) == {}


@pytest.mark.parametrize("section", sorted({one.section for one in FIELDS}))
def test_every_section_can_be_locked_as_a_whole(section: str) -> None:
    locked, problems = read_locks({"locked": {"keys": [f"{section}.*"]}})
    assert locked == {one.name for one in FIELDS if one.section == section} - {"session.exclude"}
    assert problems == ()
