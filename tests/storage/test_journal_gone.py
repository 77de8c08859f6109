"""A journal on a drive that is pulled out is not begun anew elsewhere: what is done waits for it."""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from storage.journals import entry, journal, names

from backbreak.core.errors import BackbreakError
from backbreak.core.journal import encode
from backbreak.storage.archive import write_archive
from backbreak.storage.failures import StorageError
from backbreak.storage.journal_deleting import delete_journal
from backbreak.storage.journal_moving import add_journal, move_journal
from backbreak.storage.places import Places, places_for
from backbreak.storage.settings import set_value


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where the drive is found while it is plugged in."""
    (tmp_path / "media" / "stick").mkdir(parents=True)
    return tmp_path / "media" / "stick"


@pytest.fixture
def places(tmp_path: Path, stick: Path) -> Places:
    """A home whose journal lies on the drive, with one break in it."""
    places = places_for(tmp_path / "home")
    places.ensure()
    set_value(places, "journal.folder", str(stick / "backbreak"))
    journal(places).append(entry("before", 1))
    return places


def pull_out(stick: Path) -> Path:
    """The drive is gone; the empty folder it is mounted on stays. Gives where the drive is now."""
    away = stick.rename(stick.with_name("in a drawer"))
    stick.mkdir()
    return away


def plug_in(away: Path, stick: Path) -> None:
    stick.rmdir()
    away.rename(stick)


def test_what_is_done_without_the_drive_waits_and_is_brought_in(places: Places, stick: Path) -> None:
    away = pull_out(stick)
    journal(places).append(entry("meanwhile", 2))
    assert list(stick.iterdir()) == []
    store = journal(places)
    assert names(store) == ["meanwhile"]
    (problem,) = store.problems
    assert str(stick / "backbreak") in problem and str(places.waiting_journal) in problem

    plug_in(away, stick)
    assert names(store) == ["before", "meanwhile"] and store.problems == []  # not written to by reading
    assert places.waiting_journal.exists()
    store.bring_in()
    assert not places.waiting_journal.exists()
    (file,) = (stick / "backbreak").iterdir()
    assert file.read_text().count('"meanwhile"') == 1
    assert names(store) == names(journal(places)) == ["before", "meanwhile"]


def test_the_next_entry_brings_in_what_has_waited(places: Places, stick: Path) -> None:
    away = pull_out(stick)
    store = journal(places)
    store.append(entry("one", 2))
    store.append(entry("two", 3))
    plug_in(away, stick)
    store.append(entry("three", 4))
    assert names(journal(places)) == ["before", "one", "two", "three"]
    assert not places.waiting_journal.exists()


def test_who_has_read_the_journal_knows_it_while_it_is_gone(places: Places, stick: Path) -> None:
    store = journal(places)
    assert names(store) == ["before"]
    pull_out(stick)
    store.append(entry("meanwhile", 2))
    assert names(store) == ["before", "meanwhile"]


def test_a_correction_of_what_waits_counts(places: Places, stick: Path) -> None:
    away = pull_out(stick)
    store = journal(places)
    store.append(entry("meanwhile", 2))
    known = store.find("meanwhile")
    assert known is not None
    store.append(replace(known, rev=1, units=5))
    plug_in(away, stick)
    store.bring_in()
    assert [one.units for one in journal(places).load() if one.id == "meanwhile"] == [5]


def test_a_folder_that_is_created_begins_a_new_journal(places: Places, stick: Path) -> None:
    pull_out(stick)
    store = journal(places)
    store.append(entry("meanwhile", 2))
    (stick / "backbreak").mkdir()
    store.append(entry("after", 3))
    assert names(journal(places)) == ["meanwhile", "after"]
    assert not places.waiting_journal.exists()


def test_a_folder_that_never_held_the_journal_is_made(places: Places, tmp_path: Path) -> None:
    new = tmp_path / "somewhere" / "new"
    set_value(places, "journal.folder", str(new))
    store = journal(places)
    store.append(entry("first", 2))
    assert names(store) == ["first"]
    assert [path.suffix for path in new.iterdir()] == [".jsonl"]


def test_what_waits_follows_the_setting(places: Places, stick: Path, tmp_path: Path) -> None:
    pull_out(stick)
    store = journal(places)
    store.append(entry("meanwhile", 2))
    set_value(places, "journal.folder", str(tmp_path / "other"))
    store.bring_in()
    assert names(journal(places)) == ["meanwhile"]
    assert len(list((tmp_path / "other").iterdir())) == 1


def test_nothing_moves_from_or_to_a_drive_that_is_gone(places: Places, stick: Path, tmp_path: Path) -> None:
    pull_out(stick)
    old = tmp_path / "old"
    old.mkdir()
    (old / "lap-0002.jsonl").write_text(encode(entry("lap", 9, "lap-0002")) + "\n")
    with pytest.raises(BackbreakError, match="connect the drive"):
        move_journal(places, tmp_path / "other")
    with pytest.raises(BackbreakError, match="connect the drive"):
        add_journal(places, old)
    set_value(places, "journal.folder", "")
    with pytest.raises(BackbreakError, match="connect the drive"):
        move_journal(places, stick / "backbreak")
    assert list(stick.iterdir()) == []


def test_what_waits_is_exported_and_deleted_too(places: Places, stick: Path, tmp_path: Path) -> None:
    pull_out(stick)
    journal(places).append(entry("meanwhile", 2))
    write_archive(places, stick / "backbreak", tmp_path / "copy.zip", {})
    with ZipFile(tmp_path / "copy.zip") as archive:
        assert b'"meanwhile"' in archive.read("data/journal/journal-waiting.jsonl")
    assert delete_journal(places) == [places.waiting_journal]
    assert names(journal(places)) == []


DIES = """
import os, signal, sys
from pathlib import Path
from backbreak.storage import journal
from backbreak.storage.identity import identity
from backbreak.storage.journal_folder import open_journal
from backbreak.storage.places import places_for
from backbreak.storage.settings import load
places = places_for(Path(sys.argv[1]))
sys.addaudithook(lambda event, args: event == "os.remove" and os.kill(os.getpid(), signal.SIGKILL))
open_journal(places, load(places)[0], identity(places).device).bring_in()
"""


def test_a_death_while_bringing_in_loses_and_doubles_nothing(places: Places, stick: Path) -> None:
    away = pull_out(stick)
    journal(places).append(entry("meanwhile", 2))
    plug_in(away, stick)
    died = subprocess.run([sys.executable, "-c", DIES, str(places.config.parent)], check=False)
    assert died.returncode == -signal.SIGKILL
    assert places.waiting_journal.exists()
    store = journal(places)
    assert names(store) == ["before", "meanwhile"]
    store.append(entry("after", 3))
    assert names(journal(places)) == ["before", "meanwhile", "after"]


def test_what_cannot_be_kept_is_not_said_to_be(places: Places, stick: Path) -> None:
    pull_out(stick)
    places.waiting_journal.mkdir()
    with pytest.raises(StorageError):
        journal(places).append(entry("meanwhile", 2))
