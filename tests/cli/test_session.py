"""Sessions in the terminal without a terminal: plain lines, one durable entry, whoever is killed when."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest
from cli.program import PATIENCE_S, Done, one_line, resident, run, start, valid, wait_until

from backbreak.storage.catalogue import load_catalogue

SESSION = ("session", "--terminal", "--speed")
QUICK = (*SESSION, "200")


def logged(home: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = run("log", "--json", "--home", home).json
    valid("log", found)
    return found


def ended(program: subprocess.Popen[str]) -> Done:
    out, err = program.communicate(timeout=PATIENCE_S)
    return Done(program.returncode, out, err)


def until_a_unit_is_kept(home: Path) -> None:
    """Wait until a loose session has a whole unit on disk."""
    note = home / "state" / "loose-session.json"
    wait_until(lambda: note.exists() and json.loads(note.read_text())["units"] > 0, "a whole unit")


def test_a_session_alone_is_played_through_and_logged(tmp_path: Path) -> None:
    done = run(*QUICK, "--home", tmp_path)
    assert (done.code, done.err) == (0, "")
    (entry,) = logged(tmp_path)
    assert (entry["outcome"], entry["exercise"], entry["units"]) == ("completed", "opposite-arm-leg", 5)
    assert (entry["round"], entry["prompted"], entry["seconds"]) == (1, None, 120.0)
    assert "Stop if it hurts." in done.out
    assert done.out.splitlines()[-1] == "Logged: completed, Opposite Arm and Leg Lift, 5 of 5"
    assert run("plan", "--json", "--home", tmp_path).json["round"]["done"] == 5


def test_a_line_is_said_for_every_cue_in_order(tmp_path: Path) -> None:
    plan = run("plan", "--json", "--exercise", "pelvis-lift", "--home", tmp_path).json
    out = run(*QUICK, "--exercise", "pelvis-lift", "--home", tmp_path).out
    times = [line.split()[0] for line in out.splitlines() if line[:1] == " "]
    starts = [int(cue["start_s"]) for cue in plan["cues"]]
    assert times == [f"{start // 60}:{start % 60:02}" for start in starts]
    assert max(len(line) for line in out.splitlines()) <= 80


@pytest.mark.parametrize("exercise", load_catalogue().ids)
def test_without_a_picture_every_caption_is_read_at_least_once(tmp_path: Path, exercise: str) -> None:
    plan = run("plan", "--json", "--exercise", exercise, "--home", tmp_path).json
    out = " ".join(run(*QUICK, "--exercise", exercise, "--home", tmp_path).out.split())
    one = load_catalogue().get(exercise)
    told = [cue for cue in plan["cues"] if cue["phase"] not in ("prepare", "change")]
    captions = {one.caption(cue["phase"], cue["side"]) for cue in told}
    assert [caption for caption in captions if caption not in out] == []


def test_time_passes_as_fast_as_asked_for(tmp_path: Path) -> None:
    began = time.monotonic()
    run(*SESSION, "60", "--exercise", "hip-flex", "--seconds", "60", "--home", tmp_path)
    assert time.monotonic() - began > 0.5
    assert float(str(logged(tmp_path)[0]["seconds"])) <= 60


def test_the_note_is_shown_before_every_session_until_it_is_acknowledged(tmp_path: Path) -> None:
    for _ in range(2):
        out = run(*QUICK, "--exercise", "hip-flex", "--home", tmp_path).out
        assert "Before your first session" in out
        assert "not medical advice" in " ".join(out.split())
    (tmp_path / "state" / "care.json").write_text('{"care_acknowledged":"2026-01-05T09:00:00Z"}')
    assert "Before your first session" not in run(*QUICK, "--home", tmp_path).out


def test_stand_and_stretch_counts_for_no_dose(tmp_path: Path) -> None:
    done = run(*QUICK, "--exercise", "stand-and-stretch", "--seconds", "60", "--home", tmp_path)
    assert done.code == 0
    (entry,) = logged(tmp_path)
    assert (entry["outcome"], entry["units"], entry["planned_units"]) == ("completed", 0, 0)


def test_a_plan_of_ones_own_is_played_as_it_is(tmp_path: Path) -> None:
    wanted = ("--exercise", "hip-flex", "--units", "2", "--seconds", "60")
    file = tmp_path / "plan.json"
    file.write_text(run("plan", "--json", *wanted, "--home", tmp_path).out)
    assert run(*QUICK, "--plan", file, "--home", tmp_path).code == 0
    assert run(*QUICK, "--plan", "-", "--home", tmp_path, stdin=file.read_text()).code == 0
    assert [(entry["exercise"], entry["units"]) for entry in logged(tmp_path)] == [("hip-flex", 2)] * 2


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"exercise":"pelvis-lift"}', '{"exercise":"x","units":1,"seconds":1,"cues":[]}'],
)
def test_a_plan_that_cannot_be_played_is_located(tmp_path: Path, content: str) -> None:
    (tmp_path / "plan.json").write_text(content)
    done = run(*QUICK, "--plan", tmp_path / "plan.json", "--home", tmp_path / "home")
    assert (done.code, done.out) == (2, "")
    assert f"{tmp_path}/plan.json" in done.err
    assert one_line(done.err)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_and_whole_units_are_logged(tmp_path: Path, number: signal.Signals) -> None:
    program = start(*SESSION, "20", "--exercise", "pelvis-lift", "--home", tmp_path)
    until_a_unit_is_kept(tmp_path)
    program.send_signal(number)
    done = ended(program)
    assert (done.code, done.err) == (0, "")
    (entry,) = logged(tmp_path)
    assert entry["outcome"] == "partial"
    assert 1 <= int(str(entry["units"])) < 5


def test_whoever_stops_reading_ends_it_and_what_was_whole_is_logged(tmp_path: Path) -> None:
    program = start(*SESSION, "20", "--exercise", "pelvis-lift", "--home", tmp_path)
    until_a_unit_is_kept(tmp_path)
    assert program.stdout
    program.stdout.close()
    assert program.wait(PATIENCE_S) == 0
    assert program.stderr
    assert program.stderr.read() == ""
    program.stderr.close()
    assert [entry["outcome"] for entry in logged(tmp_path)] == ["partial"]


def test_stopped_before_anything_was_whole_nothing_is_logged(tmp_path: Path) -> None:
    program = start(*SESSION, "1", "--home", tmp_path)
    assert program.stdout
    while "Get ready" not in program.stdout.readline():
        pass
    program.send_signal(signal.SIGINT)
    done = ended(program)
    assert done.code == 1
    assert one_line(done.err)
    assert logged(tmp_path) == []


def test_what_a_killed_player_did_is_recorded_at_the_next_start_and_once(tmp_path: Path) -> None:
    program = start(*SESSION, "20", "--exercise", "pelvis-lift", "--home", tmp_path)
    until_a_unit_is_kept(tmp_path)
    program.kill()
    ended(program)
    assert logged(tmp_path) == []
    for _ in range(2):
        run(*QUICK, "--exercise", "hip-flex", "--home", tmp_path)
    first, *later = logged(tmp_path)
    assert (first["exercise"], first["outcome"]) == ("pelvis-lift", "partial")
    assert [entry["exercise"] for entry in later] == ["hip-flex", "hip-flex"]


def test_two_players_at_once_are_one_too_many(tmp_path: Path) -> None:
    program = start(*SESSION, "1", "--home", tmp_path)
    wait_until(lambda: (tmp_path / "state" / "loose-session.json").exists(), "the first session")
    second = run(*QUICK, "--home", tmp_path)
    assert second.code == 1
    assert "already" in second.err
    program.terminate()
    ended(program)


def test_through_a_resident_it_is_the_resident_that_records(tmp_path: Path) -> None:
    with resident(tmp_path):
        done = run(*QUICK, "--exercise", "pelvis-lift", "--home", tmp_path)
        assert (done.code, done.err) == (0, "")
        (entry,) = logged(tmp_path)
        assert (entry["outcome"], entry["units"]) == ("completed", 5)
        assert run("status", "--json", "--home", tmp_path).json["round"]["done"] == 5
        program = start(*SESSION, "1", "--home", tmp_path)
        wait_until(
            lambda: run("status", "--json", "--home", tmp_path).json["phase"] == "session", "the session"
        )
        busy = run(*QUICK, "--home", tmp_path)
        assert busy.code == 1
        assert one_line(busy.err)
        program.send_signal(signal.SIGINT)
        assert ended(program).code == 1
        assert run("status", "--json", "--home", tmp_path).json["phase"] == "sitting"


def test_the_resident_plays_a_plan_of_ones_own_too(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    wanted = ("--exercise", "hip-flex", "--units", "2", "--seconds", "60")
    file.write_text(run("plan", "--json", *wanted, "--home", tmp_path).out)
    with resident(tmp_path):
        assert run(*QUICK, "--plan", file, "--home", tmp_path).code == 0
        assert [(entry["exercise"], entry["units"]) for entry in logged(tmp_path)] == [("hip-flex", 2)]


def test_when_the_resident_dies_the_session_goes_on_and_is_logged_once(tmp_path: Path) -> None:
    with resident(tmp_path) as other:
        program = start(*SESSION, "15", "--exercise", "pelvis-lift", "--home", tmp_path)
        assert program.stdout
        while "1 of 5" not in program.stdout.readline():
            pass
        assert run("status", "--json", "--home", tmp_path).json["phase"] == "session"
        other.kill()
        done = ended(program)
    assert (done.code, done.err) == (0, "")
    (entry,) = logged(tmp_path)
    assert (entry["outcome"], entry["units"]) == ("completed", 5)
    with resident(tmp_path):
        assert [entry["units"] for entry in logged(tmp_path)] == [5]
        assert run("status", "--json", "--home", tmp_path).json["phase"] == "sitting"


def test_a_player_killed_under_a_resident_loses_nothing_that_was_whole(tmp_path: Path) -> None:
    with resident(tmp_path):
        program = start(*SESSION, "20", "--exercise", "pelvis-lift", "--home", tmp_path)
        assert program.stdout
        while "2 of 5" not in program.stdout.readline():
            pass
        program.kill()
        ended(program)
        wait_until(lambda: logged(tmp_path), "the resident's entry")
        (entry,) = logged(tmp_path)
        assert entry["outcome"] == "partial"
        assert int(str(entry["units"])) >= 1


def test_a_disk_that_takes_no_notes_costs_the_safety_and_not_the_session(tmp_path: Path) -> None:
    program = start(*SESSION, "15", "--exercise", "pelvis-lift", "--home", tmp_path)
    until_a_unit_is_kept(tmp_path)
    (tmp_path / "state" / "loose-session.json").unlink()
    (tmp_path / "state" / "loose-session.json").mkdir()
    done = ended(program)
    assert "Traceback" not in done.err
    assert [entry["units"] for entry in logged(tmp_path)] == [5]
