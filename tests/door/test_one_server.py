"""One server a home, whatever lies about and however many start."""

import asyncio
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from door.at_the_door import in_loop, server_at, with_server

from backbreak.door.client import connect
from backbreak.door.server import AlreadyRunningError, Server


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


ONE_START = """
import asyncio, pathlib, sys
from types import SimpleNamespace
from backbreak.door.server import AlreadyRunningError, Server
async def main():
    door = pathlib.Path(sys.argv[1])
    places = SimpleNamespace(socket_path=door, resident_lock=door.with_name("resident.lock"))
    server = Server(places, {}, None)
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
