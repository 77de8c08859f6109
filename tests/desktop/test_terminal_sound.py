"""The sound of a session in a terminal, as a sound server hears it: on request, and never by a script."""

import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.program import start
from cli.terminal import Terminal, session
from desktop.harness.audio import Recording, SoundServer
from desktop.harness.waiting import wait_until

HERE = {"SSH_CONNECTION": ""}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    server = SoundServer(tmp_path / "run")
    yield server
    server.close()


def heard_s(server: SoundServer, seconds: float) -> float:
    """For how long something is heard in the seconds to come."""
    recording = Recording(server)
    wait_until(lambda: recording._pieces, "it records")
    time.sleep(seconds)
    recording.close()
    return recording.loud_s()


def played(terminal: Terminal) -> str:
    """How much of the session is played, as the screen says it; empty where it does not."""
    found = re.search(r"\d:\d\d(?= / )", terminal.screen.text)
    return found[0] if found else ""


def led_to(server: SoundServer) -> dict[str, str]:
    return {name: server.env[name] for name in ("XDG_RUNTIME_DIR", "HOME")}


def test_a_session_is_heard_until_it_is_muted_and_again_after(tmp_path: Path, server: SoundServer) -> None:
    with session(tmp_path, "--exercise", "hip-flex", **HERE, **led_to(server)) as terminal:
        terminal.until("M mute")
        terminal.press(b"\x1b[C")
        assert heard_s(server, 4) > 0.3
        terminal.press(b"m")
        terminal.until("Muted.")
        wait_until(lambda: heard_s(server, 0.5) == 0, "the end of what the server had been given already")
        assert heard_s(server, 3) == 0
        terminal.press(b"M")
        terminal.until("Sound on.")
        assert heard_s(server, 4) > 0.3
        terminal.press(b"q")
        terminal.end()
        assert terminal.program.returncode in (0, 1)
        assert b"Traceback" not in terminal.seen


def test_over_ssh_it_is_silent_here(tmp_path: Path, server: SoundServer) -> None:
    with session(tmp_path, "--exercise", "hip-flex", **led_to(server)) as terminal:
        terminal.until("No sound over SSH: follow the picture.")
        terminal.press(b"\x1b[C")
        assert heard_s(server, 3) == 0


def test_a_script_makes_no_noise(tmp_path: Path, server: SoundServer) -> None:
    words = ("session", "--terminal", "--exercise", "hip-flex", "--speed", "4", "--home", tmp_path)
    program: subprocess.Popen[str] = start(*words, **HERE, **led_to(server))
    assert heard_s(server, 4) == 0
    program.kill()
    program.communicate()


def test_a_machine_without_sound_says_so_and_plays_on(tmp_path: Path, server: SoundServer) -> None:
    server.close()
    nowhere = {"PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": "/dev/null"}
    with session(tmp_path, "--exercise", "hip-flex", **HERE, **led_to(server), **nowhere) as terminal:
        terminal.until("No sound device: follow the picture.")
        terminal.until(lambda: played(terminal) != "")
        before = played(terminal)
        terminal.until(lambda: played(terminal) > before)
        terminal.press(b"q")
        assert terminal.end() == 1
