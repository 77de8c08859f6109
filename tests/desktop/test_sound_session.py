"""Two minutes of the real session in its window, with a voice server that speaks, one that hangs, and none.

It is played to a sound server; the tones heard there are the timeline, and they keep it.
"""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from threading import Event

import pytest
from desktop.harness.audio import Recording, SoundServer
from desktop.harness.waiting import PATIENCE_S, wait_until

from backbreak.core.hearing import Sounding, hear
from backbreak.core.plan_json import plan_from_json
from backbreak.core.settings import Sound
from backbreak.storage import care
from backbreak.storage.places import places_for
from backbreak.storage.settings import set_value

REPOSITORY = Path(__file__).parents[2]
EXERCISE = "opposite-arm-leg"
OPENING_S = 4.0
"""What may be missed at the beginning, until a server that was idle plays."""
DRIFT_S = 0.1


class Session:
    """One session process, with a sound server of its own; no espeak-ng is to be found."""

    def __init__(self, folder: Path, voice: str) -> None:
        folder.mkdir()
        self.voice, self._folder = voice, folder
        self.server = SoundServer(folder / "run", ("out", "voice"))
        self._dispatcher = None if voice == "absent" else self._start_dispatcher()
        self.recordings = {name: Recording(self.server, name) for name in ("out", "voice")}
        places = places_for(folder / "home")
        places.ensure()
        care.acknowledge(places, datetime(2026, 1, 5, tzinfo=UTC))
        set_value(places, "sound.volume", 0.8)
        (folder / "bin").mkdir()  # no engine is to be found there
        self.env = {**self.server.env, "PATH": str(folder / "bin"), "QT_QPA_PLATFORM": "offscreen"}
        self.process: subprocess.Popen[bytes] | None = None

    def _start_dispatcher(self) -> subprocess.Popen[bytes]:
        """It plays to a sink of its own, so that the tones are heard alone."""
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(
            ["speech-dispatcher", "--run-single", "--timeout", "0", "--log-level", "0"],
            env={**self.server.env, "PULSE_SINK": "voice"}, stdin=quiet, stdout=quiet, stderr=quiet,
        )  # fmt: skip
        address = self.server.run / "speech-dispatcher" / "speechd.sock"
        wait_until(address.exists, "speech-dispatcher listens")
        if self.voice == "hung":
            process.send_signal(signal.SIGSTOP)
        else:
            name_voices(address)
        return process

    def start(self, plan: bytes) -> None:
        """Play a plan that a person brought: at once, without a desk page."""
        file = self._folder / "plan.json"
        file.write_bytes(plan)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "backbreak", "session", "--home", self._folder / "home", "--plan", file],
            env=self.env, cwd=REPOSITORY, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip

    def close(self) -> None:
        for recording in self.recordings.values():
            recording.close()
        for process in (self.process, self._dispatcher):
            if process is not None:
                process.kill()
                process.wait()
        if self.process is not None and self.process.stderr is not None:
            self.process.stderr.close()
        self.server.close()


def name_voices(address: Path) -> None:
    """Have a dispatcher list its voices once: the first time its engine reads them all, which takes long."""
    with socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(PATIENCE_S)
        asking.connect(str(address))
        asking.sendall(b"LIST SYNTHESIS_VOICES\r\n")
        told = b""
        while b"249 OK" not in told:
            piece = asking.recv(1 << 16)
            assert piece, "speech-dispatcher hung up"
            told = told[-10:] + piece


@pytest.fixture
def sessions() -> Iterator[dict[str, Session]]:
    all_of_them: dict[str, Session] = {}
    with tempfile.TemporaryDirectory() as short:  # sockets must fit into it, and tmp_path may be too long
        try:
            for voice in ("running", "hung", "absent"):
                all_of_them[voice] = Session(Path(short, voice), voice)
            yield all_of_them
        finally:
            for session in all_of_them.values():
                session.close()


@pytest.mark.timeout(600)
def test_the_timeline_holds_for_two_minutes_whatever_the_voice_server_does(
    sessions: dict[str, Session], tmp_path: Path
) -> None:
    new_home = tmp_path / "new"
    told = subprocess.run(
        [sys.executable, "-m", "backbreak", "plan", "--json", "--exercise", EXERCISE, "--home", new_home],
        cwd=REPOSITORY, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    for session in sessions.values():
        session.start(told.stdout)
    plan = plan_from_json(json.loads(told.stdout), "plan")
    Event().wait(plan.seconds + OPENING_S)
    playing = {voice: session.process for voice, session in sessions.items()}
    assert all(process is not None and process.poll() is None for process in playing.values()), playing
    for voice, process in playing.items():  # what was done shows for a while, and closes by itself
        assert process is not None and process.wait(PATIENCE_S) == 0, voice
    tones = [one for one in hear(plan, Sound(voice=False), lambda _: 0.0) if one.at_s > OPENING_S]
    for voice, session in sessions.items():
        for recording in session.recordings.values():
            recording.close()
        off = offsets(session.recordings["out"], tones)
        drift_s = median(off[-5:]) - median(off[:5])
        print(f"voice {voice}: {drift_s:+.4f} s of drift, tones from {min(off):+.4f} to {max(off):+.4f} s")
        assert abs(drift_s) < DRIFT_S, (voice, off)
        # A server that a busy machine keeps from running is late itself, with a tone or two.
        assert sum(abs(one) >= DRIFT_S for one in off) <= len(off) // 20, (voice, off)
        spoken_s = session.recordings["voice"].loud_s()
        assert (spoken_s > 5.0) == (voice == "running"), (voice, spoken_s)


def offsets(recording: Recording, tones: list[Sounding]) -> list[float]:
    """How late every tone was, in seconds; the session's beginning is the one that fits most of them."""
    onsets = recording.onsets()
    assert len(onsets) > len(tones) / 2, onsets
    begins = [onset - tone.at_s for onset in onsets[:8] for tone in tones[:8]]
    began_s = max(begins, key=lambda begin_s: sum(near(onsets, begin_s + one.at_s) < 0.1 for one in tones))
    off = [min((onset - began_s - one.at_s for onset in onsets), key=abs) for one in tones]
    middle = median(off)
    return [one - middle for one in off]


def near(onsets: list[float], moment_s: float) -> float:
    """How far the nearest onset is."""
    return min(abs(onset - moment_s) for onset in onsets)
