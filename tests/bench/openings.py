"""What windows leave behind in the resident: `python tests/bench/openings.py [TIMES [WINDOW ...]]`.

Asks a real resident for every window that people open, 200 times each, waits until it is on a screen nobody
sees, and closes it. The budget: the resident's memory (PSS) stays within 2 MiB of what it was. It takes long.
Not a test: a busy machine would take for ever.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this folder: it has a `resident` of its own

from resident.running import Resident, hears, prepared, pss_mib, running, wait_for  # noqa: E402

WINDOWS = ("panel", "history", "settings", "welcome", "desk")
SEEN_S = 0.15
"""By then a window that can be asked to end has painted itself."""
AGAIN_S = 5.0


def open_and_close(resident: Resident, name: str) -> None:
    """Ask for a window, let it be seen, and end it as its close button would."""
    end = time.monotonic()
    while not any(hears(pid, signal.SIGTERM) for pid in resident.windows(name)):
        if time.monotonic() >= end:  # one that is just ending may have been asked to come to the front
            resident.ask(name)
            end = time.monotonic() + AGAIN_S
        time.sleep(0.01)
    time.sleep(SEEN_S)
    for pid in resident.windows(name):
        os.kill(pid, signal.SIGTERM)
    wait_for(lambda: not resident.windows(name), f"{name} is gone")


def main(times: int = 200, *names: str) -> None:
    """Print the memory before, after the first of each, and after all."""
    with (
        tempfile.TemporaryDirectory() as own,
        running(prepared(Path(own) / "home"), QT_QPA_PLATFORM="offscreen", TMPDIR=own) as resident,
    ):
        resident.ask("status")
        time.sleep(5)
        print(f"before                       {pss_mib(resident):7.2f} MiB", flush=True)
        for name in names or WINDOWS:
            open_and_close(resident, name)
        first = pss_mib(resident)
        print(f"after one of each            {first:7.2f} MiB", flush=True)
        for name in names or WINDOWS:
            for _time in range(times - 1):
                open_and_close(resident, name)
            print(f"after {times} of {name:18} {pss_mib(resident):7.2f} MiB", flush=True)
        time.sleep(5)
        print(f"at last                      {pss_mib(resident):7.2f} MiB", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), *sys.argv[2:])
