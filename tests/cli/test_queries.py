"""Queries without a resident: files are read, JSON is as its schema says, and nothing is written."""

import subprocess
from pathlib import Path

import pytest
from cli.program import command, entry, environment, journal, one_line, run, valid

PARTS = [
    "opposite-arm-leg",
    "opposite-arm-leg-prone",
    "leg-lifts",
    "pelvis-lift",
    "hip-flex",
    "lumbar",
    "obliques",
]


@pytest.mark.parametrize("name", ["exercises", "plan", "log", "report", "simulate", "doctor"])
def test_a_new_home_answers_every_query_and_stays_untouched(tmp_path: Path, name: str) -> None:
    done = run(name, "--json", "--home", tmp_path)
    assert (done.code, done.err) == (0, "")
    valid(name, done.json)
    told = run(name, "--home", tmp_path)
    assert (told.code, told.err) == (0, "")
    assert not list(tmp_path.iterdir())


def test_the_exercises_are_the_articles_seven_and_the_stretch(tmp_path: Path) -> None:
    listed = run("exercises", "--json").json
    assert [one["id"] for one in listed] == [*PARTS, "stand-and-stretch"]
    assert [one["total_units"] for one in listed] == [30, 30, 3, 10, 10, 32, 30, 0]
    keys = ("number", "sides", "first_side", "hold_s", "reps", "series", "lift_s", "settle_s", "prepare_s")
    assert [listed[0][key] for key in keys] == [1, "alternate", "right", 4, 10, 3, 2, 1, 10]
    assert [one["change_s"] for one in listed] == [0, 0, 6, 0, 6, 0, 10, 0]
    lines = run("exercises").out.splitlines()
    assert len(lines) == 9
    assert max(map(len, lines)) <= 80


def test_the_plan_follows_the_journal_and_what_is_asked_for(tmp_path: Path) -> None:
    first = run("plan", "--json", "--home", tmp_path).json
    assert (first["exercise"], first["units"]) == ("opposite-arm-leg", 5)
    done = {"round": 1, "exercise": "opposite-arm-leg", "units": 5, "planned_units": 5}
    journal(tmp_path, entry("a", "2026-01-05T11:00:00Z", **done))
    second = run("plan", "--json", "--home", tmp_path).json
    assert second["exercise"] == "opposite-arm-leg-prone"
    assert second["round"] == {"number": 1, "done": 5, "total": 145}
    wanted = ("--exercise", "pelvis-lift", "--units", "2")
    asked = run("plan", "--json", "--home", tmp_path, *wanted, "--seconds", "92").json
    assert (asked["exercise"], asked["units"], asked["budget_s"]) == ("pelvis-lift", 2, 92)
    assert "2 repetitions" in run("plan", "--home", tmp_path, *wanted).out


@pytest.mark.parametrize("asked", [("--exercise", "leg-lifts", "--seconds", "60"), ("--units", "99")])
def test_a_plan_that_cannot_be_is_refused_with_what_would_do(tmp_path: Path, asked: tuple[str, ...]) -> None:
    done = run("plan", *asked, "--home", tmp_path)
    assert (done.code, done.out) == (1, "")
    assert one_line(done.err)


def test_nothing_running_is_code_3(tmp_path: Path) -> None:
    done = run("status", "--json", "--home", tmp_path)
    assert (done.code, done.json, done.err) == (3, {"running": False}, "")
    valid("status", done.json)
    for words in (
        ["status"],
        ["why"],
        ["start"],
        ["snooze"],
        ["pause", "1h"],
        ["resume"],
        ["quit"],
        ["meeting"],
    ):
        done = run(*words, "--home", tmp_path)
        assert (done.code, done.out) == (3, "")
        assert "start it with backbreak" in done.err
        assert one_line(done.err)


def test_bad_settings_are_told_once_and_the_default_is_used(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text('[session]\nseconds = 5\nplace = "moon"\n')
    done = run("plan", "--json", "--home", tmp_path)
    assert done.code == 0
    assert done.json["budget_s"] == 120
    lines = done.err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"backbreak: {tmp_path}/config/settings.toml: ") for line in lines)
    told = {check["name"]: check for check in run("doctor", "--json", "--home", tmp_path).json["checks"]}
    assert told["settings"]["state"] == "degraded"
    assert "session.seconds" in told["settings"]["text"]


def test_the_doctor_names_broken_journal_lines_and_what_is_not_there(tmp_path: Path) -> None:
    file = journal(tmp_path, entry("a", "2026-01-05T11:00:00Z"))
    with file.open("a") as out:
        out.write('{"v":1,"id":"b","at":"2026-01')
    told = {check["name"]: check for check in run("doctor", "--json", "--home", tmp_path).json["checks"]}
    assert told["journal"]["state"] == "degraded"
    assert f"{file}:2" in told["journal"]["text"]
    assert told["resident"]["state"] == told["display"]["state"] == told["session-bus"]["state"] == "missing"
    assert "there is no X11 display" in told["quiet-fullscreen"]["text"]
    assert "x11-sync: there is no X11 display" in told["idle"]["text"]
    assert told["sound"]["state"] in ("ok", "missing") and told["speech"]["text"]


@pytest.mark.parametrize("name", ["log", "plan", "report"])
def test_broken_journal_lines_are_named_and_the_rest_counts(tmp_path: Path, name: str) -> None:
    file = journal(tmp_path, entry("a", "2026-01-05T11:00:00Z"))
    with file.open("a") as out:
        out.write("torn\n" * 9)
    done = run(name, "--json", "--home", tmp_path)
    assert done.code == 0
    valid(name, done.json)
    lines = done.err.splitlines()
    assert [line.split(": ")[1] for line in lines[:3]] == [f"{file}:{number}" for number in (2, 3, 4)]
    assert lines[3:] == ["backbreak: 6 more lines of the journal cannot be read: see backbreak doctor"]


def test_the_report_counts_what_the_journal_holds(tmp_path: Path) -> None:
    done = {"round": 1, "exercise": "pelvis-lift", "units": 5, "planned_units": 5, "sat_s": 7200}
    journal(tmp_path, entry("a", "2026-01-05T11:00:00Z", prompted="2026-01-05T10:58:00Z", **done))
    document = run("report", "--json", "--home", tmp_path).json
    assert document["round"]["done"] == 5
    assert (document["adherence"], document["longest_spell_s"]) == (1.0, 7200)
    assert "5 / 10" in run("report", "--home", tmp_path).out


def test_output_survives_a_terminal_that_knows_ascii_only(tmp_path: Path) -> None:
    for name in ("exercises", "plan", "report", "doctor"):
        done = run(name, "--home", tmp_path, PYTHONIOENCODING="ascii:strict", PYTHONUTF8="0")
        assert (done.code, done.err) == (0, "")
        assert done.out.isascii()


def test_a_reader_that_has_enough_is_no_fault_of_ours(tmp_path: Path) -> None:
    journal(tmp_path, *(entry(f"{n:05}", "2026-01-05T11:00:00Z") for n in range(5000)))
    with subprocess.Popen(
        command("log", "--home", tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as program:
        assert program.stdout
        assert program.stderr
        program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == b""


def test_a_full_disk_behind_stdout_is_told() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            command("exercises", "--json"), stdout=full, stderr=subprocess.PIPE, text=True, env=environment()
        )
    assert done.returncode == 1
    assert one_line(done.stderr)


def test_leaving_out_an_exercise_that_does_not_exist_is_told_and_the_rest_works(tmp_path: Path) -> None:
    settings = tmp_path / "config" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text('[session]\nexclude = ["leg-lifts", "lumbr"]\n')
    for words in (("plan", "--json"), ("report", "--json")):
        done = run(*words, "--home", tmp_path)
        assert done.code == 0
        assert one_line(done.err)
        assert f"{settings}: session.exclude names 'lumbr'" in done.err
        assert done.json["round"]["total"] == 142
    doctor = {check["name"]: check for check in run("doctor", "--json", "--home", tmp_path).json["checks"]}
    assert doctor["settings"]["state"] == "degraded"
    assert "'lumbr'" in doctor["settings"]["text"]
