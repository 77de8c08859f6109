"""Exports are what the log prints, and one that does not fit costs no earlier one."""

from __future__ import annotations

import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from windows.conftest import PATIENCE_S
from windows.history.conftest import FIVE

from backbreak.storage.failures import StorageError
from backbreak.windows.history.exporting import FORMS, export, with_ending


@contextmanager
def little_room() -> Iterator[None]:
    """A disk on which no file can be longer than a few bytes: not even the one that pytest writes to."""
    before, hears = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, hears)


def test_an_export_for_which_there_is_no_room_leaves_the_old_one_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "breaks.csv"
    file.write_text("what was there")
    with pytest.raises(StorageError), little_room():
        export(file, "csv", FIVE, {})
    assert file.read_text() == "what was there" and list(tmp_path.iterdir()) == [file]


def test_what_is_no_file_is_written_to_and_not_replaced() -> None:
    export(Path("/dev/null"), "csv", FIVE, {})
    assert Path("/dev/null").is_char_device()


def test_a_name_without_an_ending_is_given_one_but_not_that_of_another_file(tmp_path: Path) -> None:
    assert with_ending(tmp_path / "breaks", "csv") == tmp_path / "breaks.csv"
    assert with_ending(tmp_path / "breaks.txt", "csv") == tmp_path / "breaks.txt"
    (tmp_path / "breaks.csv").touch()
    assert with_ending(tmp_path / "breaks", "csv") == tmp_path / "breaks"


def test_exports_are_what_the_log_prints(open_history, places, tmp_path: Path) -> None:
    program = open_history(FIVE)
    for form, option in zip(FORMS, ("--csv", "--json", "--ical"), strict=True):
        file = tmp_path / f"out.{form}"
        program.export(file, form)
        done = subprocess.run(
            [sys.executable, "-m", "backbreak", "--home", str(places.config.parent), "log", option],
            capture_output=True, timeout=PATIENCE_S, check=True,
        )  # fmt: skip
        assert file.read_bytes() == done.stdout
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert program.window.note.text() == f"Exported to {file}: 5 entries"
    program.export(tmp_path, "csv")
    assert str(tmp_path) in program.window.note.text() and "Exported" not in program.window.note.text()
