"""A connection to a compositor that says the wrong thing, or nothing: lost once, and never in the way."""

from __future__ import annotations

import asyncio
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from resident.wayland.compositor import SEAT, Compositor, event, text, until, words

from backbreak.resident.wayland.connection import Connection, NoCompositorError, connect, socket_path
from backbreak.resident.wayland.registry import Global, Registry

ENDS = {
    "hangs up": (lambda one: one.hang_up(), "gone"),
    "refuses": (lambda one: one.say(event(1, 0, words(2, 1) + text("no such thing"))), "no such thing"),
    "says what is no message": (lambda one: one.say(b"\0" * 8), "cannot be understood"),
    "leaves arguments out": (lambda one: one.say(event(1, 1)), "cannot be understood"),
}


def run(story) -> None:
    asyncio.run(asyncio.wait_for(story, 60))


def test_the_socket_is_where_the_environment_says() -> None:
    assert socket_path({"WAYLAND_DISPLAY": "/tmp/w", "XDG_RUNTIME_DIR": "/run"}) == Path("/tmp/w")
    assert socket_path({"WAYLAND_DISPLAY": "wayland-1", "XDG_RUNTIME_DIR": "/run"}) == Path("/run/wayland-1")
    for environ, why in (({}, "WAYLAND_DISPLAY"), ({"WAYLAND_DISPLAY": "w"}, "XDG_RUNTIME_DIR")):
        with pytest.raises(NoCompositorError, match=f"{why} is not set"):
            socket_path(environ)


def test_nobody_listens_where_the_environment_says(tmp_path: Path) -> None:
    async def story() -> None:
        for path in (tmp_path / "none", tmp_path / ("x" * 200)):
            with pytest.raises(NoCompositorError, match="no compositor listens at"):
                await connect({"WAYLAND_DISPLAY": str(path)}, pytest.fail)

    run(story())


def test_what_is_offered_is_told_and_what_is_withdrawn(tmp_path: Path) -> None:
    async def story() -> None:
        async with Compositor(tmp_path, SEAT).running() as compositor:
            connection = await connect(compositor.environ, pytest.fail)
            offered: list[Global] = []
            gone: list[int] = []
            registry = Registry(connection, offered.append, gone.append)
            await connection.roundtrip()
            assert offered == [Global(*SEAT)]
            told: list[int] = []
            registry.bind(offered[0], 1, lambda opcode, arguments: told.append(arguments.uint()))
            await connection.roundtrip()
            assert told == [3]
            compositor.withdraw(SEAT)
            await until(lambda: gone == [SEAT[0]])
            connection.close()

    run(story())


@pytest.mark.parametrize("how", ENDS)
def test_a_compositor_that_goes_wrong_is_lost_once(tmp_path: Path, how: str) -> None:
    async def story() -> None:
        act, why = ENDS[how]
        lost: list[str] = []
        async with Compositor(tmp_path).running() as compositor:
            connection = await connect(compositor.environ, lost.append)
            await connection.roundtrip()
            compositor.answers = False
            waiting = asyncio.ensure_future(connection.roundtrip())
            await asyncio.sleep(0)
            act(compositor)
            with pytest.raises(NoCompositorError, match=why):
                await waiting
            with pytest.raises(NoCompositorError, match=why):
                await connection.roundtrip()
            connection.send(1, 0, words(99))
            await until(lambda: compositor.clients == 0)
            assert len(lost) == 1 and why in lost[0]

    run(story())


def test_hanging_up_oneself_is_no_loss(tmp_path: Path) -> None:
    async def story() -> None:
        async with Compositor(tmp_path).running() as compositor:
            connection = await connect(compositor.environ, pytest.fail)
            await connection.roundtrip()
            connection.close()
            connection.close()
            await until(lambda: compositor.clients == 0)

    run(story())


def test_an_id_is_used_again_only_when_the_compositor_has_let_go_of_it(tmp_path: Path) -> None:
    async def story() -> None:
        async with Compositor(tmp_path).running() as compositor:
            connection = await connect(compositor.environ, pytest.fail)
            await connection.roundtrip()
            heard: list[int] = []
            number = connection.new(lambda opcode, arguments: heard.append(opcode))
            compositor.say(event(number, 5))
            await until(lambda: heard == [5])
            connection.destroy(number, 0)
            compositor.say(event(number, 6))  # was on its way
            later = connection.new(lambda opcode, arguments: heard.append(100 + opcode))
            assert later != number
            compositor.say(event(1, 1, words(number)) + event(later, 7))
            await until(lambda: heard == [5, 107])
            again = connection.new(lambda opcode, arguments: heard.append(200 + opcode))
            assert again == number
            compositor.say(event(1, 1, words(4242)) + event(4242, 1) + event(again, 8))
            await until(lambda: heard == [5, 107, 208])
            connection.close()

    run(story())


class Wire(asyncio.Transport):
    """A transport that leads nowhere, for bytes that a test hands over itself."""

    def write(self, data: bytes) -> None:
        pass

    def abort(self) -> None:
        pass


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.one_of(st.binary(max_size=40), st.binary(max_size=24).map(lambda b: event(1, len(b) % 3, b))))
)
def test_whatever_is_said_it_is_lost_at_most_once_and_nothing_is_raised(pieces: list[bytes]) -> None:
    lost: list[str] = []
    connection = Connection(lost.append)
    connection.connection_made(Wire())
    Registry(connection, lambda one: None, lambda name: None)
    for piece in pieces:
        connection.data_received(piece)
    connection.connection_lost(None)
    assert len(lost) == 1


def test_a_global_with_a_text_cut_off_is_refused() -> None:
    lost: list[str] = []
    connection = Connection(lost.append)
    connection.connection_made(Wire())
    Registry(connection, pytest.fail, lambda name: None)
    connection.data_received(event(2, 0, struct.pack("=II", 1, 4000) + b"wl_s"))
    assert len(lost) == 1
