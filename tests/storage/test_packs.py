"""Packs in a home: added after the article's exercises, and left out where wrong, with the reason."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from storage.packs import EXAMPLE, REPOSITORY
from storage.playing import play

from backbreak.core.figure import parse
from backbreak.storage.catalogue import load_catalogue, load_document, poses_document
from backbreak.storage.packs import LARGEST_BYTES, MOST_FILES, find_packs, load_exercises
from backbreak.storage.places import Places, places_for

ARTICLE = load_catalogue().ids
SCHEMA: dict[str, Any] = json.loads(
    (REPOSITORY / "resources" / "schemas" / "exercise-pack.json").read_text(encoding="utf-8")
)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    found = places_for(tmp_path)
    found.exercises_dir.mkdir(parents=True)
    return found


def put(places: Places, name: str, content: str | bytes = EXAMPLE) -> Path:
    path = places.exercises_dir / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_the_example_comes_after_the_articles_exercises_and_before_the_stretch(places: Places) -> None:
    put(places, "neck-and-hip.toml")
    catalogue, problems = load_exercises(places)
    assert problems == ()
    assert catalogue.ids == (*ARTICLE[:-1], "neck-tilt", "hip-opener", ARTICLE[-1])
    tilt, opener = catalogue.get("neck-tilt"), catalogue.get("hip-opener")
    assert (tilt.pack, tilt.number, tilt.pose) == ("neck-and-hip", 0, "neck-and-hip/neck_tilt")
    assert opener.pose == "lunge"
    assert "neck-and-hip/neck_tilt" in parse(poses_document(catalogue)).sets


def test_a_home_without_packs_has_the_articles_exercises(tmp_path: Path) -> None:
    assert load_exercises(places_for(tmp_path))[0].ids == ARTICLE
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "hold_s = 8",
            'hold_s = "long"',
            "exercise 'neck-tilt': hold_s must be a number from 0 to 600, not 'long'",
        ),
        (
            '"neck-tilt"',
            '"pelvis-lift"',
            "exercise 'pelvis-lift': id is taken by one that comes with backbreak",
        ),
        ('"neck-tilt"', '"hip-opener"', "exercise 'hip-opener': id is taken by an earlier one in this file"),
        ('"neck-tilt"', '"Neck Tilt"', "id must be small letters a to z, digits and hyphens"),
        ("reps = 5  ", "reps = 0  ", "exercise 'neck-tilt': series must be 0 when reps is 0"),
        ('pose = "neck_tilt"', 'pose = "nek"', "pose must be one of neck_tilt, bird_dog, "),
        (
            "hold_s = 20",
            "hold_s = 600",
            "exercise 'hip-opener': hold_s is too long: a session of one repetition",
        ),
        (
            "hold_s = 8",
            "hold_s = 0x" + "f" * 5000,
            "hold_s must be a number from 0 to 600, not a number that long",
        ),
        ('name = "Neck Tilt"', 'name = "\\u001b[2J"', "name must be a text of one line"),
        ('name = "Neck Tilt"', f'name = "{"x" * 61}"', "name is too long: at most 60 letters, not 61"),
        ("neck = 62", 'neck = "left"', "poses.neck_tilt.keys.to_right.neck: 'left' is not a number"),
        (
            "neck = 62",
            "nek = 62",
            "poses.neck_tilt.keys.to_right: 'nek' is not known here; did you mean neck?",
        ),
        ('view = "back"', 'view = "above"', "poses.neck_tilt.view: 'above' is not one of side, front, back"),
        (
            "frame = [-0.7",
            "frame = [7e9",
            "frame: [7000000000.0, -0.1, 0.7, 1.25] is not a list of 4 numbers from -10",
        ),
        (
            'schema = "backbreak-exercises/1"',
            'schema = "2"',
            "schema must be one of backbreak-exercises/1, not '2'",
        ),
        ("[exercise.captions]", "[exercise.captions", "is no TOML: "),
        ("[exercise.captions]", f"[{'a.' * 9000}a]", " has more than 64 dots"),
        ("reps = 5", f"reps = {'[' * 5000}", "too deep to read"),
    ],
)
def test_a_broken_pack_is_told_of_with_its_place_and_hides_nothing(
    places: Places, before: str, after: str, told: str
) -> None:
    assert before in EXAMPLE
    broken = put(places, "a-broken.toml", EXAMPLE.replace(before, after, 1))
    put(places, "b-whole.toml", EXAMPLE)
    catalogue, problems = load_exercises(places)
    assert catalogue.ids == (*ARTICLE[:-1], "neck-tilt", "hip-opener", ARTICLE[-1])
    assert len(problems) == 1
    assert problems[0].startswith(f"{broken}: ") and told in problems[0]
    assert problems[0].isprintable() and len(problems[0]) < 600


def test_a_pack_may_borrow_every_pose_that_comes_with_the_program(places: Places) -> None:
    for pose in load_document("poses.toml")["poses"]:  # type: ignore[attr-defined]
        put(places, "mine.toml", EXAMPLE.replace('pose = "lunge"', f'pose = "{pose}"'))
        assert load_exercises(places)[1] == ()


def test_every_mistake_of_a_pack_is_told_at_once(places: Places) -> None:
    wrong = EXAMPLE
    for good, bad in {
        "reps = 5": "reps = -5",
        "hold_s = 8": 'hold_s = "eight"\nholds = 8',
        "equipment = []": 'equipment = ["ball"]',
        'lower = "Push back"': "lower = 4",
        'view = "back"': 'view = "top"',
        "article": 'by = "me"\narticle',
    }.items():
        wrong = wrong.replace(good, bad)
    file = put(places, "mine.toml", wrong)
    assert [problem.removeprefix(f"{file}: ") for problem in load_exercises(places)[1]] == [
        "by is not known here; choose one of article, exercise, poses, schema",
        "poses.neck_tilt.view: 'top' is not one of side, front, back",
        "exercise 'neck-tilt': holds is not known here; did you mean hold_s?",
        "exercise 'neck-tilt': equipment may hold mat, sofa, not 'ball'",
        "exercise 'neck-tilt': hold_s must be a number from 0 to 600, not 'eight'",
        "exercise 'neck-tilt': reps must be a whole number from 0 to 200, not -5",
        "exercise 'hip-opener': equipment may hold mat, sofa, not 'ball'",
        "exercise 'hip-opener': captions: lower must be a text, not 4",
        "exercise 'hip-opener': words: lower must be a text, not 4",
    ]


def test_of_two_packs_with_the_same_id_the_later_by_name_is_left_out(places: Places) -> None:
    put(places, "a.toml")
    put(places, "b.toml")
    catalogue, problems = load_exercises(places)
    assert {exercise.pack for exercise in catalogue} == {"", "a"}
    assert len(problems) == 2 and all("id is taken by a.toml" in problem for problem in problems)


def test_what_is_no_pack_neither_hangs_nor_hides_anything(places: Places) -> None:
    folder = places.exercises_dir
    os.mkfifo(folder / "pipe.toml")
    (folder / "folder.toml").mkdir()
    (folder / "nowhere.toml").symlink_to(folder / "nothing")
    put(places, "huge.toml", b"#" * (LARGEST_BYTES + 1))
    put(places, ".hidden.toml", b"=")
    put(places, "notes.txt", b"=")
    put(places, "whole.toml")
    catalogue, problems = load_exercises(places)
    assert "neck-tilt" in catalogue
    told = {Path(problem.partition(": ")[0]).name: problem.partition(": ")[2] for problem in problems}
    assert told == {
        "pipe.toml": "is no file",
        "folder.toml": "cannot be read: Is a directory",
        "nowhere.toml": "cannot be read: No such file or directory",
        "huge.toml": "is larger than a pack may be, 256 KiB",
    }


def test_more_files_than_anybody_has_are_told_of_and_not_read(places: Places) -> None:
    for number in range(MOST_FILES + 1):
        put(places, f"p{number:02}.toml", b"=")
    found = find_packs(places.exercises_dir, load_catalogue())
    assert len(found) == MOST_FILES + 1
    assert "is one more than 64 packs" in found[-1].problems[0]


def test_the_schema_for_editors_takes_the_built_in_exercises_and_poses_and_the_example() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    editor = Draft202012Validator(SCHEMA)
    built_in = load_document("exercises.toml")
    editor.validate(built_in)
    editor.validate(built_in | {"poses": load_document("poses.toml")["poses"]})
    editor.validate(tomllib.loads(EXAMPLE))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("hold_s = 8", 'hold_s = "long"'),
        ("hold_s = 8", "hold_s = 601"),
        ('id = "neck-tilt"', 'id = "Neck Tilt"'),
        ('sides = "alternate"', 'sides = "none"'),
        ('first_side = "right"\n', ""),
        ("change_s = 0  ", "change_s = 3  "),
        ('space = "standing"  ', 'space = "moon"  '),
        ("settle_s = 1", "settle = 1"),
        ("neck = 62", 'neck = "left"'),
        ("neck = 62", "nek = 62"),
        ('view = "back"', 'view = "above"'),
        ('name = "Neck Tilt"', 'name = ""'),
        ('name = "Neck Tilt"', 'name = "\\u001b"'),
    ],
)
def test_what_the_schema_marks_in_an_editor_the_program_refuses_too(
    places: Places, before: str, after: str
) -> None:
    assert before in EXAMPLE
    wrong = EXAMPLE.replace(before, after, 1)
    assert not Draft202012Validator(SCHEMA).is_valid(tomllib.loads(wrong))
    put(places, "mine.toml", wrong)
    assert load_exercises(places)[1]


@pytest.mark.parametrize("exercise", ["neck-tilt", "hip-opener"])
def test_the_example_can_be_played_from_beginning_to_end(places: Places, exercise: str) -> None:
    put(places, "neck-and-hip.toml")
    play(load_exercises(places)[0], exercise)
