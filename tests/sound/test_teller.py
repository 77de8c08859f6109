"""The voice's thread: what is needed first is made first, and one engine gives way to the next."""

from __future__ import annotations

import sys
import time
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.harness.waiting import wait_until
from sound.ssip import Server

from backbreak.sound import teller as module
from backbreak.sound.mixer import Mixer
from backbreak.sound.output import Output
from backbreak.sound.teller import Teller
from backbreak.sound.waves import RATE, wave_file


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without sound device and voice server; the folder of its programs."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("SPEECHD_ADDRESS", raising=False)
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "none"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()
    return tmp_path / "bin"


@pytest.fixture
def teller(machine: Path) -> Iterator[Teller]:
    mixer = Mixer()
    output = Output(mixer, prepare=lambda: None)
    one = Teller("en", 0.5, mixer, output)
    yield one
    one.end()
    output.end()


def install(folder: Path, code: str) -> None:
    program = folder / "espeak-ng"
    program.write_text(f"#!{sys.executable}\nimport sys\n{code}")
    program.chmod(0o755)


def install_working(folder: Path) -> Path:
    """An engine that says everything in a tenth of a second; returns where it notes what (beside: when)."""
    sound, asked = folder / "sound.wav", folder / "asked"
    sound.write_bytes(wave_file(array("h", [9000, -9000] * (RATE // 20))))
    install(
        folder,
        f"open({str(asked)!r}, 'a').write(sys.argv[-1] + '\\n')\n"
        f"import time; open({str(asked)!r} + '-at', 'a').write(str(time.monotonic()) + '\\n')\n"
        f"open(sys.argv[sys.argv.index('-w') + 1], 'wb').write(open({str(sound)!r}, 'rb').read())\n",
    )
    return asked


def test_what_is_wanted_is_made_in_that_order_and_once(teller: Teller, machine: Path) -> None:
    asked = install_working(machine)
    teller.want(("one", "two", "three"))
    teller.start()
    wait_until(lambda: teller.made("three"), "all is made")
    teller.want(("four", "one"))
    wait_until(lambda: teller.made("four"), "the new one is made")
    assert asked.read_text().split() == ["one", "two", "three", "four"]
    assert max(teller.made("one") or []) == pytest.approx(0.5 * 0.5 * 32767, abs=1)
    assert not teller.speaks_itself and not teller.speechless


def test_what_is_needed_later_is_made_with_pauses_and_after_a_jump_at_once(
    teller: Teller, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = install_working(machine)
    teller.want(("one", "two", "three", "four", "five"))
    teller.start()
    wait_until(lambda: teller.made("five"), "all is made")
    made_at_s = [float(line) for line in (machine / "asked-at").read_text().split()]
    assert made_at_s[4] - made_at_s[2] > 0.6
    monkeypatch.setattr(module, "_BREATH_S", 60.0)
    teller.want(("six", "seven", "eight", "nine", "ten"))
    wait_until(lambda: teller.made("eight"), "the first are made")
    teller.want(("ten", "nine"))
    wait_until(lambda: teller.made("nine"), "all is made")
    assert asked.read_text().split()[5:] == ["six", "seven", "eight", "ten", "nine"]


def test_an_engine_that_fails_gives_way_to_the_server(teller: Teller, machine: Path, tmp_path: Path) -> None:
    install(machine, "sys.exit(1)\n")
    server = Server(tmp_path / "speech-dispatcher" / "speechd.sock")
    teller.want(("one", "two", "three"))
    teller.start()
    wait_until(lambda: teller.speaks_itself, "the server's turn")
    teller.speak("four", time.monotonic() + 0.05, late_s=30.0)
    wait_until(lambda: server.said == ["four"], "it is said by the server")
    assert teller.made("one") is None
    server.close()


def test_what_was_ordered_before_a_hush_is_not_said(teller: Teller, tmp_path: Path) -> None:
    server = Server(tmp_path / "speech-dispatcher" / "speechd.sock")
    teller.start()
    wait_until(lambda: teller.speaks_itself, "the server's turn")
    teller.speak("before", time.monotonic() + 0.6, late_s=30.0)
    teller.hush()
    teller.speak("after", time.monotonic() + 0.7, late_s=30.0)
    teller.speak("too late", time.monotonic() - 1.0)
    wait_until(lambda: "after" in server.said, "what came after is said")
    assert server.said == ["after"]
    server.close()


def test_what_is_to_be_said_now_does_not_wait_for_what_is_ahead(teller: Teller, tmp_path: Path) -> None:
    server = Server(tmp_path / "speech-dispatcher" / "speechd.sock")
    teller.start()
    wait_until(lambda: teller.speaks_itself, "the server's turn")
    teller.speak("ahead", time.monotonic() + 60.0)
    teller.say_now("now")
    wait_until(lambda: bool(server.said), "something is said")
    assert server.said == ["now"]
    server.close()


def test_what_is_to_be_said_now_is_said_by_a_server_that_is_not_there_at_once(
    teller: Teller, tmp_path: Path
) -> None:
    server = Server(tmp_path / "speech-dispatcher" / "speechd.sock")
    teller.say_now("now")
    time.sleep(0.3)
    teller.start()
    wait_until(lambda: server.said == ["now"], "it is said")
    server.close()


def test_without_any_engine_it_is_speechless(teller: Teller) -> None:
    teller.start()
    wait_until(lambda: teller.speechless, "nothing is left to try")
    teller.say_now("Up")
    assert teller.made("Up") is None
