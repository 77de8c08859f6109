"""The language of the process, with a real compiled catalogue."""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backbreak import words


def compile_catalogue(folder: Path, language: str, pairs: dict[str, str]) -> None:
    """Write a minimal .mo file, the way msgfmt lays it out."""
    target = folder / language / "LC_MESSAGES" / "backbreak.mo"
    target.parent.mkdir(parents=True)
    header = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
    table = sorted({"": header, **pairs}.items())
    keys = [k.encode() for k, _v in table]
    values = [v.encode() for _k, v in table]
    start = 28 + 16 * len(table)
    offsets = []
    data = b""
    for texts in (keys, values):
        for text in texts:
            offsets.append((len(text), start + len(data)))
            data += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(table), 28, 28 + 8 * len(table), 0, 0)
    target.write_bytes(head + b"".join(struct.pack("<2I", *pair) for pair in offsets) + data)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use("en")


def test_english_is_the_text_itself() -> None:
    assert words.use("en") == "en"
    assert words._("Start") == "Start"
    assert words.ngettext("%(n)d rep", "%(n)d reps", 1) == "%(n)d rep"
    assert words.ngettext("%(n)d rep", "%(n)d reps", 3) == "%(n)d reps"


def test_another_language_comes_from_its_catalogue(tmp_path: Path) -> None:
    compile_catalogue(tmp_path, "de", {"Start": "Los", "%(n)d rep\0%(n)d reps": "%(n)d Mal\0%(n)d Male"})
    assert words.use("de_AT", tmp_path) == "de"
    assert words.language() == "de"
    assert words._("Start") == "Los"
    assert words._("") == ""
    assert words._("Not in the catalogue") == "Not in the catalogue"
    assert words.ngettext("%(n)d rep", "%(n)d reps", 2) == "%(n)d Male"


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "de"}, "en"),
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "fr:de"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE@euro", "LC_MESSAGES": "xx_XX"}, "en"),
    ],
)
def test_the_system_language_is_read_as_gettext_reads_it(
    tmp_path: Path, environ: dict[str, str], expected: str
) -> None:
    compile_catalogue(tmp_path, "de", {"Start": "Los"})
    assert words.use("system", tmp_path, environ) == expected


def test_a_broken_catalogue_means_english(tmp_path: Path) -> None:
    target = tmp_path / "de" / "LC_MESSAGES" / "backbreak.mo"
    target.parent.mkdir(parents=True)
    target.write_bytes(b"not a catalogue")
    assert words.use("de", tmp_path) == "en"
    assert words._("Start") == "Start"


def test_an_english_process_never_loads_gettext() -> None:
    code = (
        "import sys, backbreak.words as w; w.use('en'); w._('x'); "
        "import backbreak.words.durations; sys.exit('gettext' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
