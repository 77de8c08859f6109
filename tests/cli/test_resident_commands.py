"""Commands to a running resident: answers, exit codes, and the second start that hands over."""

import os
import re
import signal
import socket
import subprocess
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cli.program import (
    PATIENCE_S,
    command,
    environment,
    one_line,
    resident,
    run,
    start,
    valid,
    wait_until,
)
from stopwatch import Stopwatch, quickest_s

from backbreak import __version__
from backbreak.door.protocol import encode, greeting
from backbreak.storage.places import places_for


def status(home: Path) -> dict[str, object]:
    done = run("status", "--json", "--home", home)
    assert (done.code, done.err) == (0, "")
    valid("status", done.json)
    found: dict[str, object] = done.json
    return found


def at(text: object) -> datetime:
    return datetime.fromisoformat(str(text))


def test_the_resident_is_told_what_to_do_and_says_how_things_stand(tmp_path: Path) -> None:
    with resident(tmp_path) as program:
        assert status(tmp_path)["phase"] == "sitting"
        done = run("why", "--json", "--home", tmp_path)
        valid("why", done.json)
        assert "Next break at" in run("why", "--home", tmp_path).out

        for words, length in (("90m", 90), ("1h30m", 90), ("2h", 120), ("15", 15)):
            before = datetime.now(UTC)
            paused = run("pause", words, "--home", tmp_path)
            assert paused.out.startswith("Paused until")
            found = status(tmp_path)
            late = at(found["paused_until"]) - before - timedelta(minutes=length)
            assert timedelta(seconds=-1) <= late < timedelta(seconds=30)
            assert found["deadline"] == found["paused_until"]
        assert run("pause", "--home", tmp_path).code == 0
        assert status(tmp_path)["paused_until"] is None
        assert run("pause", "tomorrow", "--home", tmp_path).code == 0
        assert (
            datetime.now(UTC) < at(status(tmp_path)["paused_until"]) < datetime.now(UTC) + timedelta(days=2)
        )

        assert run("resume", "--home", tmp_path).code == 0
        assert run("meeting", "30", "--home", tmp_path).code == 0
        assert status(tmp_path)["quiet"] == ["meeting"]
        assert run("resume", "--home", tmp_path).code == 0
        for words in ("resume", "snooze", "skip"):
            refused = run(words, "--home", tmp_path)
            assert (refused.code, refused.out) == (1, "")
            assert one_line(refused.err)

        told = {check["name"]: check for check in run("doctor", "--json", "--home", tmp_path).json["checks"]}
        assert told["resident"]["state"] == "ok"
        assert str(program.pid) in told["resident"]["text"]
        assert run("quit", "--home", tmp_path).code == 0
        assert program.wait(PATIENCE_S) == 0


def test_an_unknown_exercise_is_refused_as_typed_wrongly_display_or_not(tmp_path: Path) -> None:
    with resident(tmp_path):
        refused = run("start", "--exercise", "yoga", "--home", tmp_path)
        assert (refused.code, refused.out) == (2, "")
        assert one_line(refused.err)
        assert "'yoga'" in refused.err


def test_a_declared_meeting_is_told_with_its_end(tmp_path: Path) -> None:
    with resident(tmp_path):
        told = re.compile(r"In a meeting until (?:\w{3} )?\d\d:\d\d")
        for words in (("meeting", "30"), ("status",), ("why",), ("pause", "5")):
            assert told.search(run(*words, "--home", tmp_path).out), words
        for name in ("status", "why"):
            document = run(name, "--json", "--home", tmp_path).json
            valid(name, document)
            left = at(document["meeting_until"]) - datetime.now(UTC)
            assert timedelta(minutes=28) < left < timedelta(minutes=31)
        run("resume", "--home", tmp_path)
        assert status(tmp_path)["meeting_until"] is None
        assert "meeting" not in run("status", "--home", tmp_path).out


def test_a_second_start_prints_the_status_and_is_gone_within_a_second(tmp_path: Path) -> None:
    with resident(tmp_path) as program:
        run("--home", tmp_path)

        def handing_over() -> float:
            watch, second = Stopwatch(program.pid), start("--home", tmp_path)
            seconds = watch.seconds_to_the_end_of(second)
            out, err = second.communicate()
            assert (second.returncode, err) == (0, "")
            assert re.search(r"Round 1: 0 of 145", out)
            return seconds

        assert quickest_s(1.0, handing_over) < 1.0


def test_of_twenty_started_at_once_one_stays_and_nineteen_hand_over(tmp_path: Path) -> None:
    programs = [start("--home", tmp_path) for _ in range(20)]
    try:
        end = time.monotonic() + 100
        while sum(program.poll() is None for program in programs) > 1 and time.monotonic() < end:
            time.sleep(0.05)
        left = [program for program in programs if program.poll() is None]
        assert len(left) == 1
        assert [program.returncode for program in programs if program not in left] == [0] * 19
        assert status(tmp_path)["running"] is True
    finally:
        for program in programs:
            program.send_signal(signal.SIGTERM)
        ends = [program.communicate(timeout=PATIENCE_S) for program in programs]
    assert not [err for _out, err in ends if "Traceback" in err]


def test_a_demo_lives_in_a_home_of_its_own_and_leaves_nothing(tmp_path: Path) -> None:
    program = subprocess.Popen(
        command("--demo", "600"), env=environment(TMPDIR=str(tmp_path)), stderr=subprocess.PIPE, text=True
    )
    try:
        wait_until(lambda: list(tmp_path.glob("*/state/state.json")), "its state")
        (home,) = tmp_path.iterdir()
        assert status(home)["running"] is True
        assert run("status").code == 3
    finally:
        program.send_signal(signal.SIGTERM)
        _out, err = program.communicate(timeout=PATIENCE_S)
    assert (program.returncode, err) == (0, "")
    assert not list(tmp_path.iterdir())


class OldResident(threading.Thread):
    """Somebody at the door who is of another version; keeps what was asked of it."""

    def __init__(self, home: Path) -> None:
        super().__init__(daemon=True)
        places = places_for(home)
        places.ensure()
        self.asked: list[str] = []
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(places.socket_path))
        self._socket.listen()

    def run(self) -> None:
        while True:
            try:
                peer, _address = self._socket.accept()
            except OSError:
                return
            with peer, peer.makefile("rb") as lines:
                peer.sendall(encode(greeting("0.0.1", os.getpid(), "")))
                for line in lines:
                    self.asked.append(line.decode())
                    peer.sendall(b'{"id":1,"ok":true,"result":{}}\n')

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


def test_a_resident_of_another_version_is_told_to_be_restarted(tmp_path: Path) -> None:
    old = OldResident(tmp_path)
    old.start()
    try:
        done = run("status", "--home", tmp_path)
        assert (done.code, done.out) == (1, "")
        expected = (
            f"the running backbreak is version 0.0.1, this is {__version__}: restart it with backbreak quit"
        )
        assert expected in done.err
        assert one_line(done.err)
        assert run("session", "--terminal", "--home", tmp_path).code == 1
        assert not [line for line in old.asked if "status" in line or "begin" in line]
        assert run("quit", "--home", tmp_path).code == 0
        assert "quit" in old.asked[-1]
    finally:
        old.close()


def test_a_resident_that_hangs_is_told_of_and_not_waited_for(tmp_path: Path) -> None:
    places = places_for(tmp_path)
    places.ensure()
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(str(places.socket_path))
        mute.listen()
        watch, second = Stopwatch(), start("--home", tmp_path)
        assert watch.seconds_to_the_end_of(second) < 2
        second.communicate()
        assert second.returncode == 0
        done = run("status", "--home", tmp_path)
    assert done.code == 1
    assert one_line(done.err)
