"""The journal moved while the resident runs: it goes on in the new folder, and no line falls in between."""

from __future__ import annotations

import os
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from resident.running import Resident, prepared, running, wait_for

from backbreak.core.instants import read_instant
from backbreak.core.journal import Entry, Outcome, encode
from backbreak.storage.identity import identity
from backbreak.storage.journal_deleting import delete_journal
from backbreak.storage.journal_folder import open_journal
from backbreak.storage.journal_moving import move_journal
from backbreak.storage.settings import load, set_value


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return prepared(tmp_path / "home")


def play(resident: Resident) -> str:
    """Have one unit of a session played and logged; gives its id."""
    with resident.door() as door:
        session = str(door.request("session-begin")["session"]["id"])
        door.request("session-beat", {"session": session, "units": 1, "played_s": 10.0})
        door.request("session-finish", {"session": session, "units": 1, "played_s": 10.0})
    return session


def ids(resident: Resident) -> list[str]:
    """What is in the journal, by the settings as they are on the disk."""
    return [entry.id for entry in open_journal(resident.places, load(resident.places)[0]).load()]


def units(resident: Resident) -> int:
    """How many units of the round the resident knows to be done."""
    return int(resident.ask("status")["round"]["done"])


def limit_min(resident: Resident) -> float:
    """How long one may sit, by what the resident tells."""
    status = resident.ask("status")
    return (read_instant(status["due"]) - read_instant(status["sitting_since"])).total_seconds() / 60


def away(name: str) -> bytes:
    """A break that was done on another device just now, by its clock, which is a little ahead."""
    at = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=5)
    told = Entry(id=name, at=at, outcome=Outcome.COMPLETED, device="lap-0002", exercise="lumbar", units=1)
    return encode(told).encode() + b"\n"


def test_it_reads_writes_and_watches_where_the_journal_lies_now(home: Path, tmp_path: Path) -> None:
    with running(home) as resident:
        first = play(resident)
        before, new = units(resident), tmp_path / "synced"
        move_journal(resident.places, new)
        second = play(resident)  # at once, whether or not it has heard of the move
        assert ids(resident) == [first, second] and units(resident) > before
        assert second.encode() not in next(resident.places.journal_dir().iterdir()).read_bytes()
        wait_for(lambda: resident.ask("status")["sitting_s"] >= 1, "a second of sitting")
        since = resident.ask("status")["sitting_since"]
        (new / "lap-0002.jsonl").write_bytes(away("away"))
        wait_for(lambda: resident.ask("status")["sitting_since"] > since, "the break of another device")

        by_hand = tmp_path / "by hand"
        set_value(resident.places, "journal.folder", str(by_hand))
        wait_for(lambda: units(resident) == 0, "an empty journal")
        third = play(resident)
        assert ids(resident) == [third]
        assert [path.name for path in by_hand.iterdir()] == [f"{identity(resident.places).device}.jsonl"]


def test_the_journal_deleted_it_goes_on_with_an_empty_one(home: Path) -> None:
    with running(home) as resident:
        play(resident)
        assert units(resident) == 1
        (gone,) = delete_journal(resident.places)
        assert not gone.exists() and units(resident) == 0
        after = play(resident)
        assert ids(resident) == [after] and units(resident) == 1


def test_breaks_logged_while_it_moves_to_and_fro_are_all_there(home: Path, tmp_path: Path) -> None:
    enough = tmp_path / "enough"
    with running(home) as resident:
        pid = os.fork()
        if pid == 0:  # somebody who cannot decide
            try:
                while not enough.exists():
                    for name in ("one", "two", "three"):
                        move_journal(resident.places, tmp_path / name)
                        time.sleep(0.001)  # a lock is not handed on to who waits for it
            finally:
                os._exit(0)
        try:
            played = [play(resident) for _ in range(6)]
        finally:
            enough.touch()
            os.waitpid(pid, 0)
        assert ids(resident) == played
        wait_for(lambda: units(resident) == len(played), "the round")


NONE_LEFT = 'echo 0 >/proc/sys/user/max_inotify_instances; exec "$@"'
WITHOUT_WATCHES = ("unshare", "-Ur", "sh", "-c", NONE_LEFT, "-")
"""Runs a program that gets no inotify, as where others have used it up; where that may be had."""


def test_without_any_watch_changes_are_seen_at_the_next_wake_up(home: Path, tmp_path: Path) -> None:
    possible = subprocess.run([*WITHOUT_WATCHES, "true"], capture_output=True, text=True)
    prefix = () if possible.returncode or possible.stderr else WITHOUT_WATCHES
    with running(home, "--demo", "240", prefix=prefix) as resident:
        move_journal(resident.places, tmp_path / "new")
        set_value(resident.places, "rhythm.sitting_limit_min", 100)
        resident.ask("pause", until="2m")  # its end is a wake-up, half a second later
        wait_for(lambda: limit_min(resident) == 100, "the new limit")
        (tmp_path / "new" / "lap-0002.jsonl").write_bytes(away("away"))
        resident.ask("pause", until="2m")
        wait_for(lambda: units(resident) == 1, "the break of another device")


def test_a_journal_on_a_drive_that_is_not_there_yet_is_told_and_found_when_it_comes(tmp_path: Path) -> None:
    (tmp_path / "drive").touch()
    home = prepared(tmp_path / "home", f'[journal]\nfolder = "{tmp_path}/drive/journal"\n')
    with running(home) as resident:
        wait_for(lambda: f"{tmp_path}/drive" in resident.log.read_text(), "a word on it")
        assert units(resident) == 0
        (tmp_path / "drive").unlink()
        (tmp_path / "drive" / "journal").mkdir(parents=True)
        (tmp_path / "drive" / "journal" / "lap-0002.jsonl").write_bytes(away("away"))
        wait_for(lambda: units(resident) == 1, "the break of another device")
