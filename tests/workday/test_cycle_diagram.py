"""The diagram in the docs is drawn from the core, so it cannot tell of another one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_diagram_of_the_cycle_is_up_to_date(repository: Path) -> None:
    drawer = repository / "packaging" / "docs" / "draw_cycle.py"
    run = subprocess.run([sys.executable, str(drawer), "--check"], cwd=repository, check=False)
    assert run.returncode == 0, "run python packaging/docs/draw_cycle.py"
