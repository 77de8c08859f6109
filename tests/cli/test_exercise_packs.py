"""Packs from the shell: checked, added, listed, played; the documents' example as it is pasted."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from cli.program import REPOSITORY, command, entry, environment, journal, one_line, run, valid

DOCUMENT = (REPOSITORY / "docs" / "exercise-packs.md").read_text(encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The example as the document has it, in a file of the name it asks for."""
    blocks = re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)
    assert len(blocks) == 2
    path = tmp_path / "neck-and-hip.toml"
    path.write_text(blocks[0], encoding="utf-8")
    return path


def pasted(pack: Path, home: Path) -> list[list[str]]:
    """Every command of the document, with the example's file and the home in their places."""
    lines = [
        line for block in re.findall(r"```sh\n(.*?)```", DOCUMENT, re.DOTALL) for line in block.splitlines()
    ]
    places = {"neck-and-hip.toml": str(pack), "/tmp/try": str(home)}
    found = [[places.get(word, word) for word in shlex.split(line, comments=True)[1:]] for line in lines]
    return [words if "--home" in words else [*words, "--home", str(home)] for words in found]


def test_every_command_of_the_document_works_as_pasted(pack: Path, home: Path) -> None:
    commands = pasted(pack, home)
    assert len(commands) == 10
    for words in commands:
        if words[0] == "session" and "--script" not in words:
            words += ["--terminal", "--speed", "400"]
        done = run(*words)
        assert (done.code, done.err) == (0, ""), (words, done)
    played = run("log", "--json", "--home", home).out
    assert "neck-tilt" in played and "side-reach" in played
    drawings = home / "data" / "exercises" / "shoulders"
    assert sorted(file.name for file in drawings.iterdir()) == ["reaching.svg", "standing.svg"]


def test_the_example_is_checked_added_and_takes_its_turn_with_all_it_says(pack: Path, home: Path) -> None:
    checked = run("exercises", "check", pack, "--json", "--home", home)
    valid("exercises-check", checked.json)
    assert (checked.code, checked.err) == (0, "")
    assert (checked.json["exercises"], checked.json["problems"]) == (["neck-tilt", "hip-opener"], [])
    assert not home.exists()
    added = run("exercises", "add", pack, "--json", "--home", home)
    valid("exercises-check", added.json)
    copy = home / "data" / "exercises" / "neck-and-hip.toml"
    assert (added.json["file"], copy.read_bytes()) == (str(copy), pack.read_bytes())
    assert (copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    everything = run("exercises", "--json", "--home", home)
    valid("exercises", everything.json)
    assert [one["id"] for one in everything.json][7:] == ["neck-tilt", "hip-opener", "stand-and-stretch"]
    assert [one.get("pack") for one in everything.json] == [None] * 7 + ["neck-and-hip"] * 2 + [None]
    plan = run("plan", "--exercise", "neck-tilt", "--json", "--home", home)
    valid("plan", plan.json)
    assert (plan.json["exercise"], plan.json["units"]) == ("neck-tilt", 3)
    assert plan.json["round"] == {"number": 1, "done": 0, "total": 145}
    script = run("session", "--exercise", "neck-tilt", "--script", "--home", home)
    assert '"Right ear towards the shoulder"' in script.out and (script.code, script.err) == (0, "")
    assert not (home / "data" / "journal").exists()


def test_packs_are_listed_with_those_that_are_left_out_and_the_reason(pack: Path, home: Path) -> None:
    empty = run("exercises", "list", "--home", home)
    assert empty.code == 0 and "exercises add FILE" in empty.out
    assert run("exercises", "add", pack, "--home", home).code == 0
    broken = home / "data" / "exercises" / "mine.toml"
    broken.write_text(pack.read_text().replace("reps = 5", "reps = 5.5"))
    listed = run("exercises", "list", "--json", "--home", home)
    valid("exercises-list", listed.json)
    assert (listed.code, listed.err) == (0, "")
    mine, whole = listed.json["packs"]
    assert (mine["pack"], mine["title"], mine["exercises"]) == ("mine", None, [])
    reason = f"{broken}: exercise 'neck-tilt': reps must be a whole number from 0 to 200, not 5.5"
    assert mine["problems"] == [reason]
    assert (whole["pack"], whole["problems"]) == ("neck-and-hip", [])
    told = run("exercises", "list", "--home", home)
    assert f"{broken}: left out\n  {reason}\n" in told.out and "hip-opener" in told.out
    for words in (["exercises"], ["plan"], ["report"], ["simulate", "--days", "1"]):
        done = run(*words, "--json", "--home", home)
        assert (done.code, done.err) == (0, f"backbreak: {reason}\n")


def test_a_pack_with_mistakes_is_told_line_by_line_and_not_added(pack: Path, home: Path) -> None:
    pack.write_text(pack.read_text().replace("hold_s = 8", "hold_s = -8").replace('"hip-opener"', '"lumbar"'))
    for action in ("check", "add"):
        done = run("exercises", action, pack, "--home", home)
        assert (done.code, done.out) == (1, "")
        told = done.err.splitlines()
        assert len(told) == 2 and all(line.startswith(f"backbreak: {pack}: exercise '") for line in told)
        assert "hold_s must be a number from 0 to 600, not -8" in told[0]
        assert "'lumbar': id is taken by one that comes with backbreak" in told[1]
        as_json = run("exercises", action, pack, "--json", "--home", home)
        valid("exercises-check", as_json.json)
        assert (as_json.code, as_json.err, len(as_json.json["problems"])) == (1, "", 2)
    assert not home.exists()


def test_a_pack_of_the_same_name_is_only_replaced_when_asked(pack: Path, home: Path) -> None:
    assert run("exercises", "add", pack, "--home", home).code == 0
    assert run("exercises", "add", pack, "--home", home).code == 0  # the very same
    pack.write_text(pack.read_text().replace("hold_s = 8", "hold_s = 9"))
    assert run("exercises", "check", pack, "--home", home).code == 0
    refused = run("exercises", "add", pack, "--home", home)
    assert refused.code == 1 and one_line(refused.err) and "--replace" in refused.err
    copy = home / "data" / "exercises" / pack.name
    assert "hold_s = 8" in copy.read_text()
    assert run("exercises", "add", pack, "--replace", "--home", home).code == 0
    assert "hold_s = 9" in copy.read_text()


@pytest.mark.parametrize(("words", "code", "told"), [
    (["check"], 2, "the name of a pack's file is missing"),
    (["check", ""], 2, "the name of a pack's file is missing"),
    (["--replace"], 2, "--replace belongs to exercises add"),
    (["check", "x.toml", "--replace"], 2, "--replace belongs to exercises add"),
    (["list", "more"], 2, "is one word too many"),
    (["remove", "x"], 2, "invalid choice"),
    (["check", "nowhere.toml"], 1, "nowhere.toml: cannot be read: No such file or directory"),
    (["add", "Makefile"], 1, "Makefile: is no TOML"),
])  # fmt: skip
def test_a_mistake_in_the_command_is_one_line(home: Path, words: list[str], code: int, told: str) -> None:
    done = run("exercises", *words, "--home", home)
    assert (done.code, done.out) == (code, "")
    assert one_line(done.err) and told in done.err


def test_the_report_lists_packs_apart_and_the_round_stays_the_articles(pack: Path, home: Path) -> None:
    run("exercises", "add", pack, "--home", home)
    done = {"round": 1, "exercise": "neck-tilt", "units": 3, "planned_units": 3}
    journal(home, entry("a", "2026-01-05T11:00:00Z", **done))
    told = run("report", "--json", "--home", home).json
    valid("report", told)
    assert (told["round"]["done"], told["round"]["total"], len(told["round"]["exercises"])) == (0, 145, 7)
    (mine,) = told["packs"]
    assert (mine["pack"], mine["title"]) == ("neck-and-hip", "Neck and hips, from my physiotherapist")
    assert [(one["id"], one["done"], one["total"]) for one in mine["exercises"]] == [
        ("neck-tilt", 3, 5), ("hip-opener", 0, 2),
    ]  # fmt: skip
    assert re.search(r"neck-tilt .*3 / 5", run("report", "--home", home).out)


def test_the_doctor_names_a_pack_that_cannot_be_used(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "exercises"
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text("[[exercise]\n")
    checks = {one["name"]: one for one in run("doctor", "--json", "--home", tmp_path).json["checks"]}
    assert checks["packs"]["state"] == "degraded"
    assert "broken.toml" in checks["packs"]["text"]


def test_a_missing_a_large_and_a_broken_picture_are_told_of_with_file_exercise_and_key(
    home: Path, tmp_path: Path
) -> None:
    pack = tmp_path / "shoulders.toml"
    shutil.copy(REPOSITORY / "docs" / "packs" / "shoulders.toml", pack)
    drawings = pack.with_suffix("")
    drawings.mkdir()
    (drawings / "standing.svg").write_bytes(b" " * (512 * 1024 + 1))
    broken = run("exercises", "check", pack, "--home", home)
    assert (broken.code, broken.out) == (1, "")
    where = f"backbreak: {pack}: exercise 'side-reach': pictures."
    missing, large = "No such file or directory", "is larger than a picture may be, 512 KiB"
    assert broken.err.splitlines() == [
        f"{where}prepare: shoulders/standing.svg {large}",
        f"{where}lift: shoulders/reaching.svg cannot be read: {missing}",
        f"{where}hold: shoulders/reaching.svg cannot be read: {missing}",
        f"{where}lower: shoulders/standing.svg {large}",
    ]
    as_json = run("exercises", "add", pack, "--json", "--home", home)
    valid("exercises-check", as_json.json)
    assert (as_json.code, len(as_json.json["problems"]), home.exists()) == (1, 4, False)


def test_a_picture_that_broke_later_is_told_of_in_the_list_and_by_the_doctor(home: Path) -> None:
    assert run("exercises", "add", REPOSITORY / "docs" / "packs" / "shoulders.toml", "--home", home).code == 0
    folder = home / "data" / "exercises"
    (folder / "shoulders" / "reaching.svg").write_text("<svg")
    (pack,) = run("exercises", "list", "--json", "--home", home).json["packs"]
    problems = pack["problems"]
    assert pack["exercises"] and [re.search(r"pictures\.\w+", one)[0] for one in problems] == [
        "pictures.lift", "pictures.hold",
    ]  # fmt: skip
    told = run("exercises", "list", "--home", home).out
    assert "left out" not in told and f"  {problems[0]}\n" in told
    checks = {one["name"]: one for one in run("doctor", "--json", "--home", home).json["checks"]}
    assert (checks["packs"]["state"], checks["packs"]["text"]) == ("degraded", "; ".join(problems))
    assert checks["packs"]["command"].endswith(f"exercises check {folder / 'shoulders.toml'}")


def test_the_doctors_command_goes_over_every_broken_pack(home: Path) -> None:
    folder = home / "data" / "exercises"
    folder.mkdir(parents=True)
    for name in ("hip", "neck"):
        (folder / f"{name}.toml").touch()
    checks = {one["name"]: one for one in run("doctor", "--json", "--home", home).json["checks"]}
    shell = f'backbreak() {{ {shlex.join(command())} "$@"; }}; {checks["packs"]["command"]}'
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, env=environment())
    assert (done.returncode, done.stderr.count("schema is missing")) == (1, 2)
