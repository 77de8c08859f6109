"""What is kept of somebody: where it lies, moved, taken away and deleted, from the shell."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import zipfile
from pathlib import Path

import pytest
from cli.program import (
    PATIENCE_S,
    REPOSITORY,
    Done,
    command,
    entry,
    environment,
    journal,
    one_line,
    run,
    valid,
)

from backbreak.storage.belongings import Keeping, Kind
from backbreak.storage.journal_folder import left_behind, open_journal, remember
from backbreak.storage.places import places_for
from backbreak.storage.settings import load, set_value
from backbreak.words import belongings as words

AT = "2026-11-23T10:02:{:02}Z"
WORK = {"exercise": "lumbar", "units": 1, "planned_units": 1}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a history of two devices, settings, an exercise and a hook."""
    home = tmp_path / "home"
    journal(home, *(entry(f"a{n}", AT.format(n), **WORK) for n in range(3)))
    journal(home, entry("lap", AT.format(9)), device="lap-0002")
    for name in ("config/hooks/break-completed", "data/exercises/neck.svg", "config/settings.toml"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text("# mine\n")
    (home / "config/hooks/break-completed").chmod(0o700)
    return home


def files(folder: Path) -> dict[str, bytes]:
    """Every file in a folder and below, by its name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def ids(home: Path) -> list[str]:
    """The breaks as `log` prints them."""
    return [one["id"] for one in run("log", "--json", "--home", home).json]


def test_every_file_is_told_with_what_it_is_and_nothing_is_made(home: Path) -> None:
    (home / "state").mkdir()
    for name in ("state.json.bad", "journal.lock", "surprise"):
        (home / "state" / name).touch()
    before = files(home)
    told = run("journal", "where", "--json", "--home", home).json
    valid("journal-where", told)
    there = {one["path"]: one["kind"] for one in told if one["there"]}
    made = [home / "data" / "journal", home / "data" / "exercises", home / "config" / "hooks"]
    assert there == {
        **dict(zip(map(str, made), ("journal", "exercises", "hooks"), strict=True)),
        f"{home}/config/settings.toml": "settings",
        f"{home}/state/state.json.bad": "damaged",
        f"{home}/state/journal.lock": "lock",
        f"{home}/state/surprise": "other",
    }
    lines = run("journal", "--home", home).out
    assert all(one["path"] in lines and one["if_deleted"] in lines for one in told)
    assert files(home) == before


def test_doctor_names_breaks_that_were_left_behind_and_the_command_that_brings_them(home: Path) -> None:
    old, places = home / "data" / "journal", places_for(home)
    set_value(places, "journal.folder", "synced")
    remember(places, old)
    checks = run("doctor", "--json", "--home", home).json["checks"]
    (told,) = [one for one in checks if one["name"] == "earlier-journal"]
    assert told["text"] == f"4 breaks lie in {old}, where the journal was before, and are not read"
    assert told["command"] == f"backbreak --home {home} journal add {old}" and told["state"] == "degraded"
    assert run(*told["command"].split()[1:]).code == 0
    assert left_behind(places, open_journal(places, load(places)[0])) == {}


def test_every_kind_has_its_words() -> None:
    assert all(words.what(kind.value) and words.if_deleted(kind.value) for kind in Kind)
    assert all(words.heading(keeping.value) for keeping in Keeping)


def test_the_journal_moves_and_the_old_folder_is_named_and_can_be_added(home: Path, tmp_path: Path) -> None:
    old, new = home / "data" / "journal", tmp_path / "synced"
    moved = run("journal", "move", new, "--json", "--home", home)
    valid("journal-move", moved.json)
    assert moved.json == {"before": str(old), "folder": str(new), "files": 2}
    assert ids(home) == ["a0", "a1", "a2", "lap"]
    where = run("journal", "path", "--json", "--home", home).json
    valid("journal-path", where)
    assert where == {"folder": str(new)}
    listed = {one["kind"]: one["path"] for one in run("journal", "where", "--json", "--home", home).json}
    assert (listed["journal"], listed["former-journal"]) == (str(new), str(old))
    refused = run("journal", "move", tmp_path / "nowhere" / "else", "--home", home)
    assert refused.code == 1 and one_line(refused.err)
    back = run("journal", "move", old, "--home", home)
    assert back.out.startswith(f"The journal lies in {old} now, with all of its history.\n")
    assert f"The old one is still in {new}, and is not read any more" in back.out
    journal(tmp_path / "other", entry("b", AT.format(30)), device="old-0003")
    added = run("journal", "add", tmp_path / "other" / "data" / "journal", "--json", "--home", home)
    valid("journal-add", added.json)
    assert (added.json["files"], added.json["entries"], ids(home)[-1]) == (1, 1, "b")


def test_an_export_of_everything_is_whole_and_unpacked_it_is_a_home(home: Path, tmp_path: Path) -> None:
    before = files(home)
    done = run("journal", "export", tmp_path / "all.zip", "--home", home)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"5 files of yours are in {tmp_path}/all.zip")
    assert (tmp_path / "all.zip").stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
        hook = archive.getinfo("config/hooks/break-completed")
        assert hook.external_attr >> 16 & 0o777 == 0o700
    unpacked = files(tmp_path / "unpacked")
    assert before.items() <= unpacked.items()
    assert set(unpacked) - set(before) == {"README.txt", "journal.csv", "journal.json"}
    assert [one["id"] for one in json.loads(unpacked["journal.json"])] == ids(tmp_path / "unpacked")
    again = run("journal", "export", tmp_path / "all.zip", "--home", home)
    assert again.code == 1 and one_line(again.err) and "--replace" in again.err


READ_ONLY = ("unshare", "-rm", "sh", "-c", 'mount --bind -r "$0" "$0" && exec "$@"')
"""Runs a program that has a folder read-only, as a backup is mounted."""


@pytest.mark.parametrize("there", ["", "state", "state/journal.lock"])
def test_a_backup_that_is_mounted_read_only_is_exported(home: Path, tmp_path: Path, there: str) -> None:
    if there:
        (home / "state").mkdir()
        (home / there).touch()
    before, target = files(home), tmp_path / "all.zip"
    wanted = ["journal", "export", target, "--home", home]
    mounted = [*READ_ONLY, home]
    if subprocess.run([*mounted, "true"], capture_output=True).returncode:
        pytest.skip("nothing may be mounted here")
    assert subprocess.run([*mounted, "touch", home / "new"], capture_output=True).returncode
    done = subprocess.run([*mounted, *command(*wanted)], cwd=REPOSITORY, env=environment(),
                          capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    with zipfile.ZipFile(target) as archive:
        for name, content in before.items():
            if not name.startswith("state/"):
                assert archive.read(name) == content


def test_an_export_takes_the_place_of_no_folder_and_no_pipe(home: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "breaks.csv")
    (tmp_path / "folder").mkdir()
    for name in ("breaks.csv", "folder"):
        done = run("journal", "export", tmp_path / name, "--csv", "--replace", "--home", home)
        assert (done.code, done.err) == (1, f"backbreak: {tmp_path / name}: is no file\n")
    assert (tmp_path / "breaks.csv").is_fifo()


@pytest.mark.parametrize("name", ["all.zip", "breaks.csv"])
def test_an_export_of_nothing_says_so_as_a_person_would(tmp_path: Path, name: str) -> None:
    done = run("journal", "export", tmp_path / name, "--home", tmp_path / "new")
    assert (done.code, done.err) == (0, "")
    assert str(tmp_path / name) in done.out and "so far" in done.out
    assert not any(letter.isdigit() for letter in done.out.replace(str(tmp_path), ""))


def test_an_archive_of_a_journal_that_was_moved_keeps_to_itself_too(home: Path, tmp_path: Path) -> None:
    set_value(places_for(home), "look.theme", "dark")
    assert run("journal", "move", tmp_path / "moved", "--home", home).code == 0
    assert run("journal", "export", tmp_path / "all.zip", "--home", home).code == 0
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    assert run("journal", "delete", "--yes", "--home", tmp_path / "unpacked").code == 0
    assert len(ids(home)) == 4  # what was deleted was the copy
    settings = (tmp_path / "unpacked" / "config" / "settings.toml").read_text()
    assert settings.startswith("# mine\n") and 'theme = "dark"' in settings


def test_breaks_are_exported_in_the_form_of_the_name_or_of_an_option(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "breaks.csv"
    assert run("journal", "export", target, "--home", home).out == f"4 breaks are in {target}\n"
    assert target.read_text() == run("log", "--csv", "--home", home).out
    assert run("journal", "export", target, "--json", "--replace", "--home", home).code == 0
    assert json.loads(target.read_text()) == run("log", "--json", "--home", home).json
    assert run("journal", "export", "-", "--ical", "--home", home).out.count("BEGIN:VEVENT") == 4


@pytest.mark.parametrize(
    "typed",
    [
        ("move",),
        ("move", ""),
        ("path", "somewhere"),
        ("where", "--yes"),
        ("move", "x", "--replace"),
        ("export", "breaks.doc"),
        ("export", "-"),
        ("delete",),
    ],
)
def test_what_makes_no_sense_is_a_mistake_of_use(home: Path, typed: tuple[str, ...]) -> None:
    before = files(home)
    done = run("journal", *typed, "--home", home)
    assert done.code == 2 and one_line(done.err) and files(home) == before


def asked(home: Path, word: str, *more: str) -> Done:
    """`journal delete` on a terminal, on which that word is typed."""
    ours, theirs = pty.openpty()
    os.write(ours, word.encode() + b"\n")
    done = subprocess.run(
        command("journal", "delete", "--home", home, *more),
        stdin=theirs, capture_output=True, text=True, env=environment(), timeout=PATIENCE_S,
    )  # fmt: skip
    os.close(ours)
    os.close(theirs)
    return Done(done.returncode, done.stdout, done.stderr)


def test_the_journal_is_deleted_only_when_the_word_is_typed_and_all_else_stays(home: Path) -> None:
    copy = "desk-0001.sync-conflict-20261128-101010-ABCDEFG.jsonl"
    folder = home / "data" / "journal"
    (folder / copy).write_bytes((folder / "desk-0001.jsonl").read_bytes())
    (folder / "notes.txt").write_text("no part of the journal")
    before = files(home)
    refused = asked(home, "yes")
    assert refused.code == 1 and refused.err.endswith("nothing was deleted\n") and files(home) == before
    told = ("This deletes 4 breaks for good", *(f"{folder}/{name}" for name in ("desk-0001.jsonl", copy)))
    assert all(words in refused.err for words in (*told, "Copies elsewhere are not reached"))
    assert asked(home, "delete", "--device", "desk-0001").code == 0
    assert ids(home) == ["lap"]
    gone = run("journal", "delete", "--yes", "--json", "--home", home)
    valid("journal-delete", gone.json)
    assert gone.json == {"folder": str(folder), "deleted": ["lap-0002.jsonl"]}
    kept = {name: content for name, content in files(home).items() if not name.startswith("state/")}
    assert kept == {name: content for name, content in before.items() if not name.endswith(".jsonl")}
    assert run("journal", "delete", "--yes", "--home", home).out.endswith("nothing to delete.\n")
    unknown = run("journal", "delete", "--device", "desk-9", "--yes", "--home", home)
    assert unknown.code == 1 and one_line(unknown.err)
