"""Exercise packs while the resident runs: a new one applies at once, a broken one costs nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from resident.running import REPOSITORY, Resident, prepared, running, wait_for

from backbreak.door.protocol import DoorError

EXAMPLE = re.search(
    r"```toml\n(.*?)```", (REPOSITORY / "docs" / "exercise-packs.md").read_text(encoding="utf-8"), re.DOTALL
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return prepared(tmp_path / "home")


def knows(resident: Resident, exercise: str) -> bool:
    try:
        return bool(resident.ask("plan", exercise=exercise)["exercise"] == exercise)
    except DoorError:
        return False


def test_a_pack_applies_while_the_resident_runs_and_a_broken_one_is_told_of_and_left_out(home: Path) -> None:
    assert EXAMPLE
    with running(home) as resident:
        folder = resident.places.exercises_dir
        assert folder.stat().st_mode & 0o777 == 0o700
        assert not knows(resident, "neck-tilt")
        pack = folder / "neck-and-hip.toml"
        pack.write_text(EXAMPLE[1])
        wait_for(lambda: knows(resident, "neck-tilt"), "the pack")
        assert resident.ask("status")["round"] == {"number": 1, "done": 0, "total": 145}
        pack.write_text(EXAMPLE[1].replace("hold_s = 8", 'hold_s = "long"'))
        wait_for(lambda: not knows(resident, "neck-tilt"), "the broken pack to be left out")
        assert knows(resident, "pelvis-lift")
        told = f"{pack}: exercise 'neck-tilt': hold_s must be a number from 0 to 600, not 'long'"
        wait_for(lambda: told in resident.log.read_text(), "the log")
        pack.write_text(EXAMPLE[1])
        wait_for(lambda: knows(resident, "hip-opener"), "the mended pack")
        pack.unlink()
        wait_for(lambda: not knows(resident, "hip-opener"), "the pack to be gone")


def test_where_the_folder_of_packs_cannot_be_the_resident_runs_without(home: Path) -> None:
    (home / "data").mkdir(parents=True, exist_ok=True)
    (home / "data" / "exercises").write_text("a file in its place")
    with running(home) as resident:
        assert knows(resident, "pelvis-lift")
