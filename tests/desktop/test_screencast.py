"""A shown screen, asked of a real PipeWire with real streams; and Xfce's presentation mode, of xfconfd."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dbus_fast.aio import MessageBus
from desktop.harness import waiting
from desktop.harness.pipewire import PipeWire
from desktop.harness.processes import Processes
from desktop.harness.promise import Promise
from desktop.harness.waiting import wait_until
from desktop.harness.xfce import write_bus_config
from desktop.listened import Watched, answer, children, run

from backbreak.resident.calls import name_owner
from backbreak.resident.quiet.screencast import ANSWERED_WITHIN_S, ScreenCast
from backbreak.resident.quiet.sources import PATIENCE_S, QuietError
from backbreak.resident.quiet.xfce_presentation import CHANNEL, PROPERTY, XfcePresentation
from backbreak.resident.quiet.xfconf import XFCONF


def stream_of(kind: str, media: str, node: str) -> dict[str, str]:
    """A stream's properties as a desktop gives them."""
    return {"media_class": kind, "media_name": media, "node_name": node}


MUTTER = stream_of("Stream/Output/Video", "meta-screen-cast-src", "gnome-shell")
WLROOTS = stream_of("Video/Source", "xdpw-stream-1", "xdg-desktop-portal-wlr")
KWIN = stream_of("Stream/Output/Video", "kwin-screencast-foot", "kwin_wayland")
KWIN_TOO = stream_of("Stream/Output/Video", "kwin-screencast-DP-1", "kwin_wayland-2")
CAMERA = {**stream_of("Video/Source", "webcam", "v4l2_input.usb"), "media_role": "Camera"}


@pytest.fixture
def pipewire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PipeWire]:
    """A PipeWire that this process is led to."""
    made = PipeWire(tmp_path / "run")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(made.run))
    yield made
    made.close()


@pytest.mark.parametrize("cast", [MUTTER, WLROOTS], ids=["mutter", "wlroots"])
def test_a_screen_is_shown_from_when_somebody_takes_the_stream_until_nobody_does(
    pipewire: PipeWire, cast: dict[str, str]
) -> None:
    giver = pipewire.stream(**cast)

    async def story() -> None:
        source = ScreenCast(asyncio.get_running_loop())
        assert await source.unavailable() is None
        async with Watched(source) as watched:
            assert await answer(source) is False  # offered, and nobody takes it
            told = asyncio.create_task(watched.becomes(True))
            taker = await asyncio.to_thread(pipewire.take, giver, node_name="firefox")
            await told
            over = asyncio.create_task(watched.becomes(False))
            await asyncio.sleep(0)
            taker.kill()
            await over

    run(story)


def test_a_camera_and_a_thumbnail_of_plasma_are_no_shown_screen(pipewire: PipeWire) -> None:
    pipewire.take(pipewire.stream(**CAMERA), node_name="firefox")
    pipewire.take(pipewire.stream(**KWIN), node_name="plasmashell", media_name="plasma-screencast-1")
    wait_until(lambda: running(pipewire) == {"v4l2_input.usb", "kwin_wayland"}, "both streams run")

    shown = pipewire.stream(**KWIN_TOO)

    async def story() -> None:
        source = ScreenCast(asyncio.get_running_loop())
        assert await answer(source) is False
        async with Watched(source) as watched:
            told = asyncio.create_task(watched.becomes(True))
            await asyncio.to_thread(pipewire.take, shown, node_name="chromium")
            await told

    run(story)


def running(pipewire: PipeWire) -> set[str]:
    """The names of the video nodes that run and give."""
    nodes = [one["info"] for one in pipewire.dump() if one["type"].endswith(":Node")]
    giving = [one for one in nodes if one["state"] == "running" and one["n-output-ports"]]
    return {one["props"]["node.name"] for one in giving}


def test_a_pipewire_that_stands_still_or_dies_is_given_up_and_leaves_no_child(pipewire: PipeWire) -> None:
    async def story() -> None:
        loop = asyncio.get_running_loop()
        source = ScreenCast(loop)
        async with Watched(source) as watched:
            assert await answer(source) is False
            os.kill(pipewire.server.pid, signal.SIGSTOP)
            began, promise = loop.time(), Promise(PATIENCE_S)
            with pytest.raises(QuietError, match="does not answer within"):
                await source.read()
            assert loop.time() - began > ANSWERED_WITHIN_S - 0.05
            assert promise.took_s() < PATIENCE_S
            os.kill(pipewire.server.pid, signal.SIGCONT)
            assert await answer(source) is False
            pipewire.server.kill()
            await watched.told_more_than(watched.changes, time.monotonic() + waiting.PATIENCE_S)
            with pytest.raises(QuietError):
                await source.read()
            changes = watched.changes
            await asyncio.sleep(1.2)  # what ends at once is not started again and again
            assert watched.changes <= changes + 1

    run(story)


def test_without_pipewire_or_its_program_the_source_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        source = ScreenCast(asyncio.get_running_loop())
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        assert await source.unavailable() == "no PipeWire listens on this computer"
        monkeypatch.setenv("PATH", str(tmp_path))
        assert await source.unavailable() == "pw-dump is not installed"
        with pytest.raises(QuietError, match="pw-dump cannot be started"):
            await source.read()
        with pytest.raises(QuietError, match="pw-dump cannot be started"):
            await source.watch(lambda: None)
        source.close()

    run(story)


def test_a_program_that_prints_for_ever_or_no_json_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pw-dump"
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    for prints, error in (("yes", "more than"), ("echo nothing here", "no JSON"), ("true", "no JSON")):
        program.write_text(f"#!/bin/sh\nexec {prints}\n")
        program.chmod(0o755)

        async def story(error: str = error) -> None:
            with pytest.raises(QuietError, match=error):
                await ScreenCast(asyncio.get_running_loop()).read()

        run(story)
    assert not children()


def test_presentation_mode_is_heard_of_and_xfconf_never_started_for_it(tmp_path: Path) -> None:
    processes = Processes(tmp_path)
    sockets = Path(tempfile.mkdtemp(prefix="bus-", dir="/tmp"))  # the name of a socket may not be long
    config = write_bus_config(tmp_path, "session", sockets, services=True)
    # The bus hands this home on to what it starts: xfconfd writes there.
    processes.env.update(HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path / "config"))
    address = processes.spawn_telling(
        ["dbus-daemon", f"--config-file={config}", "--nofork"], "--print-address=%d"
    )
    env = {**processes.env, "DBUS_SESSION_BUS_ADDRESS": address}

    def switch(*words: str) -> None:
        command = ["xfconf-query", "-c", CHANNEL, "-p", PROPERTY, *words]
        subprocess.run(command, env=env, check=True)

    async def story() -> None:
        bus = await MessageBus(bus_address=address).connect()
        source = XfcePresentation(bus)
        assert await source.unavailable() == "xfconfd is not running"
        with pytest.raises(QuietError):
            await source.read()
        assert await name_owner(bus, XFCONF) == ""
        async with Watched(source) as watched:
            await watched_switches(watched, switch)
        assert await source.unavailable() is None
        assert await source.read() is False
        changes = watched.changes
        switch("-n", "-t", "bool", "-s", "true")
        assert await source.read() is True
        assert watched.changes == changes, "told of a change after it was listened to no longer"
        bus.disconnect()
        await bus.wait_for_disconnect()

    try:
        asyncio.run(story())
    finally:
        processes.close()
        shutil.rmtree(sockets)


async def watched_switches(watched: Watched, switch: Callable[..., None]) -> None:
    """On, off, on, and reset to what it is by itself."""
    for words, applies in (
        ("-n -t bool -s true", True),
        ("-s false", False),
        ("-s true", True),
        ("-r", False),
    ):
        told = asyncio.create_task(watched.becomes(applies))
        await asyncio.sleep(0)
        await asyncio.to_thread(switch, *words.split())
        await told
