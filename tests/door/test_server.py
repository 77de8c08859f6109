"""The real server and the real client over real sockets."""

import asyncio
import contextlib
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from backbreak.core.errors import BackbreakError
from backbreak.door.client import NotRunningError, VersionError, connect
from backbreak.door.protocol import LINE_LIMIT, DoorError, Request, decode, encode, greeting
from backbreak.door.server import AlreadyRunningError, Peer, Server, credentials


@dataclass(frozen=True)
class Here:
    socket_path: Path


async def echo(request: Request, peer: Peer) -> Mapping[str, object]:
    match request.cmd:
        case "nonsense":
            raise DoorError("nonsense", "nothing is due: wait for the prompt")
        case "broken-disk":
            raise BackbreakError("the disk is full")
        case "bug":
            raise ZeroDivisionError
        case "who":
            return {"pid": peer.pid}
        case "long":
            return {"text": "x" * 300_000}
    return {"cmd": request.cmd, "args": dict(request.args)}


def server_at(folder: Path, **more: object) -> Server:
    return Server(Here(folder / "door.sock"), greeting("0.1.0", os.getpid(), ""), echo, **more)  # type: ignore[arg-type]


def with_server(folder: Path, client: Callable[[Path], object], **more: object) -> object:
    """Run `client` in a thread beside a real server."""

    async def both() -> object:
        server = server_at(folder, **more)
        await server.start()
        try:
            return await asyncio.to_thread(client, folder / "door.sock")
        finally:
            await server.stop()

    return asyncio.run(both())


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


def in_loop(folder: Path, scenario: Callable[[Server], Awaitable[None]], **more: object) -> None:
    async def run() -> None:
        server = server_at(folder, **more)
        await server.start()
        try:
            async with asyncio.timeout(10):
                await scenario(server)
        finally:
            await server.stop()

    asyncio.run(run())


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


def test_a_stale_socket_is_replaced(tmp_path: Path) -> None:
    stale = socket.socket(socket.AF_UNIX)
    stale.bind(str(tmp_path / "door.sock"))
    stale.close()
    assert with_server(tmp_path, lambda path: connect(path, None).close()) is None


def test_a_socket_that_answers_is_left_alone(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as somebody:
        somebody.bind(str(tmp_path / "door.sock"))
        somebody.listen()
        with pytest.raises(AlreadyRunningError):
            asyncio.run(server_at(tmp_path).start())
        assert (tmp_path / "door.sock").exists()


def test_a_second_server_of_the_same_home_is_refused(tmp_path: Path) -> None:
    async def scenario(_server: Server) -> None:
        with pytest.raises(AlreadyRunningError, match="backbreak quit"):
            await server_at(tmp_path).start()

    in_loop(tmp_path, scenario)
    in_loop(tmp_path, lambda _server: asyncio.sleep(0))


def test_nobody_at_home_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotRunningError, match="start it with backbreak"):
        connect(tmp_path / "door.sock", None)


def test_another_version_is_told_to_be_restarted(tmp_path: Path) -> None:
    def client(path: Path) -> object:
        with pytest.raises(
            VersionError, match=r"is version 0\.1\.0, this is 0\.2\.0: restart it with backbreak quit"
        ):
            connect(path, "0.2.0")
        with connect(path, None) as door:
            return door.greeting.version

    assert with_server(tmp_path, client) == "0.1.0"


def test_a_resident_that_hangs_or_dies_is_reported_in_time(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(str(tmp_path / "door.sock"))
        mute.listen()
        with pytest.raises(DoorError, match="does not answer"):
            connect(tmp_path / "door.sock", None, timeout_s=0.1)

        def greet_and_die() -> None:
            for _ in range(2):
                other, _address = mute.accept()
                with other:
                    other.sendall(encode(greeting("0.1.0", 1, "")))
                    other.recv(100)

        mute.accept()[0].close()
        thread = threading.Thread(target=greet_and_die)
        thread.start()
        with connect(tmp_path / "door.sock", None) as door, pytest.raises(DoorError, match="went away"):
            door.request("status")
        with connect(tmp_path / "door.sock", None) as door:
            door._socket.sendall(b"x")
        thread.join()


ONE_START = """
import asyncio, pathlib, sys
from types import SimpleNamespace
from backbreak.door.server import AlreadyRunningError, Server
async def main():
    server = Server(SimpleNamespace(socket_path=pathlib.Path(sys.argv[1])), {}, None)
    await asyncio.to_thread(sys.stdin.readline)
    try:
        await server.start()
    except AlreadyRunningError:
        print("second", flush=True)
        return
    print("first", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
asyncio.run(main())
"""


def test_of_twenty_started_at_once_one_serves(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ONE_START, str(tmp_path / "door.sock")]
    starts = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(20)
    ]
    try:
        for start in starts:
            assert start.stdin
            start.stdin.write("\n")
            start.stdin.flush()
        said = [start.stdout.readline().strip() for start in starts if start.stdout]
        assert sorted(said) == ["first", *["second"] * 19]
    finally:
        for start in starts:
            start.communicate("\n", timeout=10)


def test_a_killed_server_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ONE_START, str(tmp_path / "door.sock")]
    for _ in range(3):
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as start:
            assert start.stdin
            assert start.stdout
            start.stdin.write("\n")
            start.stdin.flush()
            assert start.stdout.readline() == "first\n"
            start.send_signal(signal.SIGKILL)
        assert (tmp_path / "door.sock").exists()


def test_the_client_is_quick_to_import_and_loads_no_heavy_module() -> None:
    code = (
        "import sys, backbreak.door.client as c; "
        "print({'asyncio', 'ssl', 'hashlib', 'PySide6', 'tomlkit', 'dbus_fast'} & sys.modules.keys())"
    )
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
    assert time.perf_counter() - began < 2
