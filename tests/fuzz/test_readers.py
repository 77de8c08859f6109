"""Ten thousand random mutations each of packs, settings, state and journal lines: what is whole is read.

Most are made in memory and go straight to the reader, some hundred through real files and the stores.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz import exercises, journals, pictures, preferences, states

SEED = 2026


def test_no_harm_to_a_pack_crashes_hangs_or_hides_the_built_in_exercises(tmp_path: Path) -> None:
    assert 300 < exercises.in_memory(SEED, 9_800) < 3_000
    exercises.on_disk(SEED, 200, tmp_path)


def test_no_harm_to_the_settings_changes_a_value_nobody_touched_and_each_is_told_of_once(
    tmp_path: Path,
) -> None:
    assert 3_000 < preferences.in_memory(SEED, 9_600) < 9_000
    preferences.on_disk(SEED, 400, tmp_path)


def test_no_harm_to_the_state_stops_a_start_or_makes_a_cycle_that_does_not_work(tmp_path: Path) -> None:
    assert 2_000 < states.in_memory(SEED, 9_800) < 8_000
    states.on_disk(SEED, 200, tmp_path)


def test_no_harm_to_a_journal_costs_a_line_that_nobody_touched(tmp_path: Path) -> None:
    assert 500 < journals.in_memory(SEED, 9_000) < 6_000
    journals.on_disk(SEED, 1_000, tmp_path)


@pytest.mark.no_qt_log
def test_no_harm_to_a_picture_does_more_than_have_it_refused(qapp: object, tmp_path: Path) -> None:
    assert 500 < pictures.campaign(SEED, 2_000, tmp_path) < 1_500
