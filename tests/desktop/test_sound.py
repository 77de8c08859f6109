"""Sessions played to a real sound server, and listened to: on time, whatever the server and the voice do."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from desktop.harness.audio import Recording, SoundServer
from desktop.harness.waiting import wait_until
from desktop.playing import a_plan

from backbreak.core.hearing import hear
from backbreak.core.settings import Sound

REPOSITORY = Path(__file__).parents[2]
LATE_S = 0.03
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

    def number(self, word: str, timeout: float = 10.0) -> float:
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
    told.number("ended", timeout=60)
    recording.close()
    tones = [one for one in hear(a_plan("hip-flex"), Sound(voice=False), lambda _: 0.0) if one.at_s < 39]
    late = {one.at_s: recording.onset(began_s + one.at_s) for one in tones}
    assert len(tones) > 15
    off = {at_s: onset and onset - began_s - at_s for at_s, onset in late.items()}
    first, *others = off.values()  # the one at 0 is known only when it should be heard
    assert first is not None and first < 0.1
    assert all(one is not None and abs(one) < LATE_S for one in others), off


def test_a_server_that_dies_is_told_and_one_that_comes_back_is_played_to(
    server: SoundServer, start: Play
) -> None:
    told = start("pelvis-lift", "30")
    told.number("began")
    server.close()
    wait_until(lambda: NO_DEVICE in told.lines, "the lost device is told", timeout=6)
    server.start()
    wait_until(lambda: told.lines[-1] == "note", "it is found again", timeout=12)
    assert told.process.poll() is None


def test_a_server_that_stands_still_is_told_and_costs_nothing(server: SoundServer, start: Play) -> None:
    server.process.send_signal(signal.SIGSTOP)
    told = start("pelvis-lift", "4")
    told.number("ended", timeout=20)
    assert NO_DEVICE in told.lines
    ended_s = told.number("ended")
    assert told.process.wait(5) == 0
    assert time.monotonic() - ended_s < 1.0
