"""What the resident leaves out, and that it does not grow."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from resident.running import QUICK, Resident, own_mib, prepared, running, wait_for

from backbreak.door.protocol import DoorError


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return prepared(tmp_path / "home")


def seen(resident: Resident, name: str) -> str:
    return Path(f"/proc/{resident.process.pid}/{name}").read_text()


def descriptors(resident: Resident) -> int:
    return len(list(Path(f"/proc/{resident.process.pid}/fd").iterdir()))


def switches(resident: Resident) -> int:
    lines = seen(resident, "status").splitlines()
    return sum(int(line.split()[1]) for line in lines if "ctxt_switches" in line)


def slept(resident: Resident, seconds: float) -> bool:
    """Whether it was not awake once in that time."""
    before = switches(resident)
    time.sleep(seconds)
    return switches(resident) == before


def test_t08_neither_qt_nor_openssl_is_in_it_and_one_thread_is_enough(home: Path) -> None:
    with running(home, QT_QPA_PLATFORM="offscreen") as resident:
        resident.ask("start")
        resident.until("session")
        mapped = seen(resident, "maps")
        assert "libQt6" not in mapped and "PySide6" not in mapped and "libcrypto" not in mapped
        assert "Threads:\t1\n" in seen(resident, "status")


def test_nothing_wakes_it_while_nothing_happens(home: Path) -> None:
    with running(home) as resident:
        # What wakes it once, as its start does or a clock that is set, does so in one of these stretches.
        wait_for(lambda: slept(resident, 3), "three seconds in which nothing wakes it", 30)


def test_t33_a_hundred_prompts_answered_leave_no_descriptor_open(home: Path) -> None:
    with running(home, "--demo", QUICK) as resident:
        resident.until("prompting")
        resident.ask("snooze")
        resident.until("prompting")
        before = descriptors(resident)
        for number in range(100):
            resident.ask("snooze", minutes=0.2)
            resident.until("prompting")
            if number % 25 == 24:
                resident.ask("skip")
                resident.until("prompting")
        wait_for(lambda: descriptors(resident) <= before, "the descriptors to be closed")
        assert [entry.outcome for entry in resident.entries] == ["skipped"] * 4


def test_windows_that_came_and_went_two_hundred_times_leave_no_memory_behind(home: Path) -> None:
    """As they do it at the door; tests/bench/openings.py opens real ones."""

    def come_and_go() -> None:
        for command in ("panel-attach", "history", "settings"):
            with resident.door() as door, suppress(DoorError):
                door.request("subscribe")
                door.request(command)

    with running(home) as resident:
        for _turn in range(20):
            come_and_go()
        before, open_before = own_mib(resident), descriptors(resident)
        for _turn in range(200):
            come_and_go()
        assert own_mib(resident) <= before + 1
        wait_for(lambda: descriptors(resident) <= open_before, "the connections to be closed")
