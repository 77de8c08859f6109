"""Ten thousand odd things in the hooks folder, and ten thousand harmed lines at a real resident's door."""

from __future__ import annotations

from pathlib import Path

from fuzz import doorstep, hooked

SEED = 2026


def test_nothing_that_lies_in_the_hooks_folder_blocks_or_keeps_a_good_hook_from_running(
    tmp_path: Path,
) -> None:
    assert hooked.campaign(SEED, 10_000, tmp_path) == 20


def test_no_harmed_line_at_the_door_ends_slows_or_bloats_the_resident(tmp_path: Path) -> None:
    assert doorstep.campaign(SEED, 10_000, tmp_path) == 10_000
