"""A resident that dies between Start and the window: whoever pressed Start gets their session anyway."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from resident.running import attached, end_windows, prepared, running, wait_for

FAST = ("--session-speed", "60")
UNSEEN = {"QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return prepared(tmp_path / "home")


@pytest.mark.parametrize("window", ["lives", "dies"])
def test_the_next_resident_sees_to_it_that_the_session_is_played(home: Path, window: str) -> None:
    with running(home, *FAST, **UNSEEN) as resident:
        session = resident.ask("start")["session"]
        resident.kill()
        if window == "dies":
            end_windows(resident)
        with running(home, *FAST, **UNSEEN) as again:
            assert again.ask("status")["phase"] == "session" or again.entries
            wait_for(lambda: again.entries, "the session's line")
            assert [(entry.id, entry.outcome) for entry in again.entries] == [(session, "completed")]
            again.until("sitting")
            assert len(again.lines) == 1


def test_a_start_of_long_ago_is_forgotten(home: Path) -> None:
    with running(home, **UNSEEN) as resident:
        resident.ask("start")
        resident.kill()
        end_windows(resident)
        state = json.loads(resident.places.state_file.read_text())
        run = state["cycle"]["run"]
        for name in ("started", "heard", "listening"):
            run[name] = (datetime.fromisoformat(run[name]) - timedelta(minutes=1)).isoformat()
        resident.places.state_file.write_text(json.dumps(state))
        with running(home, **UNSEEN) as again:
            assert again.ask("status")["phase"] == "sitting"
            assert again.windows() == [] and again.lines == []


def test_what_is_played_is_opened_no_second_time(home: Path) -> None:
    with running(home, **UNSEEN) as resident:
        session = resident.ask("start")["session"]
        wait_for(lambda: attached(resident), "the window to have what it plays")
        resident.kill()
        end_windows(resident)
        with running(home, **UNSEEN) as again:
            assert again.ask("status")["phase"] == "sitting"
            assert all(entry.id != session for entry in again.entries)
