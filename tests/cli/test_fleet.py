"""A fleet's file from the shell: the example of the document, locks, and a change while the reminder runs."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from cli.program import PATIENCE_S, REPOSITORY, one_line, run, start, valid, wait_until

DOCUMENT = (REPOSITORY / "docs" / "fleet.md").read_text()


def example() -> str:
    """The file the document shows."""
    return DOCUMENT.partition("```toml\n")[2].partition("```")[0]


@pytest.fixture
def desk(tmp_path: Path) -> dict[str, str]:
    """A computer's folders, those of its user and those of the system."""
    folders = {
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "run",
        "XDG_CONFIG_DIRS": "etc",
    }
    for name in folders.values():
        (tmp_path / name).mkdir(mode=0o700)
    return {variable: str(tmp_path / name) for variable, name in folders.items()}


def fleet(desk: dict[str, str], text: str) -> Path:
    """Put the fleet's file in its place, in one step."""
    file = Path(desk["XDG_CONFIG_DIRS"], "backbreak", "settings.toml")
    file.parent.mkdir(exist_ok=True)
    file.with_suffix(".new").write_text(text)
    file.with_suffix(".new").rename(file)
    return file


def test_the_example_of_the_document_has_no_mistake_and_is_shown_as_promised(desk: dict[str, str]) -> None:
    file = fleet(desk, example())
    listed = run("config", "list", "--json", **desk)
    assert (listed.code, listed.err) == (0, "")
    valid("config-list", listed.json)
    told = {one["key"]: one for one in listed.json}
    locked = {key for key, one in told.items() if one["locked"]}
    assert locked == {"session.place", "journal.folder", *(key for key in told if key.startswith("quiet."))}
    assert (told["session.place"]["value"], told["session.place"]["from"]) == ("standing", "system")
    assert told["hours.friday"]["value"] == ["08:00-14:00"]
    assert told["quiet.microphone"]["from"] == "default"
    lines = {line.split()[0]: line for line in run("config", "list", **desk).out.splitlines()}
    assert lines["session.place"].endswith("  system-wide, locked")
    assert lines["quiet.microphone"].endswith("  default, locked")
    assert lines["sound.volume"].endswith("  system-wide")
    got = run("config", "get", "session.place", **desk)
    assert (got.out, got.err) == (
        "standing\n",
        f"backbreak: session.place is locked by the system-wide {file}\n",
    )
    refused = run("config", "set", "session.place", "floor", **desk)
    assert refused.code == 1 and one_line(refused.err)
    told = " ".join(run("config", "--help", **desk).out.split())
    assert "1 the file cannot be read or written, or the setting is locked for everybody 2" in told
    assert f"session.place is set for everybody on this computer, and locked in {file}" in refused.err
    assert not list(Path(desk["XDG_CONFIG_HOME"]).iterdir())
    assert run("config", "set", "session.exclude", "lumbar", **desk).code == 0


@pytest.fixture
def reminder(desk: dict[str, str]) -> Iterator[None]:
    """A resident of that computer that runs."""
    program = start(DBUS_SESSION_BUS_ADDRESS="", DISPLAY="", WAYLAND_DISPLAY="", **desk)
    try:
        wait_until(lambda: run("status", **desk).code == 0, "the resident")
        yield
    finally:
        program.send_signal(signal.SIGTERM)
        program.communicate(timeout=PATIENCE_S)


@pytest.mark.usefixtures("reminder")
def test_a_file_that_comes_changes_and_goes_applies_to_a_reminder_that_runs(desk: dict[str, str]) -> None:
    def limit_min() -> float:
        status = run("status", "--json", **desk).json
        due, since = (datetime.fromisoformat(status[key]) for key in ("due", "sitting_since"))
        return (due - since).total_seconds() / 60

    assert limit_min() == 120
    assert run("config", "set", "rhythm.sitting_limit_min", "45", **desk).code == 0
    wait_until(lambda: limit_min() == 45, "what the user wants")
    text = "[rhythm]\nsitting_limit_min = 60\n"
    lock = '[locked]\nkeys = ["rhythm.sitting_limit_min"]\n'
    file = fleet(desk, text + lock)  # in a folder that was not there
    wait_until(lambda: limit_min() == 60, "the lock")
    fleet(desk, lock + text.replace("60", "90"))
    wait_until(lambda: limit_min() == 90, "another value")
    fleet(desk, text)
    wait_until(lambda: limit_min() == 45, "what the user wants, as the lock is gone")
    fleet(desk, lock)
    wait_until(lambda: limit_min() == 120, "the default, locked")
    file.unlink()
    wait_until(lambda: limit_min() == 45, "what the user wants, as the file is gone")
