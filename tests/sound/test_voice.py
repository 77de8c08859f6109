"""The voice: an engine that works is heard; one that hangs, fails or writes rubbish costs next to nothing."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import time
from array import array
from pathlib import Path
from threading import Thread

import pytest
from desktop.harness.waiting import wait_until
from stopwatch import Stopwatch

from backbreak.sound.engines.choosing import choose_maker
from backbreak.sound.engines.files import espeak
from backbreak.sound.waves import RATE, wave_file

SPEAKS = """
import sys
words = sys.argv[1:]
with open(words[words.index("-w") + 1], "wb") as out:
    out.write(open({sound!r}, "rb").read())
with open({asked!r}, "a") as out:
    out.write(repr(words) + "\\n")
"""


def engine(folder: Path, code: str) -> str:
    """A program called espeak-ng that does this."""
    folder.mkdir(exist_ok=True)
    program = folder / "espeak-ng"
    program.write_text(f"#!{sys.executable}\n{code}")
    program.chmod(0o755)
    return str(program)


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """Where the engine that works notes what it was asked."""
    return tmp_path / "asked"


@pytest.fixture
def working(tmp_path: Path, asked: Path) -> str:
    """An engine that says everything in a second, with silence before and after."""
    sound = tmp_path / "sound.wav"
    sound.write_bytes(wave_file(array("h", [0] * 500 + [9000, -9000] * (RATE // 2) + [0] * 500)))
    return engine(tmp_path / "bin", SPEAKS.format(sound=str(sound), asked=str(asked)))


def test_a_sentence_becomes_samples_and_is_asked_for_once(working: str, asked: Path) -> None:
    voice = espeak(working, "pt_BR")
    said = voice.say("-- Last one")
    assert said is not None and len(said) == RATE
    assert voice.say("-- Last one") is said
    (words,) = asked.read_text().splitlines()
    assert "'-v', 'pt-br'" in words and words.endswith("'--', '-- Last one']")


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(1)",
        "pass",
        "import sys; open(sys.argv[sys.argv.index('-w') + 1], 'wb').write(b'RIFF')",
        "import sys; open(sys.argv[sys.argv.index('-w') + 1], 'wb').write(b'')",
    ],
)
def test_an_engine_that_fails_is_not_heard(tmp_path: Path, code: str) -> None:
    assert espeak(engine(tmp_path, code), "en").say("Up") is None


def test_an_engine_that_only_makes_silence_is_not_heard(tmp_path: Path, asked: Path) -> None:
    sound = tmp_path / "sound.wav"
    sound.write_bytes(wave_file(array("h", [0] * RATE)))
    program = engine(tmp_path / "bin", SPEAKS.format(sound=str(sound), asked=str(asked)))
    assert espeak(program, "en").say("Up") is None


def test_an_engine_that_hangs_is_waited_for_twice_and_then_left_alone(tmp_path: Path) -> None:
    voice = espeak(engine(tmp_path, "import time; time.sleep(60)"), "en", timeout_s=0.3)
    watch = Stopwatch()
    assert [voice.say(str(number)) for number in range(20)] == [None] * 20
    assert watch.seconds() < 5


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_a_sound_server_that_hangs_does_not_cost_the_voice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    (tmp_path / "pulse").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "pulse" / "native"))
        server.listen()  # and never says a word
        assert espeak(shutil.which("espeak-ng") or "", "en").say("Up")


def test_the_engine_is_found_where_programs_are(
    working: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert choose_maker("en") is None
    monkeypatch.setenv("PATH", os.path.dirname(working))
    found = choose_maker("en")
    assert found is not None and found.say("Up")


def test_an_engine_gives_way_to_whoever_draws(tmp_path: Path) -> None:
    noted = tmp_path / "nice"
    until_nice = f"import os\nwhile os.nice(0) == {os.nice(0)}: pass\n"
    work = f"{until_nice}open({str(noted)!r}, 'w').write(str(os.nice(0)))"
    espeak(engine(tmp_path / "bin", work), "en").say("Up")
    assert int(noted.read_text()) > os.nice(0)


def ticking(folder: Path) -> tuple[str, Path]:
    """An engine that is a script around a program that hangs; that one writes as long as it lives."""
    ticks, program = folder / "ticks", folder / "bin" / "espeak-ng"
    program.parent.mkdir()
    # A shell is at work at once, however busy the machine. Not `exec`: there are to be two processes.
    program.write_text(f"#!/bin/sh\nsh -c 'while :; do printf . >>{ticks}; sleep 0.02; done'\n:\n")
    program.chmod(0o755)
    return str(program), ticks


def stands_still(ticks: Path) -> bool:
    before = ticks.stat().st_size
    time.sleep(0.2)
    return ticks.stat().st_size == before


def test_what_an_engine_that_hangs_has_started_ends_with_it(tmp_path: Path) -> None:
    program, ticks = ticking(tmp_path)
    timeout_s = 1.0
    while not ticks.exists():  # a busy machine may not have begun by then
        assert espeak(program, "en", timeout_s=timeout_s).say("Up") is None
        timeout_s *= 2
    assert stands_still(ticks)


def test_an_engine_that_is_at_work_does_not_outlive_the_session(tmp_path: Path) -> None:
    program, ticks = ticking(tmp_path)
    voice = espeak(program, "en", timeout_s=30)
    work = Thread(target=voice.say, args=("Up",))
    work.start()
    wait_until(ticks.exists, "it is at work")
    voice.close()
    work.join(20)
    assert not work.is_alive() and stands_still(ticks)
    watch = Stopwatch()
    assert voice.say("Down") is None  # one that comes to be started meanwhile
    assert watch.seconds() < 2
