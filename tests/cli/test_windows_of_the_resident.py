"""The commands that open a window: a resident opens it and they return; what they were given goes along."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.program import run
from cli.test_resident_commands import OldResident
from resident.running import Resident, prepared, running, wait_for
from resident.test_opening import LEAVES, SEEN_BY_NOBODY, environment

NAMES = ("panel", "history", "settings", "welcome")


@pytest.fixture
def resident(tmp_path: Path) -> Iterator[Resident]:
    with running(prepared(tmp_path / "home"), **SEEN_BY_NOBODY) as one:
        yield one
        for name in NAMES:
            for pid in one.windows(name):
                os.kill(pid, signal.SIGKILL)


def parent(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("PPid"))


def ask_for(name: str, resident: Resident, **env: str) -> None:
    """Type the command until a busy machine lets the resident answer in the time a command has.

    It has no display of its own: so it is the resident that opens the window.
    """

    def opened() -> bool:
        done = run(name, "--home", resident.home, **env)
        return (done.code, done.out, done.err) == (0, "", "")

    wait_for(opened, f"backbreak {name}")


def test_a_resident_opens_every_window_and_the_command_returns_at_once(resident: Resident) -> None:
    for name in NAMES:
        ask_for(name, resident, XDG_ACTIVATION_TOKEN=f"leave-{name}")
        wait_for(lambda name=name: resident.windows(name), f"the {name}")
        (window,) = resident.windows(name)
        assert parent(window) == resident.process.pid
        given = environment(window)
        assert [given.get(one) for one in LEAVES] == [f"leave-{name}"] * 2
        ask_for(name, resident)
        assert resident.windows(name) == [window]


def test_where_neither_has_a_display_it_says_what_does_the_same(tmp_path: Path) -> None:
    home = prepared(tmp_path / "home")
    with running(home, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM=""):
        for name in NAMES:
            done = run(name, "--home", home)
            assert (done.code, done.out) == (1, ""), name
            busy = " did not answer panel within 3 s: try again\n"
            assert ": use backbreak " in done.err or done.err.endswith(busy)


def test_one_of_another_version_is_asked_all_the_same(tmp_path: Path) -> None:
    old = OldResident(tmp_path)
    old.start()
    try:
        for name in ("history", "settings", "welcome"):
            wait_for(lambda name=name: run(name, "--home", tmp_path).code == 0, name)
            assert f'"{name}"' in old.asked[-1]
    finally:
        old.close()
