"""speech-dispatcher over its socket: one that works is heard; one that hangs or vanishes costs little."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sound.ssip import Server
from stopwatch import Stopwatch

from backbreak.sound.engines import dispatcher, ssip
from backbreak.sound.engines.choosing import choose_engine, choose_maker
from backbreak.sound.engines.dispatcher import Dispatcher


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the server listens; no program of that name is to be found."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("SPEECHD_ADDRESS", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "speech-dispatcher" / "speechd.sock"


@pytest.fixture
def server(address: Path) -> Iterator[Server]:
    one = Server(address)
    yield one
    one.close()


def test_a_sentence_is_said_in_the_language_and_volume_asked_for(server: Server) -> None:
    voice = Dispatcher("pt_BR", volume=0.7)
    voice.speak("Levante.")
    voice.close()
    assert server.said == ["Levante."]
    assert {"SET SELF LANGUAGE pt", "SET SELF VOLUME 40"} <= set(server.asked)
    assert not voice.given_up


def test_a_language_it_has_no_voice_for_is_not_read_by_another_voice(server: Server) -> None:
    voice = Dispatcher("ar")
    voice.prepare()
    assert voice.given_up
    voice.speak("رفع")
    assert voice.check() == "it has no voice for the language ar"
    assert server.said == []


def test_it_names_the_voice_that_speaks(server: Server) -> None:
    voice = Dispatcher("en")
    assert voice.voice == "" and voice.check() is None
    assert voice.voice == "English_(America)"


def test_a_server_that_cannot_list_its_voices_is_believed_to_have_one(server: Server) -> None:
    server.voices = []
    voice = Dispatcher("ar")
    voice.speak("رفع")
    voice.close()
    assert server.said == ["رفع"] and voice.voice == ""


def test_while_something_is_said_nothing_else_is_and_then_again(server: Server) -> None:
    voice = Dispatcher("en")
    voice.speak("one")
    voice.speak("two")
    server.end_of_speech()
    voice.speak("three")
    voice.speak("four")
    voice.cancel()
    voice.speak("five")
    voice.close()
    assert server.said == ["one", "three", "five"]
    assert "CANCEL SELF" in server.asked


def test_a_line_that_is_a_dot_ends_no_message(server: Server) -> None:
    voice = Dispatcher("en")
    voice.speak(".\nUp")
    voice.close()
    assert server.said == [".\nUp"]


def test_a_server_that_says_nothing_is_asked_twice_for_a_moment_and_given_up(
    address: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatcher, "_ANSWER_S", 0.2)
    server = Server(address, mute=True)
    voice = Dispatcher("en")
    watch = Stopwatch()
    for _ in range(2):
        voice.speak("Up")
    assert voice.given_up
    assert watch.seconds() < 1.0
    assert voice.check() == "it does not answer"
    server.close()


def test_a_server_that_goes_away_is_no_error(server: Server) -> None:
    voice = Dispatcher("en")
    voice.speak("one")
    server.close()
    voice.cancel()
    voice.speak("two")
    voice.close()


@pytest.mark.parametrize("garbage", [b"no line ends here ", b"702 END\r\n", b"\xff\x00\r\n"])
def test_a_server_that_talks_without_end_is_given_up(
    address: Path, monkeypatch: pytest.MonkeyPatch, garbage: bytes
) -> None:
    monkeypatch.setattr(dispatcher, "_ANSWER_S", 0.3)
    server = Server(address, flood=garbage)
    voice = Dispatcher("en")
    watch = Stopwatch()
    for _ in range(2):
        voice.speak("Up")
    assert voice.given_up
    assert watch.seconds() < 2.0
    server.close()


def test_nothing_there_is_no_error_and_is_told(address: Path) -> None:
    assert not ssip.is_here()
    voice = Dispatcher("en")
    voice.speak("Up")
    voice.cancel()
    assert voice.check() == "it is not installed"
    assert choose_engine("en") == (None, "neither espeak-ng nor speech-dispatcher is installed")


def test_it_is_started_when_nobody_listens(address: Path, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "speech-dispatcher"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nimport sys; open({str(tmp_path / 'how')!r}, 'w').write(sys.argv[1])"
    )
    program.chmod(0o755)
    assert ssip.is_here()
    Dispatcher("en").speak("Up")  # this one never listens
    assert (tmp_path / "how").read_text() == "--spawn"


def test_an_engine_that_makes_samples_comes_first(server: Server, tmp_path: Path) -> None:
    assert choose_engine("en").engine is not None
    assert choose_maker("en") is None
    program = tmp_path / "bin" / "espeak-ng"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    first = choose_engine("en").engine
    assert first is not None and first.name == "espeak-ng"
    assert os.path.basename(str(program)) == "espeak-ng"
