"""The log makes room while programs run, takes lines of many processes, and costs nobody more than a line."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from backbreak.storage.logs import LogFile, older

LAYOUT = "%(levelname)s %(message)s"
WRITER = """
import logging, sys
from pathlib import Path
from backbreak.storage.logs import LogFile
handler = LogFile(Path(sys.argv[1]), "%(message)s", 100_000)
for number in range(300):
    handler.handle(logging.makeLogRecord({"msg": f"{sys.argv[2]} {number} " + "x" * 100}))
"""


def say(handler: logging.Handler, text: str) -> None:
    handler.handle(logging.makeLogRecord({"msg": text, "levelname": "INFO"}))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "backbreak.log"


def test_it_makes_room_while_it_is_written_and_keeps_the_one_before(path: Path) -> None:
    handler = LogFile(path, LAYOUT, largest=1000)
    for number in range(100):
        say(handler, f"{number:03d} " + "x" * 50)
    assert sorted(file.name for file in path.parent.iterdir()) == ["backbreak.log", "backbreak.log.1"]
    assert path.stat().st_size <= 1000 and older(path).stat().st_size <= 1000
    lines = older(path).read_text().splitlines() + path.read_text().splitlines()
    assert [line[5:8] for line in lines] == [f"{number:03d}" for number in range(100 - len(lines), 100)]
    assert path.stat().st_mode & 0o777 == 0o600


def test_lines_of_four_processes_that_turn_it_over_are_all_there_and_whole(path: Path) -> None:
    path.parent.mkdir()
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in "abcd"]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    lines = older(path).read_text().splitlines() + path.read_text().splitlines()
    said = sorted(f"{name} {number} " + "x" * 100 for name in "abcd" for number in range(300))
    assert sorted(lines) == said


def test_a_full_disk_costs_the_line_and_no_folder_makes_one(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to("/dev/full")
    handler = LogFile(path, LAYOUT)
    say(handler, "lost")
    path.unlink()
    shutil.rmtree(path.parent)
    say(handler, "kept")
    assert path.read_text() == "INFO kept\n"
    shutil.rmtree(path.parent)
    path.parent.write_text("in the way")
    say(handler, "lost")
    path.parent.unlink()
    say(handler, "kept \ud800 " + "y" * 100_000)
    assert path.read_text().startswith("INFO kept \\ud800 yyy") and path.stat().st_size < 70_000


def test_a_pipe_in_its_place_costs_the_line_and_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    say(LogFile(path, LAYOUT), "lost")
    assert path.is_fifo()
