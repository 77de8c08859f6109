"""Leaving an exercise out writes one setting, and nothing over what somebody meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from backbreak.core.errors import BackbreakError
from backbreak.storage.places import places_for
from backbreak.windows.session.leaving_out import Exclusions


def test_left_out_and_taken_in_again(tmp_path: Path) -> None:
    places = places_for(tmp_path)
    places.ensure()
    exclusions = Exclusions(places)
    exclusions.add("obliques")
    exclusions.add("obliques")
    assert exclusions.has("obliques")
    exclusions.remove("obliques")
    assert not exclusions.has("obliques")


def test_a_list_that_cannot_be_read_stays_as_it_is_written(tmp_path: Path) -> None:
    places = places_for(tmp_path)
    places.ensure()
    places.settings_file.write_text('[session]\nexclude = "obliques"\n')
    with pytest.raises(BackbreakError, match="correct that first"):
        Exclusions(places).add("lumbar")
    assert places.settings_file.read_text() == '[session]\nexclude = "obliques"\n'
