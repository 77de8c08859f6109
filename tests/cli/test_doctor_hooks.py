"""What the doctor would have somebody type for a hook: nothing that gives away what is not theirs."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from backbreak.cli.doctor import belongings
from backbreak.cli.doctor.checks import Check
from backbreak.storage.places import Places, places_for


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = places_for(tmp_path / "home")
    places.ensure()
    places.hooks_dir.mkdir(mode=0o700)
    return places


@pytest.fixture
def elses(tmp_path: Path) -> Path:
    """A program of somebody else's: the system's, or for root a user's."""
    if os.getuid():
        return Path(str(shutil.which("sh"))).resolve()
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    os.chown(program, 12345, -1)
    return program


def found(places: Places) -> Check:
    (check,) = belongings.hooks(places)
    return check


def test_the_program_that_a_link_leads_to_stays_whose_it_is(places: Places, elses: Path) -> None:
    (places.hooks_dir / "prompt").symlink_to(elses)
    assert found(places).text == "prompt is not run: it belongs to somebody else"
    assert (found(places).fix, found(places).command) == ("see docs/hooks.md", "")


def test_a_folder_that_is_meant_for_everybody_stays_so(places: Places, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    script = shared / "script"
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    (places.hooks_dir / "prompt").symlink_to(script)
    assert "others may write into its folder" in found(places).text and found(places).command == ""
    shared.chmod(0o777)
    assert found(places).command == f"chmod go-w {shared}"


def test_what_lies_in_the_folder_itself_is_made_ones_own(places: Places) -> None:
    hook = places.hooks_dir / "prompt"
    hook.write_text("#!/bin/sh\n")
    hook.chmod(0o666)
    assert found(places).command == f"chmod u+x,go-w {hook}"
    if os.getuid() == 0:
        os.chown(hook, 12345, -1)
        assert found(places).command == f"sudo chown 0 {hook} && chmod u+x,go-w {hook}"
