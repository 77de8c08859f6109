"""The resident as a process: started, spoken to, disturbed, ended."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from resident.running import PATIENCE_S, QUICK, REPOSITORY, Resident, prepared, running, wait_for
from stopwatch import Stopwatch, quickest_s

from backbreak.core.instants import read_instant
from backbreak.core.journal import Entry, Outcome, encode
from backbreak.door.protocol import DoorError


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return prepared(tmp_path / "home")


def bare(home: Path, **env: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "backbreak", "--home", str(home)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        cwd=REPOSITORY, env=os.environ | env,
    )  # fmt: skip


def command(home: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """What a person types."""
    return subprocess.run(
        [sys.executable, "-m", "backbreak", "--home", str(home), *args],
        capture_output=True, text=True, timeout=60, cwd=REPOSITORY,
        env={key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"},
    )  # fmt: skip


def test_t24_of_twenty_started_at_once_one_stays_and_nineteen_are_done(home: Path) -> None:
    started = [bare(home, QT_QPA_PLATFORM="") for _ in range(20)]  # without a screen the status is told
    try:
        wait_for(lambda: sum(one.poll() is None for one in started) <= 1, "nineteen to end", 100)
        ended = [one for one in started if one.poll() is not None]
        assert [one.returncode for one in ended] == [0] * 19
        for one in ended:
            out, err = one.communicate()
            assert ("Next break at" in out or "running already" in out) and err == ""
    finally:
        for one in started:
            one.terminate()
            one.communicate()


def test_a_second_start_hands_over_within_a_second(home: Path) -> None:
    with running(home) as resident:

        def handing_over() -> float:
            watch, second = Stopwatch(resident.process.pid), bare(home)
            seconds = watch.seconds_to_the_end_of(second)
            out, err = second.communicate()
            assert (second.returncode, err) == (0, "") and "Next break" in out
            return seconds

        assert quickest_s(1.0, handing_over) < 1.0


@pytest.mark.parametrize(
    "address", ["unix:path=/nowhere/bus", "unix:abstract=nobody", "nonsense", "tcp:host=127.0.0.1,port=1", ""]
)
def test_it_runs_without_a_bus_whatever_the_address_says(home: Path, address: str) -> None:
    with running(home, DBUS_SESSION_BUS_ADDRESS=address) as resident:
        assert resident.ask("status")["tray"] is False
        assert resident.end() == 0


@pytest.mark.parametrize("zone", ["Foo/Bar", ":/etc/nonexistent", "", "CET-1CEST", None])
def test_t14_it_starts_in_whatever_zone(home: Path, zone: str | None) -> None:
    with running(home, TZ=zone) as resident:
        assert resident.ask("status")["phase"] == "sitting"


def test_t09_a_snooze_from_another_process_brings_the_prompt_in_time(home: Path) -> None:
    with running(home, "--demo", QUICK) as resident:
        for snoozes in range(3):
            assert resident.until("prompting")["snoozes"] == snoozes
            watch = Stopwatch(resident.process.pid)
            resident.ask("snooze")
        resident.until("prompting")
        assert watch.seconds() < 2  # ten minutes are 42 ms there


def test_bad_settings_are_a_line_each_and_the_program_runs_with_defaults(tmp_path: Path) -> None:
    bad = '[rhythm]\nsitting_limit_min = "long"\nsnooze_min = 500\n[hours]\nmonday = ["9-5"]\n'
    with running(prepared(tmp_path / "home", bad)) as resident:
        assert limit_s(resident) == 7200
        lines = resident.log.read_text().splitlines()
    assert len(lines) == 3
    for line, key in zip(lines, ["sitting_limit_min", "snooze_min", "monday"], strict=True):
        assert line.startswith("backbreak: ") and "settings.toml" in line and key in line


def test_settings_edited_while_it_runs_apply_at_once(home: Path) -> None:
    with running(home) as resident:
        for text, limit in (("[rhythm]\nsitting_limit_min = 45\n", 2700), ("[rhythm\n", 7200)):
            watch = Stopwatch(resident.process.pid)
            resident.places.settings_file.write_text(text)
            wait_for(lambda: limit_s(resident) == limit, "the new limit")  # noqa: B023 - called at once
            assert watch.seconds() < 2
        assert resident.log.read_text().count("settings.toml") == 1


def test_settings_in_a_folder_that_was_made_anew_are_seen_at_the_next_wake_up(home: Path) -> None:
    prepared(home, "[rhythm]\nsitting_limit_min = 100\n")
    with running(home, "--demo", "240") as resident:
        assert limit_s(resident) == 6000
        config = resident.places.config
        config.rename(config.with_name("before"))
        prepared(home, "[rhythm]\nsitting_limit_min = 90\n")
        resident.ask("pause", until="2m")  # its end is a wake-up, half a second later
        wait_for(lambda: limit_s(resident) == 5400, "the new limit")


@pytest.mark.parametrize("how", ["quit", "SIGTERM"])
def test_it_ends_cleanly_and_with_a_stamp(home: Path, how: str) -> None:
    with running(home) as resident:
        state = resident.places.state_file.stat().st_mtime_ns
        if how == "quit":
            resident.ask("quit")
            assert resident.process.wait(PATIENCE_S) == 0
        else:
            assert resident.end() == 0
        assert resident.places.state_file.stat().st_mtime_ns > state
        assert not resident.places.socket_path.exists()
        assert resident.log.read_text() == ""


def test_after_quit_it_can_be_started_at_once(home: Path) -> None:
    for _ in range(4):
        with running(home) as resident:
            assert command(home, "quit").returncode == 0
            assert not resident.places.socket_path.exists()


def test_a_countdown_goes_on_after_a_kill(home: Path) -> None:
    with running(home) as resident:
        due = read_instant(resident.ask("status")["due"])
        resident.kill()
        with running(home) as again:
            assert abs((read_instant(again.ask("status")["due"]) - due).total_seconds()) <= 1


@pytest.mark.parametrize("ahead_s", [-1, 30])
def test_a_break_on_another_device_starts_the_spell_anew(home: Path, ahead_s: int) -> None:
    with running(home) as resident:
        wait_for(lambda: resident.ask("status")["sitting_s"] >= 4, "four seconds of sitting")
        before = resident.ask("status")["sitting_since"]
        entry = Entry(
            id="01ABROAD", at=datetime.fromtimestamp(int(time.time()) + ahead_s, UTC), device="lap-0002",
            outcome=Outcome.PARTIAL, exercise="hip-flex", units=2, planned_units=10, round=1,
        )  # fmt: skip
        (resident.places.journal_dir("") / "lap-0002.jsonl").write_text(encode(entry) + "\n")
        wait_for(lambda: resident.ask("status")["sitting_since"] > before, "the new spell")
        status = resident.ask("status")
        since, now = read_instant(status["sitting_since"]), datetime.now(UTC) + timedelta(seconds=1)
        assert since == entry.at if ahead_s < 0 else since <= now  # nobody has begun to sit in time to come
        assert status["round"]["done"] == 2
        assert len(resident.lines) == 1


def test_a_subscriber_is_told_of_every_change(home: Path) -> None:
    with running(home) as resident, resident.door() as door:
        assert door.request("subscribe")["phase"] == "sitting"
        resident.ask("pause", until="90m")
        resident.ask("resume")
        told: list[dict] = []
        wait_for(lambda: told.extend(door.pushes()) or len(told) >= 2, "two pushes")
        assert [one["data"]["phase"] for one in told] == ["paused", "sitting"]
        assert {one["push"] for one in told} == {"snapshot"}


REFUSED = [
    ("snooze", {}, "nonsense"), ("skip", {}, "nonsense"), ("resume", {}, "nonsense"),
    ("start", {}, "failed"), ("pause", {"until": "2020-01-01T00:00:00Z"}, "nonsense"),
    ("pause", {"until": "some day"}, "usage"), ("pause", {"until": 7}, "usage"),
    ("snooze", {"minutes": -1}, "usage"), ("snooze", {"minutes": "x"}, "usage"),
    ("meeting", {"minutes": 1e9}, "usage"), ("plan", {"exercise": "yoga"}, "usage"),
    ("plan", {"seconds": 5}, "usage"), ("session-attach", {"session": "x"}, "nonsense"),
    ("session-beat", {"session": "x", "units": 1}, "nonsense"),
    ("session-finish", {"session": "x"}, "nonsense"),
    ("session-finish", {"session": "x", "owed_side": "up"}, "usage"),
    ("session-feel", {"session": "x"}, "nonsense"), ("dance", {}, "usage"),
]  # fmt: skip


def test_every_refusal_is_one_line_that_helps(home: Path) -> None:
    with running(home) as resident:
        for name, args, code in REFUSED:
            with pytest.raises(DoorError) as refused:
                resident.ask(name, **args)
            text = str(refused.value)
            assert refused.value.code == code, (name, args, text)
            assert "\n" not in text and 20 < len(text) < 200, (name, args, text)
        for args in (("snooze",), ("skip",), ("resume",), ("start",)):
            done = command(home, *args)
            assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
            assert done.stderr.startswith(f"backbreak: {args[0]}: ")
        assert resident.ask("status")["phase"] == "sitting"


def test_a_pause_typed_on_the_command_line_is_by_the_clock_of_the_demo(home: Path) -> None:
    with running(home, "--demo", QUICK) as resident:
        resident.until("prompting")
        assert command(home, "pause", "90m").returncode == 0
        resident.until("sitting", "prompting", "held")
        assert command(home, "pause", "soon").returncode == 2


def limit_s(resident: Resident) -> float:
    """How long one may sit, by what the resident tells."""
    status = resident.ask("status")
    return (read_instant(status["due"]) - read_instant(status["sitting_since"])).total_seconds()
