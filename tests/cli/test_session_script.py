"""What a session sounds like, on paper: every line what will be heard, nothing played, nothing logged."""

import json
import re
from pathlib import Path

import pytest
from cli.program import one_line, run, valid

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
    assert [line for line in lines if line[1] != "tick"][:3] == [
        (0.0, "soft", None),
        (0.4, None, "Lie down on your back. Bend your right knee a little and leave that foot on the floor."),
        (7.2, None, "Raise your left leg, both hands behind the knee"),
    ]
    assert [(at, tone) for at, tone, _ in lines if tone and "tick" not in tone] == [
        (0, "soft"),
        (10, "rising"), (13, "steady"), (28, "halfway"), (43, "falling"),
        (46, "double"),
        (52, "rising"), (55, "steady"), (70, "halfway"), (85, "falling"),
        (88, "done"),
    ]  # fmt: skip
    assert (44.4, None, "Change legs. Right leg.") in lines
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


def test_as_json_the_script_names_cue_and_kind_of_everything_in_order(tmp_path: Path) -> None:
    wanted = ("--exercise", "pelvis-lift", "--home", tmp_path)
    plan = run("plan", "--json", *wanted).json
    rows = run("session", "--script", "--json", *wanted).json
    valid("script", rows)
    assert all(list(row) == ["at_s", "kind", "name", "text", "cue"] for row in rows)
    assert [row["at_s"] for row in rows] == sorted(row["at_s"] for row in rows)
    assert {row["kind"] for row in rows} == {"earcon", "speech"}
    for row in rows:
        assert (row["text"] is None) == (row["kind"] == "earcon")
        assert row["kind"] == "speech" or row["at_s"] >= plan["cues"][row["cue"]]["start_s"]
    told = [(f"{row['at_s']:.1f}", row["text"]) for row in rows if row["text"]]
    assert told == [(f"{at:.1f}", text) for at, _, text in script(tmp_path, *wanted[:2]) if text]


def test_json_is_of_the_script_and_stands_alone_even_when_a_file_is_written(tmp_path: Path) -> None:
    done = run("session", "--json", "--home", tmp_path)
    assert (done.code, done.out) == (2, "") and one_line(done.err)
    wanted = ("session", "--script", "--json", "--exercise", "leg-lifts", "--seconds", "92")
    both = run(*wanted, "--render", tmp_path / "break.wav", "--home", tmp_path)
    assert both.json == run(*wanted, "--home", tmp_path).json and (tmp_path / "break.wav").exists()
