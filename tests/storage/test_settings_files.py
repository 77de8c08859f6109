"""Settings on disk: read without fail, the fleet's under the user's, changed without harm to a letter."""

from __future__ import annotations

import stat
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak.core.errors import BackbreakError
from backbreak.core.settings import DEFAULT, FIELDS, value_of
from backbreak.storage.places import Places, places_for
from backbreak.storage.settings import SettingsError, load, set_listed, set_value

WRITTEN = """\
# my own rhythm
[rhythm]
snooze_min = 15   # ten is too short
moon_phase = "full"

[future]   # a newer version wrote this
level = 3

[session]
exclude = [
  "lumbar",  # not after lunch
]
"""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return replace(places_for(tmp_path), site=tmp_path / "site")


def write(path: Path | None, text: str | bytes) -> Path:
    assert path is not None
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def messages(places: Places) -> list[str]:
    return [str(problem) for problem in load(places)[1]]


def test_no_file_means_the_defaults_and_creates_nothing(places: Places) -> None:
    assert load(places) == (DEFAULT, ())
    assert not places.config.exists()


def test_the_users_file_wins_over_the_fleets_key_by_key(places: Places) -> None:
    write(places.site_settings_file, "[rhythm]\nsnooze_min = 20\nrepeat_min = 30\n")
    write(places.settings_file, "[rhythm]\nsnooze_min = 5\n")
    settings, problems = load(places)
    assert (settings.rhythm.snooze_min, settings.rhythm.repeat_min, problems) == (5, 30, ())


def test_a_bad_value_is_located_and_falls_back_to_the_fleets(places: Places) -> None:
    site = write(places.site_settings_file, "[rhythm]\nsnooze_min = 20\nheads_up_min = 99\n")
    user = write(places.settings_file, "[rhythm]\nsnooze_min = 0\n")
    assert load(places)[0].rhythm.snooze_min == 20
    assert messages(places) == [
        f"{site}: rhythm.heads_up_min is 99; use a number from 0 to 30. Using 0.",
        f"{user}: rhythm.snooze_min is 0; use a number from 1 to 120. Using 20."]


@pytest.mark.parametrize(("content", "complaint"), [
    (b"[rhythm]\nsnooze_min = = 3\n", "Invalid value (at line 2, column 14)"),
    (b"[rhythm\n", "(at line 1, column 8)"),
    (b"a = '\xff'\n", "'utf-8' codec can't decode byte 0xff in position 5"),
    (b"a = " + b"[" * 5000, "maximum recursion depth exceeded"),
    (b"a = " + b"9" * 5000, "Exceeds the limit"),
    (bytes(50), "(at line 1, column 1)"),
])
def test_a_damaged_file_is_one_located_line_and_the_program_runs(
        places: Places, content: bytes, complaint: str) -> None:
    write(places.site_settings_file, "[rhythm]\nrepeat_min = 30\n")
    user = write(places.settings_file, content)
    settings, problems = load(places)
    assert settings.rhythm.repeat_min == 30
    (message,) = map(str, problems)
    assert message.startswith(f"{user}: ")
    assert complaint in message
    assert message.endswith("Using none of it.")
    assert "\n" not in message
    with pytest.raises(SettingsError, match="correct it there, or move the file away"):
        set_value(places, "rhythm.snooze_min", 5)
    assert user.read_bytes() == content


def test_a_file_that_cannot_be_read_is_located(places: Places) -> None:
    places.settings_file.mkdir(parents=True)
    assert messages(places) == [
        f"cannot read {places.settings_file}: Is a directory; move what is in the way. Using none of it."]


def test_editors_that_sign_files_and_end_lines_in_two_characters_are_welcome(places: Places) -> None:
    write(places.settings_file, b"\xef\xbb\xbf[rhythm]\r\n# ten\r\nsnooze_min = 15\r\n")
    assert load(places)[0].rhythm.snooze_min == 15
    set_value(places, "rhythm.snooze_min", 20)
    assert load(places)[0].rhythm.snooze_min == 20
    assert places.settings_file.read_bytes() == b"[rhythm]\r\n# ten\r\nsnooze_min = 20\r\n"


def test_the_first_value_makes_a_private_file(places: Places) -> None:
    assert set_value(places, "session.place", "standing") == "standing"
    assert places.settings_file.read_text() == '[session]\nplace = "standing"\n'
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (places.config, places.settings_file)]
    assert modes == [0o700, 0o600]
    assert [path.name for path in places.config.iterdir()] == ["settings.toml"]


def test_a_change_keeps_comments_unknown_keys_and_everything_else(places: Places) -> None:
    write(places.settings_file, WRITTEN)
    set_value(places, "rhythm.snooze_min", 12.0)
    assert places.settings_file.read_text() == WRITTEN.replace("snooze_min = 15 ", "snooze_min = 12 ")
    set_value(places, "rhythm.snooze_min", 12.5)
    assert places.settings_file.read_text() == WRITTEN.replace("snooze_min = 15 ", "snooze_min = 12.5 ")
    set_value(places, "rhythm.snooze_min", 15)
    set_value(places, "sound.voice", False)
    assert places.settings_file.read_text().startswith(WRITTEN)
    assert tomllib.loads(places.settings_file.read_text())["sound"] == {"voice": False}


@pytest.mark.parametrize("text", [
    "rhythm = {snooze_min = 5, repeat_min = 20}\n", "rhythm.snooze_min = 5\nrhythm.repeat_min = 20\n",
    "[rhythm]\nsnooze_min = 'five'\nrepeat_min = 20\n", "[rhythm]\nrepeat_min = 20", "[rhythm]\n\n[look]\n",
    "[look]\n[[rhythm_notes]]\na=1\n[[rhythm_notes]]\na=2\n", "# only a comment", "[rhythm.more]\na = 1\n",
])
def test_a_change_is_right_however_the_file_is_written_or_is_refused(places: Places, text: str) -> None:
    write(places.settings_file, text)
    before = tomllib.loads(text)
    set_value(places, "rhythm.snooze_min", 7)
    after = tomllib.loads(places.settings_file.read_text())
    assert after == {**before, "rhythm": {**before.get("rhythm", {}), "snooze_min": 7}}


def test_a_section_that_is_no_table_is_left_alone(places: Places) -> None:
    write(places.settings_file, "rhythm = 3\n")
    with pytest.raises(SettingsError, match="rhythm is not a table; correct that first"):
        set_value(places, "rhythm.snooze_min", 7)
    assert places.settings_file.read_text() == "rhythm = 3\n"


@pytest.mark.parametrize(("name", "value", "complaint"), [
    ("rhythm.snooze_min", "soon", 'rhythm.snooze_min is "soon"; use a number from 1 to 120'),
    ("rhythm.snooze_min", 500, "rhythm.snooze_min is 500; use a number from 1 to 120"),
    ("rhythm.moon", 1, "there is no setting rhythm.moon; use one of rhythm.sitting_limit_min, "),
    ("moon", 1, "there is no setting moon; use one of rhythm.…, hours.…"),
])
def test_what_cannot_be_set_is_said_and_changes_nothing(
        places: Places, name: str, value: object, complaint: str) -> None:
    with pytest.raises(SettingsError) as refused:
        set_value(places, name, value)
    assert str(refused.value).startswith(complaint)
    assert not places.settings_file.exists()


def test_values_are_read_as_typed_in_a_shell(places: Places) -> None:
    assert set_value(places, "hours.monday", "9:00-12:30, 13:30-18:00") == ("09:00-12:30", "13:30-18:00")
    assert set_value(places, "quiet.fullscreen", "off") is False
    assert set_value(places, "session.exclude", "") == ()
    settings, problems = load(places)
    assert problems == ()
    assert settings.hours.monday == ("09:00-12:30", "13:30-18:00")
    assert settings.quiet.fullscreen is False


def test_a_name_is_listed_and_taken_back_and_the_others_stay(places: Places) -> None:
    for name in ("obliques", "lumbar", "obliques"):
        set_listed(places, "session.exclude", name, True)
    assert load(places)[0].session.exclude == ("obliques", "lumbar")
    set_listed(places, "session.exclude", "obliques", False)
    set_listed(places, "session.exclude", "obliques", False)
    assert load(places)[0].session.exclude == ("lumbar",)


@pytest.mark.parametrize("written", ['"obliques"', '["obliques", 3]', '["obliques", ""]'])
@pytest.mark.parametrize("listed", [True, False])
def test_a_list_that_cannot_be_used_is_not_rewritten(places: Places, written: str, listed: bool) -> None:
    text = f"[session]\nexclude = {written}\n"
    write(places.settings_file, text)
    with pytest.raises(SettingsError, match=r"settings.toml: session.exclude is .*; correct that first$"):
        set_listed(places, "session.exclude", "lumbar", listed)
    assert places.settings_file.read_text() == text


@pytest.mark.parametrize(
    ("name", "why"), [("look.theme", "is no list"), ("look.moon", "no setting look.moon")])
def test_only_a_list_has_names_listed(places: Places, name: str, why: str) -> None:
    with pytest.raises(SettingsError, match=why):
        set_listed(places, name, "dark", True)


def test_settings_kept_elsewhere_stay_there_with_their_mode(places: Places, tmp_path: Path) -> None:
    real = write(tmp_path / "dotfiles" / "backbreak.toml", "[look]\n")
    real.chmod(0o644)
    places.config.mkdir()
    places.settings_file.symlink_to(real)
    set_value(places, "look.theme", "dark")
    assert places.settings_file.is_symlink()
    assert tomllib.loads(real.read_text()) == {"look": {"theme": "dark"}}
    assert stat.S_IMODE(real.stat().st_mode) == 0o644


def test_a_place_that_cannot_be_written_is_one_located_line(places: Places) -> None:
    places.config.parent.joinpath("config").write_text("")
    with pytest.raises(BackbreakError, match=r"config.*Not a directory; move what is in the way"):
        set_value(places, "look.theme", "dark")


def test_changes_made_at_once_are_all_made(places: Places, tmp_path: Path) -> None:
    code = ("import sys; from pathlib import Path; from backbreak.storage.places import places_for\n"
            "from backbreak.storage.settings import set_value\n"
            "set_value(places_for(Path(sys.argv[1])), sys.argv[2], sys.argv[3])")
    changes = {"look.theme": "dark", "session.seconds": "150", "sound.volume": "0.5", "prompt.window": "off"}
    crowd = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), *change])
             for change in changes.items()]
    assert [one.wait() for one in crowd] == [0] * 4
    settings, _ = load(places)
    assert (settings.look.theme, settings.session.seconds, settings.sound.volume, settings.prompt.window) == (
        "dark", 150, 0.5, False)


@given(st.sampled_from(FIELDS), st.text(max_size=20) | st.floats(-1e6, 1e6) | st.integers(-500, 500)
       | st.booleans() | st.lists(st.text(max_size=5) | st.just("09:00-17:00"), max_size=3))
def test_whatever_is_set_is_what_is_read_back_and_nothing_else_changes(
        tmp_path_factory: pytest.TempPathFactory, field: object, value: object) -> None:
    places = places_for(tmp_path_factory.mktemp("home"))
    write(places.settings_file, WRITTEN)
    settings, _ = load(places)
    chosen = next(one for one in FIELDS if one is field)
    try:
        kept = set_value(places, chosen.name, value)
    except SettingsError:
        assert places.settings_file.read_text() == WRITTEN
        return
    changed, problems = load(places)
    assert problems == ()
    assert value_of(changed, chosen) == kept
    assert [one.name for one in FIELDS if value_of(changed, one) != value_of(settings, one)] in (
        [], [chosen.name])
    assert "# not after lunch" in places.settings_file.read_text() or chosen.name == "session.exclude"
