"""The resident's first breath: the import diet, and only then everything else."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Protocol

from backbreak.resident import lean


class RunOptions(Protocol):
    """What the command line says about how to run."""

    @property
    def home(self) -> Path | None:
        """The portable home, or None for the user's own folders."""

    @property
    def demo(self) -> float | None:
        """How many times faster the cycle's clock runs; None for real life."""

    @property
    def session_speed(self) -> float:
        """How many times faster sessions opened by this resident play."""


def main(options: RunOptions) -> int:
    """Be the resident until told to end; gives the exit code.

    Raises AlreadyRunningError when another one serves this home, BackbreakError when it cannot run at all.
    """
    lean.diet()
    gc.disable()  # nearly everything that is made from here to the docked icon stays for good
    from backbreak.resident.launch import run

    return run(options.home, options.demo, options.session_speed)
