"""The drive with the journal pulled out while the resident runs, or before it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from resident.running import REPOSITORY, Resident, prepared, running, wait_for

from backbreak.core.journal import Entry
from backbreak.storage.journal_folder import open_journal
from backbreak.storage.settings import load


def play(resident: Resident) -> str:
    """Have one unit of a session played and logged; gives its id."""
    with resident.door() as door:
        session = str(door.request("session-begin")["session"]["id"])
        door.request("session-beat", {"session": session, "units": 1, "played_s": 10.0})
        finished = door.request("session-finish", {"session": session, "units": 1, "played_s": 10.0})
    assert finished["entry"]["id"] == session
    return session


def entries(resident: Resident) -> list[Entry]:
    return open_journal(resident.places, load(resident.places)[0]).load()


def typed(home: Path, *words: str) -> str:
    """What a command prints."""
    command = [sys.executable, "-m", "backbreak", *words, "--home", str(home)]
    return subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=True).stdout


def test_it_goes_on_and_brings_everything_in_when_the_drive_is_back(tmp_path: Path) -> None:
    stick, drawer = tmp_path / "stick", tmp_path / "drawer"
    stick.mkdir()
    home = prepared(tmp_path / "home", f'[journal]\nfolder = "{stick}/backbreak"\n')
    with running(home) as resident:
        first = play(resident)
        number = entries(resident)[0].round
        stick.rename(drawer)
        stick.mkdir()
        second = play(resident)
        assert resident.ask("status")["round"]["done"] == 2  # what was read is still known
        told = resident.ask("why")["journal"]["text"]
        assert str(stick / "backbreak") in told and "connect the drive" in told
        assert told in typed(home, "why")
        assert "is not there: connect the drive" in typed(home, "doctor")
    with running(home) as resident:
        third = play(resident)
        assert list(stick.iterdir()) == []
        stick.rmdir()
        drawer.rename(stick)
        assert resident.ask("why")["journal"] is None
        fourth = play(resident)
        assert [one.id for one in entries(resident)] == [first, second, third, fourth]
        assert entries(resident)[-1].round == number
        assert not resident.places.waiting_journal.exists()


def test_a_start_after_the_drive_is_back_brings_everything_in(tmp_path: Path) -> None:
    stick, drawer = tmp_path / "stick", tmp_path / "drawer"
    home = prepared(tmp_path / "home", f'[journal]\nfolder = "{stick}/backbreak"\n')
    with running(home) as resident:
        first = play(resident)
        stick.rename(drawer)
        second = play(resident)
    drawer.rename(stick)
    with running(home) as resident:
        wait_for(lambda: not resident.places.waiting_journal.exists(), "what has waited to be brought in")
        assert [one.id for one in entries(resident)] == [first, second]
        (file,) = os.listdir(stick / "backbreak")
        assert file.endswith(".jsonl")
