"""The session's window as a program of its own, one after the other."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from resident.running import prepared, running, units_on_disk, wait_for

FAST = ("--session-speed", "60")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return prepared(tmp_path / "home")


def test_a_window_that_still_shows_its_end_makes_room_for_the_next_session(home: Path) -> None:
    with running(home, *FAST, QT_QPA_PLATFORM="offscreen") as resident:
        resident.ask("start")
        wait_for(lambda: len(resident.entries) == 1, "the first session's line")
        (first,) = resident.windows()
        resident.ask("start")
        wait_for(lambda: len(resident.entries) == 2, "the second session's line")
        wait_for(lambda: first not in resident.windows(), "the first window to be gone")
        assert len(resident.windows()) == 1
        assert [entry.outcome for entry in resident.entries] == ["completed"] * 2
        resident.until("sitting")


def test_a_window_that_crashes_costs_what_was_not_reported_and_nothing_else(home: Path) -> None:
    with running(home, *FAST, QT_QPA_PLATFORM="offscreen") as resident:
        resident.ask("start")
        wait_for(resident.windows, "the window")
        (window,) = resident.windows()
        os.kill(window, signal.SIGSEGV)
        resident.until("sitting")
        resident.ask("start")
        wait_for(lambda: [one.outcome for one in resident.entries][-1:] == ["completed"], "the next line")


def test_a_session_plays_on_when_the_resident_is_told_to_quit(home: Path) -> None:
    with running(home, "--session-speed", "20", QT_QPA_PLATFORM="offscreen") as resident:
        session = resident.ask("start")["session"]
        wait_for(lambda: units_on_disk(resident, session), "the first unit")
        assert resident.end() == 0
        with running(home, QT_QPA_PLATFORM="offscreen") as again:
            assert again.ask("status")["phase"] == "session" or again.entries
            wait_for(lambda: again.entries, "the session's line")
            again.until("sitting")
            assert [(entry.id, entry.outcome) for entry in again.entries] == [(session, "completed")]
            assert len(again.lines) == 1
