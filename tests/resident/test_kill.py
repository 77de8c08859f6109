"""Killed at any moment, then started again: what was acknowledged is there, once."""

from __future__ import annotations

import os
import random
import signal
import socket
import threading
import time
from contextlib import suppress
from functools import partial
from itertools import cycle
from pathlib import Path

import pytest
from resident.running import QUICK, attached, end_windows, prepared, running, units_on_disk, wait_for

from backbreak.door.client import Client, NotRunningError
from backbreak.door.protocol import DoorError

DEMO = ("--demo", QUICK)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return prepared(tmp_path / "home")


def play(door: Client, units: int) -> str:
    """Play that many units of the session whose turn it is; gives its id."""
    session = str(door.request("session-begin")["session"]["id"])
    for unit in range(1, units + 1):
        door.request("session-beat", {"session": session, "units": unit, "played_s": 10.0 * unit})
    return session


def test_what_a_session_has_reported_is_a_partial_after_a_kill(home: Path) -> None:
    with running(home) as resident, resident.door() as door:
        session = play(door, 3)
        resident.kill()
        with running(home) as again:
            (entry,) = again.entries
            assert (entry.id, entry.outcome, entry.units) == (session, "partial", 3)
            assert entry.seconds == 30.0 and entry.prompted is None
            assert again.ask("status")["phase"] == "sitting"
        with running(home) as once_more:
            assert len(once_more.lines) == 1


def test_a_player_that_leaves_the_door_has_ended_its_session(home: Path) -> None:
    with running(home) as resident:
        with resident.door() as door:
            play(door, 2)
        resident.until("sitting")
        assert [(entry.outcome, entry.units) for entry in resident.entries] == [("partial", 2)]


def test_a_second_start_is_refused_and_does_not_take_the_session_over(home: Path) -> None:
    with running(home, QT_QPA_PLATFORM="offscreen") as resident, resident.door() as door:
        session = play(door, 1)
        for command in ("start", "session-begin"):
            with pytest.raises(DoorError, match="a session is going on"):
                resident.ask(command)
        door.close()  # the first player is still the one whose leaving ends it
        resident.until("sitting")
        assert [entry.id for entry in resident.entries] == [session]


def test_a_player_survives_the_end_of_the_resident(home: Path) -> None:
    with running(home) as resident, resident.door() as door:
        play(door, 2)
        resident.end()
        assert resident.lines == []  # its player lives and may do more


def test_a_snooze_goes_on_after_a_kill(home: Path) -> None:
    with running(home, *DEMO) as resident:
        resident.until("prompting")
        snoozed = resident.ask("snooze", minutes=1000)
        assert snoozed["phase"] == "snoozed"
        resident.kill()
    with running(home, *DEMO) as again:
        status = again.ask("status")
        assert (status["phase"], status["snoozes"]) == ("snoozed", 1) or status["phase"] == "prompting"
        again.until("prompting")
        assert again.ask("status")["snoozes"] == 1


def test_a_pause_goes_on_after_a_kill(home: Path) -> None:
    with running(home) as resident:
        until = resident.ask("pause", until="90m")["paused_until"]
        resident.kill()
    with running(home) as again:
        status = again.ask("status")
        assert (status["phase"], status["paused_until"]) == ("paused", until)
        again.kill()
    with running(home) as again:
        assert again.ask("resume")["phase"] == "sitting"


def test_answers_are_there_once_whenever_the_kill_comes(home: Path) -> None:
    chance, skips, lives = random.Random(7), 0, 5
    for _ in range(lives):
        with running(home, *DEMO) as resident:
            resident.until("prompting")
            death = threading.Timer(chance.uniform(0.05, 1.0), resident.process.kill)
            death.start()
            with suppress(DoorError, NotRunningError):  # it died before it could answer
                while True:
                    phase = resident.ask("status")["phase"]
                    if phase == "prompting" and chance.random() < 0.7:
                        resident.ask("snooze", minutes=1)
                    elif phase in ("prompting", "snoozed", "held"):
                        resident.ask("skip")
                        skips += 1
            death.join()
            resident.process.wait()
    with running(home, *DEMO) as resident:
        entries = resident.entries
        assert {entry.outcome for entry in entries} <= {"skipped"}
        assert skips <= len(entries) <= skips + lives
        assert len(resident.lines) == len(entries)


@pytest.mark.parametrize("victim", ["resident", "player"])
def test_a_kill_around_a_swap_loses_nothing_acknowledged_and_doubles_nothing(home: Path, victim: str) -> None:
    chance = random.Random(victim)
    known: dict[str, int] = {}
    for _life in range(6):
        with running(home) as resident, resident.door() as door:
            session = play(door, 1)
            known[session] = 1
            end = resident.process.kill if victim == "resident" else partial(hang_up, door)
            death = threading.Timer(chance.uniform(0.0, 0.2), end)
            death.start()
            with suppress(DoorError, OSError):
                for other in cycle(("hip-flex", "pelvis-lift")):
                    units = chance.randint(known[session], 2)
                    facts = {"session": session, "units": units, "played_s": 9.0, "exercise": other}
                    swapped = door.request("session-swap", facts)
                    assert (swapped["closed"] is None) == (units == 0)
                    known[session] = units
                    session = swapped["session"]["id"]
                    known.setdefault(session, 0)
            death.join()
            if victim == "resident":
                resident.process.wait()
            else:
                resident.until("sitting")
    with running(home) as again:
        written = {entry.id: entry.units for entry in again.entries}
        assert written.keys() >= {name for name, units in known.items() if units}
        unknown = written.keys() - known.keys()
        assert all(written[name] in (1, 2) for name in unknown) and len(unknown) <= 6  # one on its way each
        assert len(again.lines) == len(written)


def hang_up(door: Client) -> None:
    """As the death of the process at the other end does."""
    door._socket.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("victims", ["resident", "window", "both"])
def test_a_session_window_and_its_resident_may_be_killed_at_any_moment(home: Path, victims: str) -> None:
    """Whole units that were on disk are in the journal, in one entry, and the program goes on."""
    chance = random.Random(victims)
    for life in range(2):
        with running(home, "--session-speed", "40", QT_QPA_PLATFORM="offscreen") as resident:
            before = len(resident.entries)
            session = resident.ask("start")["session"]
            wait_for(lambda: attached(resident), "the window")
            time.sleep(chance.uniform(0.0, 2.2))
            if victims != "window":
                resident.kill()
            if victims != "resident":
                end_windows(resident)
            with_units = units_on_disk(resident, str(session))
            if victims == "resident":  # the window plays on, and writes the entry itself
                wait_for(lambda: len(resident.entries) == before + 1, "the window's own line")  # noqa: B023
                end_windows(resident)
        with running(home, QT_QPA_PLATFORM="offscreen") as again:
            again.until("sitting")
            found = [entry for entry in again.entries if entry.id == session]
            assert len(found) == (1 if with_units or victims == "resident" else len(found)) <= 1, life
            if found:
                assert (found[0].units or 0) >= with_units
            if victims == "resident":
                assert found[0].outcome == "completed"


def test_t07_a_stopped_resident_takes_one_decision_when_it_goes_on(home: Path) -> None:
    with running(home, *DEMO) as resident:
        os.kill(resident.process.pid, signal.SIGSTOP)
        time.sleep(2.5)
        os.kill(resident.process.pid, signal.SIGCONT)
        status = resident.until("prompting")
        assert status["snoozes"] == 0 and resident.lines == []
