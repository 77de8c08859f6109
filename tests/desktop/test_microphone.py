"""Who records from a microphone, asked of real sound servers: PulseAudio, and PipeWire in its place."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.harness.audio import SoundServer
from desktop.harness.microphones import Server
from desktop.harness.promise import Promise
from desktop.harness.recorder import Recorder
from desktop.harness.waiting import PATIENCE_S as LIMIT_S
from desktop.harness.waiting import wait_until
from desktop.listened import Watched, answer, children, descriptors, run

from backbreak.resident.quiet.pulse import ANSWERED_WITHIN_S, Microphone
from backbreak.resident.quiet.sources import PATIENCE_S, QuietError


@pytest.fixture(params=["pulseaudio", "pipewire"])
def server(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    """A server that this process is led to."""
    made = Server(request.param, tmp_path / "run")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(made.run))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    yield made
    made.close()


def test_whoever_records_from_the_microphone_is_in_a_call_until_that_ends(server: Server) -> None:
    async def story() -> None:
        source = Microphone(asyncio.get_running_loop())
        assert await source.unavailable() is None
        assert await answer(source) is False
        async with Watched(source) as watched:
            assert await answer(source) is False
            told = asyncio.create_task(watched.becomes(True))
            call = await asyncio.to_thread(server.record)
            await told
            over = asyncio.create_task(watched.becomes(False))
            await asyncio.sleep(0)
            call.terminate()
            await over

    run(story)


def test_what_a_sink_plays_and_what_draws_levels_are_no_call(server: Server) -> None:
    server.record("out.monitor")
    server.record("mic", "--property=application.id=org.PulseAudio.pavucontrol")

    async def story() -> None:
        source = Microphone(asyncio.get_running_loop())
        async with Watched(source):
            assert await answer(source) is False
            await asyncio.to_thread(server.record)
            await wait_read(source, True)
        assert await answer(source) is True

    run(story)


async def wait_read(source: Microphone, applies: bool) -> None:
    """PipeWire links a stream a moment after it knows of it."""
    async with asyncio.timeout(LIMIT_S):
        while await answer(source) is not applies:
            await asyncio.sleep(0.02)


def test_somebody_muted_is_in_the_call_all_the_same(server: Server) -> None:
    server.record()
    server.control("set-source-mute", "mic", "1")
    index = server.control("list", "short", "source-outputs").split()[0]
    server.control("set-source-output-mute", index, "1")

    async def story() -> None:
        await wait_read(Microphone(asyncio.get_running_loop()), True)

    run(story)


def test_a_recording_counts_while_it_is_not_paused(server: Server) -> None:
    async def story() -> None:
        source = Microphone(asyncio.get_running_loop())
        recorder = Recorder(server.run / "pulse" / "native", "mic", corked=True)
        async with Watched(source) as watched:
            await asyncio.to_thread(
                wait_until, lambda: "level meter" in server.control("list", "source-outputs"), "it"
            )
            assert await answer(source) is False
            for corked in (False, True):
                told = asyncio.create_task(watched.becomes(not corked))
                await asyncio.sleep(0)
                recorder.cork(corked)
                await told
        recorder.close()

    run(story)


def test_a_stream_that_only_draws_levels_is_no_call_whoever_draws_them(server: Server) -> None:
    recorder = Recorder(server.run / "pulse" / "native", "mic", peaks=True)
    wait_until(lambda: "level meter" in server.control("list", "source-outputs"), "somebody draws levels")
    wait_until(lambda: "RUNNING" in server.control("list", "short", "sources"), "it is going")

    async def story() -> None:
        assert await answer(Microphone(asyncio.get_running_loop())) is False

    run(story)
    recorder.close()


def test_nothing_stays_connected_when_nothing_is_watched(server: Server) -> None:
    async def story() -> None:
        source = Microphone(asyncio.get_running_loop())
        before = descriptors()
        await answer(source)
        assert descriptors() == before
        await source.watch(lambda: None)
        await answer(source)
        assert descriptors() == before + 1
        await source.unwatch()
        await source.unwatch()
        assert descriptors() == before
        source.close()

    run(story)


def test_a_server_killed_while_it_is_listened_to_is_told_of_and_leaves_nothing(server: Server) -> None:
    server.record()

    async def story() -> None:
        source = Microphone(asyncio.get_running_loop())
        await wait_read(source, True)
        async with Watched(source) as watched:
            server.own.close()
            await watched.told_more_than(0, time.monotonic() + LIMIT_S)
            with pytest.raises(QuietError):
                await source.read()

    run(story)


def test_a_server_that_came_back_is_listened_to_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Server("pulseaudio", tmp_path / "run")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(server.run))

    async def story() -> None:
        source = Microphone(asyncio.get_running_loop())
        async with Watched(source) as watched:
            assert isinstance(server.own, SoundServer)
            server.own.close()
            await watched.told_more_than(0, time.monotonic() + LIMIT_S)
            await asyncio.to_thread(server.own.start)
            server.plug_in()
            assert await answer(source) is False
            told = asyncio.create_task(watched.becomes(True))
            await asyncio.to_thread(server.record)
            await told

    try:
        run(story)
    finally:
        server.close()


def test_a_server_that_stands_still_is_given_up_in_time(server: Server) -> None:
    async def story() -> None:
        loop = asyncio.get_running_loop()
        source = Microphone(loop)
        await source.watch(lambda: None)
        processes = [server.process.pid, *(one for one in children() if one != server.process.pid)]
        for pid in processes:
            os.kill(pid, signal.SIGSTOP)
        try:
            for _ in range(2):  # on the connection that stands, then on a new one
                began, promise = loop.time(), Promise(PATIENCE_S)
                with pytest.raises(QuietError, match="does not answer"):
                    await source.read()
                assert loop.time() - began > ANSWERED_WITHIN_S - 0.05 and promise.took_s() < PATIENCE_S
        finally:
            for pid in processes:
                os.kill(pid, signal.SIGCONT)
        await wait_read(source, False)
        source.close()

    run(story)


def test_a_socket_that_answers_nothing_or_rubbish_or_is_left_over_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "native"
    monkeypatch.setenv("PULSE_SERVER", f"{{some-machine}}unix:{path} tcp:far.example")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(path))

    async def nobody_listens() -> None:
        source = Microphone(asyncio.get_running_loop())
        assert await source.unavailable() is None
        with pytest.raises(QuietError, match="does not listen"):
            await source.read()

    async def nobody_answers() -> None:
        source = Microphone(asyncio.get_running_loop())
        with pytest.raises(QuietError, match="does not answer within"):
            await source.watch(lambda: None)
        source.close()

    async def rubbish() -> None:
        loop = asyncio.get_running_loop()
        source = Microphone(loop)
        asking = asyncio.create_task(source.read())
        listening.setblocking(False)
        other, _ = await loop.sock_accept(listening)
        other.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        with pytest.raises(QuietError, match="hung up"):
            await asking
        other.close()

    run(nobody_listens)
    listening.listen()
    run(nobody_answers)
    listening.accept()[0].close()
    run(rubbish)
    listening.close()


def test_no_server_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", "tcp:far.example")

    async def story() -> None:
        source = Microphone(asyncio.get_running_loop())
        assert "PulseAudio" in str(await source.unavailable())
        with pytest.raises(QuietError):
            await source.read()

    run(story)
