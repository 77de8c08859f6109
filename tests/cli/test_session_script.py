"""What a session sounds like, on paper: every line what will be heard, nothing played, nothing logged."""

import json
import re
from pathlib import Path

import pytest
from cli.program import one_line, run

LINE = re.compile(r' {0,3}(\d+\.\d) s  (?:tone   ([a-z-]+)|voice  "([^"]+)")')


def script(home: Path, *args: str | Path) -> list[tuple[float, str | None, str | None]]:
    """Seconds, tone and sentence of each line."""
    done = run("session", "--script", *args, "--home", home)
    assert (done.code, done.err) == (0, "")
    found = [LINE.fullmatch(line) for line in done.out.splitlines()]
    assert all(found), done.out
    return [(float(line[1]), line[2], line[3]) for line in found if line]


def settings(home: Path, text: str) -> None:
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "settings.toml").write_text(text)


def test_the_script_says_when_what_is_heard_and_logs_nothing(tmp_path: Path) -> None:
    lines = script(tmp_path, "--exercise", "leg-lifts", "--seconds", "92")
    assert lines[:3] == [
        (0.0, "soft", None),
        (0.4, None, "Lie down on your back. Bend your right knee a little and leave that foot on the floor."),
        (6.7, None, "Bring your left leg up and hold it behind the knee"),
    ]
    assert [(at, tone) for at, tone, _ in lines if tone and "tick" not in tone] == [
        (0, "soft"),
        (10, "rising"), (13, "steady"), (28, "halfway"), (43, "falling"),
        (46, "double"),
        (52, "rising"), (55, "steady"), (70, "halfway"), (85, "falling"),
        (88, "done"),
    ]  # fmt: skip
    assert (44.3, None, "Change sides. Right leg.") in lines
    assert not list(tmp_path.rglob("*.jsonl"))
    assert run("log", "--json", "--home", tmp_path).json == []


@pytest.mark.parametrize("exercise", ["opposite-arm-leg", "lumbar", "stand-and-stretch"])
def test_every_cue_of_the_plan_has_its_tone_at_its_start(tmp_path: Path, exercise: str) -> None:
    plan = run("plan", "--json", "--exercise", exercise, "--home", tmp_path).json
    tones = {at for at, tone, _ in script(tmp_path, "--exercise", exercise) if tone}
    assert {cue["start_s"] for cue in plan["cues"]} <= tones


def test_a_plan_of_ones_own_is_told_without_a_resident(tmp_path: Path) -> None:
    wanted = ("--exercise", "hip-flex", "--units", "2", "--seconds", "60")
    file = tmp_path / "plan.json"
    file.write_text(run("plan", "--json", *wanted, "--home", tmp_path).out)
    lines = script(tmp_path, "--plan", file)
    assert [line[2] for line in lines if line[2] and "two" in line[2]] == ["One of two"] * 2
    document = json.loads(file.read_text()) | {"exercise": "nothing-we-have"}
    file.write_text(json.dumps(document))
    done = run("session", "--script", "--plan", file, "--home", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err) and "nothing-we-have" in done.err


def test_tones_and_voice_are_switched_off_one_by_one_and_silence_is_total(tmp_path: Path) -> None:
    settings(tmp_path, "[sound]\nvoice = false\n")
    assert {voice for _, _, voice in script(tmp_path)} == {None}
    settings(tmp_path, "[sound]\ncues = false\n")
    assert {tone for _, tone, _ in script(tmp_path)} == {None}
    for silent in ("cues = false\nvoice = false", "volume = 0"):
        settings(tmp_path, f"[sound]\n{silent}\n")
        assert script(tmp_path) == []


def test_a_script_has_no_speed(tmp_path: Path) -> None:
    done = run("session", "--script", "--speed", "2", "--home", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err)
