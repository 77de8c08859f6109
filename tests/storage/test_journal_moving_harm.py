"""The journal moved with everything against it: a full disk, kill -9 at every step, other writers."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from storage.journals import HISTORY, entry, journal, names, picture

from backbreak.storage.failures import StorageError
from backbreak.storage.journal_copying import Copy
from backbreak.storage.journal_moving import move_journal
from backbreak.storage.places import Places
from backbreak.storage.settings import load


def in_a_child(act: Callable[[], None]) -> int:
    """Do it in a process of its own; gives how that ended."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            act()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_a_disk_that_is_full_before_the_end_leaves_everything_as_it_was(
    lived_in: Places, tmp_path: Path
) -> None:
    journal(lived_in).append(entry("long", 5, "desk-3fa1"))
    move_journal(lived_in, tmp_path / "old")
    before, said = picture(tmp_path / "home"), tmp_path / "said"

    def move_with_little_room() -> None:
        largest = (tmp_path / "old" / "desk-3fa1.jsonl").stat().st_size - 100
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        try:
            move_journal(lived_in, tmp_path / "new")
        except StorageError as error:
            said.write_text(str(error))

    assert in_a_child(move_with_little_room) == 0
    file = tmp_path / "new" / "desk-3fa1.jsonl"
    assert said.read_text() == f"cannot write {file}: File too large; make some room"
    assert not (tmp_path / "new").exists()
    assert picture(tmp_path / "home") == before


def test_a_file_there_that_keeps_nothing_is_named(lived_in: Places, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "lap-0002.jsonl").symlink_to("/dev/null")
    with pytest.raises(StorageError, match=r"cannot write .*/lap-0002.jsonl: "):
        move_journal(lived_in, tmp_path / "new")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["lap-0002.jsonl"]
    assert names(journal(lived_in)) == HISTORY


def test_a_folder_in_which_nothing_can_be_written_is_named(lived_in: Places) -> None:
    for closed in (Path("/sys"), Path("/proc")):  # to root, too
        with pytest.raises(StorageError, match=f"cannot write in {closed}: "):
            move_journal(lived_in, closed)
    assert names(journal(lived_in)) == HISTORY


def test_a_setting_that_cannot_be_written_leaves_all_as_it_was(lived_in: Places, tmp_path: Path) -> None:
    lived_in.settings_file.symlink_to("/proc/none/settings.toml")  # nobody can make that
    with pytest.raises(StorageError, match="cannot create the folder /proc/none"):
        move_journal(lived_in, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert names(journal(lived_in)) == HISTORY


def test_killed_at_every_step_it_loses_nothing_and_can_be_repeated(lived_in: Places, tmp_path: Path) -> None:
    """Each step is an operation on a file; the process ends right before it, as by kill -9."""
    step, code, where = 0, -signal.SIGKILL, tmp_path / "x"
    while code == -signal.SIGKILL:
        step, where = step + 1, tmp_path / f"new{step}"
        source = load(lived_in)[0].journal.folder
        code = in_a_child(lambda die_at=step, target=where: _move_and_die(lived_in, target, die_at))
        assert load(lived_in)[0].journal.folder in (source, str(where))
        store = journal(lived_in)
        assert names(store) == HISTORY and store.problems == []
        if code != 0:
            if load(lived_in)[0].journal.folder == source:
                move_journal(lived_in, where)
            assert names(journal(lived_in)) == HISTORY
            lines = [line for content in picture(where).values() for line in content.splitlines()]
            assert len(lines) == len(set(lines)) == len(HISTORY)
            move_journal(lived_in, lived_in.journal_dir())
    assert code == 0 and step > 30


def _move_and_die(lived_in: Places, target: Path, die_at: int) -> None:
    steps, where = 0, str(target.parent)

    def count(event: str, args: tuple[object, ...]) -> None:
        nonlocal steps
        if event.partition(".")[0] in ("os", "fcntl") or (event == "open" and str(args[0]).startswith(where)):
            steps += 1
            if steps == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    move_journal(lived_in, target)


def test_lines_written_while_it_moves_are_all_there_afterwards(lived_in: Places, tmp_path: Path) -> None:
    enough = tmp_path / "enough"
    pid = os.fork()
    if pid == 0:  # somebody who writes again and again, and lets go in between: a lock is not handed on
        try:
            store, number = journal(lived_in), 0
            while not enough.exists():
                store.append(entry(f"w{number:04}", 100 + number))
                number += 1
                time.sleep(0.001)
        finally:
            os._exit(0)
    lines = len(HISTORY)
    try:
        for number in range(20):
            end = time.monotonic() + 60
            while (more := len(names(journal(lived_in)))) == lines:
                assert time.monotonic() < end, "nobody writes"
            lines = more
            move_journal(lived_in, tmp_path / f"round{number}")
    finally:
        enough.touch()
        os.waitpid(pid, 0)
    written = names(journal(lived_in))[len(HISTORY):]
    assert written == [f"w{number:04}" for number in range(len(written))] and len(written) >= 20
    assert names(journal(lived_in))[: len(HISTORY)] == HISTORY


def test_what_somebody_else_has_put_in_place_of_a_copy_is_not_taken_away_with_it(
    lived_in: Places, tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    copy = Copy(lived_in.journal_dir(), tmp_path / "new")
    copy.bring(whole=True)
    newer = tmp_path / "new" / "lap-0002.jsonl"
    newer.write_text("a syncing tool was quicker\n")
    copy.undo()
    assert list(picture(tmp_path / "new")) == ["lap-0002.jsonl"]
