"""The journal on disk: nothing acknowledged is lost, nothing is cut, all devices are read as one."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storage.journals import entry, names

from backbreak.core.errors import BackbreakError
from backbreak.core.journal import Feel, encode
from backbreak.storage.journal import JournalStore


def test_no_journal_yet_is_an_empty_one(store: JournalStore, folder: Path) -> None:
    assert (store.load(), store.problems, store.find("a")) == ([], [], None)
    assert not folder.exists()


def test_a_line_written_is_a_line_read_and_all_of_it_is_private(store: JournalStore, folder: Path) -> None:
    assert store.append(entry("a")) == entry("a")
    assert store.load() == [entry("a")]
    assert (folder / "desk-3fa1.jsonl").read_text() == encode(entry("a")) + "\n"
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "desk-3fa1.jsonl")]
    assert modes == [0o700, 0o600]
    assert [path.name for path in folder.iterdir()] == ["desk-3fa1.jsonl"]


def test_this_device_signs_what_it_writes_and_touches_no_other_file(
        store: JournalStore, folder: Path) -> None:
    folder.mkdir(parents=True)
    theirs = folder / "laptop-77aa.jsonl"
    theirs.write_text(encode(entry("a", device="laptop-77aa")))  # and no newline at its end
    before = theirs.read_bytes()
    found = store.find("a")
    assert found is not None
    better = store.append(replace(found, rev=1, feel=Feel.BETTER))
    assert better.device == "desk-3fa1"
    assert store.load() == [better]
    assert theirs.read_bytes() == before


def test_only_files_that_end_in_jsonl_are_journals(store: JournalStore, folder: Path) -> None:
    store.append(entry("a"))
    for name in ("old.jsonl.bak", "notes.txt", "x.json", "desk-3fa1.jsonl~", ".sync.jsonl.tmp"):
        (folder / name).write_text(encode(entry(name)) + "\n")
    assert names(store) == ["a"]


def test_a_torn_last_line_is_closed_first_and_named(store: JournalStore, folder: Path) -> None:
    store.append(entry("a"))
    file = folder / "desk-3fa1.jsonl"
    torn = encode(entry("b"))[:57]
    file.write_text(file.read_text() + torn)
    store.append(entry("c", 1))
    assert file.read_text() == f"{encode(entry('a'))}\n{torn}\n{encode(entry('c', 1))}\n"
    assert names(store) == ["a", "c"]
    (problem,) = store.problems
    assert problem.startswith(f"{file}:2: not a JSON document")
    assert problem.endswith("the line is passed over")


def test_a_last_line_without_its_newline_counts_once_whatever_comes_after(
        store: JournalStore, folder: Path) -> None:
    folder.mkdir(parents=True)
    file = folder / "laptop.jsonl"
    file.write_text(encode(entry("a")))
    assert names(store) == ["a"]
    file.write_text(encode(entry("a")) + "\n" + encode(entry("b", 1))[:30])
    assert names(store) == ["a"]
    assert [problem.split(": ")[0] for problem in store.problems] == [f"{file}:2"]
    file.write_text(encode(entry("a")) + "\n" + encode(entry("b", 1)) + "\n")
    assert (names(store), store.problems) == (["a", "b"], [])


def test_what_tools_and_crashes_leave_behind_is_passed_over_and_named(
        store: JournalStore, folder: Path) -> None:
    folder.mkdir(parents=True)
    file = folder / "desk-3fa1.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + encode(entry("a")).encode() + b"\r\n"
                     b"\n   \n"
                     + bytes(100) + b"\n"
                     b"\xff\xfe{}\n"
                     b'<<<<<<< HEAD\n'
                     b'{"id":"x"}\n'
                     + encode(entry("b", 1)).encode() + b"\n")
    assert names(store) == ["a", "b"]
    lines = [problem.removeprefix(f"{file}:").split(":")[0] for problem in store.problems]
    assert lines == ["4", "5", "6", "7"]
    store.append(entry("c", 2))
    assert names(store) == ["a", "b", "c"]
    assert len(store.problems) == 4


def test_what_cannot_be_read_at_all_is_named_and_the_rest_counts(store: JournalStore, folder: Path) -> None:
    store.append(entry("a"))
    (folder / "folder.jsonl").mkdir()
    (folder / "gone.jsonl").symlink_to("nowhere")
    for _ in range(2):
        assert names(store) == ["a"]
        assert [problem.split(" (")[0] for problem in store.problems] == [
            f"{folder / 'folder.jsonl'}: cannot be read", f"{folder / 'gone.jsonl'}: cannot be read"]


def test_a_journal_folder_that_is_a_file_is_named(store: JournalStore, folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("")
    assert store.load() == []
    assert store.problems == [f"{folder}: cannot be read (Not a directory); no entry of it counts"]
    with pytest.raises(BackbreakError, match="move what is in the way"):
        store.append(entry("a"))


def test_devices_are_merged_by_id_and_the_highest_revision_counts(store: JournalStore, folder: Path) -> None:
    store.append(entry("a"))
    store.append(entry("b", 1))
    laptop = JournalStore(folder, "laptop-77aa", folder.parent / "laptop.lock")
    laptop.append(replace(entry("a"), rev=1, units=3))
    laptop.append(entry("c", -5))
    tablet = JournalStore(folder, "tablet-0001", folder.parent / "tablet.lock")
    tablet.append(replace(entry("b", 1), rev=1, deleted=True))
    for one in (store, laptop, tablet, JournalStore(folder, "new-0000", folder.parent / "l")):
        assert names(one) == ["c", "a"]
        assert one.load()[1] == replace(entry("a", device="laptop-77aa"), rev=1, units=3)
    deleted = store.find("b")
    assert deleted is not None
    assert (deleted.deleted, deleted.rev) == (True, 1)
    assert store.find("d") is None


def test_lines_of_other_versions_survive_a_correction(store: JournalStore, folder: Path) -> None:
    folder.mkdir(parents=True)
    line = {**entry("a", device="future-1234").as_json(), "v": 9, "moon": "full"}
    (folder / "future-1234.jsonl").write_text(json.dumps(line) + "\n")
    (found,) = store.load()
    store.append(replace(found, rev=found.rev + 1, units=2))
    written = json.loads((folder / "desk-3fa1.jsonl").read_text())
    assert written == {**line, "device": "desk-3fa1", "rev": 1, "units": 2}


def test_files_are_read_on_and_not_again(store: JournalStore, folder: Path) -> None:
    for number in range(50):
        store.append(entry(f"{number:03}", number))
    first = store.load()
    assert all(one is other for one, other in zip(store.load(), first, strict=True))
    store.append(entry("050", 50))
    again = store.load()
    assert len(again) == 51
    assert all(one is other for one, other in zip(again, first, strict=False))
    store.forget()
    assert store.load() == again
    assert store.load()[0] is not first[0]


def test_the_list_is_the_callers_to_change(store: JournalStore) -> None:
    store.append(entry("a"))
    store.load().clear()
    assert names(store) == ["a"]


def test_a_file_replaced_shortened_or_rewritten_by_a_tool_is_read_afresh(
        store: JournalStore, folder: Path) -> None:
    store.append(entry("mine"))
    theirs = folder / "laptop.jsonl"
    theirs.write_text("".join(encode(entry(name, 1)) + "\n" for name in "abc"))
    assert names(store) == ["mine", "a", "b", "c"]
    theirs.write_text("".join(encode(entry(name, 1)) + "\n" for name in "xyzw"))  # same file, longer
    assert names(store) == ["mine", "w", "x", "y", "z"]
    theirs.write_text(encode(entry("x", 1)) + "\n")  # shorter
    assert names(store) == ["mine", "x"]
    fresh = folder / "laptop.tmp"
    fresh.write_text(encode(entry("q", 1)) + "\n" + encode(entry("r", 2)) + "\n")
    fresh.replace(theirs)
    assert names(store) == ["mine", "q", "r"]
    theirs.unlink()
    assert names(store) == ["mine"]


def test_a_journal_larger_than_one_block_is_read_whole(store: JournalStore, folder: Path) -> None:
    folder.mkdir(parents=True)
    lines = [encode(entry(f"{number:05}", number)) for number in range(2000)]
    lines[700], lines[1999] = "torn", lines[1999][:-5]
    (folder / "desk-3fa1.jsonl").write_text("\n".join(lines))
    assert names(store) == [f"{number:05}" for number in range(1999) if number != 700]
    assert [problem.split(": ")[0].split(":")[1] for problem in store.problems] == ["701", "2000"]


@given(st.lists(st.binary(max_size=40) | st.sampled_from([encode(entry(name)).encode() for name in "abc"]),
                max_size=8), st.data())
def test_a_growing_file_is_read_on_to_the_same_end_as_read_at_once(
        tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes], data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("journal")
    content = b"\n".join(pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(content)), max_size=4)))
    growing = JournalStore(folder, "d", folder / "lock")
    for end in [*cuts, len(content)]:
        (folder / "d.jsonl").write_bytes(content[:end])
        growing.load()
    at_once = JournalStore(folder, "d", folder / "lock")
    assert growing.load() == at_once.load()
    assert growing.problems == at_once.problems
