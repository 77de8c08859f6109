"""What tools that sync leave in a journal's folder: copies are read, half-written files are not looked at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from storage.journals import entry, names

from backbreak.core.journal import encode
from backbreak.storage.journal import JournalStore, is_journal
from backbreak.storage.journal_deleting import device_of

COPIES = (
    "desk-3fa1.sync-conflict-20261128-101010-ABCDEFG.jsonl",  # Syncthing
    "desk-3fa1 (conflicted copy 2026-11-28 101010).jsonl",  # Nextcloud
    "desk-3fa1_conflict-20261128-101010.jsonl",  # ownCloud
    "desk-3fa1 (Kim's conflicted copy 2026-11-28).jsonl",  # Dropbox
    "desk-3fa1-KIMS-PC.jsonl",  # OneDrive
    "desk-3fa1 (1).jsonl",  # Google Drive
    "desk-3fa1 2.jsonl",  # iCloud
)
LITTER = (
    ".syncthing.desk-3fa1.jsonl.tmp",
    "~syncthing~desk-3fa1.jsonl.tmp",
    ".desk-3fa1.jsonl.~1f2e",  # Nextcloud
    ".~desk-3fa1.jsonl",
    "._desk-3fa1.jsonl",  # macOS
    ".#desk-3fa1.jsonl",  # Emacs
    "~$desk-3fa1.jsonl",
    "desk-3fa1.jsonl~",
    "desk-3fa1.jsonl.part",
    "desk-3fa1.jsonl.icloud",
    ".stignore",
    "desktop.ini",
)


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_that_a_conflict_has_left_is_read_once_and_counts_once(
    store: JournalStore, folder: Path, name: str
) -> None:
    for number in range(3):
        store.append(entry(f"a{number}", number))
    corrected = replace(entry("a1", 1), rev=1, units=5)
    (folder / name).write_text("".join(encode(one) + "\n" for one in (entry("a0"), corrected, entry("b", 9))))
    assert names(store) == ["a0", "a1", "a2", "b"]
    assert store.load()[1].units == 5 and store.problems == []


def test_what_is_half_written_is_passed_over_without_a_word(store: JournalStore, folder: Path) -> None:
    store.append(entry("a0"))
    for name in LITTER:
        (folder / name).write_bytes(b'{"v":1,"id":"torn","at\0\xff')
    (folder / ".#desk-3fa1.jsonl").unlink()
    (folder / ".#desk-3fa1.jsonl").symlink_to("kim@desk.1234")  # leads nowhere
    (folder / ".stfolder").mkdir()
    assert names(store) == ["a0"] and store.problems == []
    assert not any(map(is_journal, LITTER)) and all(map(is_journal, COPIES))


def test_a_file_put_in_place_of_another_is_read_anew_and_one_that_goes_takes_its_breaks_along(
    store: JournalStore, folder: Path
) -> None:
    store.append(entry("a0"))
    laptop, coming = folder / "lap-0002.jsonl", folder / ".syncthing.lap-0002.jsonl.tmp"
    for known in (["b1"], ["b1", "b2"], ["b2"]):
        lines = (encode(entry(name, 9, "lap-0002")) + "\n" for name in known)
        coming.write_text("".join(lines))
        coming.replace(laptop)
        assert names(store) == ["a0", *known]
    laptop.unlink()
    assert names(store) == ["a0"] and store.problems == []


@pytest.mark.parametrize("name", ["desk-3fa1.jsonl", *COPIES])
def test_a_copy_is_known_to_be_of_the_device_it_is_a_copy_of(name: str) -> None:
    assert device_of(Path(name)) == "desk-3fa1"
    assert device_of(Path(f"kims-2024-{name}")) == "kims-2024-desk-3fa1"
