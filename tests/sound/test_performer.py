"""The performer without a device: silent is total, nothing waits, and that there is no sound is told."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from desktop.harness.waiting import wait_until
from stopwatch import Stopwatch, stood_in_line_s

from backbreak.core.cues import Plan
from backbreak.core.dose import Ledger, Limits, RoundState, choose_explicit
from backbreak.core.phrases import Phrase, Saying
from backbreak.core.session import plan
from backbreak.core.settings import Sound
from backbreak.sound.performer import Performer
from backbreak.storage.catalogue import load_catalogue
from backbreak.words.speech import Speech

CATALOGUE = load_catalogue()
SPEECH = Speech(CATALOGUE.get("pelvis-lift"), CATALOGUE.stand_and_stretch)
NOTHING_BLOCKS_S = 0.05


def a_plan() -> Plan:
    exercise, limits = CATALOGUE.get("pelvis-lift"), Limits()
    choice = choose_explicit(Ledger(), CATALOGUE, limits, "pelvis-lift")
    return plan(exercise, choice.units, 0, limits, RoundState(1, 0, 145))


@pytest.fixture
def no_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which no server listens, with a folder for the programs it has."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "none"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()
    return tmp_path / "bin"


def use(performer: Performer, seconds: float) -> float:
    """Play a stretch as a window would; return the longest that any call took."""
    longest_s = 0.0
    began_s = time.monotonic()
    while (position_s := time.monotonic() - began_s) < seconds:
        watch = Stopwatch()
        performer.follow(position_s, moving=True)
        longest_s = max(longest_s, watch.seconds())
        time.sleep(0.016)
    return longest_s


@pytest.mark.parametrize("sound", [Sound(volume=0.0), Sound(cues=False, voice=False)])
def test_silent_is_total_no_thread_no_device_no_engine(sound: Sound, no_device: Path) -> None:
    asked = no_device / "asked"
    engine = no_device / "espeak-ng"
    engine.write_text(f"#!/bin/sh\n: > {asked}\n")
    engine.chmod(0o755)
    before = set(threading.enumerate())
    performer = Performer(sound, SPEECH, "en")
    performer.perform(a_plan())
    use(performer, 0.3)
    performer.say(Phrase(Saying.HALFWAY))
    assert set(threading.enumerate()) <= before  # those of a test before may end meanwhile
    assert not asked.exists()
    assert performer.note == ""
    performer.end()


def test_a_machine_without_sound_is_told_in_one_line_and_nothing_waits(no_device: Path) -> None:
    performer = Performer(Sound(), SPEECH, "en")
    performer.perform(a_plan())
    assert use(performer, 1.0) < NOTHING_BLOCKS_S
    wait_until(lambda: use(performer, 0.02) and performer.note, "a note")
    assert performer.note == "No sound device: follow the picture."
    performer.mute(True)
    assert performer.note == ""
    watch = Stopwatch()
    performer.end()
    performer.follow(1.0, moving=True)
    assert watch.seconds() < NOTHING_BLOCKS_S


def test_an_engine_that_hangs_costs_nothing(no_device: Path) -> None:
    engine = no_device / "espeak-ng"
    engine.write_text(f"#!{sys.executable}\nimport time; time.sleep(60)\n")
    engine.chmod(0o755)
    performer = Performer(Sound(cues=False), SPEECH, "en")
    performer.perform(a_plan())
    performer.say(Phrase(Saying.HALFWAY))
    assert use(performer, 0.5) < NOTHING_BLOCKS_S
    performer.end()


PROCESS = """
import os, sys, time
sys.path[:0] = {paths!r}
from backbreak.core.settings import Sound
from backbreak.sound.performer import Performer
from stopwatch import stood_in_line_s
from test_performer import SPEECH, a_plan, use
performer = Performer(Sound(), SPEECH, "en")
performer.perform(a_plan())
use(performer, 0.5)
print(time.monotonic(), stood_in_line_s(os.getpid()), flush=True)
"""


def test_a_process_ends_at_once_whatever_hangs(no_device: Path, tmp_path: Path) -> None:
    """A sound server that accepts and says nothing, and an engine that never ends."""
    engine = no_device / "espeak-ng"
    engine.write_text(f"#!{sys.executable}\nimport time; time.sleep(60)\n")
    engine.chmod(0o755)
    hung = tmp_path / "none"
    server = subprocess.Popen(
        [sys.executable, "-c", "import socket,sys,time; s=socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]);"
         "s.listen(); print(flush=True); time.sleep(60)", str(hung)], stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert server.stdout is not None and server.stdout.readline()
        here = Path(__file__).parent
        code = PROCESS.format(paths=[str(here), str(here.parent)])
        program = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        os.waitid(os.P_PID, program.pid, os.WEXITED | os.WNOWAIT)
        ended_s, stood_s = time.monotonic(), stood_in_line_s(program.pid)
        out, err = program.communicate()
        assert program.returncode == 0, err
        began_s, stood_before_s = map(float, out.split())
        assert ended_s - began_s - (stood_s - stood_before_s) < 3.0  # not the minute the engine hangs
    finally:
        server.kill()
        server.communicate()


def test_faster_than_anybody_speaks_there_are_only_tones(no_device: Path) -> None:
    asked = no_device / "asked"
    engine = no_device / "espeak-ng"
    engine.write_text(f"#!/bin/sh\n: > {asked}\n")
    engine.chmod(0o755)
    performer = Performer(Sound(), SPEECH, "en", speed=5.0)
    performer.perform(a_plan())
    use(performer, 0.3)
    performer.end()
    assert not asked.exists()
