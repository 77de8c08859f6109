"""The settings from the shell: read, changed, refused, and followed by a resident that runs."""

import os
import shlex
import tomllib
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cli.program import entry, journal, one_line, resident, run, valid, wait_until

from backbreak.core.settings import FIELDS

WRITTEN = """\
# my own rhythm
[rhythm]
snooze_min = 15   # ten is too short
moon_phase = "full"
"""


def written(home: Path, text: str = WRITTEN) -> Path:
    file = home / "config" / "settings.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def test_a_setting_is_told_with_its_default_and_what_it_may_be(tmp_path: Path) -> None:
    file = written(tmp_path)
    assert run("config", "get", "rhythm.snooze_min", "--home", tmp_path).out == "15\n"
    told = run("config", "get", "rhythm.snooze_min", "--json", "--home", tmp_path)
    valid("config-get", told.json)
    assert told.json == {
        "key": "rhythm.snooze_min",
        "value": 15,
        "default": 10,
        "from": "user",
        "file": str(file),
        "allowed": "a number from 1 to 120",
        "locked": False,
    }
    untouched = run("config", "get", "session.exclude", "--json", "--home", tmp_path).json
    assert (untouched["value"], untouched["from"], untouched["file"]) == ([], "default", None)


@pytest.mark.parametrize("wanted", ["fr", "German", "de-AT", "../de", ""])
def test_a_language_without_a_translation_is_refused_with_those_there_are(
    tmp_path: Path, wanted: str
) -> None:
    done = run("config", "set", "look.language", wanted, "--home", tmp_path)
    assert (done.code, done.out) == (2, "") and one_line(done.err)
    hint = f"look.language: there is no translation for {wanted!r}; use one of system, en, ar, de, es\n"
    assert done.err == f"backbreak: {hint}"
    assert not (tmp_path / "config").exists()
    written(tmp_path, f'[look]\nlanguage = "{wanted}"\n')
    told = run("config", "get", "look.language", "--home", tmp_path)
    assert (told.code, told.out, told.err) == (0, f"{wanted}\n", f"backbreak: {hint}")


@pytest.mark.parametrize("wanted", ["system", "en", "en_GB", "de", "de_AT", "de_DE.UTF-8"])
def test_a_language_that_is_there_is_taken_in_every_spelling_that_finds_it(
    tmp_path: Path, wanted: str
) -> None:
    done = run("config", "set", "look.language", wanted, "--home", tmp_path)
    assert (done.code, done.out, done.err) == (0, f"look.language = {wanted}\n", "")
    assert run("config", "get", "look.language", "--home", tmp_path).err == ""


def test_every_setting_is_listed_and_nothing_is_created(tmp_path: Path) -> None:
    done = run("config", "list", "--json", "--home", tmp_path)
    valid("config-list", done.json)
    assert [one["key"] for one in done.json] == [one.name for one in FIELDS]
    lines = run("config", "list", "--home", tmp_path).out.splitlines()
    assert [line.split()[0] for line in lines] == [one.name for one in FIELDS]
    path = run("config", "path", "--home", tmp_path)
    assert path.out == f"{tmp_path}/config/settings.toml\n"
    as_json = run("config", "path", "--json", "--home", tmp_path).json
    valid("config-path", as_json)
    assert as_json == {"file": path.out.strip(), "system": None}
    assert not list(tmp_path.iterdir())


def test_what_the_system_wide_file_says_is_said_to_come_from_there(tmp_path: Path) -> None:
    folders = {"XDG_CONFIG_DIRS": str(tmp_path / "site"), "XDG_CONFIG_HOME": str(tmp_path / "mine")}
    site = tmp_path / "site" / "backbreak" / "settings.toml"
    site.parent.mkdir(parents=True)
    site.write_text("[rhythm]\nsitting_limit_min = 60\nsnooze_min = 20\n")
    assert run("config", "path", "--json", **folders).json["system"] == str(site)
    got = run("config", "get", "rhythm.snooze_min", **folders)
    assert (got.code, got.out) == (0, "20\n")
    assert got.err == f"backbreak: rhythm.snooze_min comes from the system-wide {site}\n"
    quiet = run("config", "get", "rhythm.snooze_min", "--json", **folders)
    assert (quiet.err, quiet.json["from"], quiet.json["file"]) == ("", "system", str(site))
    assert run("config", "set", "rhythm.snooze_min", "20", **folders).code == 0
    listed = {one["key"]: one["from"] for one in run("config", "list", "--json", **folders).json}
    assert listed["rhythm.snooze_min"] == "user"
    assert listed["rhythm.sitting_limit_min"] == "system"
    assert listed["rhythm.repeat_min"] == "default"
    lines = run("config", "list", **folders).out.splitlines()
    assert [line for line in lines if line.endswith("system-wide")] == [lines[0]]


def test_a_change_keeps_every_comment_and_every_unknown_key(tmp_path: Path) -> None:
    file = written(tmp_path)
    done = run("config", "set", "rhythm.snooze_min", "12.5", "--home", tmp_path)
    assert (done.code, done.out, done.err) == (0, "rhythm.snooze_min = 12.5\n", "")
    assert file.read_text() == WRITTEN.replace("15 ", "12.5 ")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (["session.exclude", "lumbar,leg-lifts"], ["lumbar", "leg-lifts"]),
        (["session.exclude", "lumbar", "leg-lifts"], ["lumbar", "leg-lifts"]),
        (["session.exclude", '["lumbar", "leg-lifts"]'], ["lumbar", "leg-lifts"]),
        (["session.exclude", "[lumbar]"], ["lumbar"]),
        (["session.exclude", ""], []),
        (["hours.monday", "9:00-12:30, 13:30-18:00"], ["09:00-12:30", "13:30-18:00"]),
        (["look.theme", '"dark"'], "dark"),
        (["journal.folder", "/some where/else"], "/some where/else"),
        (["sound.cues", "off"], False),
        (["rhythm.snooze_limit", "3"], 3),
    ],
)
def test_a_value_may_be_typed_as_people_do_or_as_it_stands_in_the_file(
    tmp_path: Path, words: list[str], kept: object
) -> None:
    done = run("config", "set", "--home", tmp_path, "--json", *words)
    assert (done.code, done.err) == (0, "")
    valid("config-get", done.json)
    assert (done.json["value"], done.json["from"]) == (kept, "user")
    section, _, key = words[0].partition(".")
    assert tomllib.loads((tmp_path / "config" / "settings.toml").read_text()) == {section: {key: kept}}
    typed = run("config", "get", words[0], "--home", tmp_path).out.rstrip("\n")
    assert run("config", "set", words[0], typed, "--json", "--home", tmp_path).json["value"] == kept


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "get, set, list or path"),
        (["drop"], "'get', 'set', 'list', 'path'"),
        (["get"], "config list"),
        (["get", "rhythm.snoze"], "use one of rhythm.sitting_limit_min"),
        (["get", "moon.phase"], "rhythm.…, hours.…"),
        (["get", "rhythm.snooze_min", "5"], "config set"),
        (["set", "rhythm.snooze_min"], "a number from 1 to 120"),
        (["set", "rhythm.snooze_min", "500"], "rhythm.snooze_min is 500; use a number from 1 to 120"),
        (["set", "rhythm.heads_up_min", "-5"], "a number from 0 to 30"),
        (["set", "rhythm.snooze_min", "nan"], "a number from 1 to 120"),
        (["set", "sound.volume", "0,5"], "a number from 0 to 1"),
        (["set", "sound.cues", "maybe"], "true or false"),
        (["set", "session.place", "moon"], '"floor" or "standing"'),
        (["set", "session.exclude", "lumbr"], "did you mean lumbar?"),
        (["set", "hours.monday", "9-5"], 'like ["09:00-12:30", "13:30-18:00"]'),
        (["list", "rhythm"], "leave it out"),
    ],
)
def test_a_wrong_setting_or_value_is_refused_with_what_is_allowed(
    tmp_path: Path, words: list[str], told: str
) -> None:
    file = written(tmp_path)
    done = run("config", *words, "--home", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err)
    assert told in done.err
    assert file.read_text() == WRITTEN


def test_a_damaged_file_is_left_alone_and_a_bad_value_told_for_what_it_is(tmp_path: Path) -> None:
    file = written(tmp_path, "[rhythm\nsnooze_min = 15\n")
    done = run("config", "set", "rhythm.snooze_min", "20", "--home", tmp_path)
    assert (done.code, done.out) == (1, "")
    assert one_line(done.err)
    assert str(file) in done.err
    assert file.read_text() == "[rhythm\nsnooze_min = 15\n"

    written(tmp_path, '[rhythm]\nsnooze_min = 900\n[session]\nplace = "moon"\n')
    got = run("config", "get", "rhythm.snooze_min", "--home", tmp_path)
    assert (got.code, got.out) == (0, "10\n")
    assert got.err == f"backbreak: {file}: rhythm.snooze_min is 900; use a number from 1 to 120. Using 10.\n"
    assert run("config", "get", "rhythm.snooze_min", "--json", "--home", tmp_path).json["from"] == "default"


def test_another_journal_folder_says_where_the_history_stays(tmp_path: Path) -> None:
    home = tmp_path / "my home"
    first = run("config", "set", "journal.folder", str(tmp_path / "first"), "--home", home)
    assert (first.code, first.out) == (0, f"journal.folder = {tmp_path}/first\n")  # there is no history yet
    run("config", "set", "journal.folder", "", "--home", home)
    journal(home, entry("a", "2026-11-23T10:02:11Z"))
    done = run("config", "set", "journal.folder", str(tmp_path / "synced"), "--home", home)
    told, add = done.out.splitlines()[1].split(" To have it here too: backbreak ")
    assert done.code == 0 and told == f"What was logged so far stays in {home}/data/journal."
    assert run("log", "--home", home).out == ""
    assert run(*shlex.split(add)).code == 0  # the very words, for this home
    assert [one["id"] for one in run("log", "--json", "--home", home).json] == ["a"]


def test_a_running_resident_follows_at_once(tmp_path: Path) -> None:
    def deadline() -> datetime:
        return datetime.fromisoformat(run("status", "--json", "--home", tmp_path).json["deadline"])

    with resident(tmp_path):
        before = deadline()
        assert run("config", "set", "rhythm.sitting_limit_min", "30", "--home", tmp_path).code == 0
        wait_until(lambda: deadline() == before - timedelta(minutes=90), "the shorter limit")


def test_a_pipe_in_the_place_of_the_settings_keeps_no_command_waiting(tmp_path: Path) -> None:
    file = written(tmp_path)
    file.unlink()
    os.mkfifo(file)
    assert run("status", "--home", tmp_path).code == 3
    assert run("config", "set", "rhythm.snooze_min", "12", "--home", tmp_path).code == 0
    assert run("config", "get", "rhythm.snooze_min", "--home", tmp_path).out == "12\n"
