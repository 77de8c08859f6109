"""An export that does not fit costs no earlier one."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from windows.history.conftest import FIVE

from backbreak.storage.failures import StorageError
from backbreak.windows.history.exporting import export


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
