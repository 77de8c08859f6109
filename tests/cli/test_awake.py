"""A terminal session without a resident keeps the screen on, wherever there is somebody to ask."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from resident.conftest import session_bus
from resident.screensaver import KINDS, keepers
from stopwatch import Stopwatch

from backbreak.cli.doctor import awake
from backbreak.cli.doctor.bus import Bus
from backbreak.cli.player.awake import KeepAwake


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with session_bus(tmp_path) as (found, _daemon):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", found)
        yield found


async def until(condition) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.005)


def test_every_service_is_asked_and_let_go_when_it_is_over(address: str) -> None:
    async def story() -> None:
        async with keepers(address, *KINDS) as kept:
            with KeepAwake({}) as awake:
                for _ in range(2):
                    awake.hold()
                    awake.hold()
                    await until(lambda: all(one.held for one in kept.values()))
                    await asyncio.to_thread(awake.release)
                    await until(lambda: not any(one.held for one in kept.values()))
                awake.hold()
                await until(lambda: all(one.held for one in kept.values()))
            await until(lambda: not any(one.held for one in kept.values()))
            assert {one.asked for one in kept.values()} == {3}

    asyncio.run(asyncio.wait_for(story(), 60))


def test_over_ssh_the_screen_of_the_other_machine_is_left_alone(address: str) -> None:
    async def story() -> None:
        async with keepers(address, *KINDS) as kept:
            with KeepAwake({"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"}) as awake:
                awake.hold()
                await asyncio.sleep(0.3)
                assert not any(one.asked for one in kept.values())

    asyncio.run(asyncio.wait_for(story(), 60))


@pytest.mark.parametrize("where", ["unix:path=/nowhere/bus", "nonsense", ""])
def test_without_a_bus_nothing_happens_and_nobody_waits(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", where)
    with KeepAwake({}) as awake:
        watch = Stopwatch()
        awake.hold()
        awake.release()
        awake.hold()
    assert watch.seconds() < 1.0


@pytest.mark.parametrize(
    ("names", "environ", "state", "text"),
    [
        ({"org.freedesktop.ScreenSaver", "org.kde.Other"}, {}, "ok", "org.freedesktop.ScreenSaver"),
        (set(), {"DISPLAY": ":0"}, "degraded", "X11"),
        (set(), {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "missing", "no service"),
        (set(), {}, "missing", "no service"),
    ],
)
def test_the_doctor_names_who_keeps_the_screen_on(
    names: set[str], environ: dict[str, str], state: str, text: str
) -> None:
    found = awake.check(Bus(frozenset(names)), environ)
    assert (found.name, found.state) == ("awake", state)
    assert text in found.text and bool(found.fix) is (state != "ok")
