"""Every language that comes with backbreak is whole: nothing is missing, and nothing in it is broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "translations"
LANGUAGES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def test_german_spanish_and_arabic_come_with_the_program() -> None:
    assert {"ar", "de", "es"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_whole(language: str, template: Any) -> None:
    import catalogues
    import checking
    import extracting

    found = checking.complaints(catalogues.read(language), template, extracting.commands())
    told = list(found)
    assert not told, f"{len(told)}, of which the first: " + "; ".join(told[:20])
