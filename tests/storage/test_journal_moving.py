"""The journal moved with its history: copied, read back, then the setting changed; or nothing is changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from storage.journals import HISTORY, entry, journal, names, picture

from backbreak.core.errors import BackbreakError
from backbreak.core.journal import encode
from backbreak.storage.journal_deleting import delete_journal
from backbreak.storage.journal_folder import former_folders, remember
from backbreak.storage.journal_moving import MoveError, add_journal, move_journal
from backbreak.storage.places import Places, places_for
from backbreak.storage.settings import LockedError, SettingsError, load, set_value


def test_the_history_comes_along_the_setting_follows_and_the_old_folder_stays(
    lived_in: Places, tmp_path: Path
) -> None:
    store, reader = journal(lived_in), journal(lived_in)
    old, new = lived_in.journal_dir(), tmp_path / "synced"
    before, told = picture(old), list[tuple[int, int]]()
    (old / "notes.txt").write_text("no part of the journal")
    moved = move_journal(lived_in, new, lambda done, whole: told.append((done, whole)))
    assert (moved.before, moved.now, moved.files) == (old, new, 2)
    assert picture(new) == before
    assert load(lived_in)[0].journal.folder == str(new)
    assert told[0][0] == 0 and told[-1][0] == told[-1][1] == sum(map(len, before.values()))
    assert reader.load()[0].id == "a1" and reader.folder == new
    store.append(entry("late", 99))  # by somebody who has known the old folder for weeks
    assert names(store) == names(journal(lived_in)) == [*HISTORY, "late"]
    assert picture(old).items() >= before.items()
    assert former_folders(lived_in, new) == [old]
    assert new.stat().st_mode & 0o777 == 0o700


def test_there_and_back_again_doubles_nothing(lived_in: Places, tmp_path: Path) -> None:
    usual, lines = lived_in.journal_dir(), picture(lived_in.journal_dir())
    for target in (tmp_path / "one", tmp_path / "two", usual, tmp_path / "one", usual):
        move_journal(lived_in, target)
    assert picture(usual) == lines
    assert load(lived_in)[0].journal.folder == ""
    assert former_folders(lived_in, usual) == [tmp_path / "one", tmp_path / "two"]


def test_a_folder_within_the_data_folder_moves_along_with_it(lived_in: Places, tmp_path: Path) -> None:
    move_journal(lived_in, lived_in.data / "mine")
    assert load(lived_in)[0].journal.folder == "./mine"
    elsewhere = tmp_path / "stick"
    (tmp_path / "home").rename(elsewhere)
    assert names(journal(places_for(elsewhere))) == HISTORY


def test_files_that_are_there_already_keep_every_line_and_get_those_they_lack(
    lived_in: Places, tmp_path: Path
) -> None:
    new = tmp_path / "synced"
    new.mkdir()
    own, laptop = new / "desk-3fa1.jsonl", new / "lap-0002.jsonl"
    one, theirs = encode(entry("a2", 2)), encode(entry("new", 50, "lap-0002"))
    own.write_text(encode(entry("b0")) + "\n" + one + "\n" + encode(entry("a3", 3))[:40])
    newer = (lived_in.journal_dir() / "lap-0002.jsonl").read_text() + theirs + "\n"
    laptop.write_text(newer)
    move_journal(lived_in, new)
    assert laptop.read_text() == newer  # it had all lines, and is not ours to write in
    lines = own.read_text().splitlines()
    assert sorted(lines) == [*(encode(entry(f"a{n}", n)) for n in (1, 2, 3)), encode(entry("b0"))]
    assert lines[1] == one
    assert names(journal(lived_in)) == ["b0", *HISTORY, "new"]


def test_a_last_line_without_its_end_comes_along(lived_in: Places, tmp_path: Path) -> None:
    own = lived_in.journal_dir() / "desk-3fa1.jsonl"
    own.write_text(own.read_text() + encode(entry("a4", 4)))
    move_journal(lived_in, tmp_path / "new")
    assert names(journal(lived_in)) == ["a1", "a2", "a3", "a4", "lap"]


def refused(lived_in: Places, target: Path, tmp_path: Path) -> str:
    """Why the journal cannot move there; nothing at all has changed by trying."""
    before = picture(tmp_path)
    there = {path for path in tmp_path.rglob("*") if path.is_dir()}
    with pytest.raises(BackbreakError) as why:
        move_journal(lived_in, target)
    assert picture(tmp_path) == before
    assert {path for path in tmp_path.rglob("*") if path.is_dir()} == there
    assert "\n" not in str(why.value)
    return str(why.value)


def test_what_makes_no_sense_is_one_clear_line(lived_in: Places, tmp_path: Path) -> None:
    old = lived_in.journal_dir()
    journal(lived_in).append(entry("a4", 4))  # its lock is there
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(old)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for target, told in {
        old: "lies in %s already: nothing to move",
        tmp_path / "link": "lies in %s already: nothing to move",
        old / "below": "%s lies within the journal's folder: choose one outside",
        tmp_path / "link" / "below": "%s lies within the journal's folder",
        tmp_path / "file": "%s is a file: choose a folder",
        tmp_path / "file" / "below": f"there is no folder {tmp_path / 'file'}: create it, or connect",
        tmp_path / "nas" / "journal": f"there is no folder {tmp_path / 'nas'}: create it, or connect",
        lived_in.config: "%s holds other things of backbreak: choose another folder",
        tmp_path / ("long" * 80): "cannot use %s: File name too long; choose a shorter path",
        tmp_path / "new\nline": "has a name that cannot be kept",
        tmp_path / "blank ": "has a name that cannot be kept",  # no setting keeps it
    }.items():
        assert told.replace("%s", str(target)) in refused(lived_in, target, tmp_path)
    assert "cannot" in refused(lived_in, tmp_path / "loop", tmp_path)


def test_a_locked_or_unreadable_setting_moves_nothing(lived_in: Places, tmp_path: Path) -> None:
    journal(lived_in).append(entry("a4", 4))
    lived_in.settings_file.write_text("[journal\n")
    with pytest.raises(SettingsError, match="line 1"):
        move_journal(lived_in, tmp_path / "new")
    lived_in.settings_file.unlink()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "settings.toml").write_text('[locked]\nkeys = ["journal.folder"]\n')
    fleet = replace(lived_in, site=tmp_path / "site")
    with pytest.raises(LockedError):
        move_journal(fleet, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_an_older_folder_is_named_not_read_and_can_be_added(lived_in: Places, tmp_path: Path) -> None:
    store = journal(lived_in)
    set_value(lived_in, "journal.folder", str(tmp_path / "by hand"))
    store.append(entry("new", 60))
    assert names(store) == ["new"]  # what a person wrote by hand moves nothing
    assert former_folders(lived_in, store.folder) == [lived_in.journal_dir()]
    before = picture(lived_in.journal_dir())
    assert add_journal(lived_in, lived_in.journal_dir()) == 2
    assert add_journal(lived_in, lived_in.journal_dir()) == 2  # twice is once
    assert names(store) == [*HISTORY, "new"]
    assert picture(lived_in.journal_dir()) == before
    for folder, told in (
        (tmp_path / "none", "holds no journal"),
        (store.folder, "nothing to add"),
        (lived_in.settings_file, "is a file: choose a folder"),
    ):
        with pytest.raises(MoveError, match=told):
            add_journal(lived_in, folder)


def test_settings_that_cannot_be_read_begin_no_other_journal(lived_in: Places, tmp_path: Path) -> None:
    move_journal(lived_in, tmp_path / "new")
    store = journal(lived_in)
    for mistake in ("[journal\n", "[journal]\nfolder = 5\n", "journal = 5\n"):
        lived_in.settings_file.write_text(mistake)
        store.append(entry("later", 60))
    assert store.folder == tmp_path / "new"
    assert names(store) == [*HISTORY, "later"]


def test_folders_of_former_days_are_named_as_long_as_something_lies_there(
    lived_in: Places, tmp_path: Path
) -> None:
    for name in ("one", "two", "one"):
        (tmp_path / name).mkdir(exist_ok=True)
        remember(lived_in, tmp_path / name)
    assert former_folders(lived_in, lived_in.journal_dir()) == []
    (tmp_path / "two" / "desk-3fa1.jsonl").touch()
    assert former_folders(lived_in, lived_in.journal_dir()) == [tmp_path / "two"]
    (lived_in.state / "journal-folders.json").write_text('{"folders": 5}')
    assert former_folders(lived_in, lived_in.journal_dir()) == []


def test_another_programs_files_are_neither_taken_for_a_journal_nor_deleted_as_one(
    lived_in: Places, tmp_path: Path
) -> None:
    theirs = tmp_path / "models" / "chats.jsonl"
    theirs.parent.mkdir()
    theirs.write_text('{"role": "user"}\n\n{"role": "assistant"}\n')
    assert f"{theirs} is no journal of backbreak" in refused(lived_in, theirs.parent, tmp_path)
    before = picture(lived_in.journal_dir())
    with pytest.raises(MoveError, match=r"chats\.jsonl is no journal of backbreak"):
        add_journal(lived_in, theirs.parent)
    assert picture(lived_in.journal_dir()) == before
    set_value(lived_in, "journal.folder", str(theirs.parent))  # as by hand
    journal(lived_in).append(entry("a4", 4))
    torn = theirs.with_name("lap-0002.jsonl")
    torn.write_text('{"v": 1, "id": "to')
    assert delete_journal(lived_in) == [theirs.with_name("desk-3fa1.jsonl"), torn]
    assert [path.name for path in theirs.parent.iterdir()] == ["chats.jsonl"]
