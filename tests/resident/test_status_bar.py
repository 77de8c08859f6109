"""What the documents say can be pasted: a bar's script, calls, the activation file, hooks."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from resident.conftest import BUS_CONFIG
from resident.running import REPOSITORY, Resident, prepared, running, wait_for

from backbreak.resident.bus import bus_name
from backbreak.resident.bus_object import NAME, PATH
from backbreak.storage.places import places_for

needs_busctl = pytest.mark.skipif(shutil.which("busctl") is None, reason="busctl is part of systemd")
needs_gdbus = pytest.mark.skipif(shutil.which("gdbus") is None, reason="gdbus is part of GLib")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return prepared(tmp_path / "home")


@pytest.fixture
def address(bus_daemon: tuple[str, subprocess.Popen[str]]) -> str:
    return bus_daemon[0]


@contextmanager
def on_the_bus(home: Path, address: str) -> Iterator[Resident]:
    """A resident that can be called by its name: the door answers a moment earlier."""
    with running(home, DBUS_SESSION_BUS_ADDRESS=address) as resident:
        log = resident.places.log_file
        wait_for(lambda: log.exists() and "on the session bus as" in log.read_text(), "the name")
        yield resident


def blocks(document: str, language: str) -> list[str]:
    """The examples of that language in one of the documents."""
    text = (REPOSITORY / "docs" / document).read_text()
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def saved(script: str, path: Path) -> Path:
    path.write_text(script)
    path.chmod(0o755)
    return path


@contextmanager
def bar(folder: Path, address: str, name: str, *args: str) -> Iterator[Path]:
    """The documented script, running as a bar runs it; gives the file with what it has printed."""
    (script,) = [one for one in blocks("status-bar.md", "sh") if one.startswith("#!")]
    printed = folder / "printed"
    env = os.environ | {"DBUS_SESSION_BUS_ADDRESS": address, "BACKBREAK_NAME": name}
    with printed.open("w") as output:
        running = subprocess.Popen(
            [saved(script, folder / "backbreak-bar"), *args],
            stdout=output, stderr=subprocess.STDOUT, env=env, start_new_session=True,
        )  # fmt: skip
        try:
            yield printed
        finally:
            os.killpg(running.pid, 15)
            running.wait(20)


def last(file: Path) -> str:
    return (file.read_text().splitlines() or ["nothing yet"])[-1] if file.exists() else "no file"


def reason(resident: Resident) -> str:
    return str(resident.ask("status")["reason"]["text"])


@needs_busctl
def test_the_bars_script_says_a_line_for_every_change(tmp_path: Path, home: Path, address: str) -> None:
    with bar(tmp_path, address, bus_name(places_for(home))) as printed:
        wait_for(lambda: printed.read_text() == "\n", "an empty line while nothing runs")
        with running(home, DBUS_SESSION_BUS_ADDRESS=address) as resident:
            wait_for(lambda: last(printed) == reason(resident), "the first sentence")
            resident.ask("pause", until="90m")
            wait_for(lambda: last(printed).startswith("Paused until "), "the pause")
            lines = len(printed.read_text().splitlines())
            resident.ask("resume")
            wait_for(lambda: last(printed).startswith("Next break at "), "the end of the pause")
            assert len(printed.read_text().splitlines()) == lines + 1
            resident.end()
        wait_for(lambda: last(printed) == "", "an empty line after the end")


@needs_busctl
def test_waybar_gets_json_and_i3status_a_file(tmp_path: Path, home: Path, address: str) -> None:
    name, file = bus_name(places_for(home)), tmp_path / "for i3status"
    text = '{"text":"%s","tooltip":"%s","class":"%s"}'
    (tmp_path / "second").mkdir()
    with (
        running(home, DBUS_SESSION_BUS_ADDRESS=address) as resident,
        bar(tmp_path, address, name, "waybar") as printed,
        bar(tmp_path / "second", address, name, "file", str(file)),
    ):
        expected = text % (reason(resident), reason(resident), "sitting")
        wait_for(lambda: last(printed) == expected, "a line of JSON")
        wait_for(lambda: last(file) == reason(resident), "the file")
        resident.ask("pause")
        wait_for(lambda: json.loads(last(printed))["class"] == "paused", "the class of the pause")
        wait_for(lambda: last(file) == reason(resident), "the file of the pause")


@needs_busctl
def test_no_bar_starts_the_program(tmp_path: Path) -> None:
    with activating(tmp_path) as (address, log), bar(tmp_path, address, NAME) as printed:
        wait_for(lambda: printed.read_text() == "\n", "an empty line")
        assert not log.exists()


@needs_busctl
def test_the_calls_of_the_reference_can_be_pasted(home: Path, address: str) -> None:
    name = bus_name(places_for(home))
    (calls,) = [one for one in blocks("dbus.md", "sh") if one.startswith("busctl")]
    pasted = calls.replace(f"{NAME} {PATH}", f"{name} {PATH}")
    with on_the_bus(home, address) as resident:
        done = shell(pasted, DBUS_SESSION_BUS_ADDRESS=address)
        assert json.loads(done) == {"type": "s", "data": reason(resident)}
        assert resident.ask("status")["meeting_until"] is not None


@needs_gdbus
def test_gdbus_can_call_it_too(home: Path, address: str) -> None:
    def gdbus(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["gdbus", words[0], "--session", "--dest", bus_name(places_for(home)), "--object-path", PATH]
            + ["--method"] * (words[0] == "call") + [*words[1:]],
            capture_output=True, text=True, timeout=60,
            env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": address},
        )  # fmt: skip

    with on_the_bus(home, address):
        assert gdbus("call", f"{NAME}.Pause", "90m").stdout == "()\n"
        assert "'paused'" in gdbus("call", "org.freedesktop.DBus.Properties.Get", NAME, "Phase").stdout
        refused = gdbus("call", f"{NAME}.Snooze", "10")
        assert refused.returncode == 1 and f"{NAME}.Nonsense: snooze: " in refused.stderr
        told = gdbus("introspect").stdout
        assert "readonly s Reason = 'Paused until " in told
        assert "Start(in  s exercise,\n            out s session);" in told and "Recorded(s entry);" in told
        assert "arg_" not in told


def shell(script: str, **env: str) -> str:
    done = subprocess.run(
        ["sh", "-e", "-c", script], capture_output=True, text=True, timeout=60, cwd=REPOSITORY,
        env=os.environ | env,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def activating(folder: Path) -> Iterator[tuple[str, Path]]:
    """A bus with the activation file, installed as the document says; and the log of what it starts."""
    user = folder / "user"
    (user / "bin").mkdir(parents=True)
    program = f'#!/bin/sh\ncd "{REPOSITORY}" && exec "{sys.executable}" -m backbreak\n'
    saved(program, user / "bin" / "backbreak")
    plain = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
    env = plain | {
        "HOME": str(user), "PATH": f"{user / 'bin'}:{os.environ['PATH']}",
        "XDG_RUNTIME_DIR": str(user / "run"), "QT_QPA_PLATFORM": "",
        "XDG_DATA_HOME": str(user / ".local" / "share"),  # dbus-daemon does not look at HOME
    }  # fmt: skip
    (user / "run").mkdir(mode=0o700)
    (install,) = [one for one in blocks("dbus.md", "sh") if "@EXECUTABLE@" in one]
    subprocess.run(["sh", "-e", "-c", install], check=True, env=env, cwd=REPOSITORY)
    config = folder / "activating.conf"
    config.write_text(BUS_CONFIG.replace("<policy", "<standard_session_servicedirs/><policy", 1))
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().strip(), user / ".local" / "state" / "backbreak" / "backbreak.log"
        finally:
            daemon.terminate()


@needs_gdbus
def test_a_call_starts_it_where_the_activation_file_is_installed(tmp_path: Path) -> None:
    with activating(tmp_path) as (address, log):

        def call(member: str) -> str:
            return shell(
                f"gdbus call --session --dest {NAME} --object-path {PATH} --method {NAME}.{member}",
                DBUS_SESSION_BUS_ADDRESS=address,
            )

        assert '"phase": "sitting"' in call("Status")
        wait_for(lambda: f"on the session bus as {NAME}\n" in log.read_text(), "the line in the log")
        call("Quit")
        wait_for(lambda: not (tmp_path / "user/run/backbreak/door.sock").exists(), "the end")


def test_the_examples_of_hooks_work_as_pasted(home: Path) -> None:
    folder = home / "config" / "hooks"
    folder.mkdir(mode=0o700)
    (music,), (diary,) = blocks("hooks.md", "sh"), blocks("hooks.md", "python")
    saved(music, folder / "session-started")
    saved(diary, folder / "completed")
    with running(home, HOME=str(home)) as resident, resident.door() as door:
        begun = door.request("session-begin", {"exercise": "pelvis-lift"})["session"]
        done = {"units": begun["plan"]["units"], "played_s": 90.0, "completed": True}
        door.request("session-finish", {"session": begun["id"], **done})
        wait_for((home / "breaks.txt").exists, "the diary")
        (entry,) = resident.entries
        told = resident.places.log_file
        wait_for(
            lambda: "hook session-started: quiet for a break at" in told.read_text(), "the line in the log"
        )
        at = entry.as_json()["at"]
        wait_for(lambda: (home / "breaks.txt").read_text(), "its line")
        units = begun["plan"]["units"]
        assert (home / "breaks.txt").read_text() == f"{at} pelvis-lift {units} {units}/145\n"
        assert resident.log.read_text() == ""
