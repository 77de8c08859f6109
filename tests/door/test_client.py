"""The blocking client, and what it says when nobody, somebody else or another version answers."""

import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from door.at_the_door import with_server

from backbreak.door.client import NotRunningError, VersionError, connect
from backbreak.door.protocol import DoorError, encode, greeting


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


def test_the_client_loads_no_heavy_module() -> None:
    code = (
        "import sys, backbreak.door.client as c; "
        "print({'asyncio', 'ssl', 'hashlib', 'PySide6', 'tomlkit', 'dbus_fast'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_what_is_said_unasked_is_kept_whenever_it_comes(tmp_path: Path) -> None:
    def line(number: int) -> bytes:
        return encode({"push": "order", "data": {"n": number}})

    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "door.sock"))
        listening.listen()
        ours: list[socket.socket] = []
        greeter = threading.Thread(target=lambda: ours.append(listening.accept()[0]))
        greeter.start()
        waiting = threading.Timer(0.05, lambda: ours[0].sendall(encode(greeting("0.1.0", 1, "")) + line(1)))
        waiting.start()
        with connect(tmp_path / "door.sock", None) as door:
            greeter.join()
            ours[0].sendall(
                line(2) + encode({"id": 1, "ok": True, "result": {"a": 1}}) + line(3) + line(4)[:9]
            )
            assert door.request("status") == {"a": 1}
            assert [push["data"] for push in door.pushes()] == [{"n": 1}, {"n": 2}, {"n": 3}]
            assert door.pushes() == []
            ours[0].sendall(line(4)[9:])
            assert [push["data"] for push in door.pushes()] == [{"n": 4}]
            ours[0].close()
            with pytest.raises(DoorError, match="went away"):
                door.pushes()
