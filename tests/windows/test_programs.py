"""The window programs as processes: played through, terminated, killed, and left by their resident."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from windows.conftest import PATIENCE_S

from backbreak.core.dose import Ledger, choose, limits_of
from backbreak.core.session import lay_out, plan_json
from backbreak.core.settings import Settings
from backbreak.storage import care, loose
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.identity import identity
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places, places_for

PLAY = (
    "import json, sys; from pathlib import Path; from backbreak.windows.main import session;"
    "from backbreak.core.plan_json import plan_from_json;"
    "from backbreak.windows.options import WindowOptions;"
    "plan = plan_from_json(json.loads(sys.argv[3]));"
    "sys.exit(session(WindowOptions(home=Path(sys.argv[1]), speed=float(sys.argv[2]), plan=plan)))"
)
"""A person's session: the plan they brought is played at once, all else waits for Start on the desk page."""
LONG_S = 1200.0
"""What is ended before its time lasts so long that no stalling machine comes to its end."""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = places_for(tmp_path)
    made.ensure()
    care.acknowledge(made, datetime(2026, 1, 5, tzinfo=UTC))
    return made


@pytest.fixture
def home_resident(places: Places, make_resident):
    return make_resident(places.socket_path)


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def journal_of(places: Places) -> JournalStore:
    return JournalStore(places.journal_dir(), identity(places).device, places.journal_lock)


def lines(places: Places) -> list[dict[str, object]]:
    files = places.journal_dir().glob("*.jsonl")
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def until(happened: Callable[[], object], what: str, process: subprocess.Popen[str] | None = None) -> None:
    """Wait for another process's doing; there is no event to wait for but its traces."""
    end = time.monotonic() + PATIENCE_S
    while not happened():
        if process is not None and process.poll() is not None:
            raise AssertionError(f"ended with {process.returncode} before {what}: {process.communicate()[1]}")
        assert time.monotonic() < end, what
        os.sched_yield()
        signal.sigtimedwait([], 0.02)


def units_kept(places: Places) -> int:
    note = places.state / loose.FILE_NAME
    try:
        return int(json.loads(note.read_text())["units"])
    except FileNotFoundError:
        return 0


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    return process.wait(PATIENCE_S), process.communicate()[1]


def first_plan(seconds: float = 120) -> dict[str, object]:
    catalogue, limits = load_catalogue(), limits_of(Settings(), seconds)
    choice = choose(Ledger.of([]), catalogue, limits, datetime(2026, 1, 5, tzinfo=UTC).date())
    return plan_json(lay_out(choice, catalogue, limits))


def play(places: Places, start: Start, speed: str, seconds: float = 120) -> subprocess.Popen[str]:
    return start("-c", PLAY, str(places.config.parent), speed, json.dumps(first_plan(seconds)))


def test_the_desk_page_closed_is_no_failure_and_leaves_nothing(places, start) -> None:
    for command in (("session",), ("window", "desk")):
        process = start("-m", "backbreak", *command, "--home", str(places.config.parent))
        until(places.identity_file.exists, "the page is filled", process)
        process.terminate()
        assert ended(process) == (0, "")
        places.identity_file.unlink()
    assert lines(places) == []


def test_alone_a_session_plays_to_its_end_and_is_logged_once(places, start) -> None:
    process = play(places, start, "100")
    until(lambda: lines(places), "the entry", process)
    process.terminate()
    assert ended(process) == (0, "")
    (entry,) = lines(places)
    assert (entry["outcome"], entry["units"]) == ("completed", entry["planned_units"])
    assert not (places.state / loose.FILE_NAME).exists()


def test_alone_and_killed_what_was_done_is_recorded_at_the_next_start(places, start) -> None:
    process = play(places, start, "20", LONG_S)
    until(lambda: units_kept(places) >= 2, "two units", process)
    process.kill()
    process.wait()
    done = units_kept(places)
    entry = loose.recover(places, journal_of(places))
    assert entry is not None
    assert (entry.outcome, entry.units) == ("partial", done)
    assert len(lines(places)) == 1


def test_terminated_it_reports_what_was_done(places, start) -> None:
    process = play(places, start, "20", LONG_S)
    until(lambda: units_kept(places) >= 1, "a unit", process)
    process.terminate()
    assert ended(process) == (0, "")
    (entry,) = lines(places)
    assert entry["outcome"] == "partial"


def playable(resident, speed: float, seconds: float = 120) -> None:
    laid_out = first_plan(seconds)
    answer = {
        "session": {"id": "01RUN", "plan": laid_out, "speed": speed},
        "care_needed": False,
        "entry": {
            "id": "01RUN", "rev": 0, "device": "desk-3fa1", "sat_s": 7331, "round": 1,
            "exercise": laid_out["exercise"], "planned_units": laid_out["units"],
        },
    }  # fmt: skip
    resident.answers |= {
        "session-attach": lambda args: answer,
        "session-beat": lambda args: {},
        "session-finish": lambda args: {"entry": {"id": "01RUN"}},
    }


def window(places: Places, start: Start, name: str, *more: str) -> subprocess.Popen[str]:
    return start("-m", "backbreak", "window", name, "--home", str(places.config.parent), *more)


def test_the_resident_killed_mid_session_the_window_plays_on_and_writes_one_entry(
    places, home_resident, start
) -> None:
    playable(home_resident, speed=20.0)
    home_resident.dies_at("session-beat", 2)
    process = window(places, start, "session", "--session", "01RUN")
    until(lambda: lines(places), "the entry", process)
    assert home_resident.commands().count("session-beat") == 2
    process.terminate()
    assert ended(process)[0] == 0
    (entry,) = lines(places)
    assert (entry["id"], entry["outcome"], entry["sat_s"]) == ("01RUN", "completed", 7331)


def test_resident_and_window_killed_nothing_done_is_lost(places, home_resident, start) -> None:
    playable(home_resident, speed=20.0, seconds=LONG_S)
    home_resident.dies_at("session-beat", 2)
    process = window(places, start, "session", "--session", "01RUN")
    until(lambda: home_resident.commands().count("session-beat") == 2, "two beats", process)
    told = int(home_resident.args_of("session-beat")["units"])
    until(lambda: units_kept(places) > told, "a unit after the resident's death", process)
    process.kill()
    process.wait()
    entry = loose.recover(places, journal_of(places))
    assert entry is not None
    assert (entry.id, entry.units or 0) >= ("01RUN", told + 1)


def test_a_terminated_window_finishes_through_its_resident(places, home_resident, start) -> None:
    playable(home_resident, speed=20.0, seconds=LONG_S)
    process = window(places, start, "session", "--session", "01RUN")
    until(lambda: "session-beat" in home_resident.commands(), "a beat", process)
    process.terminate()
    assert ended(process)[0] == 0
    assert home_resident.args_of("session-finish")["session"] == "01RUN"
    assert home_resident.args_of("session-finish")["completed"] is False
    assert lines(places) == []


def test_a_session_window_without_its_resident_fails_in_one_line(places, start) -> None:
    code, told = ended(window(places, start, "session", "--session", "01RUN"))
    assert code == 1
    assert told.startswith("backbreak: no resident answers")
    assert told.count("\n") == 1


def test_the_card_s_process_ends_with_the_invitation_and_when_terminated(
    places, home_resident, start
) -> None:
    home_resident.answers |= {"plan": lambda args: {}, "prompt-attach": lambda args: {"prompt": {}}}
    for end in (
        lambda process: process.terminate(),
        lambda process: home_resident.push({"phase": "sitting"}),
        lambda process: home_resident.stop(),
    ):
        asked = home_resident.commands().count("prompt-attach")
        process = window(places, start, "prompt")
        until(lambda: home_resident.commands().count("prompt-attach") > asked, "the card", process)  # noqa: B023
        end(process)
        assert ended(process)[0] == 0
