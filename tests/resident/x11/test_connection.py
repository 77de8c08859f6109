"""One connection: answers find who asked, events who listens, and no server can break the loop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable
from contextlib import suppress
from pathlib import Path
from struct import pack

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resident.x11.greeting import BASE, WILD, event, failure, key_entry, refusal, reply
from resident.x11.server import FakeServer, place, run, until
from stopwatch import Stopwatch

from backbreak.resident.x11 import connection as timing
from backbreak.resident.x11 import opening, wire
from backbreak.resident.x11.address import Address, X11Error
from backbreak.resident.x11.connection import Connection, RequestError
from backbreak.resident.x11.opening import connect

NOWHERE = Address(39999, 0)


def ask(connection: Connection, name: str = "A") -> Awaitable[int]:
    return connection.ask(wire.intern_atom(name), wire.number)


def counted(number: int, request: bytes) -> bytes:
    return reply(number, pack("=I", number))


def test_the_cookie_is_shown_and_the_server_tells_its_root_and_our_numbers(tmp_path: Path) -> None:
    async def story(fake: FakeServer) -> None:
        (tmp_path / "key").write_bytes(key_entry(WILD, b"", b"", b"0123456789abcdef"))
        connection = await connect(fake.address, {"XAUTHORITY": str(tmp_path / "key")})
        assert fake.greeted[12:] == b"MIT-MAGIC-COOKIE-1\0\0" + b"0123456789abcdef"
        assert connection.welcome is not None
        assert connection.welcome.roots == (0x111,)
        assert [connection.new_id() for _ in range(3)] == [BASE + 1, BASE + 2, BASE + 3]
        connection.close()

    run(story)


def test_answers_find_who_asked_and_a_refusal_is_an_error_of_that_request_alone() -> None:
    async def story(fake: FakeServer) -> None:
        fake.answer = lambda number, request: failure(number, 3, 16) if number == 2 else counted(number, b"")
        connection = await connect(fake.address, {})
        found = await asyncio.gather(*(ask(connection) for _ in range(3)), return_exceptions=True)
        assert found[0] == 1 and found[2] == 3
        assert isinstance(found[1], RequestError)
        connection.close()

    run(story)


def test_a_refusal_that_nobody_waits_for_disturbs_nobody() -> None:
    async def story(fake: FakeServer) -> None:
        fake.answer = lambda number, request: (
            failure(number, 3, 2) if request[0] == 2 else counted(number, b"")
        )
        connection = await connect(fake.address, {})
        for _ in range(10):
            connection.send(wire.select_events(1, 0))
        assert await ask(connection) == 11
        connection.close()

    run(story)


def test_answers_are_told_apart_over_a_hundred_thousand_requests(monkeypatch) -> None:
    monkeypatch.setattr(timing, "ANSWER_S", 30)

    async def story(fake: FakeServer) -> None:
        def answer(number: int, request: bytes) -> bytes:
            return b"" if request[0] == 2 else counted(number, b"")

        fake.answer = answer
        connection = await connect(fake.address, {})
        asked = 0
        for count in (5, 70000, 40000):
            for _ in range(count):
                connection.send(wire.select_events(1, 0))
            found = await ask(connection)
            focus = [request for request in fake.requests if request[0] == 43]
            asked += 1
            assert found == len(fake.requests)
        assert len(focus) == 3, "an answer is asked for before the count comes round"
        assert found == 110005 + asked + len(focus)
        connection.close()

    run(story)


def test_events_are_handed_to_whoever_listens_and_one_who_breaks_costs_the_others_nothing() -> None:
    async def story(fake: FakeServer) -> None:
        fake.answer = counted
        connection = await connect(fake.address, {})
        heard: list[int] = []
        complaints: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: complaints.append(context))

        def broken(data: bytes) -> None:
            raise ValueError(data[0])

        connection.listen(broken)
        connection.listen(lambda data: heard.append(data[0]))
        fake.say(event(28, 0) + event(33 | 0x80, 0) + event(11, 777))
        await until(lambda: len(heard) == 3)
        assert heard == [28, 161, 11]
        assert len(complaints) == 3
        connection.unlisten(broken)
        fake.say(event(2, 0))
        await until(lambda: len(heard) == 4)
        assert len(complaints) == 3
        assert await ask(connection) == 1
        connection.close()

    run(story)


def test_nothing_is_handed_out_after_close() -> None:
    async def story(fake: FakeServer) -> None:
        connection = await connect(fake.address, {})
        heard: list[bytes] = []

        def once(data: bytes) -> None:
            heard.append(data)
            connection.close()

        connection.listen(once)
        connection.when_lost(lambda why: heard.append(why.encode()))
        fake.say(event(28, 0) * 3)
        await until(lambda: heard)
        await asyncio.sleep(0.01)
        assert len(heard) == 1
        connection.close()
        with pytest.raises(X11Error):
            await ask(connection)
        connection.send(wire.select_events(1, 0))

    run(story)


@pytest.mark.parametrize("end", ["hung up", "garbage", "an answer to nothing"])
def test_a_server_that_goes_or_talks_nonsense_is_lost_once_and_everybody_is_told(end: str) -> None:
    async def story(fake: FakeServer) -> None:
        connection = await connect(fake.address, {})
        lost: list[str] = []
        connection.when_lost(lost.append)
        asked = asyncio.ensure_future(ask(connection))
        await until(lambda: fake.requests)
        if end == "hung up":
            fake.hang_up()
        elif end == "garbage":
            fake.say(b"\x01" + b"\xff" * 31)
        else:
            fake.say(reply(5))
        with pytest.raises(X11Error):
            await asked
        await until(lambda: lost)
        await asyncio.sleep(0.01)
        assert len(lost) == 1
        assert not connection.open

    run(story)


def test_a_server_that_does_not_answer_costs_whoever_asked_and_a_late_answer_nobody(monkeypatch) -> None:
    async def story(fake: FakeServer) -> None:
        connection = await connect(fake.address, {})
        with monkeypatch.context() as patch, pytest.raises(X11Error, match="does not answer"):
            patch.setattr(timing, "ANSWER_S", 0.05)
            await ask(connection)
        fake.answer = counted
        fake.say(reply(1, pack("=I", 1)))
        assert await ask(connection) == 2
        connection.close()

    run(story)


def test_nobody_there_a_refusal_and_silence_are_reasons(monkeypatch) -> None:
    async def story(fake: FakeServer) -> None:
        with pytest.raises(X11Error, match="cannot be reached: No such file"):
            await connect(NOWHERE, {})
        fake.greeting = refusal(b"Invalid MIT-MAGIC-COOKIE-1 key\n")
        with pytest.raises(X11Error, match=r"does not let us in: Invalid MIT-MAGIC-COOKIE-1 key$"):
            await connect(fake.address, {})
        fake.greeting = b""
        with monkeypatch.context() as patch, pytest.raises(X11Error, match="does not answer"):
            patch.setattr(opening, "SETUP_S", 0.1)
            await connect(fake.address, {})
        fake.greeting = b"SSH-2.0-OpenSSH"
        with pytest.raises(X11Error, match="cannot be understood"):
            await connect(fake.address, {})

    run(story)


def test_a_server_too_busy_to_take_callers_is_given_up_in_time(monkeypatch) -> None:
    monkeypatch.setattr(opening, "SETUP_S", 0.2)

    async def story(fake: FakeServer) -> None:
        server, busy = place()
        with server:
            server.listen(0)
            waiting = []
            with suppress(BlockingIOError):
                while True:
                    waiting.append(socket.socket(socket.AF_UNIX))
                    waiting[-1].setblocking(False)
                    waiting[-1].connect(busy.sockets[1])
            watch = Stopwatch()
            with pytest.raises(X11Error, match="does not answer"):
                await connect(busy, {})
            assert watch.seconds() < 1
            for caller in waiting:
                caller.close()

    run(story)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.binary(min_size=1, max_size=80), max_size=6))
def test_whatever_a_server_says_the_loop_goes_on(pieces: list[bytes]) -> None:
    async def story(fake: FakeServer) -> None:
        connection = await connect(fake.address, {})
        heard: list[bytes] = []
        connection.listen(heard.append)
        asked = asyncio.ensure_future(ask(connection))
        for piece in pieces:
            fake.say(piece)
            await asyncio.sleep(0)
        fake.hang_up()
        with suppress(X11Error):
            await asked
        await until(lambda: not connection.open)

    run(story)
