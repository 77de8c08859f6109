"""The doctor's commands that make folders writable: they do, and touch nothing else."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from backbreak.cli.doctor import belongings
from backbreak.cli.doctor.access import made_writable, usable
from backbreak.core.settings import DEFAULT
from backbreak.storage.journal_folder import open_journal
from backbreak.storage.places import places_for

SUDO = 'sudo() { "$@"; }; '


def test_a_folder_that_is_not_there_is_made_and_nothing_above_it_is_touched(tmp_path: Path) -> None:
    tmp_path.chmod(0o751)
    folders = [tmp_path / "my home" / name for name in ("config", "data")]
    command = made_writable(folders)
    assert command == f"sudo install -d -m 0700 -o {os.getuid()} '{folders[0]}' '{folders[1]}'"
    assert subprocess.run(["sh", "-c", SUDO + command]).returncode == 0
    assert all(folder.stat().st_mode & 0o777 == 0o700 for folder in folders)
    assert tmp_path.stat().st_mode & 0o777 == 0o751
    assert "/" not in made_writable([Path("/nonexistent/home/config")]).split()  # nor is all the machine ours


def test_a_folder_of_ours_that_is_closed_is_opened(tmp_path: Path) -> None:
    closed = tmp_path / "config"
    closed.mkdir(mode=0o500)
    command = made_writable([closed])
    assert command == f"chmod u+rwx {closed}"
    assert subprocess.run(["sh", "-c", command]).returncode == 0
    assert closed.stat().st_mode & 0o700 == 0o700 and usable(closed)


def test_what_no_command_mends_has_none(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    assert not usable(tmp_path / "home" / "config")
    assert made_writable([tmp_path / "home" / "config"]) == ""


def test_a_folder_of_somebody_else_is_only_taken_where_it_lies_in_one_of_ours(tmp_path: Path) -> None:
    assert made_writable([Path("/usr")], user=12345) == ""
    lost = tmp_path / "config"
    lost.mkdir()
    assert made_writable([lost], user=12345) == ""
    if os.getuid() == 0:  # others cannot give a folder away
        os.chown(tmp_path, 12345, -1)
        assert made_writable([lost], user=12345) == f"sudo chown -R 12345 {lost}"


def test_a_file_in_the_place_of_a_folder_is_to_be_moved_not_to_be_made_writable(tmp_path: Path) -> None:
    places = places_for(tmp_path)
    places.data.touch()
    found = [*belongings.folders(places), *belongings.journal(open_journal(places, DEFAULT))]
    assert [(one.name, one.state, one.fix, one.command) for one in found] == [
        ("folders", "missing", "move what is in the way", ""),
        ("journal", "missing", "move what is in the way", ""),
    ]
    assert str(places.data) in found[0].text
