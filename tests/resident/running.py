"""A real resident in a process of its own, spoken to through its door."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from resident.world import NINE

from backbreak.core.entry import Entry
from backbreak.door.client import Client, NotRunningError, connect
from backbreak.door.protocol import DoorError
from backbreak.resident.unseen import INTRODUCED
from backbreak.storage.care import acknowledge
from backbreak.storage.identity import identity
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import places_for
from backbreak.storage.state import StateStore

REPOSITORY = Path(__file__).parents[2]
PATIENCE_S = 60.0
QUICK = "14400"
"""A demo in which two hours of sitting are half a second."""


class Resident:
    """One run of the program for a home."""

    def __init__(self, home: Path, *args: str, prefix: Sequence[str] = (), **env: str | None) -> None:
        self.home = home
        self.places = places_for(home)
        changed = {key: value for key, value in env.items() if value is not None}
        kept = {key: value for key, value in os.environ.items() if key not in env}
        kept.pop("QT_QPA_PLATFORM", None)
        self.log = home.with_name(home.name + ".stderr")
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*prefix, sys.executable, "-m", "backbreak", "--home", str(home), *args],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=REPOSITORY, env=kept | changed,
            )  # fmt: skip
        wait_for(self._answers, "the resident")

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        try:
            with self.door() as door:
                # Whoever knocks before the program is there waits, as no command would on a busy machine.
                return door.greeting.pid == self.process.pid and bool(door.request("status"))
        except (NotRunningError, DoorError):
            return False

    def door(self) -> Client:
        """Knock, with more patience than a command has: a test asks what is answered, not how soon."""
        return connect(self.places.socket_path, None, PATIENCE_S)

    def ask(self, command: str, **args: object) -> dict[str, Any]:
        with self.door() as door:
            return door.request(command, args)

    def until(self, *phases: str) -> dict[str, Any]:
        """Wait for one of the phases, and give the status."""
        status: dict[str, Any] = {}

        def there() -> bool:
            status.update(self.ask("status"))
            return status["phase"] in phases

        wait_for(there, f"{phases}, not {status.get('phase')}")
        return status

    def kill(self) -> None:
        """As the kernel does when memory runs out."""
        self.process.kill()
        self.process.wait()

    def end(self) -> int:
        """As a logout does; gives the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE_S)

    def windows(self, kind: str = "session") -> list[int]:
        """The process ids of this home's windows of a kind, whoever has started them."""
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    words = (folder / "cmdline").read_bytes().split(b"\0")
                except OSError:
                    continue
                if b"window" in words and kind.encode() in words and os.fsencode(self.home) in words:
                    found.append(int(folder.name))
        return found

    @property
    def entries(self) -> list[Entry]:
        return JournalStore(self.places.journal_dir(""), "nobody", self.places.journal_lock).load()

    @property
    def lines(self) -> list[str]:
        files = self.places.journal_dir("").glob("*.jsonl")
        return [line for file in files for line in file.read_text().splitlines()]


@contextmanager
def running(
    home: Path, *args: str, prefix: Sequence[str] = (), **env: str | None
) -> Iterator[Resident]:
    """A resident that does not outlive its test, nor does any window of its home; `prefix` starts it."""
    resident = Resident(home, *args, prefix=prefix, **env)
    try:
        yield resident
    finally:
        if resident.process.poll() is None:
            resident.end()
        end_windows(resident)


def end_windows(resident: Resident) -> None:
    """Kill the home's windows."""
    for pid in resident.windows():
        os.kill(pid, signal.SIGKILL)
    wait_for(lambda: not resident.windows(), "the windows to end")


def hears(pid: int, number: int) -> bool:
    """Whether a process handles a signal itself; one that is gone does not."""
    try:
        told = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return False
    caught = next((line.split()[1] for line in told.splitlines() if line.startswith("SigCgt")), "0")
    return bool(int(caught, 16) >> (number - 1) & 1)


def pss_mib(resident: Resident) -> float:
    """The resident's share of memory, as the kernel counts it; less, the more others run the same Python."""
    return _memory_mib(resident, "Pss")


def own_mib(resident: Resident) -> float:
    """The memory that is the resident's own, whoever else runs."""
    return _memory_mib(resident, "Anonymous")


def _memory_mib(resident: Resident, kind: str) -> float:
    lines = Path(f"/proc/{resident.process.pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")) / 1024


def units_on_disk(resident: Resident, session: str) -> int:
    """What the resident has on disk of that session, while it runs or after its death."""
    run = json.loads(resident.places.state_file.read_text())["cycle"]["run"]
    return int(run["units"]) if run is not None and run["id"] == session else 0


def attached(resident: Resident) -> bool:
    """Whether the window of the session that was started has what it is to play."""
    return "opening" not in json.loads(resident.places.state_file.read_text())


def wait_for(condition: Callable[[], object], what: str, seconds: float = PATIENCE_S) -> None:
    """Wait until something is the case."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited too long for {what}"
        time.sleep(0.01)


def prepared(home: Path, settings: str = "") -> Path:
    """A home whose user has read the note of care and seen the panel, with these settings.

    Where nothing shows the icon it would come by itself otherwise, a while after the start.
    """
    places = places_for(home)
    places.ensure()
    acknowledge(places, NINE)
    identity(places)
    if not places.state_file.exists():
        StateStore(places.state_file).save({"v": 1, INTRODUCED: True})
    if settings:
        places.settings_file.write_text(settings)
    return home
