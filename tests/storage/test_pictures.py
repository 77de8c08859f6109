"""Pictures of packs: taken by their content, refused where they lead elsewhere, are broken or too large."""

from __future__ import annotations

import json
import os
import shutil
import struct
import tomllib
import zlib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from storage.packs import REPOSITORY

from backbreak.core.errors import BackbreakError
from backbreak.core.packs import Around, Pack, read_pack
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.packs import add_pack, check_file, load_exercises
from backbreak.storage.pictures import LARGEST_BYTES, PictureError, read_picture
from backbreak.storage.places import Places, places_for

PACK = REPOSITORY / "docs" / "packs" / "shoulders.toml"
SVG = (REPOSITORY / "docs" / "packs" / "shoulders" / "standing.svg").read_text(encoding="utf-8")
SCHEMA: dict[str, Any] = json.loads((REPOSITORY / "resources/schemas/exercise-pack.json").read_text())


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_for(tmp_path / "home")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The documents' pack with its drawings, to be spoilt."""
    shutil.copytree(PACK.with_suffix(""), tmp_path / "shoulders")
    return Path(shutil.copy(PACK, tmp_path / "shoulders.toml"))


def png(width: int = 80, height: int = 64, depth: int = 8, colours: int = 2) -> bytes:
    """A grey picture."""
    def part(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    rows = b"".join(b"\0" + b"\x80" * 3 * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0)
    parts = part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def read(text: str) -> tuple[Pack | None, tuple[str, ...]]:
    return read_pack(tomllib.loads(text), "mine", "mine.toml", Around({}, ("lunge",), "/packs"))


def test_the_documents_pack_is_checked_added_and_lies_in_the_home_with_its_drawings(
    pack: Path, places: Places
) -> None:
    checked = check_file(pack, places)
    assert checked.problems == ()
    add_pack(checked, places)
    shutil.rmtree(pack.with_suffix(""))
    catalogue, problems = load_exercises(places)
    pictures = catalogue.get("side-reach").pictures
    assert problems == () and pictures is not None
    assert pictures.mirrored == "left" and catalogue.get("side-reach").pose == ""
    assert read_picture(pictures, pictures.of("prepare").name).decode() == SVG
    folder = places.exercises_dir / "shoulders"
    assert (folder.stat().st_mode & 0o777, (folder / "standing.svg").stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_phase_without_a_picture_shows_the_nearest(pack: Path, places: Places) -> None:
    text = pack.read_text().replace('lower = "shoulders/standing.svg"\n', "")
    found, problems = read(text)
    assert found is not None and problems == ()
    pictures = found.exercises[0].pictures
    assert pictures is not None
    names = [pictures.of(phase).name.rpartition("/")[2] for phase in ("lower", "rest", "finish", "change")]
    assert names == ["reaching.svg", *["standing.svg"] * 3]


def test_another_picture_of_that_name_is_only_replaced_when_asked(pack: Path, places: Places) -> None:
    add_pack(check_file(pack, places), places)
    drawing = pack.with_suffix("") / "standing.svg"
    drawing.write_text(SVG.replace("#5b4033", "#222222"))
    with pytest.raises(BackbreakError, match=r"standing\.svg: another is there already"):
        add_pack(check_file(pack, places), places)
    add_pack(check_file(pack, places), places, replace=True)
    assert "#222222" in (places.exercises_dir / "shoulders" / "standing.svg").read_text()


@pytest.mark.parametrize(("before", "after", "told"), [
    ('"shoulders/standing.svg"', '"../standing.svg"', "prepare must be the name of a file that lies beside"),
    ('"shoulders/standing.svg"', '"/etc/standing.svg"', "must be the name of a file"),
    ('"shoulders/standing.svg"', '"a/b/standing.svg"', "must be the name of a file"),
    ('"shoulders/standing.svg"', '"shoulders/.standing.svg"', "must be the name of a file"),
    ('"shoulders/standing.svg"', '"shoulders\\\\standing.svg"', "must be the name of a file"),
    ('"shoulders/standing.svg"', '"standing.gif"', "ending in .svg, .png, of letters"),
    ('"shoulders/standing.svg"', "3", "pictures: prepare must be a text, not 3"),
    ('mirror = "left"', 'mirror = "both"', "pictures: mirror must be one of left, right, not 'both'"),
    ("prepare = \"shoulders", "before = \"shoulders", "pictures: before is not known here"),
    ("alt = ", "alternative = ", "hold: alternative is not known here"),
    ('alt = "The', f'alt = "{"x" * 160}', "hold: alt is too long: at most 160 letters"),
])  # fmt: skip
def test_a_mistake_in_the_table_is_told_with_its_place(before: str, after: str, told: str) -> None:
    text = PACK.read_text(encoding="utf-8")
    assert before in text
    found, problems = read(text.replace(before, after, 1))
    assert found is None
    assert problems[0].startswith("mine.toml: exercise 'side-reach': pictures: ") and told in problems[0]
    editor = Draft202012Validator(SCHEMA)
    assert editor.is_valid(tomllib.loads(text))
    assert not editor.is_valid(tomllib.loads(text.replace(before, after, 1)))


def test_an_exercise_has_a_pose_or_pictures() -> None:
    text, _cut, _rest = PACK.read_text(encoding="utf-8").partition("[exercise.pictures]")
    assert "pose is missing" in read(text)[1][0]
    none = read(text + "[exercise.pictures]\n")[1][0]
    assert "must name a file for one phase at least: prepare, lift" in none
    both = PACK.read_text(encoding="utf-8").replace("sides =", 'pose = "lunge"\nsides =')
    assert read(both)[1] == ()


BODY = '<path d="M0 0h9"/>'


def svg(inside: str, attributes: str = 'viewBox="0 0 100 100"', before: str = "") -> str:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'


@pytest.mark.parametrize(("content", "told"), [
    (svg(BODY), None),
    (svg(BODY, 'width="300px" height="200"'), None),
    (svg('<defs><g id="a"><path d="M0 0h9"/></g></defs><use href="#a"/>'), None),
    (svg('<linearGradient id="a"/><rect fill="url(#a)"/><style>.a { fill: url("#a") }</style>'), None),
    (svg(BODY, 'id="svg5" viewBox="0 0 9 9"', '<?xml version="1.0" encoding="UTF-8"?>\n<!-- mine -->'), None),
    (svg("<script>alert(1)</script>"), "line 1: an SVG is drawn without <script>; it may hold circle, defs"),
    (svg('<x:script xmlns:x="urn:x"/>'), "is drawn without <script>"),
    (svg('<image href="file:///etc/passwd"/>'), "is drawn without <image>"),
    (svg("<filter/>"), "is drawn without <filter>"),
    (svg('<use href="http://example.org/a.svg#a"/>'), "line 1: href of <use> leads elsewhere"),
    (svg('<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="other.svg#a"/>'), "leads elsewhere"),
    (svg('<g id="a"><use href="#a"/></g>'), "<use> may not stand in what has an id"),
    (svg('<use href="#a"/>', 'id="a" viewBox="0 0 9 9"'), "leads elsewhere"),
    (svg('<rect onclick="x()"/>'), "onclick of <rect> leads elsewhere"),
    (svg('<rect style="fill: URL( http://example.org )"/>'), "style of <rect> leads elsewhere"),
    (svg("<style>@import 'a.css';</style>"), "a style may not lead elsewhere"),
    (svg("<style>a{fill:u\\72l(x)}</style>"), "a style may not lead elsewhere"),
    (svg(BODY, before='<!DOCTYPE svg [<!ENTITY a "b">]>'), "leave the <!DOCTYPE> out"),
    (svg(BODY, before='<?xml-stylesheet href="a.css"?>'), "leave the <?…?> out"),
    (svg("<g>" * 50 + "</g>" * 50), "is too much to draw: at most 4000 elements, 64 <use>, 40 deep"),
    (svg("<g/>" * 5000), "is too much to draw"),
    (svg(BODY, ""), "has no size; give the svg a viewBox"),
    (svg(BODY, 'viewBox="0 0 nan 1e999"'), "no side may be over 20480"),
    (svg(BODY, 'viewBox="0 0 1 1000"'), "or over 8 times the other"),
    (svg("<g>"), "is a broken SVG: line 1: mismatched tag"),
    ("<html/>", "is neither an SVG nor a PNG"),
    ("", "is neither an SVG nor a PNG"),
    ("GIF89a", "is neither an SVG nor a PNG"),
    (png(), None),
    (png(20, 64), "is 20 x 64 pixels; each side must be from 64 to 2048"),
    (png(64, 4000), "is 64 x 4000 pixels"),
    (png(depth=3), "is a broken PNG"),
    (png()[:-20], "is a broken PNG; save it anew"),
    (png().replace(b"IDAT", b"IDAX"), "is a broken PNG"),
    (b"\x89PNG\r\n\x1a\n", "is a broken PNG"),
    (b" " * (LARGEST_BYTES + 1), "is larger than a picture may be, 512 KiB"),
])  # fmt: skip
def test_what_is_drawn_and_what_is_not(pack: Path, content: str | bytes, told: str | None) -> None:
    drawing = pack.with_suffix("") / "standing.svg"  # its name does not matter
    drawing.write_bytes(content.encode() if isinstance(content, str) else content)
    pictures = load(pack)
    if told is None:
        assert read_picture(pictures, "shoulders/standing.svg")
        return
    with pytest.raises(PictureError) as refused:
        read_picture(pictures, "shoulders/standing.svg")
    assert told in str(refused.value) and str(refused.value).isprintable()


def load(pack: Path) -> Any:
    around = Around({}, (), str(pack.parent))
    found, _problems = read_pack(tomllib.loads(pack.read_text()), "a", "a.toml", around)
    assert found is not None
    return found.exercises[0].pictures


def test_a_link_out_of_the_folder_a_pipe_and_a_folder_are_refused(pack: Path) -> None:
    drawing = pack.with_suffix("") / "standing.svg"
    pictures = load(pack)
    for make, told in (
        (lambda: drawing.symlink_to("/etc/passwd"), "leads out of the pack's folder"),
        (lambda: drawing.symlink_to(drawing), "cannot be read"),
        (lambda: os.mkfifo(drawing), "is no file"),
        (lambda: drawing.mkdir(), "cannot be read: Is a directory"),
    ):
        drawing.unlink()
        make()
        with pytest.raises(PictureError, match=told):
            read_picture(pictures, "shoulders/standing.svg")


def test_a_pack_whose_pictures_are_gone_is_used_all_the_same(pack: Path, places: Places) -> None:
    add_pack(check_file(pack, places), places)
    shutil.rmtree(places.exercises_dir / "shoulders")
    catalogue, problems = load_exercises(places)
    assert problems == () and len(load_catalogue().ids) == len(catalogue.ids) - 1
