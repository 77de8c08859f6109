"""The sound of a session as a file: whole, no longer than the plan, and nothing but the file is written."""

import io
import json
import os
import wave
from array import array
from pathlib import Path

import pytest
from cli.program import Done, one_line, run

RATE = 44_100


def render(home: Path, file: Path, *args: str, **env: str) -> Done:
    return run("session", "--render", file, *args, "--home", home, **env)


def samples(file: Path) -> "array[int]":
    with wave.open(io.BytesIO(file.read_bytes())) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, RATE)
        return array("h", sound.readframes(sound.getnframes()))


@pytest.fixture
def mute(tmp_path: Path) -> str:
    """A PATH without a speech engine."""
    folder = tmp_path / "no-programs"
    folder.mkdir()
    return str(folder)


def test_without_an_engine_the_tones_are_written_where_the_cues_are(tmp_path: Path, mute: str) -> None:
    home, file = tmp_path / "home", tmp_path / "break.wav"
    plan = run("plan", "--json", "--exercise", "hip-flex", "--seconds", "60", "--home", home).json
    done = render(home, file, "--exercise", "hip-flex", "--seconds", "60", PATH=mute)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{file}: {plan['seconds']:g} s, tones alone: espeak-ng is not installed\n"
    sound = samples(file)
    assert len(sound) == plan["seconds"] * RATE
    for cue in plan["cues"]:
        onset = round(cue["start_s"] * RATE)
        assert not any(sound[max(0, onset - RATE // 10) : onset])
        assert max(sound[onset : onset + round(0.03 * RATE)]) > 100
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["break.wav"]
    assert run("log", "--json", "--home", home).json == []


def test_an_engine_that_fails_or_hangs_costs_the_voice_alone(tmp_path: Path, mute: str) -> None:
    file, without = tmp_path / "break.wav", tmp_path / "without.wav"
    render(tmp_path / "home", without, PATH=mute)
    engine = Path(mute, "espeak-ng")
    engine.write_text("#!/bin/sh\nexit 3\n")
    engine.chmod(0o755)
    done = render(tmp_path / "home", file, PATH=mute)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("tones alone: espeak-ng does not speak\n")
    assert file.read_bytes() == without.read_bytes()


def test_silence_is_a_silent_file(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "break.wav"
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text("[sound]\ncues = false\nvoice = false\n")
    done = render(home, file, "--seconds", "60")
    assert (done.code, done.err) == (0, "")
    assert "silence" in done.out
    assert len(samples(file)) <= 60 * RATE and not any(samples(file))


def test_a_file_that_is_there_is_only_replaced_when_that_is_asked_for(tmp_path: Path, mute: str) -> None:
    home, file = tmp_path / "home", tmp_path / "break.wav"
    file.write_bytes(b"something else")
    done = render(home, file, "--script", PATH=mute)
    refused = f"backbreak: {file} is there already: add --replace to put this in its place\n"
    assert (done.code, done.out, done.err) == (1, "", refused)
    assert file.read_bytes() == b"something else"
    done = render(home, file, "--replace", PATH=mute)
    assert (done.code, done.err) == (0, "") and any(samples(file))
    done = run("session", "--replace", "--home", home)
    assert done.code == 2 and "give it with --render" in done.err


def test_script_and_render_go_together(tmp_path: Path, mute: str) -> None:
    file = tmp_path / "break.wav"
    out = render(tmp_path / "home", file, "--script", PATH=mute).out.splitlines()
    assert out[0] == "   0.0 s  tone   soft"
    assert out[-1].startswith(str(file))


@pytest.mark.parametrize("name", ["", ".", "-", "missing/break.wav", os.devnull])
def test_what_cannot_be_written_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    done = run("session", "--render", name, "--home", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err)


def test_an_hour_is_the_longest_file(tmp_path: Path) -> None:
    cue = {"start_s": 0, "end_s": 1e9, "phase": "finish", "side": None, "rep": None, "series": None}
    told = run("plan", "--json", "--exercise", "stand-and-stretch", "--home", tmp_path).json
    last = told["cues"][-1]
    told["cues"][-1] = {**cue, "start_s": last["start_s"]}
    told |= {"seconds": 1e9, "budget_s": 1e9}
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(told))
    done = render(tmp_path, tmp_path / "a.wav", "--plan", str(file))
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err)
