"""A resident that is killed leaves its socket behind, which must keep nobody out."""

from __future__ import annotations

from pathlib import Path

from resident.running import Resident, prepared, running
from stopwatch import Stopwatch


def test_t24_a_killed_resident_keeps_no_later_start_out(tmp_path: Path) -> None:
    home = prepared(tmp_path / "home")
    for _death in range(2):
        killed = Resident(home)
        killed.kill()
        assert killed.places.socket_path.exists()
    with running(home) as resident:
        watch = Stopwatch(resident.process.pid)
        assert resident.ask("status")["running"] is True
        assert watch.seconds() < 1
