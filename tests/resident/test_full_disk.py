"""A disk that was full before backbreak came: reminders come all the same, and what is said of it is true."""

from __future__ import annotations

import json
import resource
import subprocess
from pathlib import Path

import pytest
from cli.program import one_line, run
from resident.running import QUICK, Resident, prepared, running, wait_for
from resident.world import NINE

from backbreak.door.protocol import DoorError
from backbreak.storage.care import acknowledge
from backbreak.storage.identity import identity
from backbreak.storage.places import places_for

FULL = ("prlimit", "--fsize=0:unlimited")
"""Runs a program that can make files and write nothing into them, as on a full disk."""

NO_FOLDERS = ("unshare", "-rm", "sh", "-c", """
set -e
mkdir -p "$0/run" "$0.run"
mount --bind "$0/run" "$0.run"
mount -t tmpfs -o nr_inodes=2 none "$0"
mkdir "$0/run"
mount --bind "$0.run" "$0/run"
exec "$@"
""")
"""Runs a program whose home is a disk on which there is room for the folder of its door and nothing else."""

FORGOTTEN = "done, but forgotten if backbreak ends before this can be written: cannot write "
LATER = "done, but something still waits to be written in the journal: cannot write "


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A home in which nothing was done but to read the note of care."""
    places = places_for(tmp_path / "home")
    places.ensure()
    acknowledge(places, NINE)
    return tmp_path / "home"


def make_room(resident: Resident) -> None:
    without_end = resource.RLIM_INFINITY
    resource.prlimit(resident.process.pid, resource.RLIMIT_FSIZE, (without_end, without_end))


def refusal(resident: Resident, command: str, **args: object) -> str:
    """What is said of a command that is not done to its end."""
    with pytest.raises(DoorError) as refused:
        resident.ask(command, **args)
    assert refused.value.code == "failed"
    return str(refused.value)


def devices(resident: Resident) -> dict[str, set[str]]:
    """Which devices the lines of each journal file are of."""
    files = resident.places.journal_dir().glob("*.jsonl")
    return {
        file.stem: {json.loads(line)["device"] for line in file.read_text().splitlines()} for file in files
    }


def test_a_first_start_on_a_full_disk_reminds_and_writes_everything_once_there_is_room(fresh: Path) -> None:
    with running(fresh, "--demo", QUICK, prefix=FULL) as resident:
        due = resident.until("prompting")["due"]
        told = refusal(resident, "skip")
        assert told.startswith(f"{FORGOTTEN}{resident.places.identity_file}: ")
        assert told.endswith("make some room")
        assert resident.ask("status")["due"] > due
        assert not resident.places.identity_file.exists() and resident.lines == []
        make_room(resident)
        wait_for(lambda: resident.lines, "the line that waits")
        assert resident.entries[0].outcome == "skipped"
        who = identity(resident.places)
        assert devices(resident) == {who.device: {who.device}}
        assert resident.end() == 0
    with running(fresh) as again:
        assert identity(again.places) == who


def test_a_disk_without_room_for_a_folder_keeps_no_reminder_from_coming(tmp_path: Path) -> None:
    home = tmp_path / "home"
    if subprocess.run([*NO_FOLDERS, home, "true"], capture_output=True).returncode:
        pytest.skip("nothing may be mounted here")
    with running(home, "--demo", QUICK, prefix=(*NO_FOLDERS, str(home))) as resident:
        resident.until("prompting")
        told = refusal(resident, "skip")
        assert told.startswith(FORGOTTEN.removesuffix("write ")) and "make some room" in told
        inside = ["nsenter", "-t", str(resident.process.pid), "-U", "-m", "--preserve-credentials"]
        subprocess.run([*inside, "mount", "-o", "remount,nr_inodes=100", home], check=True)
        journal = Path(f"/proc/{resident.process.pid}/root{resident.places.journal_dir()}")
        wait_for(lambda: list(journal.glob("*.jsonl")), "the line that waits")
        (file,) = journal.glob("*.jsonl")
        wait_for(lambda: '"skipped"' in file.read_text(), "its whole")


def test_a_name_that_somebody_else_has_kept_first_is_the_one_of_every_line(fresh: Path) -> None:
    with running(fresh, "--demo", QUICK, prefix=FULL) as resident:
        resident.until("prompting")
        refusal(resident, "skip")
        who = identity(resident.places)
        make_room(resident)
        wait_for(lambda: resident.lines, "the line that waits")
        resident.until("prompting")
        resident.ask("skip")
        wait_for(lambda: len(resident.lines) > 1, "the next line")
        assert identity(resident.places) == who
        assert devices(resident) == {who.device: {who.device}}


def test_what_holds_only_until_a_restart_is_said_to(fresh: Path) -> None:
    prepared(fresh)
    with running(fresh, prefix=FULL) as resident:
        for command, args, phase in (
            ("pause", {"until": "90m"}, "paused"),
            ("resume", {}, "sitting"),
            ("meeting", {"minutes": 30}, "sitting"),
        ):
            told = refusal(resident, command, **args)
            assert told.startswith(f"{FORGOTTEN}{resident.places.state_file}: ")
            status = resident.ask("status")
            assert (status["phase"], "meeting" in status["quiet"]) == (phase, command == "meeting")
        typed = run("pause", "90m", "--home", fresh)
        assert (typed.code, typed.out, one_line(typed.err)) == (1, "", True)
        assert typed.err.startswith(f"backbreak: {FORGOTTEN}")
        resident.kill()
    with running(fresh) as resident:
        assert resident.ask("status")["quiet"] == []
        resident.ask("pause", until="90m")
        resident.kill()
    with running(fresh) as resident:
        assert resident.ask("status")["phase"] == "paused"


def test_what_waits_for_the_journal_is_said_to_and_survives_a_kill(fresh: Path) -> None:
    prepared(fresh)
    who = identity(places_for(fresh))
    blocked = places_for(fresh).journal_dir() / f"{who.device}.jsonl"
    blocked.mkdir(parents=True)
    with running(fresh, "--demo", QUICK) as resident:
        resident.until("prompting")
        assert refusal(resident, "skip").startswith(f"{LATER}{blocked}: ")
        resident.kill()
    blocked.rmdir()
    with running(fresh) as resident:
        assert [entry.outcome for entry in resident.entries] == ["skipped"]
