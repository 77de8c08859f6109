"""What a user without special powers runs into: folders that may not be written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.harness import Desktop, wait_until

pytestmark = pytest.mark.refuses_root


@pytest.fixture
def locked_home(bare_desktop: Desktop) -> Iterator[Path]:
    """A home that exists and may be read, but in which nothing may be made."""
    assert os.geteuid() != 0, "root may write anywhere: run this by make test-desktop"
    bare_desktop.home.mkdir()
    bare_desktop.home.chmod(0o500)
    yield bare_desktop.home
    bare_desktop.home.chmod(0o700)


@pytest.mark.parametrize("arguments", [(), ("session", "--terminal")], ids=["the resident", "a session"])
def test_a_home_that_may_not_be_written_is_said_in_one_line(
    bare_desktop: Desktop, locked_home: Path, arguments: tuple[str, ...]
) -> None:
    done = bare_desktop.cli(*arguments)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("backbreak: ")
    assert str(locked_home) in line


def test_the_resident_of_a_plain_user_docks_and_answers(desktop: Desktop) -> None:
    desktop.start()
    wait_until(desktop.tray_items, "the icon is docked")
    assert desktop.cli("status").returncode == 0
    assert (desktop.home / "run").stat().st_mode & 0o777 == 0o700
