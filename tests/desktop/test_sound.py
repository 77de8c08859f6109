"""Sessions played to a real sound server, and listened to: on time, whatever the server and the voice do."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from desktop.harness.audio import Recording, SoundServer
from desktop.harness.promise import Promise
from desktop.harness.waiting import PATIENCE_S, wait_until
from desktop.playing import a_plan

from backbreak.core.hearing import hear
from backbreak.core.settings import Sound
from backbreak.storage.places import places_for
from backbreak.storage.settings import set_value

REPOSITORY = Path(__file__).parents[2]
LATE_S = 0.03
SILENT_S = 0.2
"""What has been given to the device is heard to its end."""
LOST_WITHIN_S, FOUND_WITHIN_S = 6.0, 12.0
EXAMINED_WITHIN_S = 10.0
NO_DEVICE = "note No sound device: follow the picture."


class Told:
    """A playing process and the lines it has told so far."""

    def __init__(self, *words: str, env: dict[str, str]) -> None:
        path = {"PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'tests'}"}
        self.process = subprocess.Popen(
            [sys.executable, str(REPOSITORY / "tests" / "desktop" / "playing.py"), *words],
            env={**env, **path}, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.lines: list[str] = []
        self._thread = Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as pipe:
            for line in pipe:
                self.lines.append(line.strip())

    def number(self, word: str, timeout: float = PATIENCE_S) -> float:
        """The number told after a word."""
        line = wait_until(
            lambda: next((one for one in self.lines if one.startswith(word)), None), word, timeout
        )
        return float(line.split()[1])

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self._thread.join()


Play = Callable[..., Told]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    one = SoundServer(tmp_path / "run")
    yield one
    one.close()


@pytest.fixture
def start(server: SoundServer) -> Iterator[Play]:
    started: list[Told] = []

    def play(*words: str) -> Told:
        started.append(Told(*words, env=server.env))
        return started[-1]

    yield play
    for one in started:
        one.close()


def test_every_tone_is_heard_within_thirty_milliseconds_of_its_cue(server: SoundServer, start: Play) -> None:
    recording = Recording(server)
    told = start("hip-flex", "40")
    began_s = told.number("began")
    told.number("ended")
    recording.close()
    tones = [one for one in hear(a_plan("hip-flex"), Sound(voice=False), lambda _: 0.0) if one.at_s < 39]
    onsets = {one.at_s: recording.onset(began_s + one.at_s) for one in tones}
    assert len(tones) > 15
    off = {at_s: onset and onset - began_s - at_s for at_s, onset in onsets.items()}
    first, *others = off.values()  # the one at 0 is known only when it should be heard
    assert first is not None and first < 0.1
    late = [one for one in others if one is None or abs(one) >= LATE_S]
    assert len(late) <= len(others) // 20, off  # a server that is kept from running is late itself


def test_muted_it_is_silent_at_once_and_then_heard_again(server: SoundServer, start: Play) -> None:
    recording = Recording(server)
    told = start("hip-flex", "16", "8.1", "12.5")  # in the middle of the tone of the first lift
    began_s = told.number("began")
    told.number("ended")
    recording.close()
    heard = [onset - began_s for onset in recording.onsets(silence_s=0.01)]
    ends = recording.last_before(began_s + 12.5) - began_s
    assert 8.1 <= ends < 8.1 + SILENT_S
    assert any(7.9 < one < 8.1 for one in heard) and any(one > 12.5 for one in heard)


def test_a_server_that_dies_is_told_and_one_that_comes_back_is_played_to(
    server: SoundServer, start: Play
) -> None:
    told = start("pelvis-lift", "100")
    told.number("began")
    server.close()
    lost = Promise(LOST_WITHIN_S, [told.process.pid])
    lost.kept(lambda: NO_DEVICE in told.lines, "the lost device is told")
    server.start()
    found = Promise(FOUND_WITHIN_S, [told.process.pid])
    found.kept(lambda: told.lines[-1] == "note", "it is found again")
    assert told.process.poll() is None


def test_a_server_that_stands_still_is_told_and_costs_nothing(server: SoundServer, start: Play) -> None:
    server.process.send_signal(signal.SIGSTOP)
    told = start("pelvis-lift", "4")
    told.number("ended")
    assert NO_DEVICE in told.lines
    promise = Promise(1.0, [told.process.pid])
    promise.kept(lambda: told.process.poll() is not None, "it ends")
    assert told.process.returncode == 0


def examined(server: SoundServer, home: Path, **env: str) -> dict[str, tuple[str, str]]:
    """What the doctor finds, by name: state and text."""
    with tempfile.TemporaryFile() as told:
        doctor = subprocess.Popen(
            [sys.executable, "-m", "backbreak", "doctor", "--json", "--home", home],
            env={**server.env, **env}, cwd=REPOSITORY, stdout=told,
        )  # fmt: skip
        Promise(EXAMINED_WITHIN_S, [doctor.pid]).kept(lambda: doctor.poll() is not None, "all is examined")
        told.seek(0)
        return {one["name"]: (one["state"], one["text"]) for one in json.load(told)["checks"]}


def test_the_doctor_names_what_plays_and_what_speaks(server: SoundServer, tmp_path: Path) -> None:
    found = examined(server, tmp_path / "home")
    assert found["sound"] == ("ok", "PulseAudio")
    assert found["speech"] == ("ok", "espeak-ng, en")


def test_the_doctor_waits_for_nothing_that_stands_still(server: SoundServer, tmp_path: Path) -> None:
    address = tmp_path / "speechd.sock"
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(str(address))
        mute.listen()
        server.process.send_signal(signal.SIGSTOP)
        here = {"PATH": str(tmp_path / "none"), "SPEECHD_ADDRESS": f"unix_socket:{address}"}
        found = examined(server, tmp_path / "home", **here)
    assert found["sound"] == ("missing", "the sound server does not answer")
    assert found["speech"] == ("degraded", "speech-dispatcher does not speak: it does not answer")


def test_the_doctor_touches_nothing_that_is_switched_off(server: SoundServer, tmp_path: Path) -> None:
    server.process.send_signal(signal.SIGSTOP)
    set_value(places_for(tmp_path / "home"), "sound.volume", 0)
    found = examined(server, tmp_path / "home")
    assert found["sound"] == found["speech"] == ("ok", "switched off in the settings")
