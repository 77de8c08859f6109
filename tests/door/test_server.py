"""What the server does with its peers, the well-behaved and the others."""

import asyncio
import contextlib
import os
import socket
import stat
from pathlib import Path

import pytest
from door.at_the_door import in_loop, with_server

from backbreak.door.client import connect
from backbreak.door.listening import credentials
from backbreak.door.protocol import LINE_LIMIT, DoorError, decode, encode
from backbreak.door.server import Server


def raw(path: Path, sent: bytes) -> list[dict[str, object]]:
    """Send bytes and read lines until the server hangs up or is silent."""
    with socket.socket(socket.AF_UNIX) as sock:
        sock.settimeout(5)
        sock.connect(str(path))
        with sock.makefile("rb") as lines:
            got = [decode(lines.readline())]
            sock.sendall(sent)
            with contextlib.suppress(ConnectionResetError):
                got.extend(decode(line) for line in lines)
            return got


def test_a_request_is_answered_with_its_arguments(tmp_path: Path) -> None:
    def client(path: Path) -> object:
        with connect(path, "0.1.0") as door:
            assert door.greeting.pid == os.getpid()
            assert door.request("who") == {"pid": os.getpid()}
            return door.request("snooze", {"minutes": 10, "text": "zehn\nMinuten ä"})

    answer = with_server(tmp_path, client)
    assert answer == {"cmd": "snooze", "args": {"minutes": 10, "text": "zehn\nMinuten ä"}}


def test_the_socket_is_for_its_user_alone(tmp_path: Path) -> None:
    mode = with_server(tmp_path, lambda path: path.stat().st_mode)
    assert isinstance(mode, int)
    assert stat.S_IMODE(mode) == 0o600
    assert not (tmp_path / "door.sock").exists()


def test_the_other_end_is_known_by_the_system() -> None:
    a, b = socket.socketpair()
    with a, b:
        assert credentials(a) == (os.getpid(), os.getuid())


@pytest.mark.parametrize(
    ("cmd", "code", "text"),
    [("nonsense", "nonsense", "nothing is due"), ("broken-disk", "failed", "full"), ("bug", "failed", "log")],
)
def test_a_refusal_leaves_the_connection_open(tmp_path: Path, cmd: str, code: str, text: str) -> None:
    def client(path: Path) -> object:
        with connect(path, None) as door:
            with pytest.raises(DoorError, match=text) as caught:
                door.request(cmd)
            assert caught.value.code == code
            return door.request("still-there")["cmd"]

    assert with_server(tmp_path, client) == "still-there"


def test_a_long_answer_arrives_whole(tmp_path: Path) -> None:
    def client(path: Path) -> object:
        with connect(path, None) as door:
            return door.request("long")

    assert with_server(tmp_path, client) == {"text": "x" * 300_000}


@pytest.mark.parametrize("sent", [b"hello\n", b"x" * (LINE_LIMIT + 1), b'{"id":1,"cmd":"a","args":3}\n'])
def test_nonsense_is_answered_once_and_the_connection_closed(tmp_path: Path, sent: bytes) -> None:
    def client(path: Path) -> object:
        lines = raw(path, sent)
        with connect(path, None) as door:
            assert door.request("fine")["cmd"] == "fine"
        return lines

    lines = with_server(tmp_path, client)
    assert isinstance(lines, list)
    hello, refused = lines
    assert hello["hello"] == "backbreak"
    assert (refused["ok"], refused["error"]["code"]) == (False, "usage")


def test_several_requests_sent_at_once_are_answered_in_order(tmp_path: Path) -> None:
    def client(path: Path) -> object:
        sent = b"".join(encode({"id": n, "cmd": str(n)}) for n in range(200)) + b"end\n"
        return [line.get("id") for line in raw(path, sent)[1:]]

    assert with_server(tmp_path, client) == [*range(200), None]


async def join(folder: Path, *lines: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_unix_connection(str(folder / "door.sock"))
    await reader.readline()
    for line in lines:
        writer.write(line)
        await reader.readline()
    return reader, writer


SUBSCRIBE = encode({"id": 1, "cmd": "subscribe"})


def test_pushes_reach_subscribers_and_orders_one_window(tmp_path: Path) -> None:
    async def scenario(server: Server) -> None:
        loud, loud_writer = await join(tmp_path, SUBSCRIBE)
        quiet, quiet_writer = await join(tmp_path, encode({"id": 1, "cmd": "hello"}))
        server.push({"phase": "sitting"})
        assert decode(await loud.readline()) == {"push": "snapshot", "data": {"phase": "sitting"}}
        for peer in server.peers:
            if not peer.subscribed:
                server.order(peer, "pause")
        assert decode(await quiet.readline()) == {"push": "order", "data": {"order": "pause"}}
        loud_writer.close()
        quiet_writer.close()

    in_loop(tmp_path, scenario)


def test_a_peer_that_left_is_told_of_once(tmp_path: Path) -> None:
    left: list[str | None] = []

    async def scenario(server: Server) -> None:
        _reader, writer = await join(tmp_path, SUBSCRIBE)
        (peer,) = server.peers
        peer.session = "abc"
        writer.close()
        while server.peers:
            await asyncio.sleep(0)
        server.push({})
        assert left == ["abc"]

    in_loop(tmp_path, scenario, gone=lambda peer: left.append(peer.session))
    assert left == ["abc"]


def test_a_subscriber_that_does_not_read_is_dropped_and_nobody_else(tmp_path: Path) -> None:
    async def scenario(server: Server) -> None:
        good, good_writer = await join(tmp_path, SUBSCRIBE)
        with socket.socket(socket.AF_UNIX) as deaf:
            deaf.connect(str(tmp_path / "door.sock"))
            deaf.sendall(SUBSCRIBE)
            while sum(peer.subscribed for peer in server.peers) < 2:
                await asyncio.sleep(0)
            pushed = 0
            while len(server.peers) == 2:
                server.push({"n": pushed, "filler": "x" * 2000})
                pushed += 1
                assert decode(await good.readline())["push"] == "snapshot"
            assert pushed * 2000 < 2_000_000
        good_writer.close()

    in_loop(tmp_path, scenario)
