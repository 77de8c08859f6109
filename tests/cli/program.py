"""The real program in a process of its own, with a home of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

REPOSITORY = Path(__file__).parents[2]
PATIENCE_S = 60


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)


def command(*args: str | Path) -> list[str]:
    """What a person types, as the system runs it."""
    return [sys.executable, "-m", "backbreak", *map(str, args)]


def environment(**more: str) -> dict[str, str]:
    """No display and no bus; compiled modules are kept, as they are in an installation."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    kept.pop("QT_QPA_PLATFORM", None)
    return {**kept, "PYTHONPYCACHEPREFIX": str(Path(os.environ["XDG_CACHE_HOME"], "compiled")), **more}


def run(*args: str | Path, stdin: str = "", timeout: float = PATIENCE_S, **env: str) -> Done:
    """Run one command to its end."""
    done = subprocess.run(
        command(*args),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=timeout,
        cwd=REPOSITORY,
        env=environment(**env),
    )
    return Done(done.returncode, done.stdout, done.stderr)


def start(*args: str | Path, **env: str) -> subprocess.Popen[str]:
    """Start one command and leave it running; its input is at its end from the first."""
    return subprocess.Popen(
        command(*args),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env=environment(**env),
    )


def wait_until(condition: Any, what: str) -> None:
    """Wait until something is the case."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, f"waited too long for {what}"
        time.sleep(0.02)


@contextmanager
def resident(home: Path, *args: str) -> Iterator[subprocess.Popen[str]]:
    """A running resident of that home, ended at the end."""
    program = start("--home", home, *args)
    try:
        wait_until(lambda: run("status", "--home", home).code == 0, "the resident")
        yield program
    finally:
        program.send_signal(signal.SIGTERM)
        program.communicate(timeout=PATIENCE_S)


def valid(name: str, document: object) -> None:
    """Raise unless the document is as its committed schema says."""
    schema: Mapping[str, Any] = json.loads(
        (REPOSITORY / "resources" / "schemas" / f"{name}.json").read_text()
    )
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(document)


def one_line(err: str) -> bool:
    """Whether an error is what every error is: one line that says whose it is."""
    return err.startswith("backbreak: ") and err.count("\n") == 1 and err.endswith("\n")


def journal(home: Path, *entries: Mapping[str, object], device: str = "desk-0001") -> Path:
    """Write journal lines as a device would have."""
    folder = home / "data" / "journal"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{device}.jsonl"
    with file.open("a") as out:
        out.writelines(json.dumps({"device": device, **entry}) + "\n" for entry in entries)
    return file


def entry(name: str, at: str, outcome: str = "completed", **more: object) -> dict[str, object]:
    """One journal line with the keys that must be there, and more."""
    return {"v": 1, "id": name, "rev": 0, "at": at, "outcome": outcome, **more}
