"""A resident that is killed leaves its socket behind, which must keep nobody out."""

from __future__ import annotations

import time
from pathlib import Path

from resident.running import Resident, prepared, running


def test_t24_a_killed_resident_keeps_no_later_start_out(tmp_path: Path) -> None:
    home = prepared(tmp_path / "home")
    for _death in range(2):
        killed = Resident(home)
        killed.kill()
        assert killed.places.socket_path.exists()
    with running(home) as resident:
        began = time.monotonic()
        assert resident.ask("status")["running"] is True
        assert time.monotonic() - began < 1
